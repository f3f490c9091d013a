import * as z from 'zod';
import type { DraftWish } from '../../../actions/documents/manualInvoices.ts';
import type { DraftRow } from '../../../db/invoices/drafts.ts';
import { manualInvoice } from '../../../domain/billing/manual.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { currency, id, localDate, named, taxRate } from '../../shapes.ts';

const line = z.strictObject({
  description: z.string().trim().min(1).max(500),
  quantity: z.int().min(1).max(100_000).default(1),
  /** Minor units; below zero for a discount. */
  unit_amount: z.int().min(-1_000_000_000).max(1_000_000_000),
  tax_rate: taxRate.default('0'),
});

/** What lines come to, minor units. */
export const draftSums = z.object({ net: z.number(), tax: z.number(), total: z.number() });
const lines = z.array(line).min(1).max(200);
/** Lines with how their prices are meant. */
export const pricedLines = {
  currency: currency.optional(),
  prices_include_tax: z.boolean(),
  /** The payer owes the tax: lines are charged without, whatever their rate. */
  reverse_charge: z.boolean().optional(),
  lines,
};

/** What a draft says. */
export const draftBody = z.strictObject({
  contact_id: id,
  payer_id: id.optional(),
  due_days: z.int().min(0).max(365).optional(),
  due_on: localDate.optional(),
  ...pricedLines,
});

/** A draft as the API shows it. */
export const draftShape = z.object({
  id: z.string(),
  contact: named,
  payer: named,
  currency: z.string(),
  due_days: z.number().nullable(),
  due_on: z.string().nullable(),
  ...{ prices_include_tax: z.boolean(), reverse_charge: z.boolean() },
  lines: z.array(
    z.object({
      description: z.string(),
      quantity: z.number(),
      unit_amount: z.number(),
      tax_rate: z.string(),
    }),
  ),
  net: z.number(),
  tax: z.number(),
  total: z.number(),
  created_at: z.string(),
  version: z.number(),
});

/** Lines as the domain takes them. */
export const manualLines = (given: z.output<typeof lines>) =>
  given.map(({ description, quantity, unit_amount: unitAmount, tax_rate: taxRate }) => ({
    ...{ description, quantity, unitAmount, taxRate },
  }));

/** What is asked for, as the action takes it. */
export function wishOf(asked: z.output<typeof draftBody>): DraftWish {
  return {
    contactId: asked.contact_id,
    payerId: asked.payer_id,
    currency: asked.currency,
    dueDays: asked.due_days,
    dueOn: asked.due_on ? toLocalDate(asked.due_on) : undefined,
    ...{ pricesIncludeTax: asked.prices_include_tax, reverseCharge: asked.reverse_charge },
    lines: manualLines(asked.lines),
  };
}

/** A draft with what its lines come to. */
export function presentDraft(draft: DraftRow): z.output<typeof draftShape> {
  const { net, tax, total } = manualInvoice(draft);
  return {
    id: draft.id,
    contact: draft.contact,
    payer: draft.payer,
    currency: draft.currency,
    due_days: draft.dueDays,
    due_on: draft.dueOn,
    ...{ prices_include_tax: draft.taxInclusive, reverse_charge: draft.reverseCharge },
    lines: draft.lines.map(({ description, quantity, unitAmount, taxRate }) => ({
      ...{ description, quantity, unit_amount: unitAmount, tax_rate: taxRate },
    })),
    ...{ net, tax, total },
    created_at: draft.createdAt,
    version: draft.version,
  };
}
