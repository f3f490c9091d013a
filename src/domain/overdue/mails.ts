/** When a member is written to about a failed payment (spec/overdue.md: once per 23 hours). */
import type { LocalDate } from '../dates.ts';
import { addDays } from '../dates.ts';
import type { StoredStep } from './schedule.ts';

/** Hours after a mail about a failure in which no other follows. */
export const quietHours = 23;
const quietMs = quietHours * 3_600_000;

/** A failure e-mail goes out at most once per 23 hours; both instants as ISO texts. */
export function mayMail(lastMailAt: string | null, now: string): boolean {
  if (lastMailAt === null) return true;
  return Date.parse(now) - Date.parse(lastMailAt) >= quietMs;
}

/** The retry that comes next, if a retry is what comes next. */
export function nextRetry(
  steps: readonly StoredStep[],
  today: LocalDate,
): (StoredStep & { isLast: boolean }) | null {
  const open = steps.filter((step) => step.kind === 'retry' && step.doneOn === null);
  const ahead = open.filter((step) => step.dueOn > today);
  const first = ahead.reduce<StoredStep | null>(
    (best, step) => (best === null || step.dueOn < best.dueOn ? step : best),
    null,
  );
  if (first === null || ahead.length < open.length) return null;
  return { ...first, isLast: ahead.length === 1 };
}

export type Announcing = {
  today: LocalDate;
  /** ISO instant. */
  now: string;
  /** Days ahead of the retry; 0: never announced. */
  announceDays: number;
  lastMailAt: string | null;
  /** ISO instant at which the retry runs. */
  retryAt: string;
};

/**
 * Whether a retry due on `dueOn` is announced now: within its days ahead, unless another mail went
 * out in the last 23 hours, and only if the mail about its outcome may then still be sent.
 */
export function isAnnounced(dueOn: LocalDate, on: Announcing): boolean {
  if (on.announceDays <= 0 || on.today >= dueOn) return false;
  if (on.today < addDays(dueOn, -on.announceDays)) return false;
  return mayMail(on.lastMailAt, on.now) && mayMail(on.now, on.retryAt);
}

/**
 * Whether access closes before a case's next step tells of it. What is due today tells today;
 * `closesOn` null: access does not close by a date.
 */
export function closesUntold(
  closesOn: LocalDate | null,
  today: LocalDate,
  nextOn: LocalDate | null,
): boolean {
  return closesOn !== null && nextOn !== null && nextOn > today && closesOn < nextOn;
}
