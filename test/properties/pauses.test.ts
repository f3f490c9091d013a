import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBilling } from '../../src/domain/billing/plan.ts';
import { addDays, daysBetween } from '../../src/domain/dates.ts';
import { anchorOf, isBoundary, nextBoundaryAfter } from '../../src/domain/periods.ts';
import { planResume } from '../../src/domain/subscriptions/pause.ts';
import { planChange } from '../../src/domain/subscriptions/planChange.ts';
import { unusedCredit } from '../../src/domain/subscriptions/unused.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { date, every, runs } from './arbitraries.ts';

/** A subscription whose period from its anchor is billed and paid. */
const running = fc
  .record({
    anchorOn: date,
    interval: every,
    unitAmount: fc.integer({ min: 1, max: 1_000_000 }),
    quantity: fc.constantFrom(1, 3),
    taxes: fc.constantFrom('0', '20', '5.5').map((rate) => taxesOf(rate)),
  })
  .map((some) => {
    const anchor = anchorOf(some.anchorOn, some.interval);
    const schedule = { start: some.anchorOn, anchor, interval: some.interval };
    const end = nextBoundaryAfter(schedule, some.anchorOn);
    const facts = {
      ...some,
      ...{ anchor, planName: 'Gold', currency: 'EUR', taxMode: 'inclusive' as const },
      ...{ nextBillingOn: end, endsOn: null, askedFrom: null, paused: false },
      ...{ setupAmount: 0, dueDays: 0 },
      ...{ addons: [], firstPeriod: null, once: false, reverseCharge: false },
    };
    return { facts, schedule, period: { start: some.anchorOn, end } };
  });

describe('a pause that gives the unused part back', () => {
  it('and ends on the day it began nets to zero; what is billed after ends on a boundary', () => {
    fc.assert(
      fc.property(running, fc.nat(400), fc.nat(800), ({ facts, schedule, period }, into, long) => {
        const length = daysBetween(period.start, period.end);
        const from = addDays(period.start, into % length);
        const left = facts.unitAmount * facts.quantity;
        const term = { period, kind: 'paid' as const, left, settled: 'paid' as const };
        const credit = unusedCredit(facts, term, from)?.total ?? 0;
        expect(credit).toBeGreaterThanOrEqual(0);
        expect(credit).toBeLessThanOrEqual(left);
        const dates = { ...facts, termEndsOn: period.end };
        const pause = { from, until: null, givesBack: 'credit' as const };
        const same = planResume(dates, pause, from).dates;
        const again = planBilling({ ...facts, ...same }, from, 'all');
        expect(again.invoices.reduce((sum, each) => sum + each.draft.total, 0)).toBe(credit);
        const until = addDays(from, long);
        const later = planResume(dates, pause, until).dates;
        expect(later.nextBillingOn).toBe(until);
        const billed = planBilling({ ...facts, ...later }, until, 'all');
        expect(isBoundary(schedule, billed.nextBillingOn!)).toBe(true);
        const free = planResume(dates, { ...pause, freeDays: into }, until).dates;
        expect(free.nextBillingOn).toBe(addDays(until, into));
      }),
      runs,
    );
  });
});

describe('a change that gives notice', () => {
  it('counts on the first boundary after it, and from none before', () => {
    fc.assert(
      fc.property(
        running,
        fc.nat(400),
        fc.nat(1000),
        ({ facts, schedule, period }, into, notice) => {
          const length = daysBetween(period.start, period.end);
          const today = addDays(period.start, into % length);
          const notBefore = addDays(today, notice);
          const sale = { kind: 'periods' as const };
          const to = { ...facts, amount: facts.unitAmount + 1, sale };
          const change = { facts, term: null, to, timing: 'next_period' as const, today };
          const { effectiveOn } = planChange({ ...change, notBefore });
          expect(effectiveOn >= notBefore && effectiveOn >= facts.nextBillingOn).toBe(true);
          expect(isBoundary(schedule, effectiveOn)).toBe(true);
          const first = effectiveOn === facts.nextBillingOn;
          expect(first || nextBoundaryAfter(schedule, addDays(notBefore, -1)) === effectiveOn).toBe(
            true,
          );
        },
      ),
      runs,
    );
  });
});
