/**
 * What an overdue case asks for today (spec/overdue.md, billing-rules §9): one thing, never a
 * burst, and never an end nobody was tried and told before.
 */
import type { LocalDate } from '../dates.ts';
import { addDays, maxDate } from '../dates.ts';
import type { StoredStep } from './schedule.ts';

/** What stops the clock of a case; each ends by itself or by staff. */
export type Suspension = 'dispute' | 'unresolved_attempt' | 'paused' | 'blocked';

export type CaseFlags = {
  /** The method was refused for good, or there is none: nothing is charged until there is one. */
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
  /** The clock had stood past the end: one more step comes first, and the end on `endsOn`. */
  | { act: 'grant'; kind: 'retry' | 'reminder'; endsOn: LocalDate }
  /** Cancel the subscription, close access, void or write off the invoice, and say so. */
  | { act: 'end'; position: number; skip: number[] };

/** Days a member has to react to the notice that comes after the clock had stood. */
export const daysToReact = 2;

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
  const before = inOrder(open.filter((step) => step !== final));
  const due = before.filter((step) => step.dueOn <= today);
  const charges = !flags.hard && due.some((step) => step.kind === 'retry');
  if (charges) return chargeOnce(due, today, flags);
  // A reminder on the very day of the end would say the same as the end itself.
  const notices = due.filter((step) => step.dueOn < final.dueOn);
  if (notices.length > 0) {
    return { act: 'remind', position: notices.at(-1)!.position, skip: positions(notices, -1) };
  }
  const later = before.find((step) => step.dueOn > today && comesFirst(step, final, flags));
  const endsOn = endOf(final, steps, flags);
  const until = later?.dueOn ?? endsOn;
  if (until > today) return { act: 'wait', until };
  return warnFirst(steps, today, { flags, endsOn, due }) ?? endNow(final, due);
}

function endNow(final: StoredStep, due: readonly StoredStep[]): NextStep {
  return { act: 'end', position: final.position, skip: positions(due, due.length) };
}

type Ending = { flags: CaseFlags; endsOn: LocalDate; due: readonly StoredStep[] };

/**
 * What must come before the end, if anything. A charged case ends when its last retry was made on
 * its day: a later one comes as a surprise, so it is announced and made once more. With notices
 * only, an end that is late is told once more, and reminders are sent at least once at all.
 */
function warnFirst(
  steps: readonly StoredStep[],
  today: LocalDate,
  { flags, endsOn, due }: Ending,
): NextStep | null {
  const last = lastDone(steps);
  const grant = { act: 'grant' as const, endsOn: addDays(today, daysToReact) };
  if (isCharged(steps, flags)) {
    const isLate = last?.doneOn ? last.doneOn > last.dueOn : false;
    return isLate ? { ...grant, kind: 'retry' } : null;
  }
  const neverTold = last === undefined && steps.some((step) => step.kind === 'reminder');
  if (!neverTold && today <= endsOn) return null;
  const unsent = due.at(-1);
  if (!unsent) return { ...grant, kind: 'reminder' };
  return { act: 'remind', position: unsent.position, skip: positions(due, -1) };
}

/** Whether a step is still carried out before the end: on its day a charge is, a notice is not. */
function comesFirst(step: StoredStep, final: StoredStep, flags: CaseFlags): boolean {
  return step.dueOn < final.dueOn || (!flags.hard && step.kind === 'retry');
}

function chargeOnce(due: StoredStep[], today: LocalDate, flags: CaseFlags): NextStep {
  if (flags.lastAttemptOn !== null && flags.lastAttemptOn >= today) {
    return { act: 'wait', until: addDays(flags.lastAttemptOn, 1) };
  }
  return { act: 'charge', position: due.at(-1)!.position, skip: positions(due, -1) };
}

/** With notices only, the member gets at least a day between the last of them and the end. */
function endOf(final: StoredStep, steps: readonly StoredStep[], flags: CaseFlags): LocalDate {
  const lastTold = lastDone(steps)?.doneOn;
  if (isCharged(steps, flags) || !lastTold) return final.dueOn;
  return maxDate(final.dueOn, addDays(lastTold, 1));
}

function isCharged(steps: readonly StoredStep[], flags: CaseFlags): boolean {
  return !flags.hard && steps.some((step) => step.kind === 'retry');
}

/** The step carried out last; of several on one day the latest of the schedule. */
function lastDone(steps: readonly StoredStep[]): StoredStep | undefined {
  return inOrder(steps.filter((step) => step.doneOn !== null && step.kind !== 'final')).at(-1);
}

function inOrder(steps: readonly StoredStep[]): StoredStep[] {
  return [...steps].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.position - b.position);
}

function positions(steps: readonly StoredStep[], end: number): number[] {
  return steps.slice(0, end).map((step) => step.position);
}
