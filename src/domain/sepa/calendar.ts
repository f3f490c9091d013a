/**
 * The days on which banks settle euro payments: TARGET is closed on Saturdays, Sundays, 1 January,
 * Good Friday, Easter Monday, 1 May, 25 and 26 December (ECB decision of 14 December 2000).
 */
import type { LocalDate } from '../dates.ts';
import {
  addDays,
  dateFrom,
  dayOfMonth,
  dayOfWeek,
  daysBetween,
  monthOf,
  yearOf,
} from '../dates.ts';

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const corrected = century - Math.floor(century / 4);
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + corrected - moonShift + 15) % 30;
  const leapInCentury = Math.floor(inCentury / 4);
  const weekday =
    (32 + 2 * (century % 4) + 2 * leapInCentury - epact - (inCentury - 4 * leapInCentury)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return dateFrom(year, Math.floor(days / 31), (days % 31) + 1);
}

const fixedHolidays = new Set(['1-1', '5-1', '12-25', '12-26']);

/** True when TARGET is open, so that a debit can be collected on this day. */
export function isBankDay(date: LocalDate): boolean {
  if (dayOfWeek(date) >= 6) return false;
  if (fixedHolidays.has(`${monthOf(date)}-${dayOfMonth(date)}`)) return false;
  const fromEaster = daysBetween(easterSunday(yearOf(date)), date);
  return fromEaster !== -2 && fromEaster !== 1;
}

/** This day when TARGET is open, else the next on which it is. */
export function bankDayFrom(date: LocalDate): LocalDate {
  let day = date;
  while (!isBankDay(day)) day = addDays(day, 1);
  return day;
}

/** The bank day `count` (0 or more) bank days after `date`; from a closed day, counted onwards. */
export function addBankDays(date: LocalDate, count: number): LocalDate {
  let day = bankDayFrom(date);
  for (let i = 0; i < count; i += 1) day = bankDayFrom(addDays(day, 1));
  return day;
}
