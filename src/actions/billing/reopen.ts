import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { nextInvoiceStatus } from '../../domain/billing/invoices.ts';
import type { Scene } from '../context.ts';

const isOverSql = `not exists (select from subscription s where s.org_id = app_org()
    and s.state not in ('cancelled', 'expired')
    and (s.id = i.subscription_id or s.id in (select v.subscription_id from invoice_cover v
      where v.org_id = app_org() and v.invoice_id = i.id)))
  and i.type <> 'manual'`;

/** Part of what had settled an invoice; minor units. */
export type TakenOff = { invoice: InvoiceFactsRow; amount: number };

/**
 * Invoices owe again what is taken off them (a payment taken or charged back); terms that waited
 * for that money wait again. Once all of it is over, reminders ask for it, and no card is charged
 * by itself; a returned debit has its own schedule. Locked before; cases, ledger and directory are
 * the caller's.
 */
export async function reopenInvoices({ tx }: Scene, taken: readonly TakenOff[]): Promise<void> {
  for (const { invoice, amount } of taken) {
    const status = nextInvoiceStatus('reopen', invoice);
    await tx.exec(
      `update invoice i set settled = settled - $2, status = $3, paid_on = null,
         collection = case when ${isOverSql} then 'invoice' else collection end
       where org_id = app_org() and id = $1`,
      [invoice.id, amount, status],
    );
    if (status !== 'open') continue;
    await tx.exec(
      `update term set status = 'pending' where org_id = app_org() and invoice_id = $1
         and status = 'active' and kind = 'paid'`,
      [invoice.id],
    );
  }
}
