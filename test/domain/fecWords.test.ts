import { describe, expect, it } from 'vitest';
import { accountOf, nameOfAccount } from '../../src/domain/billing/chart.ts';
import type { FecTransaction } from '../../src/domain/billing/fec.ts';
import { fecColumns, fecRows } from '../../src/domain/billing/fec.ts';
import { accountingSchema } from '../../src/domain/organizations/accounting.ts';
import { d } from './builders.ts';

const accounting = accountingSchema.parse({});
const document = { number: '2026-000007', issuedOn: d('2026-09-01') };
const plain: FecTransaction = {
  ...{ bookedOn: d('2026-10-02'), currency: 'EUR', entries: [], taxes: [] },
  ...{ invoice: document, creditNote: null, payment: null, payer: { id: 'a-b', name: 'Zoé' } },
};

/** The cells of one column, for entries written as account and amount. */
function cells(name: (typeof fecColumns)[number], transaction: Partial<FecTransaction>) {
  const rows = fecRows({ ...plain, ...transaction }, { number: 1, accounting, home: 'EUR' });
  return rows.map((row) => row[fecColumns.indexOf(name)]);
}

const entries = (amounts: Record<string, number>) =>
  Object.entries(amounts).map(([account, amount]) => ({ account, amount }));

describe('the words of the accounting file', () => {
  it.each<[string, string, Record<string, number>]>([
    ['Facture', 'VE', { receivable: 12, revenue: -12 }],
    ['Facture', 'VE', { receivable: 2, tax: -2 }],
    ['Annulation facture', 'VE', { receivable: -12, revenue: 12 }],
    ['Geste commercial', 'VE', { revenue: 12, credit: -12 }],
    ['Encaissement', 'BQ', { 'cash:test': 12, receivable: -12 }],
    ['Remboursement ou rejet', 'BQ', { 'cash:test': -12, receivable: 12 }],
    ['Créance irrécouvrable', 'OD', { bad_debt: 12, receivable: -12 }],
    ['Créance rétablie', 'OD', { bad_debt: -12, receivable: 12 }],
    ['Imputation avance client', 'OD', { credit: 12, receivable: -12 }],
    ['Opération diverse', 'OD', { receivable: 12, refunds_in_transit: -12 }],
  ])('%s stands in the journal %s', (words, journal, amounts) => {
    const transaction = { entries: entries(amounts) };
    expect(cells('EcritureLib', transaction)[0]).toBe(`${words} 2026-000007 Zoé`);
    expect(new Set(cells('JournalCode', transaction))).toEqual(new Set([journal]));
    const names = { VE: 'Ventes', BQ: 'Banque', OD: 'Opérations diverses' };
    expect(cells('JournalLib', transaction)[0]).toBe(names[journal as keyof typeof names]);
  });

  it('a credit note names itself and its invoice', () => {
    const creditNote = { number: 'AV-2026-000001', issuedOn: d('2026-10-02') };
    const transaction = { creditNote, entries: entries({ revenue: 12, receivable: -12 }) };
    expect(cells('EcritureLib', transaction)[0]).toBe('Avoir AV-2026-000001 sur 2026-000007 Zoé');
  });

  it('the piece is the document, or for money its reference, or the day', () => {
    const sale = { entries: entries({ receivable: 12, revenue: -12 }) };
    const money = { entries: entries({ 'cash:test': 12, receivable: -12 }) };
    const payment = { reference: 'ch_9', receivedOn: d('2026-10-01') };
    const piece = (transaction: Partial<FecTransaction>) => [
      cells('PieceRef', transaction)[0],
      cells('PieceDate', transaction)[0],
    ];
    expect(piece({ ...sale, payment })).toEqual(['2026-000007', '20260901']);
    expect(piece({ ...money, payment })).toEqual(['ch_9', '20261001']);
    const unnamed = { ...payment, reference: '' };
    expect(piece({ ...money, payment: unnamed })).toEqual(['2026-000007', '20261002']);
    expect(piece({ ...money, invoice: null })).toEqual(['OD-20261002', '20261002']);
    expect(cells('EcritureLib', { ...money, invoice: null, payer: null })[0]).toBe('Encaissement');
  });

  it('only personal accounts name the payer, when there is one', () => {
    const amounts = entries({ receivable: 5, credit: -3, revenue: -2 });
    expect(cells('CompAuxNum', { entries: amounts })).toEqual(['CAB', 'CAB', '']);
    expect(cells('CompAuxLib', { entries: amounts, payer: null })).toEqual(['', '', '']);
    const noisy = { id: 'a', name: ' A|B\t\n  C ' };
    expect(cells('CompAuxLib', { entries: amounts, payer: noisy })[0]).toBe('A B C');
  });

  it('what is in the currency of the books names no other, and nothing is lettered', () => {
    const sale = { entries: entries({ receivable: 12, revenue: -12 }) };
    for (const name of ['EcritureLet', 'DateLet', 'Montantdevise', 'Idevise'] as const) {
      expect(cells(name, sale), name).toEqual(['', '']);
    }
    expect(cells('ValidDate', sale)).toEqual(['20261002', '20261002']);
  });

  it('tax is told apart by rate, shared out when the document says another sum', () => {
    const taxes = [
      { rate: '20', tax: 400 },
      { rate: '0', tax: 0 },
      { rate: '5.5', tax: 100 },
    ];
    const of = (amount: number) => {
      const transaction = { taxes, entries: entries({ receivable: -amount, tax: amount }) };
      return ['CompteNum', 'CompteLib', 'Debit', 'Credit'].map((name) =>
        cells(name as (typeof fecColumns)[number], transaction).slice(1),
      );
    };
    const accounts = [
      ['445711', '445713'],
      ['TVA collectée 20 %', 'TVA collectée 5,5 %'],
    ];
    expect(of(-500)).toEqual([...accounts, ['0,00', '0,00'], ['4,00', '1,00']]);
    expect(of(500)).toEqual([...accounts, ['4,00', '1,00'], ['0,00', '0,00']]);
    expect(of(-250)).toEqual([...accounts, ['0,00', '0,00'], ['2,00', '0,50']]);
    expect(of(250)).toEqual([...accounts, ['2,00', '0,50'], ['0,00', '0,00']]);
  });
});

describe('the chart of accounts', () => {
  it.each([
    ['receivable', '411000', 'Clients'],
    ['revenue', '706000', 'Prestations de services'],
    ['credit', '419100', 'Clients - avances et acomptes reçus'],
    ['bad_debt', '654000', 'Pertes sur créances irrécouvrables'],
    ['fees', '627000', 'Services bancaires'],
    ['refunds_in_transit', '467000', 'Remboursements en cours'],
    ['tax', '445710', 'TVA collectée'],
    ['cash:offline', '512000', 'Banque offline'],
    ['cash:new_gateway', '512800', 'Banque new_gateway'],
    ['unheard_of', '471000', "Compte d'attente"],
  ])('%s is %s, "%s"', (account, number, name) => {
    expect(accountOf(account, null, accounting)).toBe(number);
    expect(nameOfAccount(account, null)).toBe(name);
  });

  it('a rate without an account of its own goes to the common one', () => {
    expect(accountOf('tax', '5.5', accounting)).toBe('445713');
    expect(accountOf('tax', '8.5', accounting)).toBe('445710');
    expect(nameOfAccount('tax', '8.5')).toBe('TVA collectée 8,5 %');
  });
});
