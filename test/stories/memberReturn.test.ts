/** Members take up again what has ended: what they may, what it costs, what is to be done first. */
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { look } from '../../src/actions/context.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { deletePlan } from '../../src/actions/plans/deletePlan.ts';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { changePayer } from '../../src/actions/subscriptions/changePayer.ts';
import { returnableAmong } from '../../src/actions/subscriptions/memberReturn.ts';
import {
  previewReactivation,
  reactivateSubscription,
} from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { findPlan } from '../../src/db/plans/read.ts';
import { portalSubscriptions } from '../../src/db/portal/overview.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

type Plan = Parameters<Life['plan']>[0];
type Join = Parameters<Life['join']>[1];

/** The member themselves, in their portal. */
const byMember = (life: Life): Context => ({
  ...life.ctx,
  actor: { kind: 'member', id: 'x', name: 'M' },
});

/** Gold (31 € a month), of October, cancelled and over since 1 November; today is the 20th. */
async function ended(plan: Partial<Plan> = {}, join: Join = {}, settings: object = {}) {
  const life = await lifeWorld(db, '2026-10-01', settings);
  const gold = await life.plan({ name: 'Gold', amount: 3100, ...plan });
  const firstBillingOn = d('2026-10-01');
  const more = { firstBillingOn, paymentMethod: goodCard, ...join };
  const { subscriptionId: id, contactId } = await life.join(gold.id, more);
  await cancelSubscription(byMember(life), { id });
  await life.day('2026-11-20');
  return { life, id, contactId, plan: gold, member: byMember(life) };
}

type Ended = Awaited<ReturnType<typeof ended>>;

async function returnable({ life, contactId }: Pick<Ended, 'life' | 'contactId'>) {
  return look(life.ctx, async (scene) => {
    const rules = scene.org.settings.subscriptions.members_may;
    const on = { today: scene.today, rules };
    const held = await portalSubscriptions(scene.tx, contactId, on);
    return [...(await returnableAmong(scene, held))];
  });
}

/** The preview and the act refuse alike, and the portal does not offer what it never allows. */
async function expectRefused(of: Ended, code: string, offered: 'offered' | 'hidden') {
  const { member, id } = of;
  await expect(previewReactivation(member, id)).rejects.toMatchObject({ code });
  await expect(reactivateSubscription(member, { id })).rejects.toMatchObject({ code });
  expect(await of.life.subscription(id)).toMatchObject({ state: 'cancelled' });
  expect(await returnable(of)).toEqual(offered === 'offered' ? [id] : []);
}

const current = ({ life, plan }: Ended) =>
  look(life.ctx, async ({ tx }) => (await findPlan(tx, plan.id))!);

describe('a member takes up again', () => {
  it('what they cancelled: a new period is charged at once, and they are written to', async () => {
    const of = await ended();
    const { life, member, id } = of;
    expect(await returnable(of)).toEqual([id]);
    const preview = await previewReactivation(member, id);
    expect(preview.invoice?.draft.total).toBe(3100);
    expect(await reactivateSubscription(member, { id })).toMatchObject({
      nextBillingOn: preview.nextBillingOn,
    });
    expect(await life.subscription(id)).toMatchObject({ state: 'active', endsOn: null });
    expect(await life.rows('select total, status from invoice order by serial')).toEqual([
      { total: 3100, status: 'paid' },
      { total: 3100, status: 'paid' },
    ]);
    expect(await life.rows(`select id from message where template = 'reactivated'`)).toHaveLength(
      1,
    );
    expect(await returnable(of)).toEqual([]);
    await expect(reactivateSubscription(member, { id })).rejects.toMatchObject({
      code: 'subscription_not_in_state',
    });
    await life.check();
  });

  it('what ended unpaid, with a card that works by then', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ name: 'Gold', amount: 3100 });
    const more = { firstBillingOn: d('2026-10-01'), paymentMethod: emptyCard };
    const { subscriptionId: id, contactId } = await life.join(gold.id, more);
    for (let day = 1; day <= 12; day += 1)
      await life.day(`2026-10-${String(day).padStart(2, '0')}`);
    expect(await life.subscription(id)).toMatchObject({ endCause: 'unpaid', state: 'cancelled' });
    expect(await returnable({ life, contactId })).toEqual([id]);
    await setPaymentMethod(life.ctx, contactId, goodCard);
    await reactivateSubscription(byMember(life), { id });
    expect(await life.subscription(id)).toMatchObject({ state: 'active' });
    await life.check();
  });

  it('what they paid for and is not over, without a card: nothing is charged for it', async () => {
    const of = await ended();
    const { life, member, id, contactId } = of;
    await reactivateSubscription(member, { id });
    await revokeSubscription(life.ctx, { id });
    // As an end of their own leaves it while another invoice is given up.
    await life.rows(`update subscription set end_cause = 'cancelled' where id = $1`, [id]);
    const removed = 'update payment_method set replaced_at = now() where payer_id = $1';
    await life.rows(removed, [contactId]);
    expect(await previewReactivation(member, id)).toMatchObject({
      goesOnUntil: '2026-12-20',
      invoice: null,
    });
    expect(await reactivateSubscription(member, { id })).toMatchObject({ invoiceIds: [] });
  });

  it('the last seat, of two who ask at once only one', async () => {
    const of = await ended({ capacity: 1 });
    const { life, plan, id } = of;
    const more = { firstBillingOn: d('2026-11-20'), paymentMethod: goodCard };
    const { subscriptionId: other } = await life.join(plan.id, more);
    await cancelSubscription(byMember(life), { id: other });
    await life.day('2026-12-21');
    const tries = [id, other].map((each) => reactivateSubscription(byMember(life), { id: each }));
    const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'plan_full' } }]);
    await life.check();
  });

  it('never at a seat too many', async () => {
    const of = await ended({ capacity: 1 });
    await of.life.join(of.plan.id, { firstBillingOn: d('2026-11-20') });
    await expectRefused(of, 'plan_full', 'offered');
    await expect(reactivateSubscription(of.life.ctx, { id: of.id })).rejects.toMatchObject({
      code: 'plan_full',
    });
    await of.life.check();
  });
});

describe('a member first', () => {
  it('settles what is open of it', async () => {
    const of = await ended({}, { paymentMethod: null, collection: 'invoice' });
    await expectRefused(of, 'settle_first', 'offered');
    await reactivateSubscription(of.life.ctx, { id: of.id });
  });

  it('gives a payment method, where something is charged', async () => {
    const of = await ended();
    const removed = 'update payment_method set replaced_at = now() where payer_id = $1';
    await of.life.rows(removed, [of.contactId]);
    await expectRefused(of, 'payment_method_first', 'offered');
    await setPaymentMethod(of.life.ctx, of.contactId, goodCard);
    await reactivateSubscription(of.member, { id: of.id });
    const free = await ended({ kind: 'free', amount: 0 }, { paymentMethod: null });
    await reactivateSubscription(free.member, { id: free.id });
    await free.life.check();
  });
});

const nobody = { subscriptions: { members_may: { reactivate: false } } };

describe('a member asks', () => {
  it('where the organization does not let them, unless the plan does', async () => {
    await expectRefused(await ended({}, {}, nobody), 'member_may_not', 'hidden');
    const of = await ended({ memberRules: { reactivate: true } }, {}, nobody);
    await reactivateSubscription(of.member, { id: of.id });
    await expectRefused(
      await ended({ memberRules: { reactivate: false } }),
      'member_may_not',
      'hidden',
    );
  });

  it('for what staff ended, whose plan is not public any more, or which left a bill', async () => {
    const revoked = await ended();
    await reactivateSubscription(revoked.life.ctx, { id: revoked.id });
    await revokeSubscription(revoked.life.ctx, { id: revoked.id });
    await expectRefused(revoked, 'member_may_not', 'hidden');
    const hidden = await ended();
    const { id, version } = hidden.plan;
    await editPlan(hidden.life.ctx, { id, version }, { public: false });
    await expectRefused(hidden, 'member_may_not', 'hidden');
    const unpaid = await ended({}, { paymentMethod: null, collection: 'invoice' });
    const lost = `update subscription set end_cause = 'unpaid' where id = $1`;
    await unpaid.life.rows(lost, [unpaid.id]);
    await expectRefused(unpaid, 'member_may_not', 'hidden');
    const deleted = await ended();
    const { life, plan } = deleted;
    await deletePlan(life.ctx, { id: plan.id, version: plan.version });
    await expectRefused(deleted, 'plan_deleted', 'hidden');
  });

  it('for what somebody else pays', async () => {
    const of = await ended();
    const company = await createContact(of.life.ctx, { kind: 'company', display_name: 'Acme' });
    await reactivateSubscription(of.life.ctx, { id: of.id });
    await changePayer(of.life.ctx, { id: of.id }, company.id);
    await cancelSubscription(of.life.ctx, { id: of.id });
    await of.life.day('2026-12-20');
    await expectRefused(of, 'member_may_not', 'hidden');
  });

  it('for a price that is not on sale any more, or an amount below the minimum', async () => {
    const price = { currency: 'EUR', intervalUnit: 'month', intervalCount: 1 } as const;
    const dearer = await ended();
    const { id, version } = await current(dearer);
    await editPlan(dearer.life.ctx, { id, version }, { prices: [{ ...price, amount: 4000 }] });
    await expectRefused(dearer, 'member_may_not', 'hidden');
    const free = await ended({ kind: 'custom', amount: 1000, minimumAmount: 500 }, { amount: 700 });
    expect(await returnable(free)).toEqual([free.id]);
    const own = await current(free);
    await editPlan(free.life.ctx, { id: own.id, version: own.version }, { minimumAmount: 800 });
    await expectRefused(free, 'member_may_not', 'hidden');
  });
});

describe('the portal offers', () => {
  it('the last that ended of a plan, and none while one of it runs', async () => {
    const of = await ended();
    const { life, member, contactId, plan, id } = of;
    const again = { who: { contactId }, firstBillingOn: d('2026-11-20') };
    const { subscriptionId: second } = await life.join(plan.id, again);
    expect(await returnable(of)).toEqual([]);
    await expect(previewReactivation(member, id)).rejects.toMatchObject({
      code: 'already_subscribed',
    });
    await cancelSubscription(life.ctx, { id: second });
    await life.day('2026-12-21');
    expect(await returnable(of)).toEqual([second]);
  });
});
