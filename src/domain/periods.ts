/**
 * Billing periods (billing-rules §1): half-open [start, end) local dates, each boundary computed
 * from the remembered anchor and never from the boundary before it, so nothing drifts.
 */
import type { LocalDate, Period } from './dates.ts';
import { addDays, addMonthsAnchored, dayOfMonth, daysBetween, monthOf, yearOf } from './dates.ts';
import { share } from './money.ts';

export type IntervalUnit = 'day' | 'week' | 'month' | 'year';

/** How long one period is: every `count` units. */
export type Interval = { unit: IntervalUnit; count: number };

/** The remembered day of the month (1–31), and the month (1–12) when an interval skips months. */
export type Anchor = { day: number; month: number | null };

/** Boundary 0 (`start`, any known boundary will do), its remembered anchor and the interval. */
export type Schedule = { start: LocalDate; anchor: Anchor; interval: Interval };

/** The anchor a schedule starting on `start` remembers, when nothing else was asked for. */
export function anchorOf(start: LocalDate, every: Interval): Anchor {
  const skipsMonths = every.unit === 'year' || (every.unit === 'month' && every.count > 1);
  return { day: dayOfMonth(start), month: skipsMonths ? monthOf(start) : null };
}

/** A schedule whose boundary 0 is `start` and whose anchor is that day. */
export function scheduleFrom(start: LocalDate, every: Interval): Schedule {
  return { start, anchor: anchorOf(start, every), interval: every };
}

/** Boundary number `k` (0 is the schedule's start; negative ones lie before it). */
export function boundary(schedule: Schedule, k: number): LocalDate {
  if (k === 0) return schedule.start;
  const { unit, count } = schedule.interval;
  if (unit === 'day') return addDays(schedule.start, k * count);
  if (unit === 'week') return addDays(schedule.start, k * count * 7);
  const months = k * count * (unit === 'year' ? 12 : 1);
  return addMonthsAnchored(schedule.start, months, schedule.anchor.day);
}

/** Number of the period that contains `date`: boundary(k) ≤ date < boundary(k + 1). */
export function periodNumber(schedule: Schedule, date: LocalDate): number {
  if (date === schedule.start) return 0;
  let k = Math.floor(unitsBetween(schedule, date) / schedule.interval.count);
  while (boundary(schedule, k) > date) k -= 1;
  while (boundary(schedule, k + 1) <= date) k += 1;
  return k;
}

/** The period [start, end) that contains `date`. */
export function periodContaining(schedule: Schedule, date: LocalDate): Period {
  const k = periodNumber(schedule, date);
  return { start: boundary(schedule, k), end: boundary(schedule, k + 1) };
}

/** The first boundary strictly after `date`. */
export function nextBoundaryAfter(schedule: Schedule, date: LocalDate): LocalDate {
  return boundary(schedule, periodNumber(schedule, date) + 1);
}

/** True when `date` is a boundary of the schedule. */
export function isBoundary(schedule: Schedule, date: LocalDate): boolean {
  return boundary(schedule, periodNumber(schedule, date)) === date;
}

/**
 * The first date on or after `from` that falls on day-of-month `day` (1–31, clamped to the month's
 * last day): what the organization's billing day pre-fills as first recurring invoice date.
 */
export function nextOccurrenceOfDay(day: number, from: LocalDate): LocalDate {
  const sameMonth = addMonthsAnchored(from, 0, day);
  return sameMonth >= from ? sameMonth : addMonthsAnchored(from, 1, day);
}

/** True when the two intervals are the same (12 months and 1 year are). */
export function sameInterval(left: Interval, right: Interval): boolean {
  const a = plain(left);
  const b = plain(right);
  return a.unit === b.unit && a.count === b.count;
}

/**
 * What an amount per interval is per month, in minor units, rounded once (§15). A week counts as
 * 12/52 of a month, a day as 12/365.
 */
export function monthlyAmount(amount: number, every: Interval): number {
  if (every.unit === 'month') return share(amount, 1, every.count);
  if (every.unit === 'year') return share(amount, 1, 12 * every.count);
  if (every.unit === 'week') return share(amount, 52, 12 * every.count);
  return share(amount, 365, 12 * every.count);
}

function unitsBetween(schedule: Schedule, date: LocalDate): number {
  const { start } = schedule;
  const { unit } = schedule.interval;
  if (unit === 'year') return yearOf(date) - yearOf(start);
  if (unit === 'month') return (yearOf(date) - yearOf(start)) * 12 + monthOf(date) - monthOf(start);
  const days = daysBetween(start, date);
  return unit === 'week' ? Math.floor(days / 7) : days;
}

function plain(every: Interval): Interval {
  if (every.unit === 'year') return { unit: 'month', count: every.count * 12 };
  if (every.unit === 'week') return { unit: 'day', count: every.count * 7 };
  return every;
}
