/**
 * Disputes (billing-rules §7, §8, §16): a bank takes money back, and may give it back again. What a
 * gateway tells comes in any order and any number of times; a dispute only ever moves forward.
 */
import { minorUnits } from '../money.ts';

export type DisputeState = 'needs_response' | 'under_review' | 'won' | 'lost';

/** How far a dispute is. An inquiry is a bank's question: no money has moved. */
export type DisputeStanding = { state: DisputeState; inquiry: boolean };

const order: Record<DisputeState, number> = { needs_response: 0, under_review: 1, lost: 2, won: 3 };

/** Inquiries come before disputes: an inquiry that was closed may still become one. */
function rank({ state, inquiry }: DisputeStanding): number {
  return inquiry ? order[state] : 4 + order[state];
}

/**
 * The standing after another message: the furthest of both, whatever came first. Won lies behind
 * lost: a bank may drop a dispute it had decided, never the other way round.
 */
export function furthest(known: DisputeStanding, told: DisputeStanding): DisputeStanding {
  return rank(told) > rank(known) ? told : known;
}

/** True while the disputed money is not with the organization. */
export function holdsMoney({ state, inquiry }: DisputeStanding): boolean {
  return !inquiry && state !== 'won';
}

/** True while somebody may still answer or wait for the bank. */
export function isOpenDispute({ state }: Pick<DisputeStanding, 'state'>): boolean {
  return state === 'needs_response' || state === 'under_review';
}

/** True when a bank found that the cardholder did not pay this: the payer counts as a fraud. */
export function isFraud(dispute: DisputeStanding & { reason: string }): boolean {
  return dispute.reason === 'fraudulent' && dispute.state === 'lost' && !dispute.inquiry;
}

/** What is left of a payment: on invoices (in this order), and of the credit that came from it. */
export type DisputeSources = {
  invoices: readonly { invoiceId: string; left: number }[];
  credit: number;
};

/** Where disputed money is taken from; the parts add up to it, none is zero. */
export type DisputePlace =
  | { kind: 'invoice'; invoiceId: string; amount: number }
  | { kind: 'credit' | 'loss'; invoiceId: null; amount: number };

/**
 * Takes `amount` (minor units) from where the payment sits: invoices owe again, then its unused
 * credit; what was given back already or used otherwise is a loss of the organization.
 */
export function placeDispute(amount: number, sources: DisputeSources): DisputePlace[] {
  let rest = minorUnits(amount);
  const take = (from: number) => {
    const taken = Math.max(0, Math.min(rest, from));
    rest -= taken;
    return taken;
  };
  const places: DisputePlace[] = sources.invoices.map(({ invoiceId, left }) => ({
    kind: 'invoice',
    invoiceId,
    amount: take(left),
  }));
  places.push({ kind: 'credit', invoiceId: null, amount: take(sources.credit) });
  places.push({ kind: 'loss', invoiceId: null, amount: rest });
  return places.filter((place) => place.amount > 0);
}

/** Where money that a won dispute gives back goes, of one place. */
export type Release = { toInvoice: number; toCredit: number; loss: number };

/**
 * Gives one place its money back: an invoice as far as it still owes (`owed`, minor units; what was
 * paid otherwise meanwhile makes the rest the payer's credit), credit to credit, a loss to no loss.
 */
export function releaseDispute(place: DisputePlace, owed: number): Release {
  const { kind, amount } = place;
  if (kind === 'loss') return { toInvoice: 0, toCredit: 0, loss: amount };
  if (kind === 'credit') return { toInvoice: 0, toCredit: amount, loss: 0 };
  const toInvoice = Math.max(0, Math.min(amount, owed));
  return { toInvoice, toCredit: amount - toInvoice, loss: 0 };
}
