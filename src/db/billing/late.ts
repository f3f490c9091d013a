import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

/**
 * Open invoices of running subscriptions past their due date that nobody can charge by itself
 * (invoice-paying members, or no payment method) and that were never chased.
 */
export async function lateInvoices(
  tx: Tx,
  page: { today: LocalDate; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    {
      name: 'late_invoices',
      text: `select i.id from invoice i
     join subscription s on s.org_id = app_org() and s.id = i.subscription_id
     where i.org_id = app_org() and i.status = 'open' and i.due_on < $1 and i.balance > 0
       and s.state in ('active', 'trialing', 'overdue')
       and (i.collection = 'invoice' or not exists (select from payment_method m
         where m.org_id = app_org() and m.payer_id = i.payer_id and m.replaced_at is null))
       and not exists (select from overdue_case c where c.org_id = app_org()
         and c.invoice_id = i.id and c.state <> 'recovered')
       and not exists (select from payment_attempt a where a.org_id = app_org()
         and a.invoice_id = i.id and a.state in ('created', 'sent', 'requires_action',
           'processing', 'unknown'))
     order by i.due_on, i.id limit $2`,
    },
    [page.today, page.limit],
  );
  return rows.map((row) => row.id);
}
