import type { LocalDate } from '../dates.ts';
import { addDays, dayOfMonth, minDate } from '../dates.ts';
import type { Interval } from '../periods.ts';
import { isBoundary, nextBoundaryAfter, scheduleFrom } from '../periods.ts';
import type { Reading } from './cells.ts';
import type { Draft } from './draft.ts';
import { error, warning } from './problems.ts';
import { headerOf, requireTarget } from './required.ts';

/** When a membership runs; dates are local, ends and `grantedUntil` exclusive. */
export type MembershipDates = {
  startsOn: LocalDate;
  nextOn: LocalDate | null;
  endsOn: LocalDate | null;
  anchorOn: LocalDate;
  anchorDay: number;
  /** End of the access that the import grants; null: none. */
  grantedUntil: LocalDate | null;
  trialEndsOn: LocalDate | null;
  state: 'scheduled' | 'trialing' | 'active' | 'cancelled';
};

type DateInput = {
  start: LocalDate;
  every: Interval;
  kind: 'recurring' | 'free' | 'custom';
  today: LocalDate;
};

/**
 * The dates of one row's membership, or null when they do not fit. A next invoice date in the past
 * moves on to the first date of the same rhythm from today on: charging for time that was settled
 * elsewhere would charge it twice.
 */
export function membershipDates(reading: Reading, input: DateInput): MembershipDates | null {
  const { draft, rules, problems } = reading;
  const { start, today } = input;
  const asOf = (rules.mapping.asOf ?? today) as LocalDate;
  const left = draft.status === 'former' ? minDate(asOf, today) : undefined;
  const end = draft.ended ?? left;
  if (end !== undefined && end < start) {
    problems.push(error('end_before_start', headerOf('ended', rules), { start, end }));
    return null;
  }
  if (end !== undefined) return endingDates(start, end, today);
  const next = nextInvoice(reading, input);
  return next ? runningDates(draft, { ...input, next }) : null;
}

function endingDates(start: LocalDate, end: LocalDate, today: LocalDate): MembershipDates {
  return {
    startsOn: start,
    nextOn: null,
    endsOn: end,
    anchorOn: start,
    anchorDay: dayOfMonth(start),
    grantedUntil: end > start ? end : null,
    trialEndsOn: null,
    state: end > today ? (start > today ? 'scheduled' : 'active') : 'cancelled',
  };
}

function nextInvoice(reading: Reading, { start, every, kind, today }: DateInput): LocalDate | null {
  const { draft, problems, rules } = reading;
  const column = headerOf('next_invoice', rules);
  const next = draft.nextInvoice;
  if (next === undefined && kind === 'free') {
    return nextBoundaryAfter(scheduleFrom(start, every), start > today ? start : today);
  }
  if (next === undefined) {
    requireTarget('next_invoice', reading);
    return null;
  }
  if (next < start) {
    problems.push(error('next_before_start', column, { next, start }));
    return null;
  }
  if (next >= today) return next;
  const moved = nextBoundaryAfter(rhythm(start, next, every), addDays(today, -1));
  problems.push(warning('next_moved', column, { next, moved }));
  return moved;
}

function runningDates(draft: Draft, input: DateInput & { next: LocalDate }): MembershipDates {
  const { start, next, every, today } = input;
  const until = draft.accessUntil ?? (draft.status === 'declined' ? today : next);
  const trialing = draft.trial === true && next > today && start <= today;
  return {
    startsOn: start,
    nextOn: next,
    endsOn: null,
    anchorOn: next,
    anchorDay: rhythm(start, next, every).anchor.day,
    grantedUntil: until > start ? until : null,
    trialEndsOn: trialing ? next : null,
    state: start > today ? 'scheduled' : trialing ? 'trialing' : 'active',
  };
}

/**
 * The rhythm of the dates after `next`. When `next` is a clamped date of the rhythm that began at
 * the start (31 January, next 28 February), the start's day is the one to remember.
 */
function rhythm(start: LocalDate, next: LocalDate, every: Interval) {
  const fromStart = scheduleFrom(start, every);
  if (dayOfMonth(next) < dayOfMonth(start) && isBoundary(fromStart, next)) {
    return { ...scheduleFrom(next, every), anchor: fromStart.anchor };
  }
  return scheduleFrom(next, every);
}
