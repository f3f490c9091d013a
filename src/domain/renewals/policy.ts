/** How a plan goes on after a term (renewals.md, Policy). */
import * as z from 'zod';
import type { Interval } from '../periods.ts';
import { maxLeadDays } from './schedule.ts';

export const renewalPolicySchema = z.strictObject({
  /** By an invoice, or by a notice that is billed only once it is approved. */
  policy: z.enum(['invoice', 'notice']).default('invoice'),
  /** Days before the end of a term on which the invoice or the notice goes out. */
  lead_days: z.int().min(0).max(maxLeadDays).default(0),
  /** Where a renewal begins that is approved after its term: that day, or where it would have. */
  late: z.enum(['payment_day', 'keeps_dates']).default('payment_day'),
});

export type RenewalRule = z.output<typeof renewalPolicySchema>;

/** By itself, on the day: what a plan does that says nothing. */
export const usualRenewal: RenewalRule = { policy: 'invoice', lead_days: 0, late: 'payment_day' };

const shortest = { day: 1, week: 7, month: 28, year: 365 } as const;

/** The days that every period of an interval has at the least: a lead time stays below. */
export function shortestPeriod({ unit, count }: Interval): number {
  return shortest[unit] * count;
}
