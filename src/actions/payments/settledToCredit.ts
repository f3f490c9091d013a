import { recordActivity } from '../../activity/record.ts';
import type { CreditMovement } from '../../db/billing/credit.ts';
import { insertCredit } from '../../db/billing/credit.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import { settledParts } from '../../db/payments/settledParts.ts';
import { postClaimToCredit } from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { moveToCredit } from './moveToCredit.ts';

/**
 * Takes `amount` (minor units) of what settled a locked invoice off it, onto the payer's credit:
 * first what credit had paid, then the latest payments, which so lie where a surplus would and can
 * still be taken back or disputed. Lowering what the invoice says is settled is the caller's.
 */
export async function settledToCredit(
  scene: Scene,
  invoice: InvoiceHead,
  amount: number,
): Promise<void> {
  if (amount === 0) return;
  const { tx, now, today } = scene;
  const { fromCredit, payments } = await settledParts(tx, invoice.id);
  const returned = Math.min(amount, Math.max(0, fromCredit));
  const { payerId, currency } = invoice;
  const base = { payerId, currency, createdAt: now };
  const movements: CreditMovement[] = [];
  if (returned > 0) {
    const invoiceId = invoice.id;
    movements.push({ ...base, id: newId(), amount: returned, cause: 'returned', invoiceId });
  }
  let left = amount - returned;
  for (const { paymentId, amount: there } of payments) {
    const part = Math.min(left, there);
    if (part === 0) break;
    left -= part;
    await moveToCredit(scene, { paymentId, invoiceId: invoice.id, amount: part });
    movements.push({ ...base, id: newId(), amount: part, cause: 'overpayment', paymentId });
  }
  if (left > 0) throw new Error(`${left} of invoice ${invoice.number} came from nowhere`);
  await insertCredit(tx, movements);
  const booking = { currency, bookedOn: today, payerId, invoiceId: invoice.id };
  await bookLedger(tx, [{ ...booking, postings: postClaimToCredit(amount) }]);
  await recordActivity(scene, [
    {
      event: 'credit_added',
      contactId: payerId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount,
      currency,
      data: { cause: 'overpayment', number: invoice.number },
    },
  ]);
}
