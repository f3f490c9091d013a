import type { LocalDate } from '../../domain/dates.ts';
import type { Books, Sub } from './books.ts';
import { factsNow, lastTermEnd, termsOf } from './books.ts';
import { openLate } from './chase.ts';
import { movePending, rememberMoved, save } from './life.ts';

function begins(books: Books, sub: Sub, pause: NonNullable<Sub['pause']>): boolean {
  return books.engine.beginsIn(sub.state, pause.despiteOverdue);
}

/** Nothing is chased while it is paused: what was is set aside. */
export function beginPause(books: Books, sub: Sub, pause: NonNullable<Sub['pause']>): void {
  save(sub, {}, { state: books.engine.nextState('pause', sub.state), pause });
  for (const each of books.cases) {
    if (each.sub !== sub || each.state !== 'open') continue;
    Object.assign(each, { state: 'closed', setAside: true, closedOn: books.today });
  }
}

/** Pauses that end or begin, and changes that waited for their day. */
export function carryOutPlanned(books: Books, day: LocalDate): void {
  for (const sub of books.subs) {
    if (sub.state === 'cancelled' || sub.state === 'expired') continue;
    const { pause } = sub;
    if (pause?.until && pause.until <= day) resume(books, sub, pause.until);
    else if (pause && pause.from <= day && begins(books, sub, pause)) {
      // Who was overdue on the day it was to begin is paused from today.
      beginPause(books, sub, { ...pause, from: day });
    }
    const { pending } = sub;
    const may = ['scheduled', 'trialing', 'active'].includes(sub.state);
    if (pending && pending.on <= day && may) applyPending(books, sub, pending);
  }
}

function applyPending(books: Books, sub: Sub, pending: NonNullable<Sub['pending']>): void {
  const { facts } = books.engine.planChange({
    facts: factsNow(books, sub),
    term: null,
    to: pending.to,
    timing: 'next_period',
    today: pending.on,
  });
  save(sub, facts, { plan: pending.plan, pending: null });
  rememberMoved(sub);
}

/** Ends a pause: last day, next billing and anchor move by the paused days (§13). */
export function resume(books: Books, sub: Sub, on: LocalDate): void {
  const { pause } = sub;
  if (!pause) return;
  const termEndsOn = lastTermEnd(books, sub);
  const { facts } = sub;
  const before = facts.nextBillingOn;
  const begun = sub.state === 'paused' && pause.from < on;
  const span = begun ? pause : { from: on, until: null };
  const answer = books.engine.planResume({ ...facts, termEndsOn }, span, on);
  const { nextBillingOn, anchorOn, anchor, endsOn } = answer.dates;
  const state = sub.state === 'paused' ? books.engine.nextState('resume', sub.state) : sub.state;
  if (begun && termEndsOn !== null && termEndsOn > pause.from) {
    const last = termsOf(books, sub).at(-1)!;
    if (answer.dates.termEndsOn !== null) last.end = answer.dates.termEndsOn;
  }
  movePending(sub, nextBillingOn);
  save(sub, { nextBillingOn, anchorOn, anchor, endsOn }, { state, pause: null });
  if (begun) rememberMoved(sub);
  const until = pause.until !== null && pause.until < on ? pause.until : on;
  const days = begun ? daysOf(pause.from, until) : 0;
  books.resumed.push({ sub, days, before, after: nextBillingOn });
  for (const invoice of books.invoices) if (invoice.sub === sub) openLate(books, invoice);
}

/** Counted by itself, not by the engine. */
function daysOf(from: LocalDate, to: LocalDate): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
}
