import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** Time that an invoice, paid or still to be, covers today. */
export type PaidTime = { invoiceId: string; end: LocalDate; termStatus: 'active' | 'pending' };

/**
 * Of each subscription the latest invoice whose period covers `today` and of which nothing is
 * credited, by the subscription's id.
 */
export async function paidTimes(
  tx: Queryable,
  subscriptionIds: readonly string[],
  today: LocalDate,
): Promise<Map<string, PaidTime>> {
  const rows = await tx.query<PaidTime & { id: string }>(
    `select distinct on (subscription_id) subscription_id as id, id as "invoiceId",
       period_end as end, case status when 'paid' then 'active' else 'pending' end as "termStatus"
     from (
       select id, subscription_id, status, issued_on, period_start, period_end from invoice
       where org_id = app_org() and subscription_id = any($1::uuid[]) and credited = 0
       union all
       select i.id, v.subscription_id, i.status, i.issued_on, v.period_start, v.period_end
       from invoice_cover v
       join invoice i on i.org_id = app_org() and i.id = v.invoice_id
       where v.org_id = app_org() and v.subscription_id = any($1::uuid[]) and not exists (
         select from invoice_line l join credit_note_line n
           on n.org_id = app_org() and n.invoice_line_id = l.id
         where l.org_id = app_org() and l.invoice_id = i.id
           and l.subscription_id = v.subscription_id)) i
     where status in ('paid', 'open') and period_start <= $2 and period_end > $2
     order by subscription_id, issued_on desc, id desc`,
    [subscriptionIds, today],
  );
  return new Map(rows.map(({ id, ...paid }) => [id, paid]));
}
