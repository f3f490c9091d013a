import type { Books, Case, Invoice } from './books.ts';

/** An invoice is paid: its case is over, and the last one gives access back. */
export function recover(books: Books, invoice: Invoice): void {
  closeCases(books, [invoice], 'recovered');
}

/** Closes open cases of invoices; a subscription without another one is in good standing. */
export function closeCases(books: Books, invoices: Invoice[], state: Case['state']): void {
  for (const each of books.cases) {
    if (each.state !== 'open' || !invoices.includes(each.invoice)) continue;
    each.state = state;
    each.closedOn = books.today;
    const { sub } = each;
    const others = books.cases.some((other) => other.sub === sub && other.state === 'open');
    if (sub.state !== 'overdue' || others) continue;
    sub.state = books.engine.nextState('recover', sub.state);
    sub.version += 1;
  }
}
