/** Seats of a limited plan: never one too many, free again at the moment of cancelling. */
import { describe, expect, it } from 'vitest';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { undoCancellation } from '../../src/actions/subscriptions/undoCancellation.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();
const firstBillingOn = d('2026-10-01');

describe('capacity', () => {
  it('of twenty sign-ups at once for three seats, three get in', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, capacity: 3 });
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => life.join(plan.id, { firstBillingOn })),
    );
    const refused = tries.filter((each) => each.status === 'rejected');
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(3);
    for (const each of refused) expect(each.reason).toMatchObject({ code: 'plan_full' });
    const [count] = await life.rows(
      'select count(*) as held from subscription where plan_id = $1',
      [plan.id],
    );
    expect(Number(count!.held)).toBe(3);
    await life.check();
  });

  it('a capacity set while people join holds from that moment', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100 });
    const limit = () => editPlan(life.ctx, { id: plan.id, version: plan.version }, { capacity: 2 });
    const all = await Promise.allSettled([
      life.join(plan.id, { firstBillingOn }),
      life.join(plan.id, { firstBillingOn }),
      limit(),
      life.join(plan.id, { firstBillingOn }),
      life.join(plan.id, { firstBillingOn }),
    ]);
    const [found] = await life.rows<{ capacity: number | null; held: number }>(
      'select capacity, held_seats(org_id, id) as held from plan where id = $1',
      [plan.id],
    );
    // Either the limit came in time, or it was refused because more had joined before it.
    if (all[2]!.status === 'fulfilled') expect(found!.held).toBeLessThanOrEqual(2);
    else expect(found).toMatchObject({ capacity: null });
    await life.check();
  });

  it('a seat is free when somebody cancels, and taken back only while one is left', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, capacity: 1 });
    const more = { firstBillingOn, paymentMethod: goodCard };
    const { subscriptionId: id } = await life.join(plan.id, more);
    await expect(life.join(plan.id, more)).rejects.toMatchObject({ code: 'plan_full' });
    await cancelSubscription(life.ctx, { id });
    const next = await life.join(plan.id, more);
    await expect(undoCancellation(life.ctx, { id })).rejects.toMatchObject({ code: 'plan_full' });
    await cancelSubscription(life.ctx, { id: next.subscriptionId });
    await undoCancellation(life.ctx, { id });
    await life.day('2026-11-01');
    await life.check();
  });

  it('quantities hold as many seats, and a lower capacity than taken is refused', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, capacity: 5 });
    await life.join(plan.id, { firstBillingOn, quantity: 4 });
    await expect(life.join(plan.id, { firstBillingOn, quantity: 2 })).rejects.toMatchObject({
      code: 'plan_full',
    });
    const lower = editPlan(life.ctx, { id: plan.id, version: plan.version }, { capacity: 3 });
    await expect(lower).rejects.toMatchObject({ code: 'capacity_taken' });
    await life.check();
  });
});
