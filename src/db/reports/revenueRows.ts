import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import { revenueLines } from './revenue.ts';

/** What one invoice brought in, or one credit note took back, of what was asked; minor units. */
export type RevenueRow = {
  document_id: string;
  invoice_id: string;
  kind: 'invoice' | 'credit_note';
  number: string;
  on: LocalDate;
  contact_id: string;
  name: string;
  net: number;
  tax: number;
};

export type RevenueAsked = {
  today: LocalDate;
  /** `YYYY-MM`. */
  month: string;
  currency: string;
  /** A plan, or `none` for lines without one; null: all. */
  plan: string | null;
};

/** The row a page ended with: day of issue and document. */
export type AfterRevenue = { at: string; id: string };

const lastDay = "least($1::date, ($3::date + interval '1 month')::date - 1)";

/** The documents behind one figure, latest first: all of them, or `page.limit` after a place. */
export function revenueStatement(
  { today, month, currency, plan }: RevenueAsked,
  page?: { limit: number; after?: AfterRevenue | undefined },
): { text: string; params: unknown[] } {
  const params: unknown[] = [today, currency, `${month}-01`];
  let which = '';
  if (plan === 'none') which = 'and plan_id is null';
  else if (plan) which = `and plan_id = $${params.push(plan)}::uuid`;
  let after = '';
  if (page?.after) {
    const at = params.push(page.after.at, page.after.id);
    after = `where (d.issued_on, d.document_id) < ($${at - 1}::date, $${at}::uuid)`;
  }
  const limit = page ? `limit ${Math.trunc(page.limit) + 1}` : '';
  const text = `select d.document_id, d.invoice_id, d.kind, d.number, d.issued_on as on,
      d.contact_id, c.display_name as name, d.net, d.tax
    from (
      select issued_on, document_id, invoice_id, kind, number, contact_id,
        sum(net)::bigint as net, sum(tax)::bigint as tax
      from (${revenueLines('$3::date', lastDay)}) line
      where currency = $2 ${which}
      group by issued_on, document_id, invoice_id, kind, number, contact_id
    ) d join contact c on c.org_id = app_org() and c.id = d.contact_id
    ${after} order by d.issued_on desc, d.document_id desc ${limit}`;
  return { text, params };
}

/** A page of them, and what the next one comes after. */
export async function revenueRows(
  tx: Queryable,
  asked: RevenueAsked,
  page: { limit: number; after?: AfterRevenue | undefined },
): Promise<{ items: RevenueRow[]; next: AfterRevenue | null }> {
  const { text, params } = revenueStatement(asked, page);
  const rows = await tx.query<RevenueRow>(text, params);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const more = rows.length > page.limit && last;
  return { items, next: more ? { at: last.on, id: last.document_id } : null };
}
