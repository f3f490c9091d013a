import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonthsAnchored,
  dayNumber,
  dayOfMonth,
  dayOfWeek,
  daysBetween,
  fromDayNumber,
  isLeapYear,
  isLocalDate,
  lastDayOfMonth,
  yearOf,
} from '../../src/domain/dates.ts';
import { instantAt, localDateIn } from '../../src/domain/zones.ts';
import { date, runs } from './arbitraries.ts';

const zone = fc.constantFrom(
  'Europe/Paris',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Asia/Kolkata',
  'UTC',
);

describe('civil days agree with Temporal', () => {
  it('adding days and counting them', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -50_000, max: 50_000 }), (start, days) => {
        const later = addDays(start, days);
        expect(later).toBe(Temporal.PlainDate.from(start).add({ days }).toString());
        expect(daysBetween(start, later)).toBe(days);
        expect(fromDayNumber(dayNumber(start))).toBe(start);
      }),
      runs,
    );
  });

  it('months, clamped to the last day; weekdays; leap years', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -600, max: 600 }), (start, months) => {
        const temporal = Temporal.PlainDate.from(start);
        const later = addMonthsAnchored(start, months, dayOfMonth(start));
        expect(later).toBe(temporal.add({ months }).toString());
        expect(dayOfWeek(start)).toBe(temporal.dayOfWeek);
        expect(isLeapYear(yearOf(start))).toBe(temporal.inLeapYear);
        expect(dayOfMonth(lastDayOfMonth(start))).toBe(temporal.daysInMonth);
      }),
      runs,
    );
  });

  it('accepts a text exactly when it is a day of the calendar', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.tuple(part(9999), part(14), part(33)), ([year, month, day]) => {
        const pad = (value: number, size: number) => String(value).padStart(size, '0');
        const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
        expect(isLocalDate(text)).toBe(existsInTemporal(year, month, day));
      }),
      runs,
    );
  });
});

describe('zones', () => {
  it('the first instant of a day is in that day, the one before is not', () => {
    fc.assert(
      fc.property(date, zone, (day, timezone) => {
        fc.pre(!(timezone === 'Pacific/Apia' && day === '2011-12-30'));
        const first = Temporal.Instant.from(instantAt(day, 0, timezone));
        expect(localDateIn(first.toString(), timezone)).toBe(day);
        const before = first.subtract({ milliseconds: 1 }).toString();
        expect(localDateIn(before, timezone) < day).toBe(true);
      }),
      runs,
    );
  });
});

function existsInTemporal(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || day < 1) return false;
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
