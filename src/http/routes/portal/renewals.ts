import * as z from 'zod';
import type { Context } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import {
  acceptRenewal,
  askForChange,
  declineRenewal,
  mustBeTheirs,
} from '../../../actions/renewals/answerRenewal.ts';
import type { ShownRenewal } from '../../../actions/renewals/showRenewal.ts';
import { shownIn } from '../../../actions/renewals/showRenewal.ts';
import { addDays } from '../../../domain/dates.ts';
import type { Settings } from '../../../domain/organizations/settings.ts';
import { renewalStates } from '../../../domain/renewals/states.ts';
import { defineRoute } from '../../route.ts';
import { id, intervalUnit, named } from '../../shapes.ts';
import { addonsBody, addonsOf } from '../admin/changeShapes.ts';
import { presentPlanned, previewInvoice } from '../admin/previewShapes.ts';
import {
  presentInvoice,
  presentRenewalWish,
  renewalInvoice,
  wishShape,
} from '../admin/renewalShapes.ts';

const base = '/portal/:org/renewals/:id';

/** A renewal as the start page names it. */
export const renewalAsked = z.object({
  id: z.string(),
  subscription_id: z.string(),
  state: z.enum(renewalStates),
  plan_name: z.string(),
  /** Last day of the running term. */
  last_day: z.string(),
});

const memberRenewal = z.object({
  id: z.string(),
  subscription_id: z.string(),
  state: z.enum(renewalStates),
  plan: named,
  /** Minor units per unit and interval, with its currency. */
  amount: z.number(),
  currency: z.string(),
  quantity: z.number(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  addons: z.array(z.object({ name: z.string(), quantity: z.number() })),
  /** Last day of the running term. */
  last_day: z.string(),
  /** The term it offers; null where it is decided, or nothing can be offered. */
  next: z
    .object({
      starts_on: z.string(),
      last_day: z.string(),
      invoice: previewInvoice.nullable(),
    })
    .nullable(),
  wish: wishShape.nullable(),
  invoice: renewalInvoice.nullable(),
  /** Charged by itself, or paid by you when the invoice comes. */
  collection: z.enum(['automatic', 'invoice']),
  may_accept: z.boolean(),
  may_ask: z.boolean(),
  may_refuse: z.boolean(),
  refusal_reasons: z.array(z.string()),
});

type Answer = z.output<typeof memberRenewal>;

function present(shown: ShownRenewal, rules: Settings['renewals']): Answer {
  const { renewal, row, offer, renewing } = shown;
  const { state } = renewal;
  const isOpen = state === 'sent' || state === 'change_requested';
  const planned = renewing?.planned;
  return {
    ...{ id: renewal.id, subscription_id: row.id, state },
    plan: { id: offer.planId, name: offer.planName },
    ...{ amount: offer.amount, currency: row.currency, quantity: offer.quantity },
    ...{ interval_unit: offer.intervalUnit, interval_count: offer.intervalCount },
    addons: offer.addons.map(({ name, quantity }) => ({ name, quantity })),
    last_day: addDays(renewal.endsOn, -1),
    next: planned
      ? {
          starts_on: planned.startsOn,
          last_day: addDays(planned.endsOn, -1),
          invoice: planned.invoice && presentPlanned(planned.invoice),
        }
      : null,
    wish: renewal.wish && presentRenewalWish(renewal.wish),
    invoice: renewal.invoice && presentInvoice(renewal.invoice),
    collection: row.collection,
    may_accept: state === 'sent' && renewing !== null,
    may_ask: isOpen,
    may_refuse: isOpen && rules.members_refuse,
    refusal_reasons: rules.members_refuse ? rules.refusal_reasons : [],
  };
}

function show(call: { ctx: Context; params: { id: string } }): Promise<Answer> {
  return look(call.ctx, async (scene) => {
    const shown = await shownIn(scene, call.params.id);
    mustBeTheirs(scene, shown);
    return present(shown, scene.org.settings.renewals);
  });
}

const one = {
  tag: 'Portal',
  needs: 'member',
  params: z.strictObject({ org: z.string().max(200), id }),
  answer: memberRenewal,
} as const;

const words = (most: number) => z.string().trim().max(most).default('');

export const portalRenewalRoutes = [
  defineRoute({
    ...one,
    method: 'GET',
    url: base,
    summary: 'What you are asked about the next term of your subscription',
    rate: 'read',
    handle: show,
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/accept`,
    summary: 'Accept it; said again it changes nothing',
    rate: 'write',
    handle: async (call) => {
      await acceptRenewal(call.ctx, call.params.id);
      return show(call);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/change`,
    summary: 'Ask for something else: another plan, quantity, options, payer, or in your words',
    rate: 'write',
    body: z.strictObject({
      plan_id: id.optional(),
      price_id: id.optional(),
      quantity: z.int().min(1).max(10_000).optional(),
      addons: addonsBody.optional(),
      payer: words(200),
      details: words(1000),
      comment: words(2000),
    }),
    handle: async (call) => {
      const { plan_id: planId, price_id: priceId, addons, ...said } = call.body;
      const wish = { ...said, planId, priceId, addons: addonsOf(addons) };
      await askForChange(call.ctx, call.params.id, wish);
      return show(call);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/refuse`,
    summary: 'Leave at the end of the running term, where the organization lets you say so here',
    rate: 'write',
    body: z.strictObject({ reason: words(500), comment: words(2000) }).prefault({}),
    handle: async (call) => {
      await declineRenewal(call.ctx, call.params.id, call.body);
      return show(call);
    },
  }),
];
