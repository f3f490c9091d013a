import { recordActivity } from '../../activity/record.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { creditableLines } from '../../db/payments/creditNotes.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import type { RefundRecord } from '../../db/payments/refunds.ts';
import { answerRefund, findRefund } from '../../db/payments/refunds.ts';
import { postRefund } from '../../domain/billing/ledger.ts';
import { NotFound } from '../../domain/errors.ts';
import type { RefundOutcome } from '../../gateways/payment/port.ts';
import type { Scene } from '../context.ts';
import { afterRefund } from './afterRefund.ts';
import { creditLines } from './creditLines.ts';
import type { CreditNote } from './issueCreditNote.ts';
import { issueCreditNote } from './issueCreditNote.ts';
import { lockedInvoice } from './recordOfflinePayment.ts';
import { tellOfFailedRefund } from './returnRefund.ts';

export type RecordedRefund = {
  id: string;
  amount: number;
  currency: string;
  creditNote: { id: string; number: string } | null;
};

/**
 * Records what became of a refund, once: a success makes the credit note, books the money out and
 * does what was asked about renewal and access; a failure leaves everything as it was. Any
 * repetition is harmless. Refreshes the directory.
 */
export async function recordRefundIn(
  scene: Scene,
  refundId: string,
  outcome: RefundOutcome,
): Promise<RecordedRefund> {
  const seen = await findRefund(scene.tx, refundId);
  if (!seen) throw new NotFound();
  const invoice = await lockedInvoice(scene, seen.invoiceId);
  const reference = outcome.state === 'succeeded' ? outcome.reference : null;
  const answer = { state: outcome.state, reference, now: scene.now };
  const isNews = await answerRefund(scene.tx, refundId, answer);
  const base = { id: refundId, amount: seen.amount, currency: seen.currency };
  if (!isNews || outcome.state === 'unknown') return { ...base, creditNote: null };
  if (outcome.state === 'failed') {
    await recordMade(scene, invoice, { refund: seen, failed: outcome.reason });
    // Whoever asked for it reads a refusal at once; what fails later needs somebody to be told.
    if (seen.state === 'unknown') {
      await tellOfFailedRefund(scene, seen, { invoice, reason: outcome.reason });
    }
    return { ...base, creditNote: null };
  }
  const creditNote = await giveBack(scene, invoice, seen);
  await recordMade(scene, invoice, { refund: seen, failed: null });
  await afterRefund(scene, { invoice, refund: seen, creditNote });
  await refreshDirectory(scene.tx, await peopleOf(scene.tx, [invoice]));
  return { ...base, creditNote: { id: creditNote.id, number: creditNote.number } };
}

/** The claim shrinks by a credit note, and the money leaves the account it is paid from. */
async function giveBack(
  scene: Scene,
  invoice: InvoiceHead,
  refund: RefundRecord,
): Promise<CreditNote> {
  const { tx, today } = scene;
  const lines = creditLines(await creditableLines(tx, invoice.id), refund.amount);
  const note = await issueCreditNote(scene, invoice, {
    lines,
    reason: refund.reason,
    fromSettled: refund.amount,
  });
  await tx.exec('update refund set credit_note_id = $2 where org_id = app_org() and id = $1', [
    refund.id,
    note.id,
  ]);
  await bookLedger(tx, [
    {
      currency: refund.currency,
      bookedOn: today,
      payerId: invoice.payerId,
      invoiceId: invoice.id,
      paymentId: refund.paymentId,
      postings: postRefund(refund.outside ? 'offline' : refund.gateway, refund.amount),
    },
  ]);
  return note;
}

async function recordMade(
  scene: Scene,
  invoice: InvoiceHead,
  what: { refund: RefundRecord; failed: string | null },
): Promise<void> {
  const { refund, failed } = what;
  await recordActivity(scene, [
    {
      event: failed === null ? 'refund_made' : 'refund_failed',
      contactId: invoice.contactId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount: refund.amount,
      currency: refund.currency,
      data: {
        number: invoice.number,
        reason: failed ?? refund.reason,
        outside: refund.outside,
      },
    },
  ]);
}
