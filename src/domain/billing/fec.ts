/**
 * The French accounting file (FEC: Livre des procédures fiscales, art. A47 A-1): the ledger's
 * transactions as lines of eighteen columns in their legal order. Pure: the ledger and the chart of
 * accounts decide everything. Its words are French whatever the language, as the law wants it.
 */
import type { LocalDate } from '../dates.ts';
import { addDays, addMonthsAnchored, dateFrom } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { allocate, decimalText } from '../money.ts';
import type { Accounting } from '../organizations/accounting.ts';
import { accountOf, nameOfAccount } from './chart.ts';

export const FecNeedsSiren = defineRefusal('fec_needs_siren', 422, {
  en: 'The name of the file begins with your SIREN: enter its nine digits in Settings, Documents.',
  fr:
    'Le nom du fichier commence par votre SIREN : saisissez ses neuf chiffres dans Réglages, ' +
    'Documents.',
});

/** One transaction of the ledger with what its lines name. Debits are positive, minor units. */
export type FecTransaction = {
  bookedOn: LocalDate;
  currency: string;
  entries: { account: string; amount: number }[];
  invoice: { number: string; issuedOn: LocalDate } | null;
  creditNote: { number: string; issuedOn: LocalDate } | null;
  payment: { reference: string; receivedOn: LocalDate } | null;
  payer: { id: string; name: string } | null;
  /** Tax of the document per rate, when the transaction moves tax. */
  taxes: { rate: string; tax: number }[];
};

export const fecColumns = [
  ...['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib'],
  ...['CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit'],
  ...['EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'],
] as const;

export type FecRow = readonly string[];

/**
 * The lines of one transaction under its number; their debits and credits are equal. Amounts in
 * another currency than `home` stand in their own numbers and name it in the last two columns.
 */
export function fecRows(
  transaction: FecTransaction,
  at: { number: number; accounting: Accounting; home: string },
): FecRow[] {
  const { entries, currency, payer } = transaction;
  const journal = journalOf(entries);
  const piece = pieceOf(transaction);
  const label = clean(labelOf(transaction));
  return split(transaction).map(({ account, rate, amount }) => {
    const isPersonal = (account === 'receivable' || account === 'credit') && payer !== null;
    const text = comma(decimalText({ amount: Math.abs(amount), currency }));
    const isForeign = currency !== at.home;
    return [
      ...[journal.code, journal.name, String(at.number), compact(transaction.bookedOn)],
      accountOf(account, rate, at.accounting),
      nameOfAccount(account, rate),
      ...(isPersonal ? [auxiliaryOf(payer.id), clean(payer.name)] : ['', '']),
      ...[clean(piece.reference), compact(piece.date), label],
      ...(amount > 0 ? [text, '0,00'] : ['0,00', text]),
      ...['', '', compact(transaction.bookedOn)],
      ...(isForeign ? [comma(decimalText({ amount, currency })), currency] : ['', '']),
    ];
  });
}

/** A line of the file: cells with tabs between, ended as the norm says. */
export function fecLine(cells: readonly string[]): string {
  return `${cells.join('\t')}\r\n`;
}

/** "123456789FEC20261231.txt": SIREN, FEC and the day the fiscal year closes. */
export function fecName(siren: string, closesOn: LocalDate): string {
  const digits = siren.replace(/\D/g, '').slice(0, 9);
  if (digits.length !== 9) throw new FecNeedsSiren();
  return `${digits}FEC${compact(closesOn)}.txt`;
}

/** The fiscal year that begins in `year`, both days inclusive. */
export function fiscalYear(year: number, startMonth: number): { from: LocalDate; to: LocalDate } {
  const from = dateFrom(year, startMonth, 1);
  return { from, to: addDays(addMonthsAnchored(from, 12, 1), -1) };
}

/** The first day of the fiscal year a day lies in. */
export function fiscalYearOf(day: LocalDate, startMonth: number): LocalDate {
  const year = Number(day.slice(0, 4));
  return dateFrom(Number(day.slice(5, 7)) >= startMonth ? year : year - 1, startMonth, 1);
}

type Part = { account: string; rate: string | null; amount: number };

/** Tax is told apart by rate; what the document says is shared out so that it adds up. */
function split({ entries, taxes }: FecTransaction): Part[] {
  return entries.flatMap(({ account, amount }): Part[] => {
    const taxed = taxes.filter(({ tax }) => tax !== 0);
    if (account !== 'tax' || taxed.length === 0) return [{ account, rate: null, amount }];
    const whole = taxed.reduce((sum, { tax }) => sum + tax, 0);
    const isExact = Math.abs(whole) === Math.abs(amount);
    const parts = isExact
      ? taxed.map(({ tax }) => (whole === amount ? tax : -tax))
      : allocate(
          Math.abs(amount),
          taxed.map(({ tax }) => Math.abs(tax)),
        ).map((part) => part * Math.sign(amount));
    return taxed
      .map(({ rate }, i) => ({ account, rate, amount: parts[i]! }))
      .filter((part) => part.amount !== 0);
  });
}

const journals = {
  sales: { code: 'VE', name: 'Ventes' },
  bank: { code: 'BQ', name: 'Banque' },
  other: { code: 'OD', name: 'Opérations diverses' },
} as const;

function journalOf(entries: FecTransaction['entries']) {
  if (entries.some(({ account }) => account.startsWith('cash:'))) return journals.bank;
  const isSale = entries.some(({ account }) => account === 'revenue' || account === 'tax');
  return isSale ? journals.sales : journals.other;
}

/** What happened, in French, with the number it is about. */
function labelOf(transaction: FecTransaction): string {
  const { entries, invoice, creditNote, payer } = transaction;
  const of = (name: string) =>
    entries.reduce((sum, { account, amount }) => sum + (account === name ? amount : 0), 0);
  const cash = entries.find(({ account }) => account.startsWith('cash:'))?.amount ?? 0;
  const about = [invoice?.number, payer?.name].filter(Boolean).join(' ');
  if (of('fees') !== 0) return `Frais ${about}`;
  if (cash > 0) return `Encaissement ${about}`;
  if (cash < 0) return `Remboursement ou rejet ${about}`;
  if (creditNote) return `Avoir ${creditNote.number} sur ${about}`;
  if (of('revenue') !== 0 || of('tax') !== 0) {
    if (of('receivable') === 0) return `Geste commercial ${about}`;
    return of('receivable') > 0 ? `Facture ${about}` : `Annulation facture ${about}`;
  }
  if (of('bad_debt') > 0) return `Créance irrécouvrable ${about}`;
  if (of('bad_debt') < 0) return `Créance rétablie ${about}`;
  if (of('credit') !== 0) return `Imputation avance client ${about}`;
  return `Opération diverse ${about}`;
}

function pieceOf(transaction: FecTransaction): { reference: string; date: LocalDate } {
  const { creditNote, payment, invoice, entries, bookedOn } = transaction;
  if (creditNote) return { reference: creditNote.number, date: creditNote.issuedOn };
  const isMoney = entries.some(({ account }) => account.startsWith('cash:'));
  if (isMoney && payment?.reference) {
    return { reference: payment.reference, date: payment.receivedOn };
  }
  if (invoice) return { reference: invoice.number, date: isMoney ? bookedOn : invoice.issuedOn };
  return { reference: `OD-${compact(bookedOn)}`, date: bookedOn };
}

/** Seventeen signs, as many as accounting programs take: the random half of the payer's id. */
function auxiliaryOf(id: string): string {
  return `C${id.replaceAll('-', '').slice(-16).toUpperCase()}`;
}

function compact(date: LocalDate): string {
  return date.replaceAll('-', '');
}

function comma(decimal: string): string {
  return decimal.replace('.', ',');
}

/** No tab, line end or other control sign may stand in a cell. */
function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('|', ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
