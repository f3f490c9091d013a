import type { Charged } from '../billing/chargeInvoices.ts';
import { chargeInvoices } from '../billing/chargeInvoices.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Context } from '../context.ts';

/**
 * Charges, after the commit that issued them, the invoices that are collected by themselves.
 * Those without a payment method are left alone by `chargeInvoices`.
 */
export async function collectNow(ctx: Context, issued: IssuedInvoice[]): Promise<Charged[]> {
  const invoiceIds = issued
    .filter((invoice) => invoice.collection === 'automatic' && invoice.balance > 0)
    .map((invoice) => invoice.id);
  if (invoiceIds.length === 0) return [];
  return chargeInvoices(ctx, { invoiceIds, cause: 'billing' });
}
