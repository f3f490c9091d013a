import type { LocalDate } from '../../domain/dates.ts';
import { maxDate } from '../../domain/dates.ts';
import type { EndCause } from '../../domain/subscriptions/transitions.ts';
import type { Books, Sub } from './books.ts';
import { factsNow, lastTermEnd, termsOf } from './books.ts';

/** What the engine answered about dates becomes the subscription's own. */
export function save(sub: Sub, patch: Partial<Sub['facts']>, more: Partial<Sub> = {}): void {
  Object.assign(sub.facts, patch);
  Object.assign(sub, more);
  sub.version += 1;
}

/** The anchor moved by whole days, as pauses and extensions do: its day is the moved date's. */
export function rememberMoved(sub: Sub): void {
  const { anchorOn, anchor, interval } = sub.facts;
  sub.remembered = { anchorOn, day: anchor.day, interval };
}

/** A subscription is over from a day: terms are cut there, nothing more is billed. */
export function endNow(books: Books, sub: Sub, end: { on: LocalDate; cause: EndCause }): void {
  cutTerms(books, sub, end.on);
  const state = end.cause === 'expired' ? 'expired' : 'cancelled';
  const over = { state, endCause: end.cause, pause: null, pending: null, held: false } as const;
  save(sub, { nextBillingOn: null, endsOn: end.on }, over);
}

function cutTerms(books: Books, sub: Sub, day: LocalDate): void {
  for (const term of termsOf(books, sub)) {
    if (term.start >= day) term.status = 'void';
    else if (term.end > day) term.end = day;
  }
}

/** What a date alone makes of subscriptions: they start, their trial is over, they end. */
export function moveByDate(books: Books, day: LocalDate): void {
  for (const sub of books.subs) {
    const { endsOn } = sub.facts;
    if (sub.state === 'cancelled' || sub.state === 'expired') continue;
    if (endsOn !== null && endsOn <= day) {
      endNow(books, sub, { on: endsOn, cause: sub.endCause ?? 'expired' });
    } else if (sub.state === 'scheduled' && sub.startsOn <= day) {
      const onTrial = sub.trialEndsOn !== null && sub.trialEndsOn > day;
      save(
        sub,
        {},
        { state: books.engine.nextState(onTrial ? 'start_trial' : 'start', 'scheduled') },
      );
    } else if (sub.state === 'trialing' && sub.trialEndsOn !== null && sub.trialEndsOn <= day) {
      save(sub, {}, { state: books.engine.nextState('end_trial', 'trialing') });
    }
  }
}

/** Pauses that end or begin, and changes that waited for their day. */
export function carryOutPlanned(books: Books, day: LocalDate): void {
  for (const sub of books.subs) {
    if (sub.state === 'cancelled' || sub.state === 'expired') continue;
    const { pause } = sub;
    if (pause?.until && pause.until <= day) resume(books, sub, pause.until);
    else if (pause && pause.from <= day && sub.state === 'active') {
      // Who was overdue on the day it was to begin is paused from today.
      const state = books.engine.nextState('pause', sub.state);
      save(sub, {}, { state, pause: { ...pause, from: day } });
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
}

/** Counted by itself, not by the engine. */
function daysOf(from: LocalDate, to: LocalDate): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A change that waits for the next billing date goes with it. */
export function movePending(sub: Sub, to: LocalDate | null): void {
  if (sub.pending && sub.pending.on === sub.facts.nextBillingOn && to) {
    sub.pending = { ...sub.pending, on: to };
  }
}

/** Ends a subscription today, or before it began on its first day. */
export function revoke(books: Books, sub: Sub): void {
  const { endsOn } = books.engine.planRevoke(sub, books.today);
  endNow(books, sub, { on: maxDate(endsOn, sub.startsOn), cause: 'revoked' });
}
