import { recordActivity } from '../../activity/record.ts';
import { peopleOfInvoices } from '../../db/billing/covers.ts';
import { insertCredit } from '../../db/billing/credit.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { CreditLine } from '../../db/payments/creditNotes.ts';
import { creditableLines } from '../../db/payments/creditNotes.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import type { CurrentTerm } from '../../db/subscriptions/running.ts';
import type { InvoiceDraft } from '../../domain/billing/draft.ts';
import type { InvoiceStatus } from '../../domain/billing/invoices.ts';
import { postClaimToCredit } from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { creditLines, fitted, restoredCredits } from '../payments/creditLines.ts';
import { issueCreditNote } from '../payments/issueCreditNote.ts';
import { lockedInvoice } from '../payments/recordOfflinePayment.ts';

/**
 * The unused part of a term that a change replaces, where it is not a line of the new invoice: a
 * credit note, onto the invoice while that is open, and what was paid already onto the payer's
 * credit balance (billing-rules §3, §4). Answers what became credit, minor units.
 */
export async function creditUnused(
  scene: Scene,
  unused: { creditNote: InvoiceDraft | null; term: CurrentTerm | undefined; reason: string },
): Promise<number> {
  const { creditNote, term, reason } = unused;
  if (!creditNote || !term?.invoiceId) return 0;
  await lockedInvoice(scene, term.invoiceId);
  const known = await creditableLines(scene.tx, term.invoiceId);
  const lines = creditNote.lines.map((line): CreditLine => {
    const left = known.find(({ id }) => id === line.credits);
    if (!left) throw new Error(`line ${line.credits} of an invoice is gone`);
    const description = line.description.text ?? line.description.planName ?? '';
    const { taxRate } = line;
    return { invoiceLineId: left.id, description, taxRate, ...fitted(line, left) };
  });
  return creditOn(scene, { invoiceId: term.invoiceId, lines, reason });
}

type Credit = { invoiceId: string; lines: CreditLine[]; reason: string };

/**
 * Credits lines of an invoice. One that was billed net of an earlier credit (an upgrade of the same
 * period) has less room than its charge: then that earlier credit is taken back with it, and given
 * on the invoice it had come from, so that each line and tax rate is exactly right.
 */
async function creditOn(scene: Scene, credit: Credit): Promise<number> {
  const { tx } = scene;
  const invoice = await lockedInvoice(scene, credit.invoiceId);
  const wanted = credit.lines.reduce((sum, line) => sum + line.total, 0);
  const over = Math.max(0, wanted - (invoice.total - invoice.credited));
  const restored = over > 0 ? restoredCredits(await creditableLines(tx, invoice.id), over) : [];
  const open = invoice.status === 'open' ? invoice.balance : 0;
  const fromSettled = Math.max(0, wanted - over - open);
  await issueCreditNote(scene, invoice, {
    lines: [...credit.lines, ...restored],
    reason: credit.reason,
    fromSettled,
  });
  if (fromSettled > 0) await toCredit(scene, invoice, fromSettled);
  await refreshOthers(scene, invoice);
  if (over === 0) return fromSettled;
  const earlier = await earlierInvoice(scene, invoice);
  if (earlier === null) return fromSettled;
  const lines = creditLines(await creditableLines(tx, earlier), over);
  return (
    fromSettled + (await creditOn(scene, { invoiceId: earlier, lines, reason: credit.reason }))
  );
}

/** The shares of the others on a consolidated invoice follow from what is left of each. */
async function refreshOthers({ tx }: Scene, { id, subscriptionId }: InvoiceHead): Promise<void> {
  if (subscriptionId === null) await refreshDirectory(tx, await peopleOfInvoices(tx, [id]));
}

/**
 * The invoice before this one of the same subscription that still has something to credit; null
 * when it was given up meanwhile: what nobody paid for gives nothing back.
 */
async function earlierInvoice({ tx }: Scene, invoice: InvoiceHead): Promise<string | null> {
  const [found] = await tx.query<{ id: string; status: InvoiceStatus }>(
    `select id, status from invoice where org_id = app_org() and subscription_id = $1 and id < $2
       and total > credited
     order by status = 'void', issued_on desc, id desc limit 1`,
    [invoice.subscriptionId, invoice.id],
  );
  if (!found) throw new Error(`the credit on invoice ${invoice.number} came from nowhere`);
  return found.status === 'open' || found.status === 'paid' ? found.id : null;
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
