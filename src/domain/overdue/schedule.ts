/**
 * What happens when a recurring payment fails (spec/overdue.md, billing-rules §9). The steps are
 * computed once, at the first failure, and stored with the case; the clock only asks what is next.
 */
import type { LocalDate } from '../dates.ts';
import { addDays, maxDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';

/** What stays open while overdue; `days` count from the first failure. */
export type OverdueAccess =
  | { kind: 'suspend' }
  | { kind: 'keep_days'; days: number }
  | { kind: 'keep_until_cancelled' };

export type OverduePolicy = {
  /** Days after the first failure (not after each other), ascending. */
  retryOffsets: readonly number[];
  /** Days after the due date for invoices that nobody can charge by itself, ascending. */
  reminderOffsets: readonly number[];
  access: OverdueAccess;
  /** Local hour (0–23) at which retries run. */
  hour: number;
  /** What becomes of the invoice after the last step. */
  afterLast: 'void' | 'uncollectible';
};

export const defaultOverduePolicy: OverduePolicy = {
  retryOffsets: [2, 5, 7],
  reminderOffsets: [7, 14, 30],
  access: { kind: 'suspend' },
  hour: 8,
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

/**
 * The steps of a case: retries (or reminders, when there is nothing to charge) at the policy's
 * offsets, and the end on the day of the last. Failure on 2 March with 2, 5, 7: 4, 7 and 9 March.
 */
export function planOverdue(
  firstFailureOn: LocalDate,
  policy: Pick<OverduePolicy, 'retryOffsets' | 'reminderOffsets'>,
  mode: 'charge' | 'invoice' = 'charge',
): OverdueStep[] {
  const offsets = mode === 'charge' ? policy.retryOffsets : policy.reminderOffsets;
  if (!offsets.every((days, i) => Number.isInteger(days) && days > (offsets[i - 1] ?? 0))) {
    throw new InvalidOffsets();
  }
  const last = offsets.at(-1);
  if (last === undefined) throw new InvalidOffsets();
  const kind: StepKind = mode === 'charge' ? 'retry' : 'reminder';
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

/** What stops the clock of a case; each ends by itself or by staff. */
export type Suspension = 'dispute' | 'unresolved_attempt' | 'paused';

export type CaseFlags = {
  /** A hard decline: nothing is charged any more, the member is asked for a new method. */
  hard: boolean;
  suspended: Suspension | null;
  /** Local date of the last automatic attempt on the invoice, whatever its cause. */
  lastAttemptOn: LocalDate | null;
};

export type NextStep =
  | { act: 'wait'; until: LocalDate | null }
  | { act: 'suspended'; why: Suspension }
  /** Charge once for step `position`; `skip` are older steps that downtime passed over. */
  | { act: 'charge'; position: number; skip: number[] }
  | { act: 'remind'; position: number; skip: number[] }
  /** Cancel the subscription, close access, void or write off the invoice, and say so. */
  | { act: 'end'; position: number; skip: number[] };

/**
 * The one thing to do today. After downtime several passed steps become a single attempt (or
 * notice), never a burst; the end never comes without an attempt or notice since the clock ran
 * again; and there is at most one automatic attempt per invoice and local day.
 */
export function nextStep(
  steps: readonly StoredStep[],
  today: LocalDate,
  flags: CaseFlags,
): NextStep {
  const open = steps.filter((step) => step.doneOn === null);
  const final = open.find((step) => step.kind === 'final');
  if (final === undefined) return { act: 'wait', until: null };
  if (flags.suspended !== null) return { act: 'suspended', why: flags.suspended };
  const before = open.filter((step) => step !== final);
  const due = before.filter((step) => step.dueOn <= today);
  const charges = !flags.hard && due.some((step) => step.kind === 'retry');
  if (charges) return chargeOnce(due, today, flags);
  // A reminder on the very day of the end would say the same as the end itself.
  const notices = due.filter((step) => step.dueOn < final.dueOn);
  if (notices.length > 0) {
    return { act: 'remind', position: notices.at(-1)!.position, skip: positions(notices, -1) };
  }
  const remaining = before.filter((step) => !due.includes(step) && step.dueOn < final.dueOn);
  const retries = flags.hard ? [] : before.filter((step) => step.kind === 'retry');
  const endsOn = endOf(final, steps, flags);
  const until = [...remaining, ...retries][0]?.dueOn ?? endsOn;
  if (until > today) return { act: 'wait', until };
  return { act: 'end', position: final.position, skip: positions(due, due.length) };
}

/** A failure e-mail goes out at most once per 23 hours; both instants as ISO texts. */
export function mayMail(lastMailAt: string | null, now: string): boolean {
  if (lastMailAt === null) return true;
  return Date.parse(now) - Date.parse(lastMailAt) >= 23 * 3_600_000;
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

function chargeOnce(due: StoredStep[], today: LocalDate, flags: CaseFlags): NextStep {
  if (flags.lastAttemptOn !== null && flags.lastAttemptOn >= today) {
    return { act: 'wait', until: addDays(flags.lastAttemptOn, 1) };
  }
  return { act: 'charge', position: due.at(-1)!.position, skip: positions(due, -1) };
}

/** With notices only, the member gets at least a day between the last of them and the end. */
function endOf(final: StoredStep, steps: readonly StoredStep[], flags: CaseFlags): LocalDate {
  const told = steps.filter((step) => step.doneOn !== null && step.kind !== 'final');
  const charged = !flags.hard && steps.some((step) => step.kind === 'retry');
  const lastTold = told.at(-1)?.doneOn;
  if (charged || !lastTold) return final.dueOn;
  return maxDate(final.dueOn, addDays(lastTold, 1));
}

function positions(steps: readonly StoredStep[], end: number): number[] {
  return steps.slice(0, end).map((step) => step.position);
}
