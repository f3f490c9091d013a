import type { InvoiceRecord } from '../../../db/invoices/record.ts';
import { allowedInvoiceActions } from '../../../domain/billing/invoices.ts';

/** What staff may do with an invoice. */
export const invoiceActs = [
  'charge',
  'record_payment',
  'void',
  'write_off',
  'resend',
  'refund',
  'credit',
] as const;

type InvoiceAct = (typeof invoiceActs)[number];

const isKept = (part: InvoiceRecord['payments'][number]) =>
  part.paymentId !== null && part.reversedAt === null && part.amount > part.toCredit;

const canBeCredited = (invoice: InvoiceRecord) => allowedInvoiceActions(invoice).includes('credit');

/** What may be done with an invoice now; the same conditions the actions refuse by. */
export function allowedOn(invoice: InvoiceRecord): InvoiceAct[] {
  const owed = invoice.status === 'open' || invoice.status === 'uncollectible';
  const payable = owed && invoice.balance > 0;
  const disputed = invoice.disputes.some((each) => each.undecided);
  const isCertain = !invoice.attemptOpen && !invoice.refundOpen && !disputed;
  const left = invoice.lines.reduce((sum, line) => sum + line.left, 0);
  const untouched = invoice.settled === 0 && invoice.credited === 0;
  const found: [InvoiceAct, boolean][] = [
    ['charge', payable && invoice.chargeable && !invoice.attemptOpen && !disputed],
    ['record_payment', payable],
    ['void', owed && untouched && !invoice.attemptOpen],
    ['write_off', invoice.status === 'open' && !invoice.proforma && !invoice.attemptOpen],
    ['resend', invoice.status !== 'void'],
    ['credit', canBeCredited(invoice) && isCertain && left > 0],
    ['refund', invoice.payments.some(isKept) && !(disputed && invoice.settled === 0)],
  ];
  return found.filter(([, isAllowed]) => isAllowed).map(([name]) => name);
}
