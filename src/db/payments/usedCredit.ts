import type { Queryable } from '../transaction.ts';

/** Credit that settles an invoice; minor units. */
export type UsedCredit = { invoiceId: string; amount: number };

/** What of a payer's credit in one currency settles invoices now, the latest used first. */
export function usedCreditOf(
  tx: Queryable,
  payerId: string,
  currency: string,
): Promise<UsedCredit[]> {
  return tx.query<UsedCredit>(
    `select i.id as "invoiceId", -sum(c.amount)::bigint as amount from credit_entry c
     join invoice i on i.org_id = app_org() and i.id = c.invoice_id
       and i.status in ('open', 'paid')
     where c.org_id = app_org() and c.payer_id = $1 and c.currency = $2
       and c.cause in ('used', 'returned')
     group by i.id having sum(c.amount) < 0 order by max(c.created_at) desc, i.id desc`,
    [payerId, currency],
  );
}
