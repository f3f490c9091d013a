import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/**
 * Open invoices of a subscription, and consolidated ones that cover it, as rows of id, due date
 * and balance (of those: what is open of its part). `id` is how the subscription is named.
 */
export function openInvoicesOf(id: string): string {
  return `(select i.id, i.due_on, i.balance from invoice i
      where i.org_id = app_org() and i.subscription_id = ${id} and i.status = 'open'
    union all
    select i.id, i.due_on, least(i.balance, v.total) from invoice_cover v
      join invoice i on i.org_id = app_org() and i.id = v.invoice_id and i.status = 'open'
      where v.org_id = app_org() and v.subscription_id = ${id})`;
}

/**
 * All invoices of a subscription, and consolidated ones that cover it, as rows of id, type, status,
 * start of the period and instant of creation; one per period where one invoice has several of it.
 */
export function billsOf(id: string): string {
  return `(select b.id, b.type, b.status, b.period_start, b.created_at from invoice b
      where b.org_id = app_org() and b.subscription_id = ${id}
    union
    select b.id, b.type, b.status, coalesce(l.period_start, v.period_start), b.created_at
      from invoice_cover v
      join invoice b on b.org_id = app_org() and b.id = v.invoice_id
      left join invoice_line l on l.org_id = app_org() and l.invoice_id = v.invoice_id
        and l.subscription_id = v.subscription_id
      where v.org_id = app_org() and v.subscription_id = ${id})`;
}

/** What is left to pay of a subscription's open invoices; minor units. */
export async function openBalanceOf(tx: Queryable, id: string): Promise<number> {
  const open = await tx.one<{ balance: number }>(
    `select coalesce(sum(balance), 0)::bigint as balance from ${openInvoicesOf('$1')} i`,
    [id],
  );
  return open.balance;
}

/** Whether an invoice of a period that begins on a day is in force already. */
export async function hasBillFrom(
  tx: Queryable,
  subscriptionId: string,
  day: LocalDate | null,
): Promise<boolean> {
  const row = await tx.maybeOne(
    `select from ${billsOf('$1')} b
     where b.type = 'subscription' and b.status <> 'void' and b.period_start = $2 limit 1`,
    [subscriptionId, day],
  );
  return row !== undefined;
}
