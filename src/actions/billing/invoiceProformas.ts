import { recordActivity } from '../../activity/record.ts';
import { turnIntoInvoices } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { takeInvoiceNumbers } from '../../db/billing/numbers.ts';
import { formatInvoiceNumber } from '../../domain/billing/invoices.ts';
import { postIssue } from '../../domain/billing/ledger.ts';
import { isProforma } from '../../domain/billing/proforma.ts';
import type { Scene } from '../context.ts';

/** What becoming an invoice needs of a locked document; minor units. */
type Document = {
  id: string;
  series: string;
  number: string;
  contactId: string;
  payerId: string;
  subscriptionId: string | null;
  currency: string;
  net: number;
  tax: number;
  total: number;
};

/**
 * Makes invoices of those among locked documents that are pro-forma notices, before anything is
 * booked on them: the next numbers, today's date, the claim in the ledger, and the activity. Their
 * terms and due dates stay. Answers the new numbers by id; empty when none was a notice.
 */
export async function invoiceProformas(
  scene: Scene,
  documents: readonly Document[],
): Promise<Map<string, string>> {
  const notices = documents.filter(isProforma);
  if (notices.length === 0) return new Map();
  const { tx, today } = scene;
  const want = { series: '', issueOn: today, count: notices.length };
  const { first, year, issuedOn } = await takeInvoiceNumbers(tx, want);
  const named = notices.map((notice, i) => {
    const serial = first + i;
    return { notice, id: notice.id, serial, number: formatInvoiceNumber('', year, serial) };
  });
  await turnIntoInvoices(tx, named, { year, issuedOn });
  await bookLedger(
    tx,
    notices.map((notice) => ({
      currency: notice.currency,
      bookedOn: issuedOn,
      payerId: notice.payerId,
      invoiceId: notice.id,
      postings: postIssue(notice),
    })),
  );
  await recordActivity(
    scene,
    named.map(({ notice, number }) => ({
      event: 'invoice_issued' as const,
      contactId: notice.contactId,
      subscriptionId: notice.subscriptionId,
      invoiceId: notice.id,
      amount: notice.total,
      currency: notice.currency,
      data: { number, proforma: notice.number },
    })),
  );
  return new Map(named.map(({ id, number }) => [id, number]));
}
