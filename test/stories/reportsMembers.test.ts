import { expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { directoryIds } from '../../src/db/directory/ids.ts';
import { cohortTable } from '../../src/db/reports/cohorts.ts';
import { membersByMonth } from '../../src/db/reports/members.ts';
import { readOverview } from '../../src/db/reports/overview.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();
const today = d('2026-05-02');

/** One left in April and came back in May, one stayed, one left for good, one never began. */
async function fiveMonths() {
  const life = await lifeWorld(db, '2026-01-01');
  const gold = await life.plan({ amount: 1200 });
  const pay = { paymentMethod: goodCard };
  const first = await life.join(gold.id, pay);
  await life.day('2026-02-01');
  const second = await life.join(gold.id, pay);
  const third = await life.join(gold.id, pay);
  const never = await life.join(gold.id, { ...pay, startOn: d('2026-03-10') });
  await cancelSubscription(life.ctx, { id: never.subscriptionId });
  await life.day('2026-03-20');
  await revokeSubscription(life.ctx, { id: third.subscriptionId });
  await life.day('2026-04-01');
  await revokeSubscription(life.ctx, { id: first.subscriptionId });
  await life.day('2026-05-02');
  await reactivateSubscription(life.ctx, { id: first.subscriptionId });
  await life.join(gold.id, { ...pay, startOn: d('2026-05-20') });
  const [one, two, three] = [first, second, third].map(({ contactId }) => contactId);
  return { life, people: { one, two, three } };
}

const found = (life: Life, query: string) =>
  directoryIds(db, { orgId: life.ctx.orgId, today, currency: 'EUR' }, query);

it('members by month add up, and each number is the people its query finds', async () => {
  const { life, people } = await fiveMonths();
  const months = await look(life.ctx, ({ tx }) => membersByMonth(tx, { today, months: 5 }));
  const none = { joined: 0, returned: 0, left: 0 };
  expect(months).toEqual([
    { month: '2026-01', opening: 0, ...none, joined: 1, closing: 1 },
    { month: '2026-02', opening: 1, ...none, joined: 2, closing: 3 },
    { month: '2026-03', opening: 3, ...none, left: 1, closing: 2 },
    { month: '2026-04', opening: 2, ...none, left: 1, closing: 1 },
    { month: '2026-05', opening: 1, ...none, returned: 1, closing: 2 },
  ]);
  expect(await found(life, 'left:2026-04')).toEqual([people.one]);
  expect(await found(life, 'left:2026')).toEqual([people.one, people.three]);
  expect(await found(life, 'returned:2026-05')).toEqual([people.one]);
  expect(await found(life, 'member:2026-04-30')).toEqual([people.two]);
  expect(await found(life, 'joined:2026-05-01..2026-05-02')).toEqual([]);
  const shorter = await look(life.ctx, ({ tx }) => membersByMonth(tx, { today, months: 2 }));
  expect(shorter).toEqual(months.slice(-2));
  await life.check();
});

it('the overview counts those who left by the same days, and says so of nobody to come', async () => {
  const { life } = await fiveMonths();
  const { joined, ended, members } = await look(life.ctx, ({ tx }) => readOverview(tx, today));
  const last = (series: { value: number }[]) => series.slice(-4).map(({ value }) => value);
  expect(last(members.series)).toEqual([3, 2, 1, 2]);
  expect(last(ended.series)).toEqual([0, 1, 1, 0]);
  expect(last(joined.series)).toEqual([2, 0, 0, 0]);
  const listed = await found(life, 'kind:paying,free,follower -status:scheduled');
  expect(listed).toHaveLength(members.now);
});

it('those who joined in a month are followed; who came back was missing in between', async () => {
  const { life, people } = await fiveMonths();
  const cells = await look(life.ctx, ({ tx }) => cohortTable(tx, { today, months: 6 }));
  const kept = (month: string) =>
    cells.filter((cell) => cell.month === month).map((cell) => cell.kept);
  expect(kept('2026-01')).toEqual([1, 1, 1, 0, 1]);
  expect(kept('2026-02')).toEqual([2, 1, 1, 1]);
  expect(kept('2026-03')).toEqual([]);
  expect(await found(life, 'joined:2026-02 member:2026-03-31')).toEqual([people.two]);
  expect(await found(life, 'joined:2026-02 -member:2026-03-31')).toEqual([people.three]);
  expect(await found(life, 'joined:2026-01 -member:2026-04-30')).toEqual([people.one]);
});
