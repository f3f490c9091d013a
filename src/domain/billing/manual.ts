import type { LocalDate } from '../dates.ts';
import { addDays, maxDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { taxesOf } from '../tax.ts';
import type { InvoiceDraft } from './draft.ts';
import { invoiceDraft, lineAmount } from './draft.ts';

export const DraftBelowZero = defineRefusal('draft_below_zero', 422, {
  en: 'The invoice would be below zero. What you owe somebody is a credit note or a refund.',
  fr: 'La facture serait négative. Ce que vous devez à quelqu’un est un avoir ou un remboursement.',
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

/** When an invoice issued `today` is due: some days later, or on a day that is not past. */
export function dueDateOf(due: { days: number } | { on: LocalDate }, today: LocalDate): LocalDate {
  return 'days' in due ? addDays(today, due.days) : maxDate(due.on, today);
}
