import { addDays } from '../../domain/dates.ts';
import { Killed } from '../faults.ts';
import type { Attempt, Books, Invoice, Refund } from './books.ts';
import { balanceOf, isUnresolved } from './books.ts';
import type { Retry } from './chase.ts';
import { failCharge, openLateCases, stepCases } from './chase.ts';
import { isAutomatic } from './engine.ts';
import type { Answer } from './gateway.ts';
import { ask, charge, giveBack } from './gateway.ts';
import { book, creditable, issueNote, receive } from './money.ts';
import { undoDeclined } from './undo.ts';

/** A point between two commits, where the program may be killed. */
export function passes(books: Books): void {
  const { faults } = books;
  if (!faults.chance.happens(faults.kills)) return;
  faults.tally.faults.kills += 1;
  throw new Killed('after_outcomes');
}

/** Opens an attempt for an invoice, where every rule allows one (§7). */
export function openAttempt(
  books: Books,
  invoice: Invoice,
  cause: Attempt['cause'],
): Attempt | null {
  const card = books.cards.get(invoice.payer);
  const byHand = cause === 'staff' || cause === 'member';
  const takes = invoice.status === 'open' || (byHand && invoice.status === 'uncollectible');
  if (!card || !takes || balanceOf(invoice) <= 0) return null;
  const of = books.attempts.filter((other) => other.invoice === invoice);
  books.clock += 1;
  const attempt: Attempt = {
    id: `attempt ${books.attempts.length + 1}`,
    amount: balanceOf(invoice),
    state: 'created',
    cycle: of.filter(({ state }) => state === 'succeeded').length,
    day: books.today,
    askOn: books.today,
    opened: books.clock,
    resolved: null,
    ...{ invoice, cause, card },
  };
  if (!books.engine.mayOpen(books, attempt)) return null;
  books.attempts.push(attempt);
  return attempt;
}

/** Opens, sends and records, with a place to be killed between any two. */
export function chargeInvoice(books: Books, invoice: Invoice, cause: Attempt['cause']) {
  const attempt = openAttempt(books, invoice, cause);
  if (!attempt) return;
  passes(books);
  send(books, attempt);
}

function retry(books: Books, { invoice, done }: Retry): void {
  const attempt = openAttempt(books, invoice, 'retry');
  if (!attempt) return;
  done();
  passes(books);
  send(books, attempt);
}

function send(books: Books, attempt: Attempt): void {
  attempt.state = 'sent';
  passes(books);
  const answer = charge(books, attempt);
  passes(books);
  record(books, attempt, answer);
  if (answer.state === 'unknown') books.engine.afterSilence(books, attempt);
}

/** Records what the gateway says, once; a repetition changes nothing (§8). */
export function record(books: Books, attempt: Attempt, answer: Answer): void {
  if (!isUnresolved(attempt)) return;
  attempt.state = answer.state;
  if (answer.state === 'unknown' || answer.state === 'processing') {
    attempt.askOn = addDays(books.today, 1);
    return;
  }
  books.clock += 1;
  attempt.resolved = books.clock;
  const { invoice, amount } = attempt;
  if (answer.state === 'succeeded') receive(books, invoice, { amount, gateway: 'test', attempt });
  else if (answer.state === 'declined' && !undoDeclined(books, invoice)) {
    failCharge(books, attempt, answer.kind);
  }
}

/** What an interrupted run left: attempts never sent are sent, those sent are asked about. */
export function resumeAttempts(books: Books): void {
  for (const attempt of books.attempts) {
    if (attempt.state === 'created') send(books, attempt);
    else if (attempt.state === 'sent') askAbout(books, attempt);
  }
}

function askAbout(books: Books, attempt: Attempt): void {
  const answer = ask(books, attempt.id);
  // Never heard of: after our own crash it is sent, after a silence it did not happen.
  if (answer === null && attempt.state === 'sent') send(books, attempt);
  else record(books, attempt, answer ?? { state: 'declined', kind: 'soft' });
}

/** Charges for the first time what is due, then the steps of cases (§7, §9). */
export function collectToday(books: Books): void {
  for (const invoice of books.invoices) {
    const due = invoice.status === 'open' && invoice.dueOn <= books.today;
    if (!due || invoice.collection !== 'automatic') continue;
    const tried = books.attempts.some((a) => a.invoice === invoice && isAutomatic(a));
    if (tried || books.cases.some((each) => each.invoice === invoice)) continue;
    chargeInvoice(books, invoice, 'billing');
    passes(books);
  }
  openLateCases(books);
  passes(books);
  for (const each of stepCases(books)) retry(books, each);
}

/** Asks about charges and refunds whose answer is still out. */
export function askUnresolved(books: Books): void {
  for (const attempt of books.attempts) {
    if (isUnresolved(attempt) && attempt.askOn <= books.today) askAbout(books, attempt);
  }
  for (const refund of books.refunds) {
    if (refund.askOn <= books.today) sendRefund(books, refund);
  }
}

/** Sends a refund under its own key, again and again until there is an answer; books it once. */
export function sendRefund(books: Books, refund: Refund): void {
  if (refund.state !== 'sent') return;
  const { payment, invoice, amount } = refund;
  const id = books.engine.refundKey(books, refund);
  const way = { amount, chargeKey: payment.attempt?.id ?? '' };
  if (!refund.outside && !giveBack(books, id, way)) {
    refund.askOn = addDays(books.today, 1);
    return;
  }
  refund.state = 'succeeded';
  const lines = books.engine.creditLines(creditable(books, invoice), amount);
  issueNote(books, invoice, { lines, fromSettled: amount });
  const gateway = refund.outside ? 'offline' : payment.gateway;
  book(books, invoice, books.engine.postRefund(gateway, amount));
}
