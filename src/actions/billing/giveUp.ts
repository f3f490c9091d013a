import { recordActivity } from '../../activity/record.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { closeInvoices, lockInvoices } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { voidPendingTerms } from '../../db/billing/terms.ts';
import { postWriteOff } from '../../domain/billing/ledger.ts';
import { isProforma, postVoidOf } from '../../domain/billing/proforma.ts';
import type { Scene } from '../context.ts';

export type GivenUp = { invoice: InvoiceFactsRow; status: 'void' | 'uncollectible' };

/**
 * Gives up open invoices: `void` undoes the claim and keeps the number, `uncollectible` writes the
 * balance off (and can still be paid). An invoice something is paid on or credited for is never
 * voided but written off (billing-rules §5); a pro-forma
 * notice, in no books, is always void. Terms waiting for them never count. Their overdue
 * cases, and the directory, are the caller's. Answers those that were open.
 */
export async function giveUpInvoices(
  scene: Scene,
  about: { invoiceIds: readonly string[]; how: 'void' | 'uncollectible'; reason: string },
): Promise<GivenUp[]> {
  if (about.invoiceIds.length === 0) return [];
  const { tx, today } = scene;
  const invoices = await lockInvoices(tx, about.invoiceIds);
  const givenUp = invoices
    .filter(({ status }) => status === 'open')
    .map((invoice): GivenUp => {
      const untouched = invoice.settled === 0 && invoice.credited === 0;
      const voids = isProforma(invoice) || (about.how === 'void' && untouched);
      return { invoice, status: voids ? 'void' : 'uncollectible' };
    });
  await closeInvoices(
    tx,
    givenUp.map(({ invoice, status }) => ({ id: invoice.id, status, closedOn: today })),
  );
  await voidPendingTerms(
    tx,
    givenUp.map(({ invoice }) => invoice.id),
  );
  await bookLedger(
    tx,
    givenUp.map(({ invoice, status }) => ({
      currency: invoice.currency,
      bookedOn: today,
      payerId: invoice.payerId,
      invoiceId: invoice.id,
      postings: status === 'void' ? postVoidOf(invoice) : postWriteOff(invoice.balance),
    })),
  );
  await recordActivity(
    scene,
    givenUp.map(({ invoice, status }) => ({
      event: status === 'void' ? 'invoice_voided' : 'invoice_written_off',
      contactId: invoice.contactId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount: invoice.balance,
      currency: invoice.currency,
      data: { number: invoice.number, reason: about.reason },
    })),
  );
  return givenUp;
}
