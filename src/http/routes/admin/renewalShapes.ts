import * as z from 'zod';
import type { ShownRenewal } from '../../../actions/renewals/showRenewal.ts';
import type { ListedRenewal, RenewalWish } from '../../../db/renewals/read.ts';
import { addDays } from '../../../domain/dates.ts';
import { renewalActs, renewalStates } from '../../../domain/renewals/states.ts';
import { intervalUnit, named } from '../../shapes.ts';
import { presentPlanned, previewInvoice } from './previewShapes.ts';

const nullable = z.string().nullable();

const addon = z.object({ addon_id: z.string(), name: z.string(), quantity: z.number() });

/** What a member asked for, in place of what is offered. */
export const wishShape = z.object({
  plan: named.nullable(),
  price_id: nullable,
  quantity: z.number().nullable(),
  addons: z.array(addon).nullable(),
  payer: z.string(),
  details: z.string(),
  comment: z.string(),
});

export function presentRenewalWish(wish: RenewalWish): z.output<typeof wishShape> {
  return {
    plan: wish.plan ?? null,
    price_id: wish.priceId ?? null,
    quantity: wish.quantity ?? null,
    addons: wish.addons?.map(presentAddon) ?? null,
    payer: wish.payer ?? '',
    details: wish.details ?? '',
    comment: wish.comment,
  };
}

/** The invoice an approved renewal became. */
export const renewalInvoice = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  balance: z.number(),
  currency: z.string(),
  issued_on: z.string(),
});

/** What it is renewed as: what staff offer, or the same again; minor units per unit. */
const offerShape = z.object({
  plan: named,
  amount: z.number(),
  quantity: z.number(),
  currency: z.string(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  addons: z.array(addon),
  /** It differs from what they have. */
  changed: z.boolean(),
});

export const renewalShape = z.object({
  id: z.string(),
  subscription_id: z.string(),
  contact: named.extend({ email: nullable }),
  plan: named,
  policy: z.enum(['invoice', 'notice']),
  state: z.enum(renewalStates),
  /** First day after the running term, and its last one. */
  ends_on: z.string(),
  last_day: z.string(),
  send_on: z.string(),
  sent_at: nullable,
  reminders: z.number(),
  reminded_at: nullable,
  offer: offerShape,
  wish: wishShape.nullable(),
  asked_at: nullable,
  /** Why it was refused, or waits for staff. */
  reason: z.string(),
  comment: z.string(),
  invoice: renewalInvoice.nullable(),
  decided_by: nullable,
  decided_at: nullable,
  version: z.number(),
});

export const renewalDetail = renewalShape.extend({
  payer: named,
  price_id: nullable,
  /** What may be done with it now. */
  acts: z.array(z.enum(renewalActs)),
  /** What approving it today would begin and bill; null where nothing can be offered as it is. */
  next: z
    .object({
      starts_on: z.string(),
      last_day: z.string(),
      invoice: previewInvoice.nullable(),
      late: z.boolean(),
    })
    .nullable(),
});

/** A renewal of a list. */
export function presentRenewal(row: ListedRenewal): z.output<typeof renewalShape> {
  return {
    id: row.id,
    subscription_id: row.subscriptionId,
    contact: { id: row.contactId, name: row.contactName, email: row.email },
    plan: { id: row.planId, name: row.planName },
    policy: row.policy,
    state: row.state,
    ...{ ends_on: row.endsOn, last_day: addDays(row.endsOn, -1) },
    ...{ send_on: row.sendOn, sent_at: row.sentAt },
    ...{ reminders: row.reminders, reminded_at: row.remindedAt },
    offer: presentOffer(row),
    wish: row.wish && presentRenewalWish(row.wish),
    asked_at: row.askedAt,
    ...{ reason: row.reason, comment: row.comment },
    invoice: row.invoice && presentInvoice(row.invoice),
    ...{ decided_by: row.decidedBy, decided_at: row.decidedAt, version: row.version },
  };
}

function presentOffer(row: ListedRenewal): z.output<typeof offerShape> {
  const { planId, planName, amount, quantity, addons, ...every } = row.offer ?? row;
  return {
    plan: { id: planId, name: planName },
    ...{ amount, quantity, currency: row.currency },
    ...{ interval_unit: every.intervalUnit, interval_count: every.intervalCount },
    addons: addons.map(presentAddon),
    changed: row.offer !== null,
  };
}

function presentAddon(sold: { addonId: string; name: string; quantity: number }) {
  return { addon_id: sold.addonId, name: sold.name, quantity: sold.quantity };
}

export function presentInvoice({ issuedOn, ...invoice }: NonNullable<ListedRenewal['invoice']>) {
  return { ...invoice, issued_on: issuedOn };
}

/** One renewal with what it offers and what may be done with it. */
export function presentDetail(shown: ShownRenewal): z.output<typeof renewalDetail> {
  const { renewal, row, offer, renewing, acts } = shown;
  const planned = renewing?.planned;
  return {
    ...presentRenewal(renewal),
    payer: { id: row.payerId, name: row.payerName },
    price_id: offer.priceId,
    acts,
    next: planned
      ? {
          starts_on: planned.startsOn,
          last_day: addDays(planned.endsOn, -1),
          invoice: planned.invoice && presentPlanned(planned.invoice),
          late: renewing.isLate,
        }
      : null,
  };
}
