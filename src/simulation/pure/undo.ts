import type { Books, Invoice, Sub, Term } from './books.ts';
import { addCredit, book, giveUp } from './money.ts';

/** A change made now, until it is paid: what to restore when its payment is declined (§4). */
export type OpenChange = {
  invoice: Invoice;
  sub: Sub;
  /** The subscription's version after the change. */
  version: number;
  before: Pick<Sub, 'plan' | 'facts' | 'remembered'>;
  terms: { term: Term; start: Term['start']; end: Term['end']; status: Term['status'] }[];
};

/** Takes a change back whose payment was declined, unless life went on; answers whether it was. */
export function undoDeclined(books: Books, invoice: Invoice): boolean {
  const change = books.changes.find((each) => each.invoice === invoice);
  if (!change || invoice.status !== 'open' || invoice.credited !== 0) return false;
  const { sub, before, terms } = change;
  const paid = books.payments.some((each) => {
    return !each.reversed && each.places.some((place) => place.invoice === invoice);
  });
  const chased = books.cases.some((each) => each.invoice === invoice);
  if (sub.version !== change.version || paid || chased) return false;
  addCredit(books, invoice, invoice.settled);
  book(books, invoice, books.engine.postCreditReturned(invoice.settled));
  invoice.settled = 0;
  giveUp(books, invoice, 'void');
  for (const { term, ...was } of terms) Object.assign(term, was);
  Object.assign(sub, before);
  sub.version += 1;
  return true;
}
