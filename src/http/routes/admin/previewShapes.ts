import * as z from 'zod';
import type { ResumePreview } from '../../../actions/subscriptions/resumeSubscription.ts';
import type { UndoPreview } from '../../../actions/subscriptions/undoCancellation.ts';
import type { InvoiceDraft } from '../../../domain/billing/draft.ts';
import type { PlannedInvoice } from '../../../domain/billing/plan.ts';
import { intervalUnit } from '../../shapes.ts';
import { lineTax, presentTax } from './taxShapes.ts';

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
  ...lineTax,
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

export const resumePreview = z.object({
  from_on: day,
  paused_days: z.number(),
  next_billing_on: nullableDay,
  ends_on: nullableDay,
  invoice: previewInvoice.nullable(),
  /** What is overdue and chased again from then on; minor units. */
  open_balance: z.number(),
  currency: z.string(),
});

/** What ending a pause today moves and bills. */
export function presentResume(preview: ResumePreview): z.output<typeof resumePreview> {
  return {
    from_on: preview.resumeOn,
    paused_days: preview.pausedDays,
    next_billing_on: preview.nextBillingOn,
    ends_on: preview.endsOn,
    invoice: preview.invoice && presentPlanned(preview.invoice),
    open_balance: preview.openBalance,
    currency: preview.currency,
  };
}

export const undoPreview = z.object({
  next_billing_on: nullableDay,
  /** Minor units per interval, add-ons included. */
  amount_after: z.number(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  once: z.boolean(),
  currency: z.string(),
});

/** What goes on when a cancellation is taken back. */
export function presentUndo(preview: UndoPreview): z.output<typeof undoPreview> {
  const { nextBillingOn, amount, currency, every, once } = preview;
  const interval = { interval_unit: every.unit, interval_count: every.count };
  return { next_billing_on: nextBillingOn, amount_after: amount, currency, once, ...interval };
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
      ...presentTax(line),
      tax: line.tax,
      total: line.total,
    })),
    net: draft.net,
    tax: draft.tax,
    total: draft.total,
    currency: draft.currency,
  };
}
