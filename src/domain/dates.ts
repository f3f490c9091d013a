/**
 * Calendar dates without a time or zone, as branded ISO texts 'YYYY-MM-DD' (billing-rules §2).
 * The arithmetic is our own civil-day count (proleptic Gregorian): a billing run plans a hundred
 * thousand subscriptions, and a date object per step costs more than the rules themselves.
 */
import { defineRefusal } from './errors.ts';

export type LocalDate = string & { readonly __localDate: unique symbol };

/** A half-open stretch of days [start, end); people are shown the inclusive last day. */
export type Period = { start: LocalDate; end: LocalDate };

/** The end of what has no end (access sold for good): shown as "no end", never as a date. */
export const FOREVER = '9999-12-31' as LocalDate;

export const InvalidDate = defineRefusal('invalid_date', 422, {
  en: '"{text}" is not a date of the calendar (year-month-day, like 2026-10-15).',
  fr: "« {text} » n'est pas une date du calendrier (année-mois-jour, comme 2026-10-15).",
});

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a leap year of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days (28–31) of a month; `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : monthLengths[month - 1]!;
}

/** True when the text is an existing day of the years 0001–9999, written 'YYYY-MM-DD'. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Checks a text and gives it back as a date; throws `InvalidDate` for anything else. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidDate({ text: text.slice(0, 40) });
  return text;
}

/** The year (1–9999) of a date. */
export function yearOf(date: LocalDate): number {
  return digits(date, 0, 4);
}

/** The month (1–12) of a date. */
export function monthOf(date: LocalDate): number {
  return digits(date, 5, 7);
}

/** The day of the month (1–31) of a date. */
export function dayOfMonth(date: LocalDate): number {
  return digits(date, 8, 10);
}

/** Builds a date from its parts, clamping the day to the month's last one (31 in April → 30). */
export function dateFrom(year: number, month: number, day: number): LocalDate {
  const last = daysInMonth(year, month);
  return written(year, month, day > last ? last : day);
}

/** The date `days` later (earlier when negative). Throws `InvalidDate` beyond year 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return days === 0 ? date : fromDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`: the length of [from, to); negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The date `months` after the month of `date`, on `anchorDay` clamped to that month's last day.
 * The remembered anchor (not the possibly clamped day of `date`) decides, so nothing drifts:
 * 28 February with anchor 31 plus one month is 31 March (billing-rules §1).
 */
export function addMonthsAnchored(date: LocalDate, months: number, anchorDay: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  return dateFrom(year, index - year * 12 + 1, anchorDay);
}

/** Last date of the month that `date` is in. */
export function lastDayOfMonth(date: LocalDate): LocalDate {
  return dateFrom(yearOf(date), monthOf(date), 31);
}

/** First date of the month that `date` is in. */
export function firstDayOfMonth(date: LocalDate): LocalDate {
  return dateFrom(yearOf(date), monthOf(date), 1);
}

/** Negative when `a` is earlier, 0 when the same day, positive when later; for sorting. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The earlier of two dates. */
export function minDate(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

/** The later of two dates. */
export function maxDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** Day of the week, Monday 1 to Sunday 7. */
export function dayOfWeek(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Days since 1970-01-01 (negative before). */
export function dayNumber(date: LocalDate): number {
  const month = monthOf(date);
  const year = month <= 2 ? yearOf(date) - 1 : yearOf(date);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  // Counting years from March puts the leap day last, which makes the month offsets regular.
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth(date) - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146097 + yearOfEra * 365 + leapDays + dayOfYear - 719468;
}

/** The date of a day number (days since 1970-01-01). Throws `InvalidDate` outside 0001–9999. */
export function fromDayNumber(number: number): LocalDate {
  const days = number + 719468;
  const era = Math.floor(days / 146097);
  const dayOfEra = days - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays);
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return written(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

function written(year: number, month: number, day: number): LocalDate {
  if (!(year >= 1 && year <= 9999)) throw new InvalidDate({ text: `${year}-${month}-${day}` });
  const head = year >= 1000 ? String(year) : String(year).padStart(4, '0');
  const middle = month < 10 ? `-0${month}` : `-${month}`;
  return (head + middle + (day < 10 ? `-0${day}` : `-${day}`)) as LocalDate;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}
