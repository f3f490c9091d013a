import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { nextInvoiceStatus } from '../../domain/billing/invoices.ts';
import type { Scene } from '../context.ts';

/** Part of what had settled an invoice; minor units. */
export type TakenOff = { invoice: InvoiceFactsRow; amount: number };

/**
 * Invoices owe again what is taken off them (a payment taken or charged back); terms that waited
 * for that money wait again. Locked before; cases, ledger and directory are the caller's.
 */
export async function reopenInvoices({ tx }: Scene, taken: readonly TakenOff[]): Promise<void> {
  for (const { invoice, amount } of taken) {
    const status = nextInvoiceStatus('reopen', invoice);
    await tx.exec(
      `update invoice set settled = settled - $2, status = $3, paid_on = null
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
