import type { LocalDate } from '../dates.ts';
import { fromDayNumber, isLocalDate } from '../dates.ts';
import { localDateIn } from '../zones.ts';
import type { Problem } from './problems.ts';
import { error } from './problems.ts';

export type DateOrder = 'dmy' | 'mdy';

export type DateRules = {
  order: DateOrder;
  /** Plain numbers are days as a spreadsheet counts them. */
  serials: boolean;
  /** Times without a zone are UTC, as some exports write them; else they are local. */
  utc: boolean;
  timezone: string;
};

export type Read<T> = { value: T } | { problem: Problem };

const clock = /(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?/;
const iso = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${clock.source}$`, 'i');
const slashed =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[T ,]+\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*[ap]m)?)?$/i;

/**
 * A calendar date from a cell: ISO, day/month/year (month first only where the profile says so), a
 * spreadsheet's serial number, or a time stamp, which is taken as the day it was in `timezone`.
 */
export function readDate(cell: string | number, column: string, rules: DateRules): Read<LocalDate> {
  const text = String(cell).trim();
  const serial = rules.serials ? serialDate(text) : null;
  if (serial) return { value: serial };
  const year = iso.exec(text);
  if (year) return readIso(year, text, { column, rules });
  const parts = slashed.exec(text);
  if (!parts) return { problem: notADate(text, column, rules) };
  const [day, month] = rules.order === 'dmy' ? [parts[1]!, parts[2]!] : [parts[2]!, parts[1]!];
  const date = written(fullYear(parts[3]!), month, day);
  if (isLocalDate(date)) return { value: date };
  if (rules.order === 'dmy' && Number(month) > 12 && Number(day) <= 12) {
    return { problem: error('date_order', column, { value: text, month }) };
  }
  return { problem: notADate(text, column, rules) };
}

/**
 * An instant (ISO, UTC) from a cell; a plain date is taken as noon UTC, so that it is the same day
 * in the zones of Europe, Africa and the Americas.
 */
export function readInstant(cell: string | number, column: string, rules: DateRules): Read<string> {
  const stamp = iso.exec(String(cell).trim());
  if (stamp?.[4] !== undefined && (rules.utc || stamp[7] !== undefined)) {
    const instant = instantOf(stamp);
    if (instant) return { value: instant };
  }
  const date = readDate(cell, column, rules);
  return 'problem' in date ? date : { value: `${date.value}T12:00:00Z` };
}

function readIso(
  parts: RegExpExecArray,
  text: string,
  { column, rules }: { column: string; rules: DateRules },
): Read<LocalDate> {
  const date = written(parts[1]!, parts[2]!, parts[3]!);
  if (!isLocalDate(date)) return { problem: notADate(text, column, rules) };
  if (parts[4] === undefined || !(rules.utc || parts[7] !== undefined)) return { value: date };
  const instant = instantOf(parts);
  if (!instant) return { problem: notADate(text, column, rules) };
  return { value: dayOf(instant, rules.timezone) };
}

function instantOf(parts: RegExpExecArray): string | null {
  const date = written(parts[1]!, parts[2]!, parts[3]!);
  const hour = Number(parts[4]);
  if (!isLocalDate(date) || hour > 23 || Number(parts[5]) > 59) return null;
  const zone = !parts[7] || /^(z|utc)$/i.test(parts[7]) ? 'Z' : colon(parts[7]);
  return `${date}T${two(parts[4]!)}:${parts[5]}:${parts[6] ?? '00'}${zone}`;
}

const days = new Map<string, LocalDate>();

/** Zones change on quarter hours, so one look-up serves every stamp of the same one. */
function dayOf(instant: string, timezone: string): LocalDate {
  const quarter = Math.floor(Number(instant.slice(14, 16)) / 15) * 15;
  const rounded = `${instant.slice(0, 14)}${two(String(quarter))}:00${instant.slice(19)}`;
  const key = timezone + rounded;
  const known = days.get(key);
  if (known) return known;
  if (days.size > 100_000) days.clear();
  const day = localDateIn(rounded, timezone);
  days.set(key, day);
  return day;
}

/** Spreadsheets count days from 1899-12-30; only years a membership can lie in are taken. */
function serialDate(text: string): LocalDate | null {
  if (!/^\d{4,5}(\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  return serial >= 7_000 && serial < 80_000 ? fromDayNumber(serial - 25_569) : null;
}

function notADate(value: string, column: string, rules: DateRules): Problem {
  return error('not_a_date', column, {
    value,
    example: rules.order === 'dmy' ? '31/12/2026, 2026-12-31' : '12/31/2026, 2026-12-31',
  });
}

function written(year: string, month: string, day: string): string {
  return `${year}-${two(month)}-${two(day)}`;
}

function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 70 ? `20${year}` : `19${year}`;
}

function two(text: string): string {
  return text.padStart(2, '0');
}

function colon(offset: string): string {
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}
