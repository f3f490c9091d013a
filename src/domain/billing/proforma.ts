/**
 * Membership bills as numbered pro-forma notices that become invoices when paid
 * (spec/plans-and-billing "Invoice"; docs/decisions/0006-proforma-notices.md).
 */
import { defineRefusal } from '../errors.ts';
import type { Posting } from './ledger.ts';
import { postIssue, postVoid } from './ledger.ts';

/** What a membership bill is until it is paid: an invoice from the start, or a notice first. */
export type BillForm = 'invoice' | 'proforma';

/** Series of notices; invoices have the empty one. What is printed before them is a setting. */
export const proformaSeries = 'PF';

export const ProformaNotWrittenOff = defineRefusal('proforma_not_written_off', 409, {
  en: 'A pro-forma notice is in no books, so there is nothing to write off: void it instead.',
  fr: "Une facture pro forma n'est dans aucun livre : annulez-la au lieu de la passer en perte.",
});

/** A bill as far as its form is concerned; minor units. */
export type Bill = {
  type: 'subscription' | 'renewal' | 'proration' | 'manual';
  total: number;
  /** Of it, by the payer's credit at issue. */
  settled: number;
  /** A payment method is charged for it by itself. */
  chargedAtOnce: boolean;
};

/**
 * Whether a bill is sent as a notice first. Membership bills are, where the organization says so;
 * what is charged at once, what credit pays (in part) already, what costs nothing, and everything
 * that is no membership bill is an invoice from the start.
 */
export function startsAsProforma(bill: Bill, form: BillForm): boolean {
  const isMembership = bill.type === 'subscription' || bill.type === 'renewal';
  if (form === 'invoice' || !isMembership) return false;
  return bill.total > 0 && bill.settled === 0 && !bill.chargedAtOnce;
}

/** Whether a document is a notice still: in no books, owed all the same. */
export function isProforma({ series }: { series: string }): boolean {
  return series === proformaSeries;
}

type Totals = { net: number; tax: number; total: number; series: string };

/** What the issue of a document books: a notice nothing, until it becomes an invoice. */
export function postIssueOf(document: Totals): Posting[] {
  return isProforma(document) ? [] : postIssue(document);
}

/** What voiding a document books: the reverse of its issue. */
export function postVoidOf(document: Totals): Posting[] {
  return isProforma(document) ? [] : postVoid(document);
}
