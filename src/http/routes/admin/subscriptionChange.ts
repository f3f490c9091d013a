import * as z from 'zod';
import { changePayer, previewPayer } from '../../../actions/subscriptions/changePayer.ts';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../../actions/subscriptions/changeSubscription.ts';
import { listAddons } from '../../../actions/subscriptions/heldAddons.ts';
import { defineRoute } from '../../route.ts';
import { id, minorUnits, named } from '../../shapes.ts';
import {
  addonsBody,
  addonsOf,
  changePreview,
  offeredAddon,
  presentChange,
  presentOffered,
} from './changeShapes.ts';
import { act, ask, base, targetOf } from './subscriptionCommon.ts';
import { subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

const change = z.strictObject({
  plan_id: id.optional(),
  price_id: id.nullable().optional(),
  amount: minorUnits.nullable().optional(),
  quantity: z.int().min(1).max(10_000).optional(),
  when: z.enum(['now', 'period_end']).optional(),
  prorate: z.boolean().optional(),
  addons: addonsBody.optional(),
});

function changeOf(body: z.output<typeof change>) {
  const { plan_id: planId, price_id: priceId, amount, quantity, when, prorate } = body;
  const addons = addonsOf(body.addons);
  return { planId, priceId, amount, quantity, when, prorate, addons };
}

const payer = z.strictObject({ payer_id: id });
const payerAnswer = {
  payer: named,
  payer_before: named,
  collection: z.enum(['automatic', 'invoice']),
  next_billing_on: z.string().nullable(),
  open_invoices: z.number(),
  open_balance: z.number(),
  currency: z.string(),
  /** The new payer owes the VAT themselves: their invoices bear no tax. */
  reverse_charge: z.boolean(),
};

export const subscriptionChangeRoutes = [
  defineRoute({
    ...ask,
    method: 'POST',
    url: `${base}/payer/preview`,
    summary: 'Who would be invoiced from when, and which open invoices stay where they are',
    body: payer,
    answer: z.object(payerAnswer),
    handle: async (call) => {
      const change = await previewPayer(call.ctx, call.params.id, call.body.payer_id);
      return {
        payer: change.payer,
        payer_before: change.before,
        collection: change.collection,
        next_billing_on: change.nextBillingOn,
        open_invoices: change.openInvoices,
        open_balance: change.openBalance,
        currency: change.currency,
        reverse_charge: change.reverseCharge,
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'PUT',
    url: `${base}/payer`,
    summary: 'Invoice somebody else from now on; open invoices stay with the payer before',
    body: payer,
    answer: subscriptionShape,
    handle: async (call) => {
      await changePayer(call.ctx, targetOf(call), call.body.payer_id);
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...ask,
    method: 'POST',
    url: `${base}/change/preview`,
    summary: 'What another plan, price, quantity or other add-ons would cost, and from when',
    body: change,
    answer: changePreview,
    handle: async (call) =>
      presentChange(await previewChange(call.ctx, call.params.id, changeOf(call.body))),
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/addons`,
    summary: 'The add-ons it has and could have beside its plan, at what they cost it',
    answer: z.object({ items: z.array(offeredAddon) }),
    handle: async (call) => {
      const items = await listAddons(call.ctx, call.params.id);
      return { items: items.map(presentOffered) };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/change`,
    summary: 'Change plan, price, quantity, add-ons: now with one payment, or from the next period',
    body: change,
    answer: subscriptionShape.extend({
      applied: z.enum(['now', 'later']),
      invoice_ids: z.array(z.string()),
      charge: z.string().nullable(),
    }),
    handle: async (call) => {
      const done = await changeSubscription(call.ctx, targetOf(call), changeOf(call.body));
      const shown = await showSubscription(call, call.params.id);
      const { applies: applied, invoiceIds: invoice_ids, charge } = done;
      return { ...shown, applied, invoice_ids, charge };
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/change`,
    summary: 'Withdraw a change that waits for the next period',
    answer: subscriptionShape,
    handle: async (call) => {
      await withdrawChange(call.ctx, targetOf(call));
      return showSubscription(call, call.params.id);
    },
  }),
];
