import { recordActivity } from '../../activity/record.ts';
import { insertCredit } from '../../db/billing/credit.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import type { CreditLine } from '../../db/payments/creditNotes.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import { postClaimToCredit } from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { issueCreditNote } from '../payments/issueCreditNote.ts';
import { lockedInvoice } from '../payments/recordOfflinePayment.ts';
import type { Changing } from './decideChange.ts';

/**
 * The unused part of a term that a change replaces, where it is not a line of the new invoice: a
 * credit note, onto the invoice while that is open, and what was paid already onto the payer's
 * credit balance (billing-rules §3, §4). Answers what became credit, minor units.
 */
export async function creditUnused(scene: Scene, changing: Changing): Promise<number> {
  const { decision, term, to } = changing;
  if (!decision.creditNote || !term?.invoiceId || !term.lineId) return 0;
  const invoice = await lockedInvoice(scene, term.invoiceId);
  const { total } = decision.creditNote;
  const open = invoice.status === 'open' ? invoice.balance : 0;
  const fromSettled = Math.max(0, total - open);
  const lines = decision.creditNote.lines.map(
    (line): CreditLine => ({
      invoiceLineId: term.lineId!,
      description: line.description.text ?? line.description.planName ?? '',
      taxRate: line.taxRate,
      net: line.net,
      tax: line.tax,
      total: line.total,
    }),
  );
  await issueCreditNote(scene, invoice, { lines, reason: to.planName, fromSettled });
  if (fromSettled > 0) await toCredit(scene, invoice, fromSettled);
  return fromSettled;
}

async function toCredit(scene: Scene, invoice: InvoiceHead, amount: number): Promise<void> {
  const { tx, now, today } = scene;
  await insertCredit(tx, [
    {
      id: newId(),
      payerId: invoice.payerId,
      amount,
      currency: invoice.currency,
      cause: 'plan_change',
      invoiceId: invoice.id,
      createdAt: now,
    },
  ]);
  await bookLedger(tx, [
    {
      currency: invoice.currency,
      bookedOn: today,
      payerId: invoice.payerId,
      invoiceId: invoice.id,
      postings: postClaimToCredit(amount),
    },
  ]);
  await recordActivity(scene, [
    {
      event: 'credit_added',
      contactId: invoice.payerId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount,
      currency: invoice.currency,
      data: { cause: 'plan_change', number: invoice.number },
    },
  ]);
}
