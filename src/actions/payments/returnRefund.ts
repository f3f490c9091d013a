import { recordActivity } from '../../activity/record.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { insertCredit } from '../../db/billing/credit.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import type { RefundRecord } from '../../db/payments/refunds.ts';
import { postRefundReturned } from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { tellStaffOfMoney } from '../disputes/tellStaff.ts';
import { moveToCredit } from './moveToCredit.ts';

/**
 * A refund that was made comes back: its credit note stands, the money is here again, so it is the
 * payer's credit, and staff are told (billing-rules §10). Once; the invoice and payer are locked.
 */
export async function returnRefund(
  scene: Scene,
  refund: RefundRecord,
  about: { invoice: InvoiceHead; reason: string },
): Promise<void> {
  const { tx, now, today } = scene;
  const { invoice, reason } = about;
  const { id, paymentId, amount, currency } = refund;
  const changed = await tx.exec(
    `update refund set state = 'failed', failed_reason = $2, resolved_at = $3
     where org_id = app_org() and id = $1 and state = 'succeeded'`,
    [id, reason, now],
  );
  if (changed === 0) return;
  const { payerId, contactId } = invoice;
  await moveToCredit(scene, { paymentId, invoiceId: invoice.id, amount });
  await insertCredit(tx, [
    { id: newId(), payerId, amount, currency, cause: 'refund_failed', paymentId, createdAt: now },
  ]);
  const booking = { currency, bookedOn: today, payerId, paymentId, invoiceId: invoice.id };
  await bookLedger(tx, [{ ...booking, postings: postRefundReturned(refund.gateway, amount) }]);
  await recordActivity(scene, [
    {
      event: 'refund_returned',
      contactId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount,
      currency,
      data: { number: invoice.number, reason },
    },
  ]);
  await tellOfFailedRefund(scene, refund, about);
  await refreshDirectory(tx, await peopleOf(tx, [invoice]));
}

/** Writes to staff that money did not reach the payer. */
export async function tellOfFailedRefund(
  scene: Scene,
  refund: RefundRecord,
  { invoice, reason }: { invoice: InvoiceHead; reason: string },
): Promise<void> {
  await tellStaffOfMoney(scene, `refund:${refund.id}:failed`, {
    news: 'refund_failed',
    amount: { amount: refund.amount, currency: refund.currency },
    payerId: invoice.payerId,
    invoiceNumber: invoice.number,
    reason: reason.replaceAll('_', ' '),
  });
}
