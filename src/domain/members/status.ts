/**
 * The words for where a contact stands (people.md "Four facts"). They are worked out from stored
 * facts and today's date when read, so a job that did not run never makes anybody wrongly active.
 */
import type { LocalDate } from '../dates.ts';
import type { EndCause } from '../subscriptions/transitions.ts';

export type ChargeOutcome =
  | 'paid'
  | 'declined'
  | 'pending'
  | 'refunded'
  | 'partly_refunded'
  | 'refunded_as_fraud';

/** A contact's facts over all their subscriptions, as the directory stores them. */
export type MemberFacts = {
  /** A subscription is not over by its stored state (`endsOn` may have been reached since). */
  running: boolean;
  /** First day of the running subscriptions. */
  runsFrom: LocalDate | null;
  /** First day after the last of them; null: goes on. */
  endsOn: LocalDate | null;
  /** Why the last one ends or ended. */
  endCause: EndCause | null;
  /** Day the last subscription ended, when none is running. */
  endedOn: LocalDate | null;
  trialEndsOn: LocalDate | null;
  pendingApproval: boolean;
  overdue: boolean;
  paused: boolean;
  /** A running subscription costs something. */
  paying: boolean;
  follower: boolean;
  lastChargeOutcome: ChargeOutcome | null;
};

/** The membership axis: exactly one holds. 'cancelled' and 'expired' are the two ways of ended. */
export type Membership =
  | 'never'
  | 'pending_approval'
  | 'scheduled'
  | 'trialing'
  | 'active'
  | 'paused'
  | 'overdue'
  | 'cancelled'
  | 'expired';

/**
 * The named combinations that `status:` filters by; several may hold at once:
 *
 * | word | holds when |
 * | --- | --- |
 * | active | a running subscription (on trial and ending at period end too), unless declined |
 * | declined | the last attempt was refused and is not settled |
 * | cancelled | cancelled, and the paid time is over |
 * | expired | ended by its date, and the time is over |
 * | refunded | the last charge was given back in full (a renewal may still come) |
 * | fraud | the last charge was refunded as fraud |
 * | follower | runs for free and came by following |
 * | paused, pending_approval, scheduled, overdue | the membership axis says so |
 */
export type Status =
  | 'active'
  | 'declined'
  | 'cancelled'
  | 'refunded'
  | 'fraud'
  | 'follower'
  | 'paused'
  | 'pending_approval'
  | 'scheduled'
  | 'overdue'
  | 'expired';

/** Which word is shown when several hold: what staff must act on first, then the membership. */
const byUrgency: readonly Status[] = [
  'fraud',
  'pending_approval',
  'overdue',
  'declined',
  'paused',
  'scheduled',
  'follower',
  'active',
  'refunded',
  'cancelled',
  'expired',
];

/** Where the contact is on the membership axis on `today`. */
export function membershipOf(facts: MemberFacts, today: LocalDate): Membership {
  const over = facts.endsOn !== null && facts.endsOn <= today;
  if (facts.running && !over) {
    if (facts.overdue) return 'overdue';
    if (facts.runsFrom !== null && facts.runsFrom > today) return 'scheduled';
    if (facts.paused) return 'paused';
    return facts.trialEndsOn !== null && facts.trialEndsOn > today ? 'trialing' : 'active';
  }
  if (facts.pendingApproval) return 'pending_approval';
  if (!facts.running && facts.endedOn === null) return 'never';
  return facts.endCause === null || facts.endCause === 'expired' ? 'expired' : 'cancelled';
}

/** Every status word that holds on `today`, most urgent first; none for who was never a member. */
export function statusesOf(facts: MemberFacts, today: LocalDate): Status[] {
  const membership = membershipOf(facts, today);
  return byUrgency.filter((word) => holds(word, membership, facts));
}

/** The one word shown in the list and the record; null for a contact who was never a member. */
export function statusOf(facts: MemberFacts, today: LocalDate): Status | null {
  return statusesOf(facts, today)[0] ?? null;
}

/** The "kind of member" filter: paying, free or follower while running, former, never. */
export function memberKind(
  facts: MemberFacts,
  today: LocalDate,
): 'paying' | 'free' | 'follower' | 'former' | 'never' {
  const membership = membershipOf(facts, today);
  if (membership === 'cancelled' || membership === 'expired') return 'former';
  if (membership === 'never' || membership === 'pending_approval') {
    return facts.endedOn === null ? 'never' : 'former';
  }
  if (facts.paying) return 'paying';
  return facts.follower ? 'follower' : 'free';
}

/** Whether another term follows by itself; a cancelled member with time left: no. */
export function willRenew(facts: MemberFacts, today: LocalDate): boolean {
  const membership = membershipOf(facts, today);
  const running = !['never', 'pending_approval', 'cancelled', 'expired'].includes(membership);
  return running && facts.endsOn === null;
}

function holds(word: Status, membership: Membership, facts: MemberFacts): boolean {
  const running = membership === 'active' || membership === 'trialing';
  const { lastChargeOutcome: outcome } = facts;
  switch (word) {
    case 'active':
      return running && outcome !== 'declined';
    case 'declined':
      return outcome === 'declined';
    case 'refunded':
      return outcome === 'refunded';
    case 'fraud':
      return outcome === 'refunded_as_fraud';
    case 'follower':
      return running && facts.follower && !facts.paying;
    default:
      return membership === word;
  }
}
