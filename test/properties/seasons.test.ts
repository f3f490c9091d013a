import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Season } from '../../src/domain/billing/season.ts';
import { isSeasonBoundary, seasonOpening } from '../../src/domain/billing/season.ts';
import { addDays, dateFrom, daysBetween } from '../../src/domain/dates.ts';
import { planJoin } from '../../src/domain/subscriptions/join.ts';
import { date, positiveAmount, runs } from './arbitraries.ts';

const dayMonth = fc.record({
  day: fc.integer({ min: 1, max: 31 }),
  month: fc.integer({ min: 1, max: 12 }),
});

const season: fc.Arbitrary<Season> = fc.record({
  start: dayMonth,
  rollover: fc.option(dayMonth),
  firstPeriod: fc.constantFrom('full' as const, 'months' as const, 'days' as const),
});

const interval = fc.constantFrom(
  { unit: 'month' as const, count: 1 },
  { unit: 'month' as const, count: 3 },
  { unit: 'month' as const, count: 6 },
  { unit: 'year' as const, count: 1 },
  { unit: 'year' as const, count: 2 },
);

it('everybody renews on a boundary of the season, whenever they joined', () => {
  fc.assert(
    fc.property(season, interval, date, date, (some, every, first, second) => {
      const a = seasonOpening(some, every, first);
      const b = seasonOpening(some, every, second);
      for (const { nextOn } of [a, b]) expect(isSeasonBoundary(some, every, nextOn)).toBe(true);
      expect(a.nextOn >= first).toBe(true);
      const noRollover = { ...some, rollover: null };
      const mid = seasonOpening(noRollover, every, addDays(first, 1));
      expect(a.nextOn >= seasonOpening(noRollover, every, first).nextOn).toBe(true);
      // Nobody who joins later, in the same period and without a roll-over, renews earlier.
      expect(mid.nextOn >= seasonOpening(noRollover, every, first).nextOn).toBe(true);
    }),
    runs,
  );
});

it('the first part never costs more than one period, reaches the boundary, and is followed whole', () => {
  fc.assert(
    fc.property(season, interval, date, positiveAmount, (some, every, today, amount) => {
      const joined = planJoin({
        plan: {
          name: 'Member',
          taxMode: 'inclusive',
          taxes: [],
          setupAmount: 0,
          sale: { kind: 'season', season: some },
        },
        price: { amount, currency: 'EUR', interval: every },
        quantity: 1,
        startOn: today,
        firstBillingOn: null,
        prorate: true,
        today,
        source: 'staff',
        trialDays: 0,
      });
      const [first] = joined.invoicesNow;
      const total = first?.draft.total ?? 0;
      expect(joined.invoicesNow).toHaveLength(1);
      expect(total).toBeLessThanOrEqual(amount);
      expect(first!.periodStart).toBe(today);
      expect(first!.periodEnd).toBe(joined.nextBillingOn);
      expect(isSeasonBoundary(some, every, joined.nextBillingOn!)).toBe(true);
      if (joined.rollsOver || some.firstPeriod === 'full') expect(total).toBe(amount);
      let start = joined.nextBillingOn;
      for (const invoice of joined.upcoming) {
        expect(invoice.periodStart).toBe(start);
        expect(invoice.draft.total).toBe(amount);
        expect(isSeasonBoundary(some, every, invoice.periodEnd)).toBe(true);
        start = invoice.periodEnd;
      }
    }),
    runs,
  );
});

it('joining a day later never costs more, until the season turns or rolls over', () => {
  fc.assert(
    fc.property(season, interval, date, positiveAmount, (some, every, today, amount) => {
      const plain = { ...some, rollover: null };
      const priced = (on: typeof today) => {
        const opening = seasonOpening(plain, every, on);
        if (opening.nextOn === on) return amount;
        const joined = planJoin({
          plan: {
            name: 'Member',
            taxMode: 'inclusive',
            taxes: [],
            setupAmount: 0,
            sale: { kind: 'season', season: plain },
          },
          price: { amount, currency: 'EUR', interval: every },
          quantity: 1,
          startOn: on,
          firstBillingOn: null,
          prorate: true,
          today: on,
          source: 'staff',
          trialDays: 0,
        });
        return joined.invoicesNow[0]?.draft.total ?? 0;
      };
      const tomorrow = addDays(today, 1);
      const turned = isSeasonBoundary(plain, every, tomorrow);
      if (!turned) expect(priced(tomorrow)).toBeLessThanOrEqual(priced(today));
    }),
    runs,
  );
});

it('a roll-over day splits its year in two, and only there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2090 }), dayMonth, (year, { day, month }) => {
      fc.pre(!(month === 1 && day === 1));
      const on = dateFrom(year, month, day);
      const some: Season = {
        start: { day: 1, month: 1 },
        rollover: { day, month },
        firstPeriod: 'full',
      };
      const every = { unit: 'year', count: 1 } as const;
      expect(seasonOpening(some, every, on).nextOn).toBe(dateFrom(year + 2, 1, 1));
      const before = seasonOpening(some, every, addDays(on, -1));
      expect(daysBetween(before.nextOn, dateFrom(year + 1, 1, 1))).toBeGreaterThanOrEqual(0);
      expect(before.rollsOver).toBe(false);
    }),
    runs,
  );
});
