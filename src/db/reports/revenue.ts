import type { LocalDate } from '../../domain/dates.ts';
import { isNotice } from '../invoices/list.ts';
import type { Queryable } from '../transaction.ts';

export type PlanRevenue = {
  month: string;
  plan_id: string | null;
  plan_name: string | null;
  currency: string;
  net: number;
  tax: number;
};

const firstMonth = `(date_trunc('month', $1::date) - ($2::int - 1) * interval '1 month')::date`;

/**
 * Lines of invoices and, taken off, of credit notes, issued between two days (SQL). Drafts, notices
 * that nobody paid yet, and void invoices do not count.
 */
export const revenueLines = (from: string, to: string) => `
  select i.issued_on, i.id as document_id, i.id as invoice_id, 'invoice' as kind, i.number,
    i.contact_id, l.plan_id, i.currency, l.net, l.tax
  from invoice i join invoice_line l on l.org_id = i.org_id and l.invoice_id = i.id
  where i.org_id = app_org() and i.status in ('open', 'paid', 'uncollectible')
    and not ${isNotice} and i.issued_on >= ${from} and i.issued_on <= ${to}
  union all
  select n.issued_on, n.id, n.invoice_id, 'credit_note', n.number, i.contact_id, l.plan_id,
    n.currency, -x.net, -x.tax
  from credit_note n
  join credit_note_line x on x.org_id = n.org_id and x.credit_note_id = n.id
  join invoice_line l on l.org_id = x.org_id and l.id = x.invoice_line_id
  join invoice i on i.org_id = n.org_id and i.id = n.invoice_id and i.status <> 'void'
  where n.org_id = app_org() and n.issued_on >= ${from} and n.issued_on <= ${to}`;

/**
 * What was invoiced by plan and month of issue, less what credit notes took back in that month;
 * lines without a plan (manual ones) have none.
 */
export function revenueByPlan(
  tx: Queryable,
  { today, months }: { today: LocalDate; months: number },
): Promise<PlanRevenue[]> {
  return tx.query<PlanRevenue>(
    `with line as (
       select date_trunc('month', issued_on)::date as month, plan_id, currency, net, tax
       from (${revenueLines(firstMonth, '$1::date')}) each
     )
     select to_char(line.month, 'YYYY-MM') as month, line.plan_id, p.name as plan_name,
       line.currency, sum(line.net)::bigint as net, sum(line.tax)::bigint as tax
     from line left join plan p on p.org_id = app_org() and p.id = line.plan_id
     group by line.month, line.plan_id, p.name, line.currency
     order by line.month, sum(line.net) desc, p.name`,
    [today, months],
  );
}

export type BilledMonth = {
  month: string;
  currency: string;
  invoices: number;
  billed: number;
  collected: number;
  credited: number;
  open: number;
  overdue: number;
  lost: number;
};

/**
 * What became of each month's invoices by today: collected, credited, still open (of which past
 * their due date), or given up. billed = collected + credited + open + lost.
 */
export function billedByMonth(
  tx: Queryable,
  { today, months }: { today: LocalDate; months: number },
): Promise<BilledMonth[]> {
  return tx.query<BilledMonth>(
    `select to_char(date_trunc('month', issued_on), 'YYYY-MM') as month, currency,
       count(*)::int as invoices, sum(total)::bigint as billed,
       sum(settled)::bigint as collected, sum(credited)::bigint as credited,
       coalesce(sum(balance) filter (where status = 'open'), 0)::bigint as open,
       coalesce(sum(balance) filter (where status = 'open' and due_on < $1::date), 0)::bigint
         as overdue,
       coalesce(sum(balance) filter (where status = 'uncollectible'), 0)::bigint as lost
     from invoice
     where org_id = app_org() and status in ('open', 'paid', 'uncollectible')
       and issued_on >= ${firstMonth} and issued_on <= $1::date
     group by 1, 2 order by 1, 2`,
    [today, months],
  );
}
