/** The fixed life of an invoice and its number (billing-rules §5). */
import { defineRefusal } from '../errors.ts';

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';

/**
 * `reopen`: a payment was taken back or charged back, so a balance is open again. `credit`: staff
 * correct it by a credit note; an open one that nothing is left of counts as paid.
 */
export type InvoiceAction = 'issue' | 'pay' | 'reopen' | 'void' | 'write_off' | 'credit';

export const InvoiceNotInState = defineRefusal('invoice_not_in_state', 409, {
  en: 'An invoice that is {status:invoice} does not allow this.',
  fr: 'Une facture {status:invoice} ne le permet pas.',
});

export const InvoicePartlyPaid = defineRefusal('invoice_partly_paid', 409, {
  en: 'Something is paid on this invoice: make a credit note or refund instead of voiding it.',
  fr: 'Cette facture est payée en partie : faites un avoir ou un remboursement.',
});

type Row = Record<InvoiceStatus, InvoiceStatus | null>;

/** Action × status → next status, or null when it is refused. A missing case is a type error. */
export const invoiceTransitions: Record<InvoiceAction, Row> = {
  issue: { draft: 'open', open: null, paid: null, void: null, uncollectible: null },
  pay: { draft: null, open: 'paid', paid: null, void: null, uncollectible: 'paid' },
  reopen: { draft: null, open: 'open', paid: 'open', void: null, uncollectible: 'uncollectible' },
  void: { draft: 'void', open: 'void', paid: null, void: null, uncollectible: 'void' },
  write_off: { draft: null, open: 'uncollectible', paid: null, void: null, uncollectible: null },
  credit: { draft: null, open: 'open', paid: 'paid', void: null, uncollectible: null },
};

/**
 * The status after an action. Throws `InvoiceNotInState`, or `InvoicePartlyPaid` when something
 * (`settled`, minor units) is paid on an invoice that shall be voided.
 */
export function nextInvoiceStatus(
  action: InvoiceAction,
  invoice: { status: InvoiceStatus; settled: number },
): InvoiceStatus {
  const next = invoiceTransitions[action][invoice.status];
  if (next === null) throw new InvoiceNotInState({ status: invoice.status });
  if (action === 'void' && invoice.settled > 0) throw new InvoicePartlyPaid();
  return next;
}

/** The actions an invoice allows now, for its buttons and bulk actions. */
export function allowedInvoiceActions(invoice: {
  status: InvoiceStatus;
  settled: number;
}): InvoiceAction[] {
  const actions = Object.keys(invoiceTransitions) as InvoiceAction[];
  return actions.filter((action) => {
    if (action === 'void' && invoice.settled > 0) return false;
    return invoiceTransitions[action][invoice.status] !== null;
  });
}

/** Series of credit notes; invoices have the empty one. */
export const creditNoteSeries = 'AV';

/** '2026-000123'; with a series 'AV-2026-000001'. `n` counts from 1 per series and year. */
export function formatInvoiceNumber(series: string, year: number, n: number): string {
  const number = `${year}-${String(n).padStart(6, '0')}`;
  return series === '' ? number : `${series}-${number}`;
}
