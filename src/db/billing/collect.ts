import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

export type ToCollect = { id: string; dueOn: LocalDate };

/**
 * Open invoices to be charged by themselves for the first time: due, with a payment method, never
 * tried automatically, not in an overdue case. Pages by due date and id.
 */
export async function invoicesToCollect(
  tx: Tx,
  page: { today: LocalDate; after: { dueOn: string; id: string }; limit: number },
): Promise<ToCollect[]> {
  return tx.query<ToCollect>(
    {
      name: 'invoices_to_collect',
      text: `select i.id, i.due_on as "dueOn" from invoice i
     where i.org_id = app_org() and i.status = 'open' and i.due_on <= $1
       and (i.due_on, i.id) > ($2::date, $3::uuid)
       and i.collection = 'automatic' and i.balance > 0 and i.subscription_id is not null
       and not exists (select from payment_attempt a where a.org_id = app_org()
         and a.invoice_id = i.id and a.cause in ('billing', 'retry'))
       and not exists (select from payment_attempt a where a.org_id = app_org()
         and a.invoice_id = i.id and a.state in ('created', 'sent', 'requires_action',
           'processing', 'unknown'))
       and not exists (select from overdue_case c where c.org_id = app_org()
         and c.invoice_id = i.id)
       and exists (select from payment_method m where m.org_id = app_org()
         and m.payer_id = i.payer_id and m.replaced_at is null)
     order by i.due_on, i.id limit $4`,
    },
    [page.today, page.after.dueOn, page.after.id, page.limit],
  );
}
