/** Titles and cells of the files that reports leave as, row by row. */
import type { UpcomingInvoice } from '../../../actions/reports/upcomingInvoices.ts';
import type { MovementRow } from '../../../db/reports/movementRows.ts';
import type { RevenueRow } from '../../../db/reports/revenueRows.ts';
import type { Language } from '../../../domain/errors.ts';
import { decimalText, money } from '../../../domain/money.ts';
import type { OutCell } from '../../../files/csvWriter.ts';

/** The first line of each file, in both languages. */
export const titles: Record<'movements' | 'revenue' | 'upcoming', Record<Language, string[]>> = {
  movements: {
    en: ['Name', 'On', 'Per month', 'Then per month', 'Currency'],
    fr: ['Nom', 'Le', 'Par mois', 'Ensuite, par mois', 'Devise'],
  },
  revenue: {
    en: ['Number', 'Document', 'Issued', 'Member', 'Without tax', 'Tax', 'Currency'],
    fr: ['Numéro', 'Document', 'Émis le', 'Membre', 'HT', 'TVA', 'Devise'],
  },
  upcoming: {
    en: ['Day', 'Member', 'Paid by', 'For', 'Subscriptions', 'Without tax', 'Total', 'Currency'],
    fr: ['Jour', 'Membre', 'Payé par', 'Pour', 'Abonnements', 'HT', 'TTC', 'Devise'],
  },
};

const kinds: Record<Language, Record<RevenueRow['kind'], string>> = {
  en: { invoice: 'Invoice', credit_note: 'Credit note' },
  fr: { invoice: 'Facture', credit_note: 'Avoir' },
};

const units = (minor: number, currency: string) => decimalText(money(minor, currency));

/** The cells of a movement, amounts in `currency`. */
export function movementCells(currency: string): (row: MovementRow) => OutCell[] {
  return ({ name, on, amount, after }) => [
    ...[name, on, units(amount, currency), units(after, currency), currency],
  ];
}

/** The cells of a document, amounts in `currency`. */
export function revenueCells(currency: string, language: Language): (row: RevenueRow) => OutCell[] {
  return ({ number, kind, on, name, net, tax }) => [
    ...[number, kinds[language][kind], on, name],
    ...[units(net, currency), units(tax, currency), currency],
  ];
}

/** The cells of an invoice to come. */
export function upcomingCells(row: UpcomingInvoice): OutCell[] {
  const { on, contact, payer, what, covers, net, total, currency } = row;
  const amounts = [units(net, currency), units(total, currency), currency];
  return [on, contact.name, payer.name, what, covers, ...amounts];
}
