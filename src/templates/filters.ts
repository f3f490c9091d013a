import { disputeReasonText } from '../domain/billing/disputeReasons.ts';
import { isLocalDate, type LocalDate, type Period } from '../domain/dates.ts';
import type { Language } from '../domain/errors.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import { declineWords } from '../domain/overdue/declines.ts';
import { longDate, periodWords, weekdayDate, weekdayDates } from './dateWords.ts';
import { typeset } from './typography.ts';

type TagFilter = (value: unknown) => string;

/**
 * What can stand behind a `|` in a smart tag, next to Liquid's own: money, long_date, weekday,
 * weekdays, period, decline_reason, dispute_reason. An absent value stays empty, so that `default`
 * can follow; a value of the wrong kind throws and the render is refused.
 */
export function tagFilters(language: Language): Record<string, TagFilter> {
  return {
    money: unlessAbsent((value) => formatMoney(asMoney(value), language)),
    long_date: unlessAbsent((value) => longDate(asDate(value), language)),
    weekday: unlessAbsent((value) => weekdayDate(asDate(value), language)),
    weekdays: unlessAbsent((value) => weekdayDates(asDates(value), language)),
    period: unlessAbsent((value) => periodWords(asPeriod(value), language)),
    dispute_reason: (value) => typeset(disputeReasonText(String(value), language), language),
    decline_reason: (value) => typeset(declineWords(value, language), language),
  };
}

function unlessAbsent(write: TagFilter): TagFilter {
  return (value) => (value === null || value === undefined ? '' : write(value));
}

function asMoney(value: unknown): Money {
  const { amount, currency } = asRecord(value);
  if (typeof amount !== 'number' || typeof currency !== 'string') throw notA('an amount');
  return { amount, currency };
}

function asDate(value: unknown): LocalDate {
  if (typeof value !== 'string' || !isLocalDate(value)) throw notA('a date');
  return value;
}

function asDates(value: unknown): LocalDate[] {
  if (!Array.isArray(value)) throw notA('a list of dates');
  return value.map(asDate);
}

function asPeriod(value: unknown): Period {
  const { start, end } = asRecord(value);
  return { start: asDate(start), end: asDate(end) };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw notA('a value with parts');
  return { ...value };
}

function notA(kind: string): Error {
  return new Error(`not ${kind}`);
}
