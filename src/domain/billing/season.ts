/**
 * Seasons of fixed-date plans (billing-rules §14): everybody renews on the same day of the year,
 * whatever day they joined; joining on or after the roll-over day gives the rest of the running
 * period and the whole next one for the price of one period.
 */
import type { LocalDate, Period } from '../dates.ts';
import { addMonthsAnchored, dateFrom, yearOf } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import type { Anchor, Interval, Schedule } from '../periods.ts';
import { nextBoundaryAfter, periodContaining } from '../periods.ts';
import type { Fraction } from '../proration.ts';
import { fractionOf } from '../proration.ts';

/** A day of the year; the 29 February is the 28th in common years. */
export type DayMonth = { day: number; month: number };

/** How a first period that is not whole is priced. */
export type FirstPeriod = 'full' | 'months' | 'days';

export type Season = {
  start: DayMonth;
  rollover: DayMonth | null;
  firstPeriod: FirstPeriod;
};

export const SeasonInterval = defineRefusal('season_interval', 422, {
  en: 'A plan with fixed dates is priced by months or years.',
  fr: 'Une formule à dates fixes a un tarif par mois ou par an.',
});

export const SeasonDates = defineRefusal('season_dates', 422, {
  en: 'Everybody renews on the same day here: the next one is {date:day}.',
  fr: 'Ici, tout le monde renouvelle à la même date : la prochaine est le {date:day}.',
});

/** The season's periods at an interval; counted from the year 2000, so all agree on them. */
export function seasonSchedule(season: Season, interval: Interval): Schedule {
  if (interval.unit !== 'month' && interval.unit !== 'year') throw new SeasonInterval();
  const { day, month } = season.start;
  return { start: dateFrom(2000, month, day), anchor: { day, month }, interval };
}

/** How somebody paying from `from` on begins: up to which boundary, and whether they roll over. */
export function seasonOpening(
  season: Season,
  interval: Interval,
  from: LocalDate,
): { nextOn: LocalDate; anchor: Anchor; rollsOver: boolean } {
  const schedule = seasonSchedule(season, interval);
  const running = periodContaining(schedule, from);
  const rollsOver = season.rollover !== null && from >= rolloverIn(running, season.rollover);
  const whole = from === running.start && !rollsOver;
  const end = rollsOver ? nextBoundaryAfter(schedule, running.end) : running.end;
  return { nextOn: whole ? from : end, anchor: schedule.anchor, rollsOver };
}

/**
 * What share of one period's price the part before the first whole period costs. One that reaches
 * over a boundary has rolled over: one price pays for all of it. By months the running one counts.
 */
export function openingFraction(
  schedule: Schedule,
  period: Period,
  firstPeriod: FirstPeriod,
): Fraction {
  const reference = periodContaining(schedule, period.start);
  if (isPaidAsOne(schedule, period, firstPeriod)) return { days: 1, of: 1 };
  if (firstPeriod === 'days') return fractionOf(period, reference);
  const { day } = schedule.anchor;
  const of = monthsIn(reference, day, reference.end);
  const passed = monthsIn(reference, day, period.start);
  return { days: of - passed, of, unit: 'month' };
}

/** Whole months of the reference period that are over by `until`. */
function monthsIn(reference: Period, anchorDay: number, until: LocalDate): number {
  let months = 0;
  while (addMonthsAnchored(reference.start, months + 1, anchorDay) <= until) months += 1;
  return months;
}

/** The last time the roll-over day comes in the period, else the period's end: never. */
function rolloverIn(period: Period, { day, month }: DayMonth): LocalDate {
  for (let year = yearOf(period.end); year >= yearOf(period.start); year -= 1) {
    const on = dateFrom(year, month, day);
    if (on < period.end && on > period.start) return on;
  }
  return period.end;
}

/** True when one price paid for all of a first part: its unused days are shares of that part. */
export function isPaidAsOne(schedule: Schedule, period: Period, firstPeriod: FirstPeriod): boolean {
  return firstPeriod === 'full' || period.end > periodContaining(schedule, period.start).end;
}

/** True when `date` is a boundary of the season at this interval. */
export function isSeasonBoundary(season: Season, interval: Interval, date: LocalDate): boolean {
  return periodContaining(seasonSchedule(season, interval), date).start === date;
}
