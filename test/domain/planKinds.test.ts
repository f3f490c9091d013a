/** Worked examples, to the cent and the day, of every kind of plan (billing-rules §1, §13, §14). */
import { describe, expect, it } from 'vitest';
import { planBilling } from '../../src/domain/billing/plan.ts';
import type { Season } from '../../src/domain/billing/season.ts';
import { FOREVER } from '../../src/domain/dates.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { JoinInput } from '../../src/domain/subscriptions/join.ts';
import { planJoin } from '../../src/domain/subscriptions/join.ts';
import type { PlanSale } from '../../src/domain/subscriptions/joinDates.ts';
import { planChange } from '../../src/domain/subscriptions/planChange.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { d, joining, subscription, yearly } from './builders.ts';

const calendarYear: Season = {
  start: { day: 1, month: 1 },
  rollover: { day: 1, month: 10 },
  firstPeriod: 'months',
};

/** A yearly fee of 120.00, without tax, sold in some way, joined on a day. */
function yearlyFee(sale: PlanSale, on: string, changes: Partial<JoinInput> = {}): JoinInput {
  return joining({
    plan: { name: 'Member', taxMode: 'inclusive', taxes: taxesOf('0'), setupAmount: 0, sale },
    price: { amount: 12_000, currency: 'EUR', interval: yearly },
    startOn: d(on),
    today: d(on),
    firstBillingOn: null,
    ...changes,
  });
}

const season = (changes: Partial<Season> = {}): PlanSale => ({
  kind: 'season',
  season: { ...calendarYear, ...changes },
});

describe('fixed dates', () => {
  it('by remaining months: from 15 April nine of twelve, then everybody on 1 January', () => {
    const joined = planJoin(yearlyFee(season(), '2026-04-15'));
    const [now] = joined.invoicesNow;
    expect(now).toMatchObject({ periodStart: '2026-04-15', periodEnd: '2027-01-01' });
    expect(now!.draft.total).toBe(9000);
    expect(now!.draft.lines[0]!.fraction).toEqual({ days: 9, of: 12, unit: 'month' });
    expect(joined.nextBillingOn).toBe('2027-01-01');
    expect(joined.upcoming[0]).toMatchObject({ periodStart: '2027-01-01', issueOn: '2027-01-01' });
    expect(joined.upcoming[0]!.draft.total).toBe(12_000);
  });

  it('by remaining days, and in full', () => {
    const byDays = planJoin(yearlyFee(season({ firstPeriod: 'days' }), '2026-04-15'));
    // 261 of 365 days
    expect(byDays.invoicesNow[0]!.draft.total).toBe(8581);
    const full = planJoin(yearlyFee(season({ firstPeriod: 'full' }), '2026-04-15'));
    expect(full.invoicesNow[0]!.draft.total).toBe(12_000);
    expect(full.invoicesNow[0]!.draft.lines[0]!.fraction).toBeNull();
    expect(full.nextBillingOn).toBe('2027-01-01');
  });

  it('on the first day of the season it is one whole period', () => {
    const joined = planJoin(yearlyFee(season(), '2027-01-01'));
    expect(joined.invoicesNow[0]).toMatchObject({ periodEnd: '2028-01-01' });
    expect(joined.invoicesNow[0]!.draft.total).toBe(12_000);
  });

  it('on or after the roll-over day: the rest of this year and all of the next, at one price', () => {
    const before = planJoin(yearlyFee(season(), '2026-09-30'));
    expect(before.nextBillingOn).toBe('2027-01-01');
    expect(before.invoicesNow[0]!.draft.total).toBe(4000);
    const after = planJoin(yearlyFee(season(), '2026-10-01'));
    expect(after.rollsOver).toBe(true);
    expect(after.invoicesNow).toHaveLength(1);
    expect(after.invoicesNow[0]).toMatchObject({
      periodStart: '2026-10-01',
      periodEnd: '2028-01-01',
    });
    expect(after.invoicesNow[0]!.draft.total).toBe(12_000);
    expect(after.nextBillingOn).toBe('2028-01-01');
  });

  it('a school year from 1 September, with a half-yearly price, has the same days for all', () => {
    const school = season({ start: { day: 1, month: 9 }, rollover: null });
    const half = { amount: 6000, currency: 'EUR', interval: { unit: 'month', count: 6 } } as const;
    const joined = planJoin(yearlyFee(school, '2026-11-27', { price: half }));
    expect(joined.nextBillingOn).toBe('2027-03-01');
    // November to February: four of six months
    expect(joined.invoicesNow[0]!.draft.total).toBe(4000);
    expect(joined.upcoming.map((each) => each.issueOn)).toEqual([
      '2027-03-01',
      '2027-09-01',
      '2028-03-01',
    ]);
  });

  it('another first billing date is refused, and weekly prices are', () => {
    const own = yearlyFee(season(), '2026-04-15', { firstBillingOn: d('2026-06-01') });
    expect(() => planJoin(own)).toThrow(Refusal);
    const weekly = { amount: 500, currency: 'EUR', interval: { unit: 'week', count: 1 } } as const;
    expect(() => planJoin(yearlyFee(season(), '2026-04-15', { price: weekly }))).toThrow(Refusal);
  });

  it('what a scheduled start bills on its day is what was previewed', () => {
    const ahead = planJoin({ ...yearlyFee(season(), '2026-04-15'), today: d('2026-03-01') });
    expect(ahead.invoicesNow).toEqual([]);
    const run = planBilling(ahead.facts, d('2026-04-15'));
    expect(run.invoices.map((each) => each.draft.total)).toEqual([9000]);
    expect(ahead.upcoming[0]!.draft).toEqual(run.invoices[0]!.draft);
  });

  it('an upgrade in a rolled-over part credits and charges by the days of all of it', () => {
    const joined = planJoin(yearlyFee(season(), '2026-10-01'));
    const term = { start: d('2026-10-01'), end: d('2028-01-01') };
    const change = planChange({
      facts: joined.facts,
      term: { period: term, kind: 'paid', left: 12_000, settled: 'paid' },
      to: {
        planName: 'Patron',
        amount: 24_000,
        quantity: 1,
        currency: 'EUR',
        interval: yearly,
        taxMode: 'inclusive',
        taxes: taxesOf('0'),
        addons: [],
        sale: season(),
      },
      timing: 'now_prorated',
      today: d('2027-01-01'),
    });
    // 365 of 457 days of the one price: -95.84 and +191.68
    expect(change.invoice!.draft.lines.map((line) => line.total)).toEqual([-9584, 19_168]);
    expect(change.facts.nextBillingOn).toBe('2028-01-01');
  });
});

describe('sold once', () => {
  const once = (forever = false): PlanSale => ({ kind: 'once', forever });

  it('one invoice, one term, an end, and nothing after it', () => {
    const joined = planJoin(yearlyFee(once(), '2026-02-28'));
    expect(joined.invoicesNow.map((each) => each.draft.total)).toEqual([12_000]);
    expect(joined.terms).toEqual([{ start: '2026-02-28', end: '2027-02-28', kind: 'paid' }]);
    expect(joined.subscription.endsOn).toBe('2027-02-28');
    expect(joined.nextBillingOn).toBeNull();
    expect(joined.upcoming).toEqual([]);
  });

  it('for good: the term has no end, and no run ever bills it again', () => {
    const joined = planJoin(yearlyFee(once(true), '2026-02-28'));
    expect(joined.terms).toEqual([{ start: '2026-02-28', end: FOREVER, kind: 'paid' }]);
    expect(joined.subscription.endsOn).toBeNull();
    expect(planBilling(joined.facts, d('2099-01-01')).invoices).toEqual([]);
  });

  it('after a trial its time begins when it is paid', () => {
    const joined = planJoin(yearlyFee(once(), '2026-03-01', { trialDays: 14 }));
    expect(joined.invoicesNow).toEqual([]);
    expect(joined.upcoming[0]).toMatchObject({
      periodStart: '2026-03-15',
      periodEnd: '2027-03-15',
    });
  });

  it('an import was paid elsewhere: good until its date, never billed', () => {
    const imported = yearlyFee(once(), '2026-03-01', {
      source: 'import',
      firstBillingOn: d('2026-09-01'),
    });
    const joined = planJoin(imported);
    expect(joined.nextBillingOn).toBeNull();
    expect(joined.subscription.endsOn).toBe('2026-09-01');
    expect(joined.terms).toEqual([{ start: '2026-03-01', end: '2026-09-01', kind: 'granted' }]);
  });
});

describe('set-up fee, trial, add-ons', () => {
  const addons = [
    { name: 'Locker', unitAmount: 620, quantity: 2 },
    { name: 'Parking', unitAmount: 3100, quantity: 1 },
  ];

  it('add-ons are lines of their own, prorated like the subscription', () => {
    const [first] = planJoin(joining({ addons })).invoicesNow;
    // 17 of 31 days
    expect(first!.draft.lines.map((line) => [line.kind, line.quantity, line.total])).toEqual([
      ['proration_charge', 1, 1700],
      ['addon', 2, 680],
      ['addon', 1, 1700],
    ]);
    const whole = planBilling(subscription({ addons }), d('2026-11-01')).invoices[0]!;
    expect(whole.draft.total).toBe(3100 + 1240 + 3100);
  });

  it('the set-up fee comes once, with the first invoice, at the end of the trial', () => {
    const plan = { ...joining().plan, setupAmount: 5000 };
    const joined = planJoin(joining({ plan, trialDays: 14, firstBillingOn: null }));
    expect(joined.subscription).toMatchObject({ state: 'trialing', trialEndsOn: '2026-10-29' });
    expect(joined.invoicesNow).toEqual([]);
    const run = planBilling(joined.facts, d('2026-10-29'));
    expect(run.invoices[0]!.draft.lines.map((line) => [line.kind, line.total])).toEqual([
      ['subscription', 3100],
      ['setup', 5000],
    ]);
    expect(joined.upcoming.map((each) => each.draft.total)).toEqual([8100, 3100, 3100]);
  });

  it('free but for an add-on is billed', () => {
    const facts = subscription({ unitAmount: 0, addons: [addons[0]!] });
    expect(planBilling(facts, d('2026-11-01')).invoices[0]!.draft.total).toBe(1240);
  });
});
