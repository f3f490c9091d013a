import type { LocalDate } from '../../domain/dates.ts';
import { maxDate } from '../../domain/dates.ts';
import type { EndCause } from '../../domain/subscriptions/transitions.ts';
import type { Books, Sub } from './books.ts';
import { termsOf } from './books.ts';

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
