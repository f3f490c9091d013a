import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfMonth, daysBetween, lastDayOfMonth, monthOf } from '../../src/domain/dates.ts';
import {
  boundary,
  isBoundary,
  nextBoundaryAfter,
  nextOccurrenceOfDay,
  periodContaining,
} from '../../src/domain/periods.ts';
import { date, runs, schedule } from './arbitraries.ts';

const step = fc.integer({ min: -100, max: 100 });

describe('periods', () => {
  it('never gap, overlap or are empty', () => {
    fc.assert(
      fc.property(schedule, step, (plan, k) => {
        const start = boundary(plan, k);
        const period = periodContaining(plan, start);
        expect(period).toEqual({ start, end: boundary(plan, k + 1) });
        expect(daysBetween(period.start, period.end)).toBeGreaterThan(0);
        expect(nextBoundaryAfter(plan, start)).toBe(period.end);
      }),
      runs,
    );
  });

  it('every date lies in exactly one', () => {
    fc.assert(
      fc.property(schedule, date, (plan, day) => {
        const period = periodContaining(plan, day);
        expect(period.start <= day && day < period.end).toBe(true);
        expect(isBoundary(plan, day)).toBe(period.start === day);
      }),
      runs,
    );
  });

  it('anchors never drift: each boundary is the anchor day or its month is shorter', () => {
    fc.assert(
      fc.property(schedule, step, (plan, k) => {
        fc.pre(plan.interval.unit === 'month' || plan.interval.unit === 'year');
        const day = boundary(plan, k);
        const expected = Math.min(plan.anchor.day, dayOfMonth(lastDayOfMonth(day)));
        expect(dayOfMonth(day)).toBe(expected);
        if (plan.interval.unit === 'year') expect(monthOf(day)).toBe(plan.anchor.month);
      }),
      runs,
    );
  });

  it('the next occurrence of a day is the first one not before the date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), date, (day, from) => {
        const next = nextOccurrenceOfDay(day, from);
        expect(daysBetween(from, next)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(from, next)).toBeLessThan(31);
        expect(dayOfMonth(next)).toBe(Math.min(day, dayOfMonth(lastDayOfMonth(next))));
      }),
      runs,
    );
  });
});
