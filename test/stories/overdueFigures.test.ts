import { expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { actOnCases } from '../../src/actions/overdue/actOnCases.ts';
import { firstTries } from '../../src/db/payments/firstTries.ts';
import type { CaseFilter } from '../../src/db/payments/overdueCases.ts';
import { listCases } from '../../src/db/payments/overdueCases.ts';
import { recoveryByMonth, recoveryBySteps } from '../../src/db/payments/overdueStatistics.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';

const db = await testDatabase();
const between = { from: d('2026-03-01'), to: d('2026-03-31') };

/** Lost, recovered by a retry or a new card, forgiven after a retry, and paid at once. */
async function everyEnd() {
  const world = await billingWorld(db, '2026-02-02');
  const planId = await world.plan({ amount: 2500 });
  const join = (card: string) =>
    world.join(planId, { firstBillingOn: d('2026-03-02'), prorate: false, card });
  await join(cards.empty);
  await join(cards.once);
  const third = await join(cards.stolen);
  await join(cards.good);
  const forgiven = await join(cards.empty);
  await world.until('2026-03-06');
  await world.card(third.contactId, cards.good);
  const [row] = await world.rows<{ id: string }>(
    'select id from overdue_case where subscription_id = $1',
    [forgiven.subscriptionId],
  );
  const act = { kind: 'forgive', how: 'void', reason: 'our mistake' } as const;
  await actOnCases(world.ctx, [row!.id], act);
  await world.until('2026-03-09');
  return world;
}

it('each figure of the recovery is what the list finds for it, the forgiven apart', async () => {
  const world = await everyEnd();
  await look(world.ctx, async ({ tx }) => {
    const cases = async (filter: CaseFilter) => {
      const page = { filter: { ...filter, ...between }, today: d('2026-03-09'), limit: 50 };
      return (await listCases(tx, page)).length;
    };
    const steps = await recoveryBySteps(tx, between);
    expect(steps.map(({ step, tried, succeeded }) => [step, tried, succeeded])).toEqual([
      ['first_try', 5, 1],
      ['retry_1', 2, 1],
      ['retry_2', 1, 0],
      ['retry_3', 1, 0],
      ['new_method', 1, 1],
      ['other', 0, 0],
    ]);
    for (const { step, tried, succeeded } of steps.slice(1)) {
      const reached = step === 'other' ? 0 : await cases({ state: 'ended', tried: step });
      const paid = await cases({ state: 'recovered', via: step });
      expect([step, reached, paid]).toEqual([step, tried, succeeded]);
    }
    // Forgiven after a retry, it is neither recovered nor lost.
    expect(await cases({ tried: 'retry_1' })).toBe(3);
    const [month] = await recoveryByMonth(tx, between);
    expect(await cases({ state: 'recovered', currency: 'EUR' })).toBe(month!.recovered.count);
    expect(await cases({ state: 'lost', currency: 'EUR' })).toBe(month!.lost.count);
  });
});

it('the charges behind the first try are listed page by page', async () => {
  const world = await everyEnd();
  await look(world.ctx, async ({ tx }) => {
    const [first] = await recoveryBySteps(tx, between);
    const all = await firstTries(tx, between, { limit: 50 });
    expect(all.items).toHaveLength(first!.tried);
    const page = await firstTries(tx, between, { limit: 2 });
    const rest = await firstTries(tx, between, { limit: 50, after: page.next! });
    expect([...page.items, ...rest.items]).toEqual(all.items);
    const paid = { ...between, outcome: 'succeeded', currency: 'EUR' } as const;
    const { items } = await firstTries(tx, paid, { limit: 50 });
    expect(items).toHaveLength(first!.succeeded);
    const sum = items.reduce((so, { amount }) => so + amount, 0);
    expect(first!.amount).toEqual([{ currency: 'EUR', amount: sum }]);
    expect(items[0]).toMatchObject({ outcome: 'succeeded', reason: null, amount: 2500 });
  });
});
