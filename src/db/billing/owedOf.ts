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
