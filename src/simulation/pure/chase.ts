import type { LocalDate } from '../../domain/dates.ts';
import { maxDate } from '../../domain/dates.ts';
import type { NextStep } from '../../domain/overdue/nextStep.ts';
import { defaultOverduePolicy } from '../../domain/overdue/schedule.ts';
import { isAllowed, isRunning } from '../../domain/subscriptions/transitions.ts';
import type { Attempt, Books, Case, Invoice } from './books.ts';
import { balanceOf, isUnresolved } from './books.ts';
import { endNow } from './life.ts';
import { giveUp } from './money.ts';

/** Says something to a payer, once per cause; `clock` of the day is eight in the morning. */
export function say(books: Books, to: string, about: { template: string; cause: string }): void {
  const mail = { to, ...about, at: `${books.today}T08:00:00Z` };
  if (books.engine.maySay(books, mail)) books.mails.push(mail);
}

/** Opens the case of an invoice; its subscription is overdue from now. */
export function openCase(
  books: Books,
  invoice: Invoice,
  how: Pick<Case, 'mode' | 'hard'> & { on: LocalDate },
): Case | null {
  const { sub } = invoice;
  if (!books.engine.mayChase(books, invoice) || sub.state === 'paused') return null;
  const planned = books.engine.planOverdue(how.on, defaultOverduePolicy, how.mode);
  const opened: Case = {
    ...{ invoice, sub, mode: how.mode, hard: how.hard, firstFailedOn: how.on },
    steps: planned.map((step) => ({ ...step, doneOn: null, skipped: false })),
    state: 'open',
    setAside: false,
    closedOn: null,
  };
  books.cases.push(opened);
  if (isAllowed('fail_payment', sub.state)) {
    sub.state = books.engine.nextState('fail_payment', sub.state);
    sub.version += 1;
  }
  return opened;
}

/** What a refused charge means: a case opens, moves on, or ends the subscription. */
export function failCharge(books: Books, attempt: Attempt, kind: 'soft' | 'hard'): void {
  const { invoice } = attempt;
  const automatic = attempt.cause === 'billing' || attempt.cause === 'retry';
  let known = books.cases.find((each) => each.invoice === invoice && each.state === 'open');
  if (known) known.hard ||= kind === 'hard';
  if (!known && automatic && invoice.status === 'open') {
    const how = { on: books.today, mode: 'charge', hard: kind === 'hard' } as const;
    known = openCase(books, invoice, how) ?? undefined;
  }
  if (!known || !automatic) return;
  const next = nextOf(books, known);
  if (next.act === 'grant') grantStep(books, known, next);
  if (next.act === 'end') endCase(books, known);
  else mail(books, known, 'declined');
}

/** The clock had stood past the end: one more step comes first, announced now (§9). */
function grantStep(books: Books, { steps }: Case, next: NextStep & { act: 'grant' }): void {
  const final = steps.find((step) => step.kind === 'final')!;
  const extra = { kind: next.kind, dueOn: next.endsOn, doneOn: null, skipped: false };
  steps.splice(steps.indexOf(final), 0, { ...extra, position: final.position });
  final.position += 1;
  final.dueOn = maxDate(next.endsOn, books.today);
}

/** A retry that is due; `done` is for when its attempt is open, in the same breath. */
export type Retry = { invoice: Invoice; done: () => void };

/** One step of every case that has one today; answers the retries. */
export function stepCases(books: Books): Retry[] {
  const retries: Retry[] = [];
  for (const each of [...books.cases]) {
    if (each.state !== 'open') continue;
    const next = nextOf(books, each);
    if (next.act === 'charge') {
      retries.push({ invoice: each.invoice, done: () => finish(books, each, next) });
    }
    if (next.act === 'grant') {
      grantStep(books, each, next);
      mail(books, each, 'reminder');
    }
    if (next.act === 'remind') {
      finish(books, each, next);
      mail(books, each, 'reminder');
    }
    if (next.act === 'end') {
      skip(books, each, next.skip);
      endCase(books, each);
    }
  }
  return retries;
}

function nextOf(books: Books, each: Case): NextStep {
  const attempts = books.attempts.filter((attempt) => attempt.invoice === each.invoice);
  const automatic = attempts.filter(({ cause }) => cause === 'billing' || cause === 'retry');
  const unresolved = attempts.some(isUnresolved);
  return books.engine.nextStep(each.steps, books.today, {
    hard: each.hard || !books.cards.has(each.invoice.payer),
    suspended: unresolved ? 'unresolved_attempt' : null,
    lastAttemptOn: automatic.at(-1)?.day ?? null,
  });
}

function finish(books: Books, each: Case, next: { position: number; skip: number[] }): void {
  skip(books, each, next.skip);
  for (const step of each.steps) {
    if (step.position === next.position) step.doneOn = books.today;
  }
}

function skip(books: Books, each: Case, positions: number[]): void {
  for (const step of each.steps) {
    if (!positions.includes(step.position)) continue;
    step.doneOn = books.today;
    step.skipped = true;
  }
}

/**
 * The last step failed: everything open of the subscription ends, and the member reads so. Of one
 * that was over already this case alone ends, and its member has read of the end before.
 */
function endCase(books: Books, over: Case): void {
  const { sub } = over;
  const goesOn = isRunning(sub.state);
  const ends = goesOn ? books.cases.filter((c) => c.sub === sub && c.state === 'open') : [over];
  for (const each of ends) {
    each.state = 'lost';
    each.closedOn = books.today;
    giveUp(books, each.invoice, 'write_off');
  }
  if (!goesOn) return;
  endNow(books, sub, { on: books.today, cause: 'unpaid' });
  const cause = `end:${over.invoice.id}:${books.cases.indexOf(over)}`;
  say(books, sub.payer, { template: 'cancelled_unpaid', cause });
}

function mail(books: Books, each: Case, template: 'declined' | 'reminder'): void {
  const at = `${books.today}T08:00:00Z`;
  const latest = books.mails.findLast(
    (one) => one.to === each.invoice.payer && one.template === 'declined',
  );
  if (!books.engine.mayMail(latest?.at ?? null, at)) return;
  say(books, each.invoice.payer, { template, cause: `case:${each.invoice.id}:${books.today}` });
}

/** Invoices of subscriptions past their due date that nobody charges or chases. */
export function openLateCases(books: Books): void {
  for (const invoice of books.invoices) openLate(books, invoice);
}

/** The same of one invoice; what was set aside when its subscription was paused is late at once. */
export function openLate(books: Books, invoice: Invoice): void {
  const { sub, status, dueOn, collection, payer, backOn } = invoice;
  const chased = books.cases.filter((each) => each.invoice === invoice);
  const late = dueOn < books.today || chased.some((each) => each.setAside);
  if (status !== 'open' || !late || balanceOf(invoice) <= 0) return;
  if (!books.engine.isAskedFor({ ...sub, takenBack: backOn !== null })) return;
  const attempts = books.attempts.filter((attempt) => attempt.invoice === invoice);
  // A lost one that owes again was paid after all, and the money taken back.
  const over = chased.every(({ state, setAside }) => {
    return state === 'recovered' || state === 'lost' || setAside;
  });
  if (attempts.some(isUnresolved) || !over) return;
  const tried = attempts.some(({ cause }) => cause === 'billing' || cause === 'retry');
  if (collection === 'invoice' || !books.cards.has(payer)) {
    const isNew = tried || chased.length > 0 || (backOn !== null && backOn > dueOn);
    openCase(books, invoice, { on: isNew ? books.today : dueOn, mode: 'invoice', hard: false });
  } else if (tried || chased.length > 0) {
    openCase(books, invoice, { on: books.today, mode: 'charge', hard: false });
  }
}
