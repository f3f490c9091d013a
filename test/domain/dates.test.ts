import { describe, expect, it } from 'vitest';
import { addDays, isLocalDate, localDate } from '../../src/domain/dates.ts';
import { allocate, formatMoney, halfUp, isCurrency, money } from '../../src/domain/money.ts';
import { boundary, nextOccurrenceOfDay, scheduleFrom } from '../../src/domain/periods.ts';
import { instantAt, isTimezone, localDateIn } from '../../src/domain/zones.ts';

const monthly = { unit: 'month', count: 1 } as const;
const yearly = { unit: 'year', count: 1 } as const;

describe('dates', () => {
  it('refuses what the calendar does not have', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '']) {
      expect(isLocalDate(text)).toBe(false);
      expect(() => localDate(text)).toThrow('invalid_date');
    }
    expect(localDate('2024-02-29')).toBe('2024-02-29');
    expect(() => addDays(localDate('9999-12-31'), 1)).toThrow('invalid_date');
  });

  it('knows zones by name only', () => {
    expect(isTimezone('Europe/Paris')).toBe(true);
    expect(isTimezone('UTC')).toBe(true);
    for (const text of ['', '+02:00', 'Mars/Olympus', 'Europe/Paris; drop']) {
      expect(isTimezone(text)).toBe(false);
    }
    expect(() => localDateIn('2026-01-01T00:00:00Z', '+02:00')).toThrow('unknown_timezone');
  });

  it('days change at local midnight, also on the days clocks change', () => {
    expect(localDateIn('2026-03-01T23:30:00Z', 'Europe/Paris')).toBe('2026-03-02');
    expect(localDateIn('2026-03-28T22:59:59Z', 'Europe/Paris')).toBe('2026-03-28');
    expect(localDateIn('2026-03-28T23:00:00Z', 'Europe/Paris')).toBe('2026-03-29');
    expect(localDateIn('2026-03-29T21:59:59Z', 'Europe/Paris')).toBe('2026-03-29');
    expect(localDateIn('2026-03-29T22:00:00Z', 'Europe/Paris')).toBe('2026-03-30');
  });

  it('a skipped hour is taken after the gap, a doubled one the first time', () => {
    expect(instantAt(localDate('2026-03-29'), 2, 'Europe/Paris')).toBe('2026-03-29T01:00:00Z');
    expect(instantAt(localDate('2026-10-25'), 2, 'Europe/Paris')).toBe('2026-10-25T00:00:00Z');
  });

  it('a day whose midnight does not exist begins at its first instant', () => {
    const day = localDate('2026-09-06');
    expect(instantAt(day, 0, 'America/Santiago')).toBe('2026-09-06T04:00:00Z');
    expect(localDateIn('2026-09-06T03:59:59Z', 'America/Santiago')).toBe('2026-09-05');
  });
});

describe('anchors', () => {
  it('31 January → 28 February → 31 March → 30 April', () => {
    const plan = scheduleFrom(localDate('2026-01-31'), monthly);
    const dates = [0, 1, 2, 3, 13, 25].map((k) => boundary(plan, k));
    expect(dates).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  it('29 February yearly → 28 February → 29 February in leap years', () => {
    const plan = scheduleFrom(localDate('2024-02-29'), yearly);
    const dates = [1, 2, 3, 4].map((k) => boundary(plan, k));
    expect(dates).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  it('a schedule picked up on a clamped day keeps its remembered anchor', () => {
    const plan = { start: localDate('2026-02-28'), anchor: { day: 31, month: null } };
    expect(boundary({ ...plan, interval: monthly }, 1)).toBe('2026-03-31');
    const on28 = scheduleFrom(localDate('2026-02-28'), monthly);
    expect(boundary(on28, 1)).toBe('2026-03-28');
  });

  it('the billing day pre-fills its next occurrence, today included', () => {
    expect(nextOccurrenceOfDay(1, localDate('2026-10-15'))).toBe('2026-11-01');
    expect(nextOccurrenceOfDay(15, localDate('2026-10-15'))).toBe('2026-10-15');
    expect(nextOccurrenceOfDay(31, localDate('2026-02-10'))).toBe('2026-02-28');
    expect(nextOccurrenceOfDay(31, localDate('2026-12-31'))).toBe('2026-12-31');
  });
});

describe('money', () => {
  it('rounds halves away from zero', () => {
    expect([halfUp(5, 2), halfUp(-5, 2), halfUp(1, 3), halfUp(-1, 3)]).toEqual([3, -3, 0, 0]);
    expect(Object.is(halfUp(-1, 3), 0)).toBe(true);
  });

  it('splits without losing a cent', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([33, 34, 33]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-33, -34, -33]);
    expect(allocate(7, [0, 0])).toEqual([4, 3]);
  });

  it('is written as each language writes it', () => {
    expect(formatMoney(money(123_450, 'EUR'), 'en')).toBe('€1,234.50');
    expect(formatMoney(money(123_450, 'EUR'), 'fr')).toBe('1\u202f234,50\u00a0€');
    expect(formatMoney(money(500, 'JPY'), 'en')).toBe('¥500');
    expect(formatMoney(money(-1_005, 'KWD'), 'en')).toContain('1.005');
  });

  it('refuses unknown currencies and impossible amounts', () => {
    expect(isCurrency('eur')).toBe(false);
    expect(() => money(1, 'EURO')).toThrow('unknown_currency');
    expect(() => money(1.5, 'EUR')).toThrow('amount_out_of_range');
  });
});
