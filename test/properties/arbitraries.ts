/** Generators shared by the properties, and how many cases each property runs. */
import fc from 'fast-check';
import type { LocalDate } from '../../src/domain/dates.ts';
import { addDays, dayOfMonth, localDate } from '../../src/domain/dates.ts';
import type { Interval, Schedule } from '../../src/domain/periods.ts';
import { anchorOf } from '../../src/domain/periods.ts';

/** 500 cases by default; CERCLE_PROPERTY_RUNS asks for more (a nightly run) or fewer. */
export const runs = { numRuns: Number(process.env.CERCLE_PROPERTY_RUNS ?? 500) };

/** A day of 1990–2089. */
export const date: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 36_524 })
  .map((days) => addDays(localDate('1990-01-01'), days));

export const every: fc.Arbitrary<Interval> = fc.record({
  unit: fc.constantFrom('day', 'week', 'month', 'year'),
  count: fc.integer({ min: 1, max: 14 }),
});

/** A schedule whose remembered anchor may lie beyond the last day of its first month. */
export const schedule: fc.Arbitrary<Schedule> = fc
  .tuple(date, every, fc.boolean())
  .map(([start, interval, monthEnd]) => {
    const anchor = anchorOf(start, interval);
    const clamped = monthEnd && dayOfMonth(addDays(start, 1)) === 1;
    return { start, interval, anchor: clamped ? { ...anchor, day: 31 } : anchor };
  });

/** An amount of minor units up to ten million major ones, either sign. */
export const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

export const positiveAmount = fc.integer({ min: 1, max: 1_000_000_000 });
