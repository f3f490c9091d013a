/** When a renewal is made, sent and asked again (renewals.md, Policy). */
import type { LocalDate } from '../dates.ts';
import { daysBetween } from '../dates.ts';

/** Days before its notice on which a renewal can be seen, and changed, by staff. */
export const daysSeenAhead = 30;

/** The longest lead time a plan may have, in days. */
export const maxLeadDays = 180;

/**
 * How many of the reminders are due on `today`, counted from the notice: all up to the latest step
 * reached. After downtime one message goes out for them all.
 */
export function remindersDue(
  sentOn: LocalDate,
  offsets: readonly number[],
  today: LocalDate,
): number {
  const days = daysBetween(sentOn, today);
  return offsets.filter((offset) => offset <= days).length;
}
