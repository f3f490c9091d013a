/**
 * The life of a subscription: which action is allowed in which state, and where it leads. Server,
 * buttons and jobs all ask this table (plans-and-billing "Subscription"); a missing case is a type
 * error, a null is a refusal.
 */
import type { LocalDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';

export const subscriptionStates = [
  'pending_approval',
  'scheduled',
  'trialing',
  'active',
  'paused',
  'overdue',
  'cancelled',
  'expired',
] as const;

export type SubscriptionState = (typeof subscriptionStates)[number];

export const subscriptionActions = [
  'approve',
  'decline',
  'start',
  'start_trial',
  'end_trial',
  'pause',
  'resume',
  'fail_payment',
  'recover',
  'give_up',
  'cancel_at_period_end',
  'undo_cancellation',
  'revoke',
  'end_period',
  'expire',
  'change_plan',
  'extend',
  'reactivate',
] as const;

export type SubscriptionAction = (typeof subscriptionActions)[number];

export const SubscriptionNotInState = defineRefusal('subscription_not_in_state', 409, {
  en: 'A subscription that is {state:subscription} does not allow this.',
  fr: 'Un abonnement {state:subscription} ne le permet pas.',
});

type Row = Record<SubscriptionState, SubscriptionState | null>;

const nowhere: Row = {
  pending_approval: null,
  scheduled: null,
  trialing: null,
  active: null,
  paused: null,
  overdue: null,
  cancelled: null,
  expired: null,
};

function only(allowed: Partial<Row>): Row {
  return { ...nowhere, ...allowed };
}

/** Action × state → next state, or null when it is refused. */
export const subscriptionTransitions: Record<SubscriptionAction, Row> = {
  approve: only({ pending_approval: 'scheduled' }),
  decline: only({ pending_approval: 'cancelled' }),
  start: only({ scheduled: 'active' }),
  start_trial: only({ scheduled: 'trialing' }),
  end_trial: only({ trialing: 'active' }),
  // While overdue only where staff say so: `beginsOn` (pause.ts).
  pause: only({ active: 'paused', overdue: 'paused' }),
  resume: only({ paused: 'active' }),
  // A second open invoice fails while the first is chased: still overdue.
  fail_payment: only({ active: 'overdue', trialing: 'overdue', overdue: 'overdue' }),
  recover: only({ overdue: 'active' }),
  give_up: only({ overdue: 'cancelled' }),
  // "Ends at period end" is a mark; only one that never started is over at once.
  cancel_at_period_end: only({
    scheduled: 'cancelled',
    trialing: 'trialing',
    active: 'active',
    paused: 'paused',
    overdue: 'overdue',
  }),
  undo_cancellation: only({
    trialing: 'trialing',
    active: 'active',
    paused: 'paused',
    overdue: 'overdue',
  }),
  revoke: only({
    pending_approval: 'cancelled',
    scheduled: 'cancelled',
    trialing: 'cancelled',
    active: 'cancelled',
    paused: 'cancelled',
    overdue: 'cancelled',
  }),
  end_period: only({
    trialing: 'cancelled',
    active: 'cancelled',
    paused: 'cancelled',
    overdue: 'cancelled',
  }),
  expire: only({ trialing: 'expired', active: 'expired', paused: 'expired', overdue: 'expired' }),
  change_plan: only({ scheduled: 'scheduled', trialing: 'trialing', active: 'active' }),
  extend: only({
    scheduled: 'scheduled',
    trialing: 'trialing',
    active: 'active',
    paused: 'paused',
    overdue: 'overdue',
  }),
  reactivate: only({ cancelled: 'active', expired: 'active' }),
};

/** The state after an action; throws `SubscriptionNotInState` when the table refuses it. */
export function nextState(action: SubscriptionAction, state: SubscriptionState): SubscriptionState {
  const next = subscriptionTransitions[action][state];
  if (next === null) throw new SubscriptionNotInState({ state });
  return next;
}

/** True when the table allows the action in the state. */
export function isAllowed(action: SubscriptionAction, state: SubscriptionState): boolean {
  return subscriptionTransitions[action][state] !== null;
}

/** The actions a state allows, for buttons and bulk actions. */
export function allowedActions(state: SubscriptionState): SubscriptionAction[] {
  return subscriptionActions.filter((action) => isAllowed(action, state));
}

/** True while a subscription is not over: it counts as held, and against "one per plan". */
export function isRunning(state: SubscriptionState): boolean {
  return state !== 'cancelled' && state !== 'expired';
}

/** `declined`: a request to join that came to nothing; it never ran. */
export type EndCause = 'cancelled' | 'revoked' | 'unpaid' | 'expired' | 'deleted' | 'declined';

/** The stored facts that decide a subscription's state on a day. */
export type StateFacts = {
  state: SubscriptionState;
  startsOn: LocalDate;
  trialEndsOn: LocalDate | null;
  /** First day after the end; null: goes on. */
  endsOn: LocalDate | null;
  endCause: EndCause | null;
  /** The open pause [from, until), if there is one; `until` null: until somebody resumes it. */
  pause: { from: LocalDate; until: LocalDate | null } | null;
};

/**
 * The state a subscription is in on `today`, whatever a nightly job did or did not write: dates
 * decide. Ended and waiting-for-approval states stay; an end that is reached comes before all.
 */
export function effectiveState(facts: StateFacts, today: LocalDate): SubscriptionState {
  if (!isRunning(facts.state) || facts.state === 'pending_approval') return facts.state;
  if (facts.endsOn !== null && facts.endsOn <= today) {
    return facts.endCause === null || facts.endCause === 'expired' ? 'expired' : 'cancelled';
  }
  if (facts.startsOn > today) return 'scheduled';
  if (facts.state === 'overdue') return 'overdue';
  if (isPausedOn(facts, today)) return 'paused';
  return facts.trialEndsOn !== null && facts.trialEndsOn > today ? 'trialing' : 'active';
}

function isPausedOn(facts: StateFacts, today: LocalDate): boolean {
  if (facts.pause === null || facts.pause.from > today) return false;
  return facts.pause.until === null || facts.pause.until > today;
}
