import type { LocalDate } from '../dates.ts';
import {
  addDays,
  addMonthsAnchored,
  dateFrom,
  dayOfMonth,
  dayOfWeek,
  firstDayOfMonth,
  isLocalDate,
  yearOf,
} from '../dates.ts';
import type { DateUnit } from './ast.ts';
import type { Word } from './keys.ts';

/** Named days and stretches of days, relative to today. */
export const dateWords: readonly Word[] = [
  { en: 'today', fr: "aujourd'hui", also: ['aujourd-hui'] },
  { en: 'yesterday', fr: 'hier' },
  { en: 'tomorrow', fr: 'demain' },
  { en: 'this-week', fr: 'cette-semaine' },
  { en: 'this-month', fr: 'ce-mois' },
  { en: 'last-month', fr: 'mois-dernier' },
  { en: 'next-month', fr: 'mois-prochain' },
  { en: 'this-year', fr: 'cette-année' },
  { en: 'last-year', fr: 'année-dernière', also: ['an-dernier'] },
  { en: 'next-year', fr: 'année-prochaine', also: ['an-prochain'] },
];

/** `last:30d`: the 30 days that end today; `next:30d`: the 30 days that begin today. */
export const spanWords: readonly Word[] = [
  { en: 'last', fr: 'derniers', also: ['dernier', 'dernières'] },
  { en: 'next', fr: 'prochains', also: ['prochain', 'prochaines'] },
];

export const unitWords: readonly (Word & { en: DateUnit })[] = [
  { en: 'd', fr: 'j' },
  { en: 'w', fr: 's' },
  { en: 'm', fr: 'm' },
  { en: 'y', fr: 'a' },
];

/** A stretch of days, both ends included; null is open. */
export type Days = { first: LocalDate; last: LocalDate };

/** True for 2026, 2026-01 and 2026-01-31 when they exist in the calendar. */
export function isPartialDate(text: string): boolean {
  return partialDays(text) !== undefined;
}

/** The days that a date literal stands for; `today` is the organization's calendar date. */
export function daysOf(text: string, today: LocalDate): Days {
  return partialDays(text) ?? wordDays(text, today);
}

/** The days of `last:<count><unit>` (ending today) or `next:…` (beginning today). */
export function daysWithin(
  side: 'last' | 'next',
  length: { count: number; unit: DateUnit },
  today: LocalDate,
): Days {
  const sign = side === 'last' ? -1 : 1;
  const far = shift(today, sign * length.count, length.unit);
  return sign < 0
    ? { first: addDays(far, 1), last: today }
    : { first: today, last: addDays(far, -1) };
}

function shift(from: LocalDate, count: number, unit: DateUnit): LocalDate {
  if (unit === 'd') return addDays(from, count);
  if (unit === 'w') return addDays(from, count * 7);
  return addMonthsAnchored(from, count * (unit === 'y' ? 12 : 1), dayOfMonth(from));
}

function partialDays(text: string): Days | undefined {
  if (isLocalDate(text)) return { first: text, last: text };
  const parts = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  const year = Number(parts?.[1] ?? 0);
  if (!parts || year < 1) return undefined;
  if (parts[2] === undefined) return { first: dateFrom(year, 1, 1), last: dateFrom(year, 12, 31) };
  const month = Number(parts[2]);
  if (month < 1 || month > 12) return undefined;
  return { first: dateFrom(year, month, 1), last: dateFrom(year, month, 31) };
}

function wordDays(word: string, today: LocalDate): Days {
  const [which, unit] = word.split('-');
  if (word === 'today') return { first: today, last: today };
  if (word === 'yesterday' || word === 'tomorrow') {
    const day = addDays(today, word === 'tomorrow' ? 1 : -1);
    return { first: day, last: day };
  }
  if (unit === 'week') {
    const monday = addDays(today, 1 - dayOfWeek(today));
    return { first: monday, last: addDays(monday, 6) };
  }
  const steps = which === 'last' ? -1 : which === 'next' ? 1 : 0;
  if (unit === 'year') {
    const year = yearOf(today) + steps;
    return { first: dateFrom(year, 1, 1), last: dateFrom(year, 12, 31) };
  }
  const first = addMonthsAnchored(firstDayOfMonth(today), steps, 1);
  return { first, last: addDays(addMonthsAnchored(first, 1, 1), -1) };
}
