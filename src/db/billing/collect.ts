import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

/** An invoice of a page; not `chargeable` when tried, chased, disputed, or without a method. */
export type ToCollect = { id: string; dueOn: LocalDate; chargeable: boolean };

const toCollect = (today: string) => `i.org_id = app_org() and i.status = 'open'
      and i.due_on <= ${today} and i.collection = 'automatic' and i.balance > 0
      and i.type <> 'manual'`;

/** Invoices a first charge may be due for, as SQL, with `today` a parameter's name. */
export const toCollectSql = (today: string): string => `select from invoice i
  where ${toCollect(today)} and not exists (select from payment_attempt a
    where a.org_id = app_org() and a.invoice_id = i.id and a.cause in ('billing', 'retry'))`;

// Each LIMIT keeps its look-up one index probe per invoice, whatever the planner believes.
const page = `with page as materialized (
    select i.id, i.due_on, i.payer_id from invoice i
    where ${toCollect('$1')} and (i.due_on, i.id) > ($2::date, $3::uuid)
    order by i.due_on, i.id limit $4
  )
  select i.id, i.due_on as "dueOn", m.found and t.found is null and o.found is null
    and c.found is null and l.found is null as chargeable
  from page i
  left join lateral (select true as found from payment_method m where m.org_id = app_org()
    and m.payer_id = i.payer_id and m.replaced_at is null limit 1) m on true
  left join lateral (select true as found from payment_attempt a where a.org_id = app_org()
    and a.invoice_id = i.id and a.cause in ('billing', 'retry') limit 1) t on true
  left join lateral (select true as found from payment_attempt a where a.org_id = app_org()
    and a.invoice_id = i.id and a.state in ('created', 'sent', 'requires_action', 'processing',
      'unknown') limit 1) o on true
  left join lateral (select true as found from overdue_case c where c.org_id = app_org()
    and c.invoice_id = i.id limit 1) c on true
  left join lateral (select true as found from dispute_place l where l.org_id = app_org()
    and l.invoice_id = i.id and l.released_at is null limit 1) l on true
  order by i.due_on, i.id`;

/**
 * Open invoices that are collected by themselves and due, by pages of due date and id, with whether
 * they are to be charged now for the first time.
 */
export async function invoicesToCollect(
  tx: Tx,
  from: { today: LocalDate; after: { dueOn: string; id: string }; limit: number },
): Promise<ToCollect[]> {
  const { today, after, limit } = from;
  return tx.query<ToCollect>(page, [today, after.dueOn, after.id, limit]);
}
