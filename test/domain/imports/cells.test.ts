import { describe, expect, it } from 'vitest';
import { decimalOf, readAmount } from '../../../src/domain/imports/amounts.ts';
import { readDate, readInstant } from '../../../src/domain/imports/dates.ts';
import { problemCodes, sayProblem } from '../../../src/domain/imports/problems.ts';
import { guessType } from '../../../src/domain/imports/sample.ts';
import {
  readAddressLine,
  readBoolean,
  readCountry,
  readEmail,
  readInterval,
} from '../../../src/domain/imports/values.ts';

const rules = { order: 'dmy', serials: false, utc: false, timezone: 'Europe/Paris' } as const;

/** The value read, or the code of what is wrong. */
function result(read: { value: unknown } | { problem: { code: string } }): unknown {
  return 'value' in read ? read.value : read.problem.code;
}

describe('dates', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-3-1', '2026-03-01'],
    ['31/12/2026', '2026-12-31'],
    ['1.2.2026', '2026-02-01'],
    ['17/04/2026 12:40', '2026-04-17'],
    ['07/01/2026 8:14', '2026-01-07'],
    ['01/02/24', '2024-02-01'],
    ['2026-05-06 23:30:00', '2026-05-06'],
    ['2026-05-06T23:30:00.000Z', '2026-05-07'],
    ['29/02/2028', '2028-02-29'],
    ['29/02/2027', 'not_a_date'],
    ['12/31/2026', 'date_order'],
    ['2026-13-01', 'not_a_date'],
    ['soon', 'not_a_date'],
    ['46038', 'not_a_date'],
  ])('reads %s', (text, wanted) => {
    expect(result(readDate(text, 'Start', rules))).toBe(wanted);
  });

  it('take the order, the zone and serial numbers from the source', () => {
    expect(result(readDate('12/31/2026', 'Start', { ...rules, order: 'mdy' }))).toBe('2026-12-31');
    const utc = { ...rules, utc: true };
    expect(result(readDate('2026-10-24 22:15:00.5', 'Start', utc))).toBe('2026-10-25');
    expect(result(readDate('2026-12-01 08:00:00', 'Start', utc))).toBe('2026-12-01');
    expect(result(readDate('46038', 'Start', { ...rules, serials: true }))).toBe('2026-01-16');
    expect(result(readDate(46038.5, 'Start', { ...rules, serials: true }))).toBe('2026-01-16');
    expect(result(readInstant('2026-10-24 22:15:00', 'At', utc))).toBe('2026-10-24T22:15:00Z');
    expect(result(readInstant('24/10/2026', 'At', rules))).toBe('2026-10-24T12:00:00Z');
  });
});

describe('amounts', () => {
  const unknown = { decimal: null, currency: 'EUR' };
  const comma = { decimal: ',' as const, currency: 'EUR' };
  const point = { decimal: '.' as const, currency: 'EUR' };

  it.each([
    ['12,50', 1250],
    ['12.5', 1250],
    ['1 250,50', 125_050],
    ['1\u202f250,50 €', 125_050],
    ['1.250,50', 125_050],
    ['1,250.50', 125_050],
    ['1 234 567', 123_456_700],
    ['1.234.567', 123_456_700],
    ['0.500', 50],
    ['1.250', 'amount_ambiguous'],
    ['1,250', 'amount_ambiguous'],
    ['12,505', 'amount_ambiguous'],
    ['1234,567', 'amount_decimals'],
    ['-5', 'amount_negative'],
    ['twelve', 'not_an_amount'],
    ['1,2,3', 'not_an_amount'],
    [29.85, 2985],
    [29.849999999999998, 2985],
    [0.123, 'amount_decimals'],
  ])('reads %s without a hint', (cell, wanted) => {
    expect(result(readAmount(cell, 'Amount', unknown))).toBe(wanted);
  });

  it('follow what the rest of the file shows', () => {
    expect(result(readAmount('1.250', 'Amount', comma))).toBe(125_000);
    expect(result(readAmount('1,250', 'Amount', point))).toBe(125_000);
    expect(result(readAmount('12.50', 'Amount', comma))).toBe('amount_separator');
    expect(result(readAmount('12,50', 'Amount', point))).toBe('amount_separator');
    expect(result(readAmount('1250', 'Amount', { decimal: null, currency: 'JPY' }))).toBe(1250);
    expect(decimalOf(['1 250', '12,50', '1.250'])).toBe(',');
    expect(decimalOf(['1.250', '3'])).toBe(null);
    expect(decimalOf(['29.85', '1889.5', ' '])).toBe('.');
  });
});

describe('other cells', () => {
  it.each([
    ['mensuel', 'month 1'],
    ['Monthly', 'month 1'],
    ['par an', 'year 1'],
    ['annual', 'year 1'],
    ['trimestriel', 'month 3'],
    ['tous les 3 mois', 'month 3'],
    ['2 years', 'year 2'],
    ['One year', 'year 1'],
    ['Month-to-month', 'month 1'],
    ['sometimes', 'not_an_interval'],
  ])('read the interval %s', (text, wanted) => {
    const read = readInterval(text, 'Interval');
    const value = 'value' in read ? `${read.value.unit} ${read.value.count}` : read.problem.code;
    expect(value).toBe(wanted);
  });

  it('read yes and no, e-mails, countries, addresses', () => {
    expect(result(readBoolean('Oui', ''))).toBe(true);
    expect(result(readBoolean('0', ''))).toBe(false);
    expect(result(readBoolean('perhaps', ''))).toBe('not_yes_no');
    expect(result(readEmail(' Zoe@EXAMPLE.org ', ''))).toBe('Zoe@example.org');
    expect(result(readEmail('Zoé <zoe@example.org>', ''))).toBe('zoe@example.org');
    expect(result(readEmail('zoe@example', ''))).toBe('not_an_email');
    expect([readCountry('France'), readCountry('états-unis'), readCountry('be')]).toEqual([
      ...['FR', 'US', 'BE'],
    ]);
    expect(readAddressLine("81 rue de l'Église, 24838 Nîmes")).toEqual({
      ...{ line1: "81 rue de l'Église", postal_code: '24838', city: 'Nîmes' },
    });
    expect(readAddressLine('10 Downing Street, London')).toEqual({
      line1: '10 Downing Street, London',
    });
  });

  it('guess types of own fields, text when in doubt', () => {
    expect(guessType(['1', '2,5', null])).toBe('number');
    expect(guessType(['01', '02'])).toBe('text');
    expect(guessType(['Oui', 'Non', ''])).toBe('boolean');
    expect(guessType(['0', '1'])).toBe('number');
    expect(guessType(['31/12/2026', '2026-01-01'])).toBe('date');
    expect(guessType(['CD-226-EG'])).toBe('text');
    expect(guessType([])).toBe('text');
  });
});

describe('sentences', () => {
  it('exist in both languages without holes', () => {
    const problem = { code: 'required', level: 'error', column: 'Nom' } as const;
    const params = { field: 'Name', field_fr: 'Nom' };
    expect(sayProblem({ ...problem, params }, 'en')).toBe('Name is missing.');
    expect(sayProblem({ ...problem, params }, 'fr')).toBe('Il manque : Nom.');
    expect(problemCodes.length).toBeGreaterThan(30);
  });
});
