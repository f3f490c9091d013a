/**
 * Invoice drafts: lines in, net, tax, total and the per-rate table out. Amounts are integer minor
 * units of the draft's currency; drafts have no number yet (billing-rules §5).
 */
import type { Period } from '../dates.ts';
import { minorUnits } from '../money.ts';
import type { Fraction } from '../proration.ts';
import type { Tax, TaxGroup, TaxMode } from '../tax.ts';
import { rateText, taxDocument } from '../tax.ts';

export type LineKind =
  | 'subscription'
  | 'proration_charge'
  | 'proration_credit'
  | 'setup'
  | 'addon'
  | 'manual';

/** What a line is about; the sentence is written in the payer's language when it is shown. */
export type LineDescription = { planName: string | null; text: string | null };

/** A line before tax: `amount` is the rounded whole of it, net or gross as `mode` says. */
export type LineInput = {
  kind: LineKind;
  description: LineDescription;
  quantity: number;
  unitAmount: number;
  amount: number;
  mode: TaxMode;
  taxes: readonly Tax[];
  period: Period | null;
  fraction: Fraction | null;
  /** The line of an earlier invoice that a credit gives back. */
  credits?: string;
};

/** A line with its tax. `total` is what it adds to the bill; credits are negative. */
export type DraftLine = {
  kind: LineKind;
  description: LineDescription;
  quantity: number;
  /** Price of one unit for a whole period, net or gross as the plan says; never prorated. */
  unitAmount: number;
  /** Whether the plan's price holds the tax: then a line keeps its gross, else its net. */
  mode: TaxMode;
  net: number;
  /** '20', '0', two side by side ('5+9.975'), or reverse charge (`rateText`). */
  taxRate: string;
  taxes: readonly Tax[];
  tax: number;
  total: number;
  periodStart: Period['start'] | null;
  /** Exclusive; people are shown the day before. */
  periodEnd: Period['end'] | null;
  /** Days billed of the days in the whole period; null for a whole one. */
  fraction: Fraction | null;
  credits?: string;
};

export type InvoiceDraft = {
  currency: string;
  lines: DraftLine[];
  groups: TaxGroup[];
  net: number;
  tax: number;
  total: number;
};

/** Makes a draft of lines in one currency. Totals are the sums of the lines, always. */
export function invoiceDraft(currency: string, inputs: readonly LineInput[]): InvoiceDraft {
  const taxed = taxDocument(inputs);
  const lines = inputs.map((input, i): DraftLine => {
    const { net, tax, total } = taxed.lines[i]!;
    return {
      kind: input.kind,
      description: input.description,
      quantity: input.quantity,
      unitAmount: input.unitAmount,
      mode: input.mode,
      net,
      taxRate: rateText(input.taxes),
      taxes: input.taxes,
      tax,
      total,
      periodStart: input.period?.start ?? null,
      periodEnd: input.period?.end ?? null,
      fraction: input.fraction,
      ...(input.credits ? { credits: input.credits } : {}),
    };
  });
  const { groups, net, tax, total } = taxed;
  return { currency, lines, groups, net, tax, total };
}

/** `unitAmount × quantity`, checked; both whole numbers. */
export function lineAmount(unitAmount: number, quantity: number): number {
  return minorUnits(unitAmount * quantity);
}

/** The exact negative of a draft: what a credit note for all of it says (§11). */
export function reverseDraft(draft: InvoiceDraft): InvoiceDraft {
  return {
    currency: draft.currency,
    lines: draft.lines.map((line) => ({
      ...line,
      net: opposite(line.net),
      tax: opposite(line.tax),
      total: opposite(line.total),
    })),
    groups: draft.groups.map((g) => ({ ...g, base: opposite(g.base), tax: opposite(g.tax) })),
    net: opposite(draft.net),
    tax: opposite(draft.tax),
    total: opposite(draft.total),
  };
}

function opposite(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
