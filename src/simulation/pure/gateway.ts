import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import type { Attempt, Books } from './books.ts';

/** What a payer's card does. `spent`: its one refusal was used. */
export type Card = {
  does: 'pay' | 'soft' | 'hard' | 'once' | 'late_paid' | 'late_refused';
  spent: boolean;
};

/** A charge as the gateway remembers it; it counts from `on`. */
export type Charge = {
  amount: number;
  currency: string;
  succeeded: boolean;
  kind: 'soft' | 'hard';
  on: LocalDate;
};

export type GivenBack = { amount: number; chargeKey: string };

export type Answer =
  | { state: 'succeeded' | 'processing' | 'unknown' }
  | { state: 'declined'; kind: 'soft' | 'hard' };

const cards: readonly (readonly [number, Card['does']])[] = [
  [66, 'pay'],
  [8, 'once'],
  [7, 'soft'],
  [4, 'hard'],
  [4, 'late_paid'],
  [3, 'late_refused'],
];

/** A card drawn by how often people bring one like it. */
export function anyCard({ chance }: Books): Card {
  return { does: chance.weighted(cards), spent: false };
}

/** True when the network loses something now. */
export function strikes(
  { faults }: Books,
  kind: 'lostRequests' | 'lostAnswers' | 'lateAnswers',
): boolean {
  const struck = faults.chance.happens(faults.share);
  if (struck) faults.tally.faults[kind] += 1;
  return struck;
}

/** Charges once per key; over a bad network the request or the answer may be lost. */
export function charge(books: Books, attempt: Attempt): Answer {
  if (strikes(books, 'lostRequests')) return { state: 'unknown' };
  const { charges } = books.gateway;
  if (!charges.has(attempt.id)) charges.set(attempt.id, chargeFor(books, attempt));
  return strikes(books, 'lostAnswers') ? { state: 'unknown' } : answerOf(books, attempt.id)!;
}

/** What became of a key; null when the gateway never heard of it. */
export function ask(books: Books, key: string): Answer | null {
  if (strikes(books, 'lateAnswers')) return { state: 'unknown' };
  return answerOf(books, key);
}

/** Gives money back once per key; false when no answer came. */
export function giveBack(books: Books, key: string, refund: GivenBack): boolean {
  if (strikes(books, 'lostRequests')) return false;
  if (!books.gateway.refunds.has(key)) books.gateway.refunds.set(key, refund);
  return !strikes(books, 'lostAnswers');
}

function chargeFor(books: Books, { card, amount, invoice }: Attempt): Charge {
  const about = { amount, currency: invoice.currency, kind: 'soft' as const, on: books.today };
  const late = { ...about, on: addDays(books.today, 3) };
  if (card.does === 'late_paid') return { ...late, succeeded: true };
  if (card.does === 'late_refused') return { ...late, succeeded: false };
  if (card.does === 'hard') return { ...about, kind: 'hard', succeeded: false };
  if (card.does === 'soft') return { ...about, succeeded: false };
  if (card.does === 'once' && !card.spent) {
    card.spent = true;
    return { ...about, succeeded: false };
  }
  return { ...about, succeeded: true };
}

function answerOf(books: Books, key: string): Answer | null {
  const found = books.gateway.charges.get(key);
  if (!found) return null;
  if (found.on > books.today) return { state: 'processing' };
  return found.succeeded ? { state: 'succeeded' } : { state: 'declined', kind: found.kind };
}
