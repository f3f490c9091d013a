/**
 * Pause, resume and extension (billing-rules §13): last day, next billing date and anchor move
 * together by whole days; nothing is billed or chased while paused.
 */
import type { PlannedTerm } from '../billing/plan.ts';
import type { LocalDate } from '../dates.ts';
import { addDays, daysBetween, FOREVER } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';
import type { Anchor, Interval } from '../periods.ts';
import { anchorOf } from '../periods.ts';
import type { SubscriptionState } from './transitions.ts';
import { isAllowed } from './transitions.ts';

/** The dates of a subscription that move together. */
export type MovableDates = {
  interval: Interval;
  anchorOn: LocalDate;
  anchor: Anchor;
  nextBillingOn: LocalDate | null;
  /** A planned end (exclusive), when one is set. */
  endsOn: LocalDate | null;
  /** End (exclusive) of the last paid or granted term. */
  termEndsOn: LocalDate | null;
};

export type Pause = { from: LocalDate; until: LocalDate | null };

export const PauseDates = defineRefusal('pause_dates', 422, {
  en: 'A pause begins today or later and ends after it began.',
  fr: "Une pause commence aujourd'hui ou plus tard et finit après son début.",
});

export const InvalidExtension = defineRefusal('invalid_extension', 422, {
  en: 'An extension is at least one day, or a date after the present end.',
  fr: "Une prolongation est d'au moins un jour, ou une date après la fin actuelle.",
});

/** What a pause does with time that is paid for and not used. */
export type GivesBack = 'dates' | 'credit';

/**
 * How a pause gives unused time back: as credit only where the running term was paid for and is the
 * last one; trials, free days and granted ones are moved whatever the setting says (§13).
 */
export function pauseGivesBack(
  setting: GivesBack,
  running: { kind: PlannedTerm['kind']; isLast: boolean } | null,
): GivesBack {
  return setting === 'credit' && running?.kind === 'paid' && running.isLast ? 'credit' : 'dates';
}

/**
 * Whether a pause whose day has come begins: while something is overdue only where staff said so;
 * otherwise it waits until all is paid (billing-rules §13).
 */
export function beginsIn(state: SubscriptionState, despiteOverdue: boolean): boolean {
  return isAllowed('pause', state) && (state !== 'overdue' || despiteOverdue);
}

/** Checks a pause [from, until); `until` null means until somebody resumes it. */
export function planPause(pause: Pause, today: LocalDate): Pause {
  if (pause.from < today) throw atField(PauseDates, '/from_on');
  if (pause.until !== null && pause.until <= pause.from) throw atField(PauseDates, '/until_on');
  return pause;
}

/**
 * Ends a pause on `resumeOn` (the first day billed and used again) and gives the moved dates. A
 * planned end date is the day it resumes by itself; resuming earlier moves them by fewer days. A
 * pause that gave the unused part back moves nothing: billing begins on the day it ends, after the
 * free days that were given meanwhile.
 */
export function planResume(
  dates: MovableDates,
  pause: Pause & { givesBack?: GivesBack; freeDays?: number },
  resumeOn: LocalDate,
): { pausedDays: number; dates: MovableDates } {
  const end = pause.until !== null && pause.until < resumeOn ? pause.until : resumeOn;
  const pausedDays = Math.max(0, daysBetween(pause.from, end));
  if (pause.givesBack !== 'credit') return { pausedDays, dates: moved(dates, pausedDays) };
  if (end < pause.from) return { pausedDays, dates };
  // What was not used is given back already: billing begins again with the part that is left.
  const isOver = dates.endsOn !== null && dates.endsOn <= end;
  const nextBillingOn = isOver ? null : addDays(end, pause.freeDays ?? 0);
  return { pausedDays, dates: { ...dates, nextBillingOn } };
}

/**
 * Extends by days or to a date (the new first day after the end), free of charge. The granted
 * term carries the extra days; voiding it and moving back by `days` undoes it.
 */
export function planExtension(
  dates: MovableDates & { termEndsOn: LocalDate },
  by: { days: number } | { until: LocalDate },
): { days: number; term: PlannedTerm; dates: MovableDates } {
  if (dates.termEndsOn === FOREVER)
    throw atField(InvalidExtension, 'days' in by ? '/days' : '/until_on');
  const days = 'days' in by ? by.days : daysBetween(dates.termEndsOn, by.until);
  if (!Number.isSafeInteger(days) || days < 1 || days > 36_525) {
    throw atField(InvalidExtension, 'days' in by ? '/days' : '/until_on');
  }
  const end = addDays(dates.termEndsOn, days);
  const term: PlannedTerm = { start: dates.termEndsOn, end, kind: 'granted' };
  return { days, term, dates: moved(dates, days) };
}

/**
 * Moves every date by whole days (back when negative). The anchor becomes the moved billing date,
 * so the days after it keep their full periods; an opening stub keeps its length.
 */
export function moved(dates: MovableDates, days: number): MovableDates {
  if (days === 0) return dates;
  const { nextBillingOn } = dates;
  const stub = nextBillingOn === null || nextBillingOn < dates.anchorOn;
  const anchorOn = addDays(stub ? dates.anchorOn : nextBillingOn, days);
  return {
    interval: dates.interval,
    anchorOn,
    anchor: anchorOf(anchorOn, dates.interval),
    nextBillingOn: later(nextBillingOn, days),
    endsOn: later(dates.endsOn, days),
    termEndsOn: later(dates.termEndsOn, days),
  };
}

function later(date: LocalDate | null, days: number): LocalDate | null {
  return date === null || date === FOREVER ? date : addDays(date, days);
}
