/** From one way of being sold to another: month, season, once; to the day and to the cent. */
import { describe, expect, it } from 'vitest';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { forecastInvoices } from '../../src/actions/reports/forecast.ts';
import {
  changeSubscription,
  previewChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const price = (amount: number, unit: 'month' | 'year', count = 1) => ({
  ...{ amount, currency: 'EUR', intervalUnit: unit, intervalCount: count, setupAmount: 0 },
});

function season(life: Life, more: object = {}) {
  const start = { day: 1, month: 9 };
  return life.plan({
    ...{ amount: 0, name: 'Season', kind: 'fixed_date', prices: [price(36_500, 'year')] },
    season: { start, rollover: null, firstPeriod: 'days' },
    ...more,
  });
}

/** Somebody who pays 31.00 on the first of each month. */
async function monthly(life: Life, more: object = {}) {
  const plan = await life.plan({ amount: 3100, name: 'Monthly' });
  const { subscriptionId: id, contactId } = await life.join(plan.id, {
    ...{ firstBillingOn: d('2026-10-01'), paymentMethod: goodCard },
    ...more,
  });
  return { id, contactId, plan };
}

function bills(life: Life, id: string) {
  return life.rows(
    `select issued_on as on, total, period_start as start, period_end as end from invoice
     where subscription_id = $1 and status <> 'void' order by issued_on, serial`,
    [id],
  );
}

function terms(life: Life, id: string) {
  return life.rows(
    `select starts_on as start, ends_on as end from term
     where subscription_id = $1 and status <> 'void' order by starts_on`,
    [id],
  );
}

describe('from months to a season', () => {
  it('now: the unused days are credited, the rest of the season is charged by its days', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await monthly(life);
    const plan = await season(life);
    life.moveTo('2026-10-15');
    const preview = await previewChange(life.ctx, id, { planId: plan.id, when: 'now' });
    const done = await changeSubscription(life.ctx, { id }, { planId: plan.id, when: 'now' });
    // 17 of 31 days back (17.00); 15 October to 31 August is 321 of 365 days of 365.00.
    expect(preview.decision.invoice!.draft.lines.map(({ total }) => total)).toEqual([
      -1700, 32_100,
    ]);
    expect(done).toMatchObject({ applies: 'now', charge: 'succeeded' });
    expect((await bills(life, id)).at(-1)).toEqual({
      ...{ on: '2026-10-15', total: 30_400, start: '2026-10-15', end: '2027-09-01' },
    });
    expect(await life.subscription(id)).toMatchObject({
      ...{ nextBillingOn: '2027-09-01', anchorOn: '2027-09-01', firstPeriod: 'days' },
    });
    await life.check();
    await life.day('2027-09-01');
    expect((await bills(life, id)).at(-1)).toMatchObject({ total: 36_500, end: '2028-09-01' });
    await life.check();
  });

  it('at the next period: the season begins there, and the forecast says so before', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await monthly(life);
    const plan = await season(life);
    life.moveTo('2026-10-15');
    const later = { planId: plan.id, when: 'period_end' as const };
    expect(await changeSubscription(life.ctx, { id }, later)).toMatchObject({
      ...{ applies: 'later', effectiveOn: '2026-11-01' },
    });
    const { items } = await forecastInvoices(life.ctx);
    // 1 November to 31 August: 304 of 365 days.
    expect(items.map(({ month, total }) => [month, total])).toEqual([
      ['2026-11', 30_400],
      ['2027-09', 36_500],
    ]);
    await life.day('2026-11-01');
    expect((await bills(life, id)).at(-1)).toMatchObject({ total: 30_400, end: '2027-09-01' });
    await life.day('2027-09-01');
    expect((await bills(life, id)).at(-1)).toMatchObject({ total: 36_500, start: '2027-09-01' });
    await life.check();
  });

  it('rolls over like somebody who joins that day, and refuses to lose free days', async () => {
    const life = await lifeWorld(db, '2026-07-01');
    const { id, plan: month } = await monthly(life, { firstBillingOn: d('2026-07-01') });
    const plan = await season(life, {
      season: { start: { day: 1, month: 9 }, rollover: { day: 1, month: 7 }, firstPeriod: 'days' },
    });
    await extendSubscription(life.ctx, { id }, { days: 10 });
    const now = { planId: plan.id, when: 'now' as const };
    await expect(changeSubscription(life.ctx, { id }, now)).rejects.toMatchObject({
      ...{ code: 'free_time_first', params: { date: '2026-08-10' } },
    });
    const { subscriptionId: other } = await life.join(month.id, {
      ...{ firstBillingOn: d('2026-07-01'), paymentMethod: goodCard },
    });
    await changeSubscription(life.ctx, { id: other }, now);
    expect((await bills(life, other)).at(-1)).toMatchObject({
      ...{ total: 36_500 - 3100, end: '2027-09-01' },
    });
    await life.check();
  });
});

describe('out of a season', () => {
  it('now: what is left of it is credited, a month begins today', async () => {
    const life = await lifeWorld(db, '2026-09-01');
    const plan = await season(life);
    const { subscriptionId: id } = await life.join(plan.id, { paymentMethod: goodCard });
    const month = await life.plan({ amount: 3100, name: 'Monthly' });
    life.moveTo('2026-10-15');
    await changeSubscription(life.ctx, { id }, { planId: month.id, when: 'now' });
    // 321 of 365 days of 365.00 are worth more than a month: 31.00 billed, the rest is credit.
    const [credit] = await life.rows('select sum(amount)::int as left from credit_entry');
    expect(credit).toEqual({ left: 32_100 - 3100 });
    expect(await terms(life, id)).toEqual([
      { start: '2026-09-01', end: '2026-10-15' },
      { start: '2026-10-15', end: '2026-11-15' },
    ]);
    await life.check();
    await life.day('2026-11-15');
    expect((await bills(life, id)).at(-1)).toMatchObject({ total: 3100, end: '2026-12-15' });
    await life.check();
  });

  it('at its end the month goes on from the day of the season', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await season(life);
    const { subscriptionId: id } = await life.join(plan.id, { paymentMethod: goodCard });
    const month = await life.plan({ amount: 3100, name: 'Monthly' });
    await changeSubscription(life.ctx, { id }, { planId: month.id, when: 'period_end' });
    await life.day('2027-09-01');
    await life.day('2027-10-01');
    expect((await bills(life, id)).slice(1)).toEqual([
      { on: '2027-09-01', total: 3100, start: '2027-09-01', end: '2027-10-01' },
      { on: '2027-10-01', total: 3100, start: '2027-10-01', end: '2027-11-01' },
    ]);
    expect(await life.subscription(id)).toMatchObject({ firstPeriod: null, season: null });
    await life.check();
  });
});

describe('to what is sold once', () => {
  const once = (life: Life, more: object = {}) =>
    life.plan({
      ...{ amount: 0, name: 'Summer', kind: 'one_time', prices: [price(9000, 'month', 3)] },
      ...more,
    });

  it('now: one price for its time, nothing billed after it, and it expires', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await monthly(life);
    const plan = await once(life);
    life.moveTo('2026-10-15');
    await changeSubscription(life.ctx, { id }, { planId: plan.id, when: 'now' });
    expect((await bills(life, id)).at(-1)).toMatchObject({
      ...{ total: 9000 - 1700, start: '2026-10-15', end: '2027-01-15' },
    });
    expect(await life.subscription(id)).toMatchObject({
      ...{ once: true, endsOn: '2027-01-15', nextBillingOn: null },
    });
    await life.check();
    await life.day('2027-01-15');
    expect(await life.subscription(id)).toMatchObject({ state: 'expired' });
    expect(await bills(life, id)).toHaveLength(2);
    await life.check();
  });

  it('for good, from the next period on', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await monthly(life);
    const plan = await once(life, { forever: true, prices: [price(50_000, 'year')] });
    await changeSubscription(life.ctx, { id }, { planId: plan.id, when: 'period_end' });
    await life.day('2026-11-01');
    await life.day('2028-03-01');
    expect((await bills(life, id)).slice(1)).toEqual([
      { on: '2026-11-01', total: 50_000, start: '2026-11-01', end: '9999-12-31' },
    ]);
    expect(await life.subscription(id)).toMatchObject({ state: 'active', endsOn: null });
    await life.check();
  });

  it('whose payment is declined leaves the months as they were', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, contactId } = await monthly(life);
    const plan = await once(life);
    await setPaymentMethod(life.ctx, contactId, emptyCard);
    life.moveTo('2026-10-15');
    await expect(
      changeSubscription(life.ctx, { id }, { planId: plan.id, when: 'now' }),
    ).rejects.toMatchObject({ code: 'upgrade_declined' });
    expect(await life.subscription(id)).toMatchObject({
      ...{ once: false, endsOn: null, nextBillingOn: '2026-11-01', planName: 'Monthly' },
    });
    await life.check();
  });
});

describe('where a change makes no sense', () => {
  it('a pack is no successor, and what was sold once has no next period', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, plan } = await monthly(life);
    const pack = await life.plan({
      ...{ amount: 0, name: 'Ten', kind: 'pack', uses: 10, prices: [price(9000, 'month', 3)] },
    });
    await expect(changeSubscription(life.ctx, { id }, { planId: pack.id })).rejects.toMatchObject({
      code: 'plan_kinds_differ',
    });
    const { subscriptionId } = await life.join(pack.id, { paymentMethod: goodCard });
    await expect(
      changeSubscription(life.ctx, { id: subscriptionId }, { planId: plan.id }),
    ).rejects.toMatchObject({ code: 'sold_once' });
    await life.check();
  });
});
