import { describe, expect, it } from 'vitest';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { changePayer, previewPayer } from '../../src/actions/subscriptions/changePayer.ts';
import {
  changeSubscription,
  previewChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../src/actions/subscriptions/pauseSubscription.ts';
import {
  previewReactivation,
  reactivateSubscription,
} from '../../src/actions/subscriptions/reactivateSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../src/actions/subscriptions/resumeSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** A member of Gold (31 € a month) who paid October. */
async function gold(life: Life, more: object = {}) {
  const plan = await life.plan({ name: 'Gold', amount: 3100 });
  const firstBillingOn = d('2026-10-01');
  const member = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard, ...more });
  return { ...member, id: member.subscriptionId, plan };
}

function terms(life: Life, id: string) {
  return life.rows(
    `select starts_on as start, ends_on as end, kind from term
     where subscription_id = $1 and status <> 'void' order by starts_on`,
    [id],
  );
}

function told(life: Life) {
  return life.rows<{ template: string }>(
    `select template from message where template not in ('invoice', 'receipt') order by id`,
  );
}

const credit = { subscriptions: { pause_gives_back: 'credit' } };

describe('a pause that gives the unused part back', () => {
  it('credits it to the cent, and bills the part that is left when it ends by itself', async () => {
    const life = await lifeWorld(db, '2026-10-01', credit);
    const { id, contactId } = await gold(life);
    life.moveTo('2026-10-16');
    const how = { untilOn: d('2026-12-11') };
    // 16 of 31 days of 31.00 are not used.
    expect(await previewPause(life.ctx, id, how)).toMatchObject({
      givesBack: 'credit',
      credit: 1600,
      nextBillingOn: '2026-12-11',
    });
    await pauseSubscription(life.ctx, { id }, how);
    expect(await life.subscription(id)).toMatchObject({ state: 'paused', anchorDay: 1 });
    const balance = `select sum(amount)::int as credit from credit_entry where payer_id = $1`;
    expect(await life.rows(balance, [contactId])).toEqual([{ credit: 1600 }]);
    await life.check();
    await life.day('2026-11-01');
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-10-16', kind: 'paid' },
    ]);
    await life.day('2026-12-11');
    // 21 of 31 days: 21.00, of which 16.00 from the credit.
    expect(await life.rows('select total, settled, status from invoice order by serial')).toEqual([
      { total: 3100, settled: 1500, status: 'paid' },
      { total: 2100, settled: 2100, status: 'paid' },
    ]);
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-10-16', kind: 'paid' },
      { start: '2026-12-11', end: '2027-01-01', kind: 'paid' },
    ]);
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      anchorDay: 1,
      nextBillingOn: '2027-01-01',
    });
    await life.check();
  });

  it('and is resumed on the same day nets to zero, billed at once as its preview says', async () => {
    const life = await lifeWorld(db, '2026-10-01', credit);
    const { id, contactId } = await gold(life);
    await life.day('2026-10-16');
    await pauseSubscription(life.ctx, { id });
    const preview = await previewResume(life.ctx, id);
    expect(preview.invoice?.draft.total).toBe(1600);
    expect(preview.nextBillingOn).toBe('2026-11-01');
    await resumeSubscription(life.ctx, { id });
    const balance = `select sum(amount)::int as credit from credit_entry where payer_id = $1`;
    expect(await life.rows(balance, [contactId])).toEqual([{ credit: 0 }]);
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      nextBillingOn: '2026-11-01',
    });
    await life.check();
  });

  it('moves the dates of a trial instead', async () => {
    const life = await lifeWorld(db, '2026-10-01', credit);
    const plan = await life.plan({ name: 'Try', amount: 3100, trialDays: 31 });
    const { subscriptionId: id } = await life.join(plan.id, { firstBillingOn: d('2026-11-01') });
    await life.day('2026-11-01');
    await life.day('2026-11-10');
    await extendSubscription(life.ctx, { id }, { days: 5 });
    expect(await previewPause(life.ctx, id)).toMatchObject({ givesBack: 'dates', credit: null });
  });
});

describe('terms of a subscription', () => {
  it('are set by staff at any amount, which the plan of others does not have', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await gold(life);
    life.moveTo('2026-10-16');
    const wish = { amount: 2000, quantity: 2, when: 'now' } as const;
    const preview = await previewChange(life.ctx, id, wish);
    // 16/31 of 62 … 40.00 − 31.00: 20.65 − 16.00.
    expect(preview.decision.invoice?.draft.total).toBe(465);
    await changeSubscription(life.ctx, { id }, wish);
    expect(await life.subscription(id)).toMatchObject({ amount: 2000, quantity: 2 });
    expect((await told(life)).at(-1)).toEqual({ template: 'subscription_changed' });
    const member = { ...life.ctx, actor: { kind: 'member' as const, id: 'x', name: 'M' } };
    await expect(changeSubscription(member, { id }, { amount: 1 })).rejects.toMatchObject({
      code: 'amount_not_free',
    });
    await life.check();
  });

  it('stay as they are when an upgrade is declined, or are chased where that is the rule', async () => {
    for (const rule of ['keep_old_plan', 'activate_and_chase'] as const) {
      const settings = { subscriptions: { upgrade_declined: rule } };
      const life = await lifeWorld(db, '2026-10-01', settings);
      const { id, contactId } = await gold(life);
      life.moveTo('2026-10-16');
      await setPaymentMethod(life.ctx, contactId, emptyCard);
      const change = changeSubscription(life.ctx, { id }, { amount: 6200 });
      if (rule === 'keep_old_plan') {
        await expect(change).rejects.toMatchObject({ code: 'upgrade_declined' });
        expect(await life.subscription(id)).toMatchObject({ amount: 3100, state: 'active' });
      } else {
        expect(await change).toMatchObject({ applies: 'now', charge: 'declined' });
        expect(await life.subscription(id)).toMatchObject({ amount: 6200, state: 'overdue' });
        expect(await life.rows(`select state from overdue_case`)).toEqual([{ state: 'open' }]);
      }
      await life.check();
    }
  });

  it('bring a plan back, with what the preview said', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await gold(life);
    life.moveTo('2026-10-10');
    await revokeSubscription(life.ctx, { id });
    expect(await previewReactivation(life.ctx, id)).toMatchObject({
      goesOnUntil: '2026-11-01',
      invoice: null,
    });
    life.moveTo('2026-11-20');
    const preview = await previewReactivation(life.ctx, id);
    expect(preview.invoice?.draft.total).toBe(3100);
    const { nextBillingOn } = await reactivateSubscription(life.ctx, { id });
    expect(nextBillingOn).toBe(preview.nextBillingOn);
    expect((await told(life)).at(-1)).toEqual({ template: 'reactivated' });
    await life.check();
  });
});

describe('who pays', () => {
  it('changes from now on: open invoices stay, the next one goes to the new payer', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, contactId } = await gold(life, { paymentMethod: null, collection: 'invoice' });
    const company = await createContact(life.ctx, { kind: 'company', display_name: 'Acme' });
    await life.day('2026-10-05');
    const preview = await previewPayer(life.ctx, id, company.id);
    expect(preview).toMatchObject({ openInvoices: 1, openBalance: 3100, collection: 'invoice' });
    await changePayer(life.ctx, { id }, company.id);
    await life.day('2026-11-01');
    expect(await life.rows('select payer_id from invoice order by serial')).toEqual([
      { payer_id: contactId },
      { payer_id: company.id },
    ]);
    expect(
      await life.rows(`select kind, before ->> 'payerId' as was from subscription_change`),
    ).toEqual([{ kind: 'payer', was: contactId }]);
    expect((await told(life)).filter((each) => each.template === 'payer_changed')).toHaveLength(2);
    await expect(changePayer(life.ctx, { id }, company.id)).rejects.toMatchObject({
      code: 'nothing_changes',
    });
    await life.check();
    const other = await createContact(life.ctx, { kind: 'person', display_name: 'Other' });
    await life.rows('update contact set payer_id = $2 where id = $1', [other.id, company.id]);
    await expect(changePayer(life.ctx, { id }, other.id)).rejects.toMatchObject({
      code: 'payer_chain',
    });
  });
});
