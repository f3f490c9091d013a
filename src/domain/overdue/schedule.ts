/**
 * What happens when a recurring payment fails (spec/overdue.md, billing-rules §9). The steps are
 * computed once, at the first failure, and stored with the case; the clock only asks what is next.
 */
import type { LocalDate } from '../dates.ts';
import { addDays } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import type { Settings } from '../organizations/settings.ts';
import type { EndCause, SubscriptionState } from '../subscriptions/transitions.ts';

/** What stays open while overdue; `days` count from the first failure. */
export type OverdueAccess =
  | { kind: 'suspend' }
  | { kind: 'keep_days'; days: number }
  | { kind: 'keep_until_cancelled' };

/**
 * How a case is chased: by charging a card, by debiting an account (whose bank answers days later,
 * hence a schedule of its own), or by writing to whoever pays invoices.
 */
export type ChaseMode = 'charge' | 'debit' | 'invoice';

export type OverduePolicy = {
  /** Cards: days after the first failure (not after each other), ascending. */
  retryOffsets: readonly number[];
  /** Bank debits: the same. */
  debitOffsets: readonly number[];
  /** Days after the due date for invoices that nobody can charge by itself, ascending. */
  reminderOffsets: readonly number[];
  access: OverdueAccess;
  /** Local hour (0–23) at which retries run. */
  hour: number;
  /** How many days before a retry it is announced by e-mail; 0: not at all. */
  announceDays: number;
  /** What becomes of the invoice after the last step. */
  afterLast: 'void' | 'uncollectible';
};

export const defaultOverduePolicy: OverduePolicy = {
  retryOffsets: [2, 5, 7],
  debitOffsets: [7, 14],
  reminderOffsets: [7, 14, 30],
  access: { kind: 'suspend' },
  hour: 8,
  announceDays: 1,
  afterLast: 'uncollectible',
};

export type StepKind = 'retry' | 'reminder' | 'final';

/** Positions count from 1. The final step ends the subscription. */
export type OverdueStep = { position: number; kind: StepKind; dueOn: LocalDate };

/** A stored step; `doneOn` is the local date on which it was carried out or skipped. */
export type StoredStep = OverdueStep & { doneOn: LocalDate | null };

export const InvalidOffsets = defineRefusal('invalid_offsets', 422, {
  en: 'Give at least one number of days, each at least 1 and larger than the one before.',
  fr: 'Donnez au moins un nombre de jours, chacun au moins 1 et plus grand que le précédent.',
});

type Offsets = Pick<OverduePolicy, 'retryOffsets' | 'debitOffsets' | 'reminderOffsets'>;

type StoredOffsets = Pick<
  Settings['overdue'],
  'retry_offsets' | 'debit_offsets' | 'reminder_offsets' | 'by_gateway'
>;

/**
 * The schedules of what a gateway refused: its own where the settings name some, else the
 * organization's. Null: no gateway, as for invoices that are paid by hand.
 */
export function schedulesOf(overdue: StoredOffsets, gateway: string | null): Offsets {
  const own = gateway === null ? undefined : overdue.by_gateway[gateway];
  return {
    retryOffsets: own?.retry_offsets ?? overdue.retry_offsets,
    debitOffsets: own?.debit_offsets ?? overdue.debit_offsets,
    reminderOffsets: overdue.reminder_offsets,
  };
}

/** The days of the schedule a mode follows. */
export function offsetsOf(policy: Offsets, mode: ChaseMode): readonly number[] {
  if (mode === 'invoice') return policy.reminderOffsets;
  return mode === 'debit' ? policy.debitOffsets : policy.retryOffsets;
}

/**
 * The steps of a case: retries (or reminders, when there is nothing to charge) at the policy's
 * offsets, and the end on the day of the last. Failure on 2 March with 2, 5, 7: 4, 7 and 9 March.
 */
export function planOverdue(
  firstFailureOn: LocalDate,
  policy: Offsets,
  mode: ChaseMode = 'charge',
): OverdueStep[] {
  const offsets = offsetsOf(policy, mode);
  if (!offsets.every((days, i) => Number.isInteger(days) && days > (offsets[i - 1] ?? 0))) {
    throw new InvalidOffsets();
  }
  const last = offsets.at(-1);
  if (last === undefined) throw new InvalidOffsets();
  const kind: StepKind = mode === 'invoice' ? 'reminder' : 'retry';
  const steps = offsets.map(
    (days, i): OverdueStep => ({
      position: i + 1,
      kind,
      dueOn: addDays(firstFailureOn, days),
    }),
  );
  return [
    ...steps,
    { position: offsets.length + 1, kind: 'final', dueOn: addDays(firstFailureOn, last) },
  ];
}

/** Whether access is open while overdue, and the first day it is closed (null: not by a date). */
export function accessDuringOverdue(
  access: OverdueAccess,
  firstFailureOn: LocalDate,
  today: LocalDate,
): { open: boolean; closesOn: LocalDate | null } {
  if (access.kind === 'suspend') return { open: false, closesOn: firstFailureOn };
  if (access.kind === 'keep_until_cancelled') return { open: true, closesOn: null };
  const closesOn = addDays(firstFailureOn, access.days);
  return { open: today < closesOn, closesOn };
}

/**
 * Whether what is open of a subscription past its due date is asked for by itself. While it is
 * paused or has not begun, not; when it is over, yes, unless it was revoked or deleted: what was
 * open then is left to staff. Money that was taken back since is a new claim, also of a revoked
 * one.
 */
export function isAskedFor(facts: {
  state: SubscriptionState;
  endCause: EndCause | null;
  takenBack: boolean;
}): boolean {
  const { state, endCause, takenBack } = facts;
  if (state === 'active' || state === 'trialing' || state === 'overdue') return true;
  if (state !== 'cancelled' && state !== 'expired') return false;
  return endCause !== 'deleted' && (endCause !== 'revoked' || takenBack);
}
