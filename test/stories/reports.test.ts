import { expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { forecastInvoices } from '../../src/actions/reports/forecast.ts';
import { upcomingInvoices } from '../../src/actions/reports/upcomingInvoices.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { resumeSubscription } from '../../src/actions/subscriptions/resumeSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import type { MovementsAsked } from '../../src/db/reports/movementRows.ts';
import { movementRows } from '../../src/db/reports/movementRows.ts';
import { movementKinds, movementsByMonth } from '../../src/db/reports/recurring.ts';
import { billedByMonth, revenueByPlan } from '../../src/db/reports/revenue.ts';
import { revenueRows } from '../../src/db/reports/revenueRows.ts';
import { addDays, addMonthsAnchored, localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const none = { new: 0, reactivation: 0, expansion: 0, contraction: 0, churn: 0 };

function movements(life: Life, months: number) {
  return look(life.ctx, ({ tx, today }) => movementsByMonth(tx, { today, months }));
}

/** Two people over five months: joined, more, paused, back, left, back again. */
async function fiveMonths() {
  const life = await lifeWorld(db, '2026-01-01');
  const gold = await life.plan({ amount: 1200, taxRate: '20', taxInclusive: true });
  const large = await life.plan({ name: 'Large', amount: 2400, taxRate: '20', taxInclusive: true });
  const pay = { paymentMethod: goodCard };
  const first = await life.join(gold.id, { firstBillingOn: d('2026-01-01'), ...pay });
  await life.day('2026-02-01');
  const second = await life.join(gold.id, { firstBillingOn: d('2026-02-01'), ...pay });
  await changeSubscription(life.ctx, { id: first.subscriptionId }, { planId: large.id });
  await life.day('2026-03-01');
  await pauseSubscription(life.ctx, { id: second.subscriptionId });
  await life.day('2026-04-01');
  await resumeSubscription(life.ctx, { id: second.subscriptionId });
  await revokeSubscription(life.ctx, { id: first.subscriptionId });
  await life.day('2026-05-02');
  await reactivateSubscription(life.ctx, { id: first.subscriptionId });
  return { life, first, second, gold };
}

it('recurring revenue moves by what happened, without tax, and always adds up', async () => {
  const { life, first } = await fiveMonths();
  const rows = await movements(life, 6);
  expect(rows.map(({ currency: _currency, ...row }) => row)).toEqual([
    { month: '2025-12', opening: 0, ...none, closing: 0 },
    { month: '2026-01', opening: 0, ...none, new: 1000, closing: 1000 },
    { month: '2026-02', opening: 1000, ...none, new: 1000, expansion: 1000, closing: 3000 },
    { month: '2026-03', opening: 3000, ...none, contraction: -1000, closing: 2000 },
    { month: '2026-04', opening: 2000, ...none, expansion: 1000, churn: -2000, closing: 1000 },
    { month: '2026-05', opening: 1000, ...none, reactivation: 2000, closing: 3000 },
  ]);
  const behind = (kind: MovementsAsked['kind'], month = '2026-04') =>
    look(life.ctx, async ({ tx, today }) => {
      const asked = { today, month, currency: 'EUR', kind };
      return (await movementRows(tx, asked, { limit: 50 })).items;
    });
  expect(await behind('churn')).toMatchObject([
    { contact_id: first.contactId, on: '2026-04-01', amount: -2000, after: 0 },
  ]);
  for (const { month, ...figures } of rows) {
    for (const kind of ['opening', 'closing', ...movementKinds] as const) {
      const people = await behind(kind, month);
      expect(people.reduce((sum, { amount }) => sum + amount, 0)).toBe(figures[kind]);
    }
  }
  // A shorter span opens with what the months before it came to.
  expect((await movements(life, 2))[0]).toMatchObject({ month: '2026-04', opening: 2000 });
  await life.check();
});

it('what was billed is collected, credited, open or lost, by month and by plan', async () => {
  const { life, gold } = await fiveMonths();
  const span = { today: d('2026-05-02'), months: 6 };
  const billed = await look(life.ctx, ({ tx }) => billedByMonth(tx, span));
  for (const { billed: all, collected, credited, open, lost } of billed) {
    expect(collected + credited + open + lost).toBe(all);
  }
  const plans = await look(life.ctx, ({ tx }) => revenueByPlan(tx, span));
  const january = plans.filter(({ month }) => month === '2026-01');
  expect(january).toMatchObject([{ plan_id: gold.id, net: 1000, tax: 200, currency: 'EUR' }]);
  await look(life.ctx, async ({ tx }) => {
    for (const { month, plan_id: plan, currency, net, tax } of plans) {
      const asked = { today: span.today, month, currency, plan: plan ?? 'none' };
      const { items } = await revenueRows(tx, asked, { limit: 50 });
      expect(items.reduce((sum, row) => sum + row.net, 0)).toBe(net);
      expect(items.reduce((sum, row) => sum + row.tax, 0)).toBe(tax);
    }
  });
  const [sums] = await life.rows<{ net: number }>(
    `select ((select sum(net) from invoice where status in ('open', 'paid', 'uncollectible'))
       - coalesce((select sum(net) from credit_note), 0))::int as net`,
  );
  expect(plans.reduce((sum, { net }) => sum + net, 0)).toBe(sums?.net);
});

it('the forecast is what the coming months then bill', { timeout: 90_000 }, async () => {
  const world = await billingWorld(db, '2026-01-10', { settings: { anchor_days_29_31: true } });
  const monthly = await world.plan({ amount: 1000, taxRate: '20', taxInclusive: false });
  const yearly = await world.plan({
    amount: 0,
    prices: [{ amount: 9000, currency: 'EUR', intervalUnit: 'year', intervalCount: 1 }],
  });
  await world.join(monthly, { card: cards.good, firstBillingOn: d('2026-01-31') });
  const two = await world.join(monthly, { card: cards.good, firstBillingOn: d('2026-02-01') });
  await world.join(yearly, { card: cards.good, firstBillingOn: d('2026-03-15') });
  await changeSubscription(
    world.ctx,
    { id: two.subscriptionId },
    { quantity: 3, when: 'period_end' },
  );
  const { items } = await forecastInvoices(world.ctx);
  expect(items).toHaveLength(12);
  for (const { month, currency, ...sums } of items) {
    const from = d(`${month}-01`);
    const to = addDays(addMonthsAnchored(from, 1, 1), -1);
    const { items: rows } = await upcomingInvoices(world.ctx, { from, to, currency });
    const sum = (of: 'net' | 'total') => rows.reduce((all, row) => all + row[of], 0);
    expect({ invoices: rows.length, net: sum('net'), total: sum('total') }).toEqual(sums);
  }
  for (let month = d('2026-01-01'); month <= '2026-12-01'; month = addMonthsAnchored(month, 1, 1)) {
    for (const day of [month, addDays(month, 14), addDays(addMonthsAnchored(month, 1, 1), -1)]) {
      if (day > '2026-01-10') await world.wakesOn(day);
    }
  }
  const lived = await world.rows(
    `select to_char(issued_on, 'YYYY-MM') as month, currency, count(*)::int as invoices,
       sum(net)::int as net, sum(total)::int as total
     from invoice where issued_on > '2026-01-10' group by 1, 2 order by 1`,
  );
  expect(items).toEqual(lived);
});
