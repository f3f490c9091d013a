import * as z from 'zod';
import type { InvoiceDraft } from '../../../domain/billing/draft.ts';
import type { PlannedInvoice } from '../../../domain/billing/plan.ts';

const day = z.string();
const nullableDay = z.string().nullable();

const previewLine = z.object({
  description: z.string(),
  quantity: z.number(),
  unit_amount: z.number(),
  days: z.number().nullable(),
  days_of: z.number().nullable(),
  part_unit: z.enum(['day', 'month']),
  period_start: nullableDay,
  period_end: nullableDay,
  net: z.number(),
  /** Percent, exact: "20", or two side by side, "5+9.975". */
  tax_rate: z.string(),
  tax: z.number(),
  total: z.number(),
});

const sums = {
  lines: z.array(previewLine),
  net: z.number(),
  tax: z.number(),
  total: z.number(),
  currency: z.string(),
};

export const previewInvoice = z.object({
  issue_on: day,
  due_on: day,
  period_start: day,
  period_end: day,
  ...sums,
});

/** A planned invoice as previews show it. */
export function presentPlanned(planned: PlannedInvoice): z.output<typeof previewInvoice> {
  return {
    issue_on: planned.issueOn,
    due_on: planned.dueOn,
    period_start: planned.periodStart,
    period_end: planned.periodEnd,
    ...presentDraft(planned.draft),
  };
}

function presentDraft(draft: InvoiceDraft) {
  return {
    lines: draft.lines.map((line) => ({
      description: line.description.text ?? line.description.planName ?? '',
      quantity: line.quantity,
      unit_amount: line.unitAmount,
      days: line.fraction?.days ?? null,
      days_of: line.fraction?.of ?? null,
      part_unit: line.fraction?.unit ?? ('day' as const),
      period_start: line.periodStart,
      period_end: line.periodEnd,
      net: line.net,
      tax_rate: line.taxRate,
      tax: line.tax,
      total: line.total,
    })),
    net: draft.net,
    tax: draft.tax,
    total: draft.total,
    currency: draft.currency,
  };
}
