/**
 * Double entry (billing-rules §16): each function gives the postings of one business event. Debits
 * are positive, credits negative, minor units of one currency; every result sums to zero. Postings
 * of zero are left out, so an event that moves nothing posts nothing.
 */
import { minorUnits } from '../money.ts';

export type CashAccount = `cash:${string}`;

export type Account =
  | 'receivable'
  | 'revenue'
  | 'tax'
  | 'fees'
  | 'credit'
  | 'bad_debt'
  | 'refunds_in_transit'
  | CashAccount;

export type Posting = { account: Account; amount: number };

type Totals = { net: number; tax: number; total: number };

/** The cash account of a gateway by its name, or of money that came 'offline'. */
export function cashOf(gateway: string): CashAccount {
  return `cash:${gateway}`;
}

/** An invoice is issued: the payer owes its total. */
export function postIssue(invoice: Totals): Posting[] {
  return balanced([
    ['receivable', invoice.total],
    ['revenue', -invoice.net],
    ['tax', -invoice.tax],
  ]);
}

/** An unpaid invoice is voided: the exact reverse of its issue. */
export function postVoid(invoice: Totals): Posting[] {
  return opposite(postIssue(invoice));
}

/** Money comes in; `onInvoices` of it settles invoices, the rest is the payer's credit. */
export function postPayment(gateway: string, amount: number, onInvoices: number): Posting[] {
  return balanced([
    [cashOf(gateway), amount],
    ['receivable', -onInvoices],
    ['credit', onInvoices - amount],
  ]);
}

/** A payment is taken back or charged back: the exact reverse of how it now sits. */
export function postTakeBack(gateway: string, amount: number, onInvoices: number): Posting[] {
  return opposite(postPayment(gateway, amount, onInvoices));
}

/** Credit of the payer settles (part of) an invoice. */
export function postCreditUsed(amount: number): Posting[] {
  return balanced([
    ['credit', amount],
    ['receivable', -amount],
  ]);
}

/** Credit that had settled an invoice goes back to the payer's balance (the invoice reopens). */
export function postCreditReturned(amount: number): Posting[] {
  return opposite(postCreditUsed(amount));
}

/** Goodwill: credit is granted without a document, at the cost of revenue. */
export function postCreditGranted(amount: number): Posting[] {
  return balanced([
    ['revenue', amount],
    ['credit', -amount],
  ]);
}

/** A credit note (positive totals) reduces the claim: the payer owes less, or is owed. */
export function postCreditNote(note: Totals): Posting[] {
  return opposite(postIssue(note));
}

/** What a credit note leaves above the open balance becomes the payer's credit. */
export function postClaimToCredit(amount: number): Posting[] {
  return balanced([
    ['receivable', amount],
    ['credit', -amount],
  ]);
}

/** A refund is sent to the gateway: the money is on its way until the gateway confirms. */
export function postRefundSent(amount: number): Posting[] {
  return balanced([
    ['receivable', amount],
    ['refunds_in_transit', -amount],
  ]);
}

/** The gateway has paid the refund out. */
export function postRefundSettled(gateway: string, amount: number): Posting[] {
  return balanced([
    ['refunds_in_transit', amount],
    [cashOf(gateway), -amount],
  ]);
}

/** The refund failed on its way: the payer is owed again. */
export function postRefundFailed(amount: number): Posting[] {
  return opposite(postRefundSent(amount));
}

/** A refund made at once, without transit (outside the gateway, or confirmed immediately). */
export function postRefund(gateway: string, amount: number): Posting[] {
  return balanced([
    ['receivable', amount],
    [cashOf(gateway), -amount],
  ]);
}

/** A gateway or bank keeps something for its trouble. */
export function postFee(gateway: string, amount: number): Posting[] {
  return balanced([
    ['fees', amount],
    [cashOf(gateway), -amount],
  ]);
}

/** Where money is that a dispute takes, or a won one gives back; minor units. */
export type DisputedParts = { onInvoices: number; credit: number; loss: number };

/** A bank takes money back: invoices owe again, credit is gone, and the rest is lost. */
export function postDispute(gateway: string, parts: DisputedParts): Posting[] {
  const { onInvoices, credit, loss } = parts;
  return balanced([
    ['receivable', onInvoices],
    ['credit', credit],
    ['bad_debt', loss],
    [cashOf(gateway), -(onInvoices + credit + loss)],
  ]);
}

/** A dispute is won: its money comes back, to where `parts` say. */
export function postDisputeWon(gateway: string, parts: DisputedParts): Posting[] {
  return opposite(postDispute(gateway, parts));
}

/** A refund that was made came back: the money is the payer's credit until it is given again. */
export function postRefundReturned(gateway: string, amount: number): Posting[] {
  return balanced([
    [cashOf(gateway), amount],
    ['credit', -amount],
  ]);
}

/** Credit is paid out to the payer. */
export function postCreditPaidOut(gateway: string, amount: number): Posting[] {
  return balanced([
    ['credit', amount],
    [cashOf(gateway), -amount],
  ]);
}

/** The open balance of an invoice is given up. */
export function postWriteOff(balance: number): Posting[] {
  return balanced([
    ['bad_debt', balance],
    ['receivable', -balance],
  ]);
}

/** A written-off invoice is claimed again, because it is being paid after all. */
export function postWriteOffUndone(balance: number): Posting[] {
  return opposite(postWriteOff(balance));
}

/** The sum of postings; zero for every event. */
export function sumOf(postings: readonly Posting[]): number {
  return postings.reduce((total, posting) => total + posting.amount, 0);
}

function balanced(entries: [Account, number][]): Posting[] {
  const postings = entries
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => ({ account, amount: minorUnits(amount) }));
  if (sumOf(postings) !== 0) throw new Error('postings of one event must balance');
  return postings;
}

function opposite(postings: Posting[]): Posting[] {
  return postings.map(({ account, amount }) => ({ account, amount: -amount }));
}
