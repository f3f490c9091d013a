import * as z from 'zod';
import { changePayer, previewPayer } from '../../../actions/subscriptions/changePayer.ts';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../../actions/subscriptions/changeSubscription.ts';
import { defineRoute } from '../../route.ts';
import { id, minorUnits, named } from '../../shapes.ts';
import { act, ask, base, targetOf } from './subscriptionCommon.ts';
import { presentPlanned, previewInvoice, subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

const change = z.strictObject({
  plan_id: id.optional(),
  price_id: id.nullable().optional(),
  amount: minorUnits.nullable().optional(),
  quantity: z.int().min(1).max(10_000).optional(),
  when: z.enum(['now', 'period_end']).optional(),
  prorate: z.boolean().optional(),
});

function changeOf(body: z.output<typeof change>) {
  const { plan_id: planId, price_id: priceId, amount, quantity, when, prorate } = body;
  return { planId, priceId, amount, quantity, when, prorate };
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
    summary: 'What another plan, price or quantity would cost, and from when',
    body: change,
    answer: z.object({
      kind: z.string(),
      applies: z.enum(['now', 'later']),
      effective_on: z.string(),
      next_billing_on: z.string().nullable(),
      credit: z.number().nullable(),
      currency: z.string(),
      invoice: previewInvoice.nullable(),
    }),
    handle: async (call) => {
      const { decision, to } = await previewChange(call.ctx, call.params.id, changeOf(call.body));
      return {
        kind: decision.kind,
        applies: decision.applies,
        effective_on: decision.effectiveOn,
        next_billing_on: decision.facts.nextBillingOn,
        credit: decision.creditNote?.total ?? null,
        currency: to.currency,
        invoice: decision.invoice && presentPlanned(decision.invoice),
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/change`,
    summary: 'Change plan, price or quantity: now with one payment, or from the next period',
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
