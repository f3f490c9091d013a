import type { LocalDate } from '../dates.ts';
import { addDays } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';
import { taxesOf } from '../tax.ts';
import type { InvoiceDraft, LineInput } from './draft.ts';
import { invoiceDraft, lineAmount } from './draft.ts';
import { reverseCharged } from './reverseCharge.ts';

export const DraftBelowZero = defineRefusal('draft_below_zero', 422, {
  en: 'The invoice would be below zero. What you owe somebody is a credit note or a refund.',
  fr: 'La facture serait négative. Ce que vous devez à quelqu’un est un avoir ou un remboursement.',
});

export const DueDatePast = defineRefusal('due_date_past', 422, {
  en: 'An invoice cannot be due before today ({today}).',
  fr: "Une facture ne peut pas être à régler avant aujourd'hui ({today}).",
});

/** A line typed by hand: a negative price is a discount. Amounts in minor units. */
export type ManualLine = {
  description: string;
  quantity: number;
  unitAmount: number;
  /** Percent as exact decimal text, '' or '0' for none. */
  taxRate: string;
};

export type ManualInvoice = {
  currency: string;
  lines: readonly ManualLine[];
  /** Whether the prices hold the taxes of their lines. */
  taxInclusive: boolean;
  /** The payer owes the tax: every line is charged without, whatever its rate. */
  reverseCharge: boolean;
};

/** The invoice that lines by hand make. Throws `InvalidTaxRate`, `DraftBelowZero`. */
export function manualInvoice({
  currency,
  lines,
  taxInclusive,
  reverseCharge,
}: ManualInvoice): InvoiceDraft {
  const inputs = lines.map(
    ({ description, quantity, unitAmount, taxRate }): LineInput => ({
      kind: 'manual',
      description: { planName: null, text: description },
      quantity,
      unitAmount,
      amount: lineAmount(unitAmount, quantity),
      mode: taxInclusive ? 'inclusive' : 'exclusive',
      taxes: taxesOf(taxRate),
      period: null,
      fraction: null,
    }),
  );
  const draft = invoiceDraft(currency, reverseCharge ? inputs.map(reverseCharged) : inputs);
  if (draft.total < 0) throw new DraftBelowZero();
  return draft;
}

/** When an invoice issued `today` is due: some days later, or on a day. */
export function dueDateOf(due: { days: number } | { on: LocalDate }, today: LocalDate): LocalDate {
  return 'days' in due ? addDays(today, due.days) : due.on;
}

/** Refuses with `DueDatePast` (pointer /due_on) a day before `today`; null is none. */
export function checkDueDate(on: LocalDate | null, today: LocalDate): void {
  if (on !== null && on < today) throw atField(DueDatePast, '/due_on', { today });
}
