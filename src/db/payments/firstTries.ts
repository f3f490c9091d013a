import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** Recurring charges `a` that were answered, by day of the organization. */
export const isFirstTry = `a.org_id = app_org() and a.cause = 'billing'
  and a.state in ('succeeded', 'declined')`;

/** One first try of a recurring charge; minor units. */
export type FirstTry = {
  id: string;
  on: LocalDate;
  invoice: { id: string; number: string };
  contact: { id: string; name: string };
  amount: number;
  currency: string;
  outcome: 'succeeded' | 'declined';
  /** Why it was declined, in our words' code. */
  reason: string | null;
};

export type FirstTriesAsked = {
  from: LocalDate;
  to: LocalDate;
  outcome?: FirstTry['outcome'] | undefined;
  currency?: string | undefined;
};

/** The row a page ended with. */
type After = { at: string; id: string };

/** The first tries of some days, latest first: all of them, or `page.limit` after a place. */
export function firstTriesStatement(
  { from, to, outcome, currency }: FirstTriesAsked,
  page?: { limit: number; after?: After | undefined },
): { text: string; params: unknown[] } {
  const params = [from, to, outcome ?? null, currency ?? null];
  const after = page?.after
    ? `and (a.local_day, a.id) < ($${params.push(page.after.at)}::date,
        $${params.push(page.after.id)}::uuid)`
    : '';
  const limit = page ? `limit ${Math.trunc(page.limit) + 1}` : '';
  const text = `select a.id, a.local_day as on, a.amount, a.currency, a.state as outcome, a.reason,
      jsonb_build_object('id', i.id, 'number', i.number) as invoice,
      jsonb_build_object('id', c.id, 'name', c.display_name) as contact
    from payment_attempt a
    join invoice i on i.org_id = a.org_id and i.id = a.invoice_id
    join contact c on c.org_id = i.org_id and c.id = i.contact_id
    where ${isFirstTry} and a.local_day between $1 and $2
      and ($3::text is null or a.state = $3) and ($4::text is null or a.currency = $4) ${after}
    order by a.local_day desc, a.id desc ${limit}`;
  return { text, params };
}

/** A page of them, and what the next one comes after. */
export async function firstTries(
  tx: Queryable,
  asked: FirstTriesAsked,
  page: { limit: number; after?: After | undefined },
): Promise<{ items: FirstTry[]; next: After | null }> {
  const { text, params } = firstTriesStatement(asked, page);
  const rows = await tx.query<FirstTry>(text, params);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const more = rows.length > page.limit && last;
  return { items, next: more ? { at: last.on, id: last.id } : null };
}
