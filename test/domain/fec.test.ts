import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FecTransaction,
  fecColumns,
  fecLine,
  fecName,
  fecRows,
  fiscalYear,
  fiscalYearOf,
} from '../../src/domain/billing/fec.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { accountingSchema } from '../../src/domain/organizations/accounting.ts';

const accounting = accountingSchema.parse({});
const at = { number: 7, accounting, home: 'EUR' };

const blank: FecTransaction = {
  bookedOn: d('2026-10-01'),
  currency: 'EUR',
  entries: [],
  invoice: { number: '2026-000001', issuedOn: d('2026-10-01') },
  creditNote: null,
  payment: null,
  payer: { id: '01a2b3c4-0000-7000-8123-456789abcdef', name: 'Zoé\tMartin|SARL\n' },
  taxes: [],
};

const issue: FecTransaction = {
  ...blank,
  entries: [
    { account: 'receivable', amount: 4000 },
    { account: 'revenue', amount: -3500 },
    { account: 'tax', amount: -500 },
  ],
  taxes: [
    { rate: '20', tax: 400 },
    { rate: '5.5', tax: 100 },
  ],
};

const column = (rows: readonly (readonly string[])[], name: string) =>
  rows.map((row) => row[(fecColumns as readonly string[]).indexOf(name)]);

describe('the French accounting file', () => {
  it('has the eighteen columns of the law, in its order', () => {
    expect(fecLine(fecColumns)).toBe(
      'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t' +
        'CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t' +
        'ValidDate\tMontantdevise\tIdevise\r\n',
    );
    for (const row of fecRows(issue, at)) expect(row).toHaveLength(18);
  });

  it('books an invoice in the sales journal with its tax by rate', () => {
    const rows = fecRows(issue, at);
    expect(column(rows, 'JournalCode')).toEqual(['VE', 'VE', 'VE', 'VE']);
    expect(column(rows, 'EcritureNum')).toEqual(['7', '7', '7', '7']);
    expect(column(rows, 'CompteNum')).toEqual(['411000', '706000', '445711', '445713']);
    expect(column(rows, 'Debit')).toEqual(['40,00', '0,00', '0,00', '0,00']);
    expect(column(rows, 'Credit')).toEqual(['0,00', '35,00', '4,00', '1,00']);
    expect(column(rows, 'CompAuxNum')).toEqual(['C8123456789ABCDEF', '', '', '']);
    expect(column(rows, 'CompAuxLib')[0]).toBe('Zoé Martin SARL');
    expect(column(rows, 'EcritureLib')[0]).toBe('Facture 2026-000001 Zoé Martin SARL');
    expect([column(rows, 'EcritureDate')[0], column(rows, 'PieceRef')[0]]).toEqual([
      '20261001',
      '2026-000001',
    ]);
  });

  it('books money in the bank journal of its gateway, and credit notes the other way round', () => {
    const paid = fecRows(
      {
        ...blank,
        entries: [
          { account: 'cash:stripe', amount: 4000 },
          { account: 'receivable', amount: -4000 },
        ],
        payment: { reference: 'ch_1', receivedOn: d('2026-10-02') },
      },
      at,
    );
    expect(column(paid, 'JournalCode')).toEqual(['BQ', 'BQ']);
    expect(column(paid, 'CompteNum')).toEqual(['512100', '411000']);
    expect(column(paid, 'PieceRef')).toEqual(['ch_1', 'ch_1']);
    const note = fecRows(
      {
        ...issue,
        entries: issue.entries.map(({ account, amount }) => ({ account, amount: -amount })),
        creditNote: { number: 'AV-2026-000001', issuedOn: d('2026-10-03') },
      },
      at,
    );
    expect(column(note, 'Debit')).toEqual(['0,00', '35,00', '4,00', '1,00']);
    expect(column(note, 'PieceRef')[0]).toBe('AV-2026-000001');
    expect(column(note, 'PieceDate')[0]).toBe('20261003');
  });

  it('names another currency, and sends what the chart does not know to the waiting account', () => {
    const entries = [
      { account: 'new_thing', amount: -500 },
      { account: 'cash:unheard_of', amount: 500 },
    ];
    const rows = fecRows({ ...blank, currency: 'JPY', entries }, at);
    expect(column(rows, 'CompteNum')).toEqual(['471000', '512800']);
    expect(column(rows, 'Montantdevise')).toEqual(['-500', '500']);
    expect(column(rows, 'Idevise')).toEqual(['JPY', 'JPY']);
  });

  it('stays balanced for any taxes and any chart', () => {
    const runs = Number(process.env.CERCLE_PROPERTY_RUNS ?? 500);
    const taxes = fc.array(
      fc.record({
        rate: fc.constantFrom('20', '10', '5.5', '2.1', '8.5'),
        tax: fc.integer({ min: -5000, max: 5000 }),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer(), taxes, (net, tax, rates) => {
        const entries = [
          { account: 'receivable', amount: net + tax },
          { account: 'revenue', amount: -net },
          { account: 'tax', amount: -tax },
        ].filter(({ amount }) => amount !== 0);
        const rows = fecRows({ ...issue, entries, taxes: rates }, at);
        const cents = (name: string) =>
          column(rows, name).reduce((sum, text) => sum + Number(text!.replace(',', '')), 0);
        expect(cents('Debit')).toBe(cents('Credit'));
        expect(rows.every((row) => row.length === 18)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('is named by SIREN and closing day, and knows fiscal years', () => {
    expect(fecName('123 456 789', d('2026-12-31'))).toBe('123456789FEC20261231.txt');
    expect(fecName('12345678900012', d('2026-12-31'))).toBe('123456789FEC20261231.txt');
    expect(() => fecName('', d('2026-12-31'))).toThrowError(/SIREN/);
    expect(fiscalYear(2026, 1)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(fiscalYear(2026, 9)).toEqual({ from: '2026-09-01', to: '2027-08-31' });
    expect(fiscalYear(2027, 3)).toEqual({ from: '2027-03-01', to: '2028-02-29' });
    expect(fiscalYearOf(d('2027-08-31'), 9)).toBe('2026-09-01');
    expect(fiscalYearOf(d('2027-09-01'), 9)).toBe('2027-09-01');
  });
});
