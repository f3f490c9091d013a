import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import { previewMember } from '../../src/actions/subscriptions/previewMember.ts';
import {
  previewReactivation,
  reactivateSubscription,
} from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import {
  previewUndoCancellation,
  undoCancellation,
} from '../../src/actions/subscriptions/undoCancellation.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();
const refused = (code: string) => expect.objectContaining({ code });

/** A member of Gold who paid October, and another plan. */
async function gold(other: object = {}) {
  const life = await lifeWorld(db, '2026-10-01');
  const plan = await life.plan({ name: 'Gold', amount: 3100 });
  const silver = await life.plan({ name: 'Silver', amount: 2000, ...other });
  const firstBillingOn = d('2026-10-01');
  const joined = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard });
  life.moveTo('2026-10-10');
  return { life, plan, silver, id: joined.subscriptionId, contactId: joined.contactId };
}

const later = (planId: string) => ({ planId, when: 'period_end' as const });
const duplicate = refused('already_subscribed');
const full = refused('plan_full');

describe('a plan somebody changes to later', () => {
  it('is theirs already: they cannot join it, nor change to it from elsewhere', async () => {
    const { life, silver, id, contactId } = await gold();
    const bronze = await life.plan({ name: 'Bronze', amount: 1000 });
    const { subscriptionId: other } = await life.join(bronze.id, { who: { contactId } });
    await changeSubscription(life.ctx, { id }, later(silver.id));
    const wish = { contactId, planId: silver.id, priceId: silver.prices[0]!.id };
    await expect(previewMember(life.ctx, wish)).rejects.toEqual(duplicate);
    await expect(life.join(silver.id, { who: { contactId } })).rejects.toEqual(duplicate);
    await expect(previewChange(life.ctx, other, later(silver.id))).rejects.toEqual(duplicate);
    await life.day('2026-11-10');
    expect(await life.subscription(id)).toMatchObject({ planId: silver.id });
    expect(await life.subscription(other)).toMatchObject({ planId: bronze.id });
    await life.check();
  });

  it('and have otherwise when its day comes is not changed to, and everybody is billed', async () => {
    const { life, plan, silver, id, contactId } = await gold();
    await changeSubscription(life.ctx, { id }, later(silver.id));
    const { subscriptionId: other } = await life.join(plan.id, { paymentMethod: goodCard });
    const bronze = await life.plan({ name: 'Bronze', amount: 1000 });
    const joined = await life.join(bronze.id, { who: { contactId } });
    // Written past every rule, as only an import of long ago could have.
    await life.rows('update subscription set plan_id = $2 where id = $1', [
      joined.subscriptionId,
      silver.id,
    ]);
    await life.day('2026-12-02');
    expect(await life.subscription(id)).toMatchObject({ planId: plan.id, pendingChange: null });
    const withdrawn = `select data ->> 'cause' as cause from activity
      where event = 'subscription_change_withdrawn'`;
    expect(await life.rows(withdrawn)).toEqual([{ cause: 'already_subscribed' }]);
    const mails = `select count(*)::int as n from message where template = 'change_withdrawn'`;
    expect(await life.rows(mails)).toEqual([{ n: 1 }]);
    const billed = `select max(issued_on) as on from invoice where subscription_id = $1`;
    for (const each of [id, other]) {
      expect(await life.rows(billed, [each])).not.toEqual([{ on: null }]);
    }
  });

  it('may be held twice where it allows that, also by changing to it', async () => {
    const { life, silver, id, contactId } = await gold({ allowSeveral: true });
    await life.join(silver.id, { who: { contactId } });
    await changeSubscription(life.ctx, { id }, later(silver.id));
    await life.day('2026-11-10');
    expect(await life.subscription(id)).toMatchObject({ planId: silver.id, allowDuplicate: true });
    await life.check();
  });
});

describe('a full plan is refused by the preview already:', () => {
  it('changing to it, now or later, and more seats of it', async () => {
    const { life, silver, id } = await gold({ capacity: 1 });
    const more = { firstBillingOn: d('2026-10-10'), paymentMethod: goodCard };
    const { subscriptionId: held } = await life.join(silver.id, more);
    for (const when of ['now', 'period_end'] as const) {
      const wish = { planId: silver.id, when };
      await expect(previewChange(life.ctx, id, wish)).rejects.toEqual(full);
      await expect(changeSubscription(life.ctx, { id }, wish)).rejects.toEqual(full);
      const seats = { quantity: 2, when };
      await expect(previewChange(life.ctx, held, seats)).rejects.toEqual(full);
    }
    expect((await previewChange(life.ctx, held, { amount: 1500 })).decision.applies).toBe('later');
    await life.check();
  });

  it('coming back to it, and taking a cancellation back', async () => {
    const { life, silver, id } = await gold({ capacity: 1 });
    const more = { firstBillingOn: d('2026-10-10'), paymentMethod: goodCard };
    const { subscriptionId: ended } = await life.join(silver.id, more);
    await revokeSubscription(life.ctx, { id: ended });
    await changeSubscription(life.ctx, { id }, later(silver.id));
    await expect(previewReactivation(life.ctx, ended)).rejects.toEqual(full);
    await expect(reactivateSubscription(life.ctx, { id: ended })).rejects.toEqual(full);
    await withdrawChange(life.ctx, { id });
    await reactivateSubscription(life.ctx, { id: ended });
    await cancelSubscription(life.ctx, { id: ended });
    await changeSubscription(life.ctx, { id }, later(silver.id));
    await expect(previewUndoCancellation(life.ctx, ended)).rejects.toEqual(full);
    await expect(undoCancellation(life.ctx, { id: ended })).rejects.toEqual(full);
    await life.check();
  });

  it('while what was sold once does not come back, which the preview says too', async () => {
    const { life } = await gold();
    const once = { kind: 'one_time' as const, name: 'Pass', amount: 900 };
    const pass = await life.plan(once);
    const { subscriptionId: id } = await life.join(pass.id, { paymentMethod: goodCard });
    await revokeSubscription(life.ctx, { id });
    await expect(previewReactivation(life.ctx, id)).rejects.toEqual(refused('sold_once'));
    await expect(reactivateSubscription(life.ctx, { id })).rejects.toEqual(refused('sold_once'));
  });
});
