/**
 * What a contact may open now, and why: derived from terms, overdue policy, pause policy and
 * blocks, and from nothing else (plans-and-billing "Term", people.md "Four facts").
 */
import type { LocalDate } from './dates.ts';
import { addDays, maxDate, minDate } from './dates.ts';
import type { OverdueAccess } from './overdue/schedule.ts';
import { accessDuringOverdue } from './overdue/schedule.ts';
import type { StateFacts } from './subscriptions/transitions.ts';
import { effectiveState } from './subscriptions/transitions.ts';

export type AccessReason =
  | 'term'
  /** The invoice of the running term is not due or not collected yet. */
  | 'awaiting_payment'
  /** The term ended and the next one is due to be billed: our delay is not the member's. */
  | 'awaiting_billing'
  | 'overdue_grace'
  | 'pause_keeps_access'
  | 'blocked'
  | 'never'
  | 'pending_approval'
  | 'scheduled'
  | 'paused'
  | 'overdue'
  | 'ended'
  | 'no_term';

/** `until`: first day it is closed; null while closed, or when no date closes it. */
export type Access = { open: boolean; reason: AccessReason; until: LocalDate | null };

export type AccessTerm = {
  start: LocalDate;
  end: LocalDate;
  status: 'pending' | 'active' | 'void';
};

export type AccessFacts = StateFacts & {
  nextBillingOn: LocalDate | null;
  terms: readonly AccessTerm[];
  overdue: { firstFailedOn: LocalDate; access: OverdueAccess } | null;
  pauseKeepsAccess: boolean;
};

/** Access by one subscription on `today`. */
export function subscriptionAccess(facts: AccessFacts, today: LocalDate): Access {
  const state = effectiveState(facts, today);
  if (state === 'cancelled' || state === 'expired') return closed('ended');
  if (state === 'pending_approval' || state === 'scheduled') return closed(state);
  if (state === 'paused' && !facts.pauseKeepsAccess) return closed('paused');
  // A pause that keeps access open gives no more than there was before it.
  if (state === 'overdue' || facts.overdue !== null) return whileOverdue(facts, today);
  if (state === 'paused') {
    return { open: true, reason: 'pause_keeps_access', until: facts.pause?.until ?? null };
  }
  return byTerms(facts, today);
}

/**
 * Access of a contact: open by any of their subscriptions, unless blocked. Of several open ones
 * the longest counts; of several closed ones the first in the order given.
 */
export function contactAccess(
  contact: { blocked: boolean; subscriptions: readonly AccessFacts[] },
  today: LocalDate,
): Access {
  if (contact.blocked) return closed('blocked');
  const each = contact.subscriptions.map((facts) => subscriptionAccess(facts, today));
  return each.reduce(better, closed('never'));
}

function better(left: Access, right: Access): Access {
  if (left.open !== right.open) return left.open ? left : right;
  if (!left.open) return left.reason === 'never' ? right : left;
  if (left.until === null || right.until === null) return left.until === null ? left : right;
  return left.until >= right.until ? left : right;
}

function whileOverdue(facts: AccessFacts, today: LocalDate): Access {
  if (facts.overdue === null) return closed('overdue');
  const { access, firstFailedOn } = facts.overdue;
  const { open, closesOn } = accessDuringOverdue(access, firstFailedOn, today);
  return open ? { open, reason: 'overdue_grace', until: closesOn } : closed('overdue');
}

function byTerms(facts: AccessFacts, today: LocalDate): Access {
  const valid = facts.terms
    .filter((term) => term.status !== 'void' && term.end > term.start)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  const running = valid.find((term) => term.start <= today && today < term.end);
  if (running !== undefined) {
    const reason = running.status === 'active' ? 'term' : 'awaiting_payment';
    return { open: true, reason, until: capped(endOfStretch(valid, running.end), facts.endsOn) };
  }
  if (facts.nextBillingOn === null || facts.nextBillingOn > today) return closed('no_term');
  // The end itself was checked before, so an ended subscription never gets here.
  return { open: true, reason: 'awaiting_billing', until: facts.endsOn ?? addDays(today, 1) };
}

/** Follows terms that continue without a gap. */
function endOfStretch(sorted: readonly AccessTerm[], from: LocalDate): LocalDate {
  return sorted.reduce((end, term) => (term.start <= end ? maxDate(end, term.end) : end), from);
}

function capped(end: LocalDate, endsOn: LocalDate | null): LocalDate {
  return endsOn === null ? end : minDate(end, endsOn);
}

function closed(reason: AccessReason): Access {
  return { open: false, reason, until: null };
}
