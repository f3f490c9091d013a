import * as z from 'zod';
import type { TermRow } from '../../../db/subscriptions/terms.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { addDays, FOREVER } from '../../../domain/dates.ts';

/** One dated stretch of a subscription. */
export const termShape = z.object({
  id: z.string(),
  starts_on: z.string(),
  ends_on: z.string(),
  /** Null: it has no end. */
  last_day: z.string().nullable(),
  kind: z.enum(['paid', 'free', 'granted', 'trial']),
  amount: z.number(),
  currency: z.string(),
  status: z.enum(['pending', 'active', 'ended', 'void']),
  invoice: z.object({ id: z.string(), number: z.string(), status: z.string() }).nullable(),
});

/** A term as the API shows it; its state is what its dates say today. */
export function presentTerm(term: TermRow, today: LocalDate): z.output<typeof termShape> {
  return {
    id: term.id,
    starts_on: term.startsOn,
    ends_on: term.endsOn,
    last_day: lastDay(term.endsOn),
    kind: term.kind,
    amount: term.amount,
    currency: term.currency,
    status: term.status === 'active' && term.endsOn <= today ? 'ended' : term.status,
    invoice: term.invoice,
  };
}

/** The last day of a stretch that ends (exclusively) on `end`; null for one without an end. */
function lastDay(end: LocalDate): LocalDate | null {
  return end === FOREVER ? null : addDays(end, -1);
}
