import type { AttemptCause, AttemptState } from '../../db/billing/attempts.ts';
import { isDisputed } from '../../db/payments/disputes.ts';
import { invoiceHead } from '../../db/payments/read.ts';
import type { Tx } from '../../db/transaction.ts';
import { NotFound, Refusal } from '../../domain/errors.ts';
import { endConfirmations, lookUpFirst } from '../billing/askUnresolved.ts';
import type { Charged } from '../billing/chargeInvoices.ts';
import { chargeInvoices } from '../billing/chargeInvoices.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { AttemptUnresolved, NoPaymentMethod, NothingToPay, PaymentDisputed } from './refusals.ts';

export type ChargeResult = { outcome: AttemptState; reason: string | null };

/** Who pressed the button. */
type Presser = Extract<AttemptCause, 'staff' | 'member'>;

/**
 * Charges one invoice to its payer's payment method because somebody pressed a button. Refuses
 * with `NotFound`, `NothingToPay`, `NoPaymentMethod`, `AttemptUnresolved`, and while a payment of it
 * is disputed (but for its payer) `PaymentDisputed`; a decline is an answer, not a refusal.
 */
export async function chargeInvoiceNow(
  ctx: Context,
  invoiceId: string,
  cause: Presser = 'staff',
): Promise<ChargeResult> {
  const answers = await chargeInvoicesNow(ctx, [invoiceId], cause);
  const answer = answers.get(invoiceId)!;
  if (answer instanceof Refusal) throw answer;
  return { outcome: answer.state, reason: answer.reason };
}

/**
 * The same for many invoices together, each for itself: what came of it, or why it was refused. One
 * that an earlier charge had paid after all is answered as paid. A payer who left the page of their
 * bank without confirming may try again: that charge is given up first.
 */
export async function chargeInvoicesNow(
  ctx: Context,
  invoiceIds: readonly string[],
  cause: Presser,
): Promise<Map<string, Charged | Refusal>> {
  const answers = new Map<string, Charged | Refusal>();
  const kept = cause === 'member' ? await endConfirmations(ctx, invoiceIds) : [];
  for (const each of kept) answers.set(each.invoiceId, each);
  await look(ctx, async ({ tx }) => {
    for (const id of invoiceIds) {
      if (answers.has(id)) continue;
      const refusal = await refusalOf(tx, id, cause);
      if (refusal) answers.set(id, refusal);
    }
  });
  const able = invoiceIds.filter((id) => !answers.has(id));
  for (const found of await lookUpFirst(ctx, able)) answers.set(found.invoiceId, found);
  const charging = able.filter((id) => !answers.has(id));
  for (const charged of await chargeInvoices(ctx, { invoiceIds: charging, cause })) {
    answers.set(charged.invoiceId, charged);
  }
  // Somebody else charged it since: their attempt is the open one, or has settled it.
  for (const id of charging) if (!answers.has(id)) answers.set(id, new AttemptUnresolved());
  return answers;
}

async function refusalOf(tx: Tx, invoiceId: string, cause: Presser): Promise<Refusal | null> {
  const invoice = await invoiceHead(tx, invoiceId);
  if (!invoice) return new NotFound();
  const payable = invoice.status === 'open' || invoice.status === 'uncollectible';
  if (!payable || invoice.balance === 0) return new NothingToPay({ number: invoice.number });
  if (invoice.attemptOpen) return new AttemptUnresolved();
  if (cause === 'staff' && (await isDisputed(tx, invoiceId))) return new PaymentDisputed();
  return invoice.hasMethod ? null : new NoPaymentMethod({ name: invoice.payerName });
}
