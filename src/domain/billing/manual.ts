import type { LocalDate } from '../dates.ts';
import { addDays } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';
import { taxesOf } from '../tax.ts';
import type { InvoiceDraft } from './draft.ts';
import { invoiceDraft, lineAmount } from './draft.ts';

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

/** The invoice that lines by hand make. Throws `InvalidTaxRate`, `DraftBelowZero`. */
export function manualInvoice(
  currency: string,
  lines: readonly ManualLine[],
  mode: 'inclusive' | 'exclusive',
): InvoiceDraft {
  const draft = invoiceDraft(
    currency,
    lines.map(({ description, quantity, unitAmount, taxRate }) => ({
      kind: 'manual',
      description: { planName: null, text: description },
      quantity,
      unitAmount,
      amount: lineAmount(unitAmount, quantity),
      mode,
      taxes: taxesOf(taxRate),
      period: null,
      fraction: null,
    })),
  );
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
