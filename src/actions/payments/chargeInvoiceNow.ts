import type { AttemptCause, AttemptState } from '../../db/billing/attempts.ts';
import { isDisputed } from '../../db/payments/disputes.ts';
import { invoiceHead } from '../../db/payments/read.ts';
import { NotFound } from '../../domain/errors.ts';
import { lookUpFirst } from '../billing/askUnresolved.ts';
import { chargeInvoices } from '../billing/chargeInvoices.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { AttemptUnresolved, NoPaymentMethod, NothingToPay, PaymentDisputed } from './refusals.ts';

export type ChargeResult = { outcome: AttemptState; reason: string | null };

/**
 * Charges one invoice to its payer's payment method because somebody pressed a button. Refuses
 * with `NotFound`, `NothingToPay`, `NoPaymentMethod`, `AttemptUnresolved`, and while a payment of it
 * is disputed (but for its payer) `PaymentDisputed`; a decline is an answer, not a refusal.
 */
export async function chargeInvoiceNow(
  ctx: Context,
  invoiceId: string,
  cause: Extract<AttemptCause, 'staff' | 'member'> = 'staff',
): Promise<ChargeResult> {
  await look(ctx, async ({ tx }) => {
    const invoice = await invoiceHead(tx, invoiceId);
    if (!invoice) throw new NotFound();
    const payable = invoice.status === 'open' || invoice.status === 'uncollectible';
    if (!payable || invoice.balance === 0) throw new NothingToPay({ number: invoice.number });
    if (invoice.attemptOpen) throw new AttemptUnresolved();
    if (cause === 'staff' && (await isDisputed(tx, invoiceId))) throw new PaymentDisputed();
    if (!invoice.hasMethod) throw new NoPaymentMethod({ name: invoice.payerName });
  });
  await lookUpFirst(ctx, [invoiceId]);
  const [charged] = await chargeInvoices(ctx, { invoiceIds: [invoiceId], cause });
  // Somebody else charged it since: their attempt is the open one, or has settled it.
  if (!charged) throw new AttemptUnresolved();
  return { outcome: charged.state, reason: charged.reason };
}
