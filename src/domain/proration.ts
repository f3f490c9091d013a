/**
 * Proration by days (billing-rules §3): the fraction stays exact, money is rounded once per line.
 * The start day counts, the next billing day does not, which half-open periods give for free.
 */
import type { Period } from './dates.ts';
import { daysBetween, maxDate, minDate } from './dates.ts';
import { share } from './money.ts';
import type { Schedule } from './periods.ts';
import { nextBoundaryAfter, periodContaining } from './periods.ts';

/**
 * An exact fraction: `days` billed of the `of` days in the anchored reference period; both count
 * months instead where the unit says so (seasons priced by remaining months).
 */
export type Fraction = { days: number; of: number; unit?: 'month' };

/** One stretch inside a single reference period, with what it is of the whole. */
export type Part = { period: Period; fraction: Fraction };

/** The part of `reference` that `period` covers (days outside it are not counted). */
export function fractionOf(period: Period, reference: Period): Fraction {
  const start = maxDate(period.start, reference.start);
  const end = minDate(period.end, reference.end);
  return {
    days: Math.max(0, daysBetween(start, end)),
    of: daysBetween(reference.start, reference.end),
  };
}

/** True when the fraction is the whole period. */
export function isWhole(fraction: Fraction): boolean {
  return fraction.days === fraction.of;
}

/** `amount` (minor units of a whole period) for a part of it, rounded half-up once. */
export function prorate(amount: number, fraction: Fraction): number {
  return isWhole(fraction) ? amount : share(amount, fraction.days, fraction.of);
}

/**
 * Amounts of consecutive parts of one price within one reference period. Each is the growth of the
 * rounded running total, so together they are exactly the amount of the stretch they cover (and of
 * the whole period when they cover it).
 */
export function prorateParts(amount: number, days: readonly number[], of: number): number[] {
  let upTo = 0;
  let given = 0;
  return days.map((each) => {
    upTo += each;
    const total = prorate(amount, { days: upTo, of });
    const part = total - given;
    given = total;
    return part;
  });
}

/** Cuts `period` at the schedule's boundaries, each piece with its fraction of its own period. */
export function partsOf(period: Period, schedule: Schedule): Part[] {
  const parts: Part[] = [];
  let start = period.start;
  while (start < period.end) {
    const end = minDate(nextBoundaryAfter(schedule, start), period.end);
    const part = { start, end };
    parts.push({ period: part, fraction: fractionOf(part, periodContaining(schedule, start)) });
    start = end;
  }
  return parts;
}

/**
 * What is given back of a line, as a positive amount: what its unused days cost, never more than
 * what is `left` of it after earlier credits.
 */
export function creditOf(unused: number, left: number): number {
  return Math.max(0, Math.min(unused, left));
}
