import * as z from 'zod';
import type { Changing } from '../../../actions/subscriptions/decideChange.ts';
import type { AddonsWish, OfferedAddon } from '../../../actions/subscriptions/heldAddons.ts';
import { wholePrice } from '../../../domain/billing/lines.ts';
import { id, intervalUnit } from '../../shapes.ts';
import { presentPlanned, previewInvoice } from './previewShapes.ts';

/** All add-ons it then has; what is left out is given up. */
export const addonsBody = z
  .array(z.strictObject({ addon_id: id, quantity: z.int().min(1).max(10_000) }))
  .max(30);

export function addonsOf(body: z.output<typeof addonsBody> | undefined): AddonsWish | undefined {
  return body?.map(({ addon_id: addonId, quantity }) => ({ addonId, quantity }));
}

export const offeredAddon = z.object({
  addon_id: z.string(),
  name: z.string(),
  /** Of one, per interval. */
  unit_amount: z.number(),
  quantity: z.number(),
  max_quantity: z.number(),
});

export function presentOffered(addon: OfferedAddon): z.output<typeof offeredAddon> {
  return {
    ...{ addon_id: addon.addonId, name: addon.name, unit_amount: addon.unitAmount },
    ...{ quantity: addon.quantity, max_quantity: addon.maxQuantity },
  };
}

export const changePreview = z.object({
  kind: z.string(),
  applies: z.enum(['now', 'later']),
  effective_on: z.string(),
  next_billing_on: z.string().nullable(),
  credit: z.number().nullable(),
  currency: z.string(),
  invoice: previewInvoice.nullable(),
  /** What it costs per interval from then on, add-ons included. */
  amount_after: z.number(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  /** Billed a single time from then on. */
  once: z.boolean(),
});

/** What a change would do, as both previews show it. */
export function presentChange({ decision, to }: Changing): z.output<typeof changePreview> {
  return {
    kind: decision.kind,
    applies: decision.applies,
    effective_on: decision.effectiveOn,
    next_billing_on: decision.facts.nextBillingOn,
    credit: decision.creditNote?.total ?? null,
    currency: to.currency,
    invoice: decision.invoice && presentPlanned(decision.invoice),
    amount_after: wholePrice(decision.facts),
    interval_unit: to.interval.unit,
    interval_count: to.interval.count,
    once: to.sale.kind === 'once',
  };
}
