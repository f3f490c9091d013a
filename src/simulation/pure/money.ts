import type { InvoiceDraft } from '../../domain/billing/draft.ts';
import { creditNoteSeries } from '../../domain/billing/invoices.ts';
import type { Posting } from '../../domain/billing/ledger.ts';
import type { PlannedInvoice, PlannedTerm } from '../../domain/billing/plan.ts';
import { addDays, daysBetween, maxDate, yearOf } from '../../domain/dates.ts';
import { isRunning } from '../../domain/subscriptions/transitions.ts';
import type {
  Amounts,
  Attempt,
  Books,
  CreditNote,
  Invoice,
  InvoiceLine,
  Payment,
  Sub,
} from './books.ts';
import { balanceOf } from './books.ts';
import { recover } from './cases.ts';

/** Writes one transaction of the ledger. */
export function book(books: Books, of: { payer: string; currency: string }, postings: Posting[]) {
  books.transactions += 1;
  const { payer, currency } = of;
  for (const posting of postings) {
    books.entries.push({ ...posting, transaction: books.transactions, payer, currency });
  }
}

/** A payer's unused credit in a currency. */
export function creditOf(books: Books, payer: string, currency: string): number {
  return books.credits
    .filter((each) => each.payer === payer && each.currency === currency)
    .reduce((sum, each) => sum + each.amount, 0);
}

/** Adds to (or takes from) a payer's credit. */
export function addCredit(books: Books, of: { payer: string; currency: string }, amount: number) {
  if (amount !== 0) books.credits.push({ payer: of.payer, currency: of.currency, amount });
}

function takeNumber(books: Books, series: string) {
  const latest = (series === '' ? books.invoices : books.notes).at(-1)?.issuedOn;
  const issuedOn = latest ? maxDate(latest, books.today) : books.today;
  const year = yearOf(issuedOn);
  const serial = books.engine.nextNumber(books, `${series} ${year}`);
  return { issuedOn, year, serial, number: books.engine.formatInvoiceNumber(series, year, serial) };
}

/** Issues what was planned of a subscription, with its terms; credit of the payer is used first. */
export function writePlanned(
  books: Books,
  sub: Sub,
  planned: { invoices: PlannedInvoice[]; terms: PlannedTerm[]; type: Invoice['type'] },
): Invoice[] {
  const issued = planned.invoices.flatMap((each) => issue(books, sub, { ...each, ...planned }));
  for (const term of planned.terms) {
    const invoice = issued.find(
      ({ period }) => period.start === term.start && term.kind === 'paid',
    );
    const status = invoice?.status === 'open' ? 'pending' : 'active';
    books.terms.push({ ...term, sub, status, invoice: invoice ?? null });
  }
  return issued;
}

function issue(
  books: Books,
  sub: Sub,
  planned: PlannedInvoice & { type: Invoice['type'] },
): Invoice[] {
  const { engine } = books;
  const { draft, type } = planned;
  const period = { start: planned.periodStart, end: planned.periodEnd };
  if (!engine.mayIssue(books, { sub, period, type })) return [];
  const taken = takeNumber(books, '');
  const { payer } = sub;
  const use = engine.applyCredit(draft.total, creditOf(books, payer, draft.currency));
  const invoice: Invoice = {
    ...taken,
    ...amountsOf(draft),
    id: books.invoices.length + 1,
    ...{ sub, payer, type, period, draft },
    dueOn: addDays(taken.issuedOn, Math.max(0, daysBetween(planned.issueOn, planned.dueOn))),
    currency: draft.currency,
    lines: draft.lines.map((line) => ({ ...line, back: { net: 0, tax: 0, total: 0 }, moves: [] })),
    settled: use.creditUsed,
    credited: 0,
    status: use.due === 0 ? 'paid' : 'open',
    collection: sub.collection,
    backOn: null,
    remembered: sub.remembered,
    room: 0,
  };
  books.invoices.push(invoice);
  book(books, invoice, engine.postIssue(invoice));
  addCredit(books, invoice, -use.creditUsed);
  book(books, invoice, engine.postCreditUsed(use.creditUsed));
  return [invoice];
}

function amountsOf({ net, tax, total }: InvoiceDraft) {
  return { net, tax, total };
}

/** Money came in: onto the invoice while it takes it, the rest onto the payer's credit. */
export function receive(
  books: Books,
  invoice: Invoice,
  money: { amount: number; gateway: Payment['gateway']; attempt: Attempt | null },
): Payment {
  const { engine } = books;
  const takes = invoice.status === 'open' || invoice.status === 'uncollectible';
  const candidates = takes ? [{ id: String(invoice.id), balance: balanceOf(invoice) }] : [];
  const { allocations, toCredit } = engine.allocatePayment(money.amount, candidates);
  const onInvoice = allocations.reduce((sum, each) => sum + each.amount, 0);
  const { payer, currency } = invoice;
  const places = [
    ...allocations.map((each) => ({ invoice, amount: each.amount })),
    ...(toCredit > 0 ? [{ invoice: null, amount: toCredit }] : []),
  ];
  const about = { ...money, payer, currency, places, receivedOn: books.today };
  const payment: Payment = { ...about, reversed: false };
  books.payments.push(payment);
  addCredit(books, invoice, toCredit);
  if (invoice.status === 'uncollectible') {
    book(books, invoice, engine.postWriteOffUndone(onInvoice));
  }
  book(books, invoice, engine.postPayment(money.gateway, money.amount, money.amount - toCredit));
  invoice.settled += onInvoice;
  if (onInvoice > 0 && balanceOf(invoice) === 0) paid(books, invoice);
  return payment;
}

function paid(books: Books, invoice: Invoice): void {
  if (invoice.status !== 'paid') invoice.status = books.engine.nextInvoiceStatus('pay', invoice);
  for (const term of books.terms) {
    if (term.invoice === invoice && term.status === 'pending') term.status = 'active';
  }
  recover(books, invoice);
}

/** A bounced cheque: what it settled is owed again. */
export function takeBack(books: Books, payment: Payment): void {
  const { engine } = books;
  const onInvoices = payment.places.filter((place) => place.invoice !== null);
  // What a change had made credit of is on its invoice no more.
  const taken = onInvoices.map(({ invoice, amount }) => Math.min(amount, invoice!.settled));
  const surplus = payment.amount - taken.reduce((sum, amount) => sum + amount, 0);
  if (creditOf(books, payment.payer, payment.currency) < surplus) return;
  payment.reversed = true;
  addCredit(books, payment, -surplus);
  const back = payment.amount - surplus;
  book(books, payment, engine.postTakeBack(payment.gateway, payment.amount, back));
  for (const [i, { invoice }] of onInvoices.entries()) {
    if (!invoice) continue;
    const amount = taken[i]!;
    invoice.settled -= amount;
    invoice.backOn = books.today;
    if (!isRunning(invoice.sub.state)) invoice.collection = 'invoice';
    invoice.status = engine.nextInvoiceStatus('reopen', invoice);
    if (invoice.status === 'uncollectible') book(books, invoice, engine.postWriteOff(amount));
    for (const term of books.terms) {
      const waits = term.invoice === invoice && term.status === 'active' && term.kind === 'paid';
      if (waits) term.status = 'pending';
    }
  }
}

/** Gives up open invoices: void when nothing is paid or credited, else written off. */
export function giveUp(books: Books, invoice: Invoice, how: 'void' | 'write_off'): void {
  if (invoice.status !== 'open') return;
  const { engine } = books;
  const untouched = invoice.settled === 0 && invoice.credited === 0;
  const action = how === 'void' && untouched ? 'void' : 'write_off';
  invoice.status = engine.nextInvoiceStatus(action, invoice);
  const balance = balanceOf(invoice);
  book(books, invoice, action === 'void' ? engine.postVoid(invoice) : engine.postWriteOff(balance));
  for (const term of books.terms) {
    if (term.invoice === invoice && term.status === 'pending') term.status = 'void';
  }
}

/** The lines of an invoice with what credit notes and changes of plan left of them. */
export function creditable({ engine }: Books, invoice: Invoice) {
  return invoice.lines.map((line, i) => {
    const moved = engine.movedElsewhere(line);
    const left = (key: keyof Amounts) => line[key] - line.back[key] - moved[key];
    // The tax of a credit on another invoice may be rounded otherwise: nothing left is nothing.
    const isGone = left('total') === 0;
    return {
      id: String(i),
      kind: line.kind,
      description: '',
      taxRate: line.taxRate,
      ...{ net: line.net, tax: line.tax, total: line.total },
      leftNet: isGone ? 0 : left('net'),
      leftTax: isGone ? 0 : left('tax'),
      leftTotal: left('total'),
    };
  });
}

export type Credited = { invoiceLineId: string; net: number; tax: number; total: number };

/** A credit note: the claim shrinks, what was settled above it leaves the invoice. */
export function issueNote(
  books: Books,
  invoice: Invoice,
  wish: { lines: Credited[]; fromSettled: number },
): CreditNote {
  const sum = (key: 'net' | 'tax' | 'total') => wish.lines.reduce((all, l) => all + l[key], 0);
  const totals = { net: sum('net'), tax: sum('tax'), total: sum('total') };
  const lines = wish.lines.map((each) => {
    const line = invoice.lines[Number(each.invoiceLineId)] as InvoiceLine;
    line.back.net += each.net;
    line.back.tax += each.tax;
    line.back.total += each.total;
    return { net: each.net, tax: each.tax, total: each.total, line };
  });
  const note = { ...takeNumber(books, creditNoteSeries), ...totals, invoice, lines };
  books.notes.push(note);
  invoice.settled -= wish.fromSettled;
  invoice.credited += totals.total;
  book(books, invoice, books.engine.postCreditNote(totals));
  if (invoice.status === 'open' && balanceOf(invoice) === 0) paid(books, invoice);
  return note;
}
