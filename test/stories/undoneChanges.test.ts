import { describe, expect, it } from 'vitest';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { goodCard, lateRefusal, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** On Silver since 1 October; on the 16th their card accepts, and refuses three days later. */
async function silver() {
  const life = await lifeWorld(db, '2026-10-01');
  const plan = await life.plan({ name: 'Silver', amount: 1000 });
  const firstBillingOn = d('2026-10-01');
  const joined = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard });
  await setPaymentMethod(life.ctx, joined.contactId, lateRefusal);
  life.moveTo('2026-10-16');
  return { life, silver: plan, id: joined.subscriptionId, contactId: joined.contactId };
}

describe('a change whose payment is refused days later', () => {
  it('stays, and is chased, when the plan before was taken anew meanwhile', async () => {
    const { life, silver: plan, id, contactId } = await silver();
    const gold = await life.plan({ name: 'Gold', amount: 3100 });
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    const again = await life.join(plan.id, {
      who: { contactId },
      firstBillingOn: d('2027-01-01'),
    });
    await life.day('2026-10-19');
    expect(await life.subscription(id)).toMatchObject({ planId: gold.id, state: 'active' });
    expect(await life.subscription(again.subscriptionId)).toMatchObject({ planId: plan.id });
    await life.check();
    for (const day of ['2026-10-20', '2026-10-23', '2026-10-24']) await life.day(day);
    expect(await life.subscription(id)).toMatchObject({ planId: gold.id, state: 'overdue' });
    await life.check();
  });

  it('and was of the quantity: the member reads of the quantity, not of a plan', async () => {
    const { life, id } = await silver();
    await changeSubscription(life.ctx, { id }, { quantity: 3 });
    await life.day('2026-10-19');
    expect(await life.subscription(id)).toMatchObject({ quantity: 1 });
    const told = await life.rows(
      `select template, data ->> 'quantity' as quantity, data ->> 'planName' as plan from message
       where template in ('plan_changed', 'subscription_changed') order by id`,
    );
    expect(told).toEqual([
      { template: 'subscription_changed', quantity: '3', plan: 'Silver' },
      { template: 'subscription_changed', quantity: '1', plan: 'Silver' },
    ]);
    await life.check();
  });
});
