import * as z from 'zod';
import {
  cancelSubscription,
  previewCancellation,
} from '../../../actions/subscriptions/cancelSubscription.ts';
import { previewReactivation } from '../../../actions/subscriptions/reactivateSubscription.ts';
import {
  previewRevocation,
  revokeSubscription,
} from '../../../actions/subscriptions/revokeSubscription.ts';
import {
  previewUndoCancellation,
  undoCancellation,
} from '../../../actions/subscriptions/undoCancellation.ts';
import { defineRoute } from '../../route.ts';
import { presentPlanned, presentUndo, previewInvoice, undoPreview } from './previewShapes.ts';
import { act, ask, base, reason, targetOf } from './subscriptionCommon.ts';
import { subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

export const subscriptionEndRoutes = [
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/cancellation`,
    summary: 'What cancelling now would do',
    query: z.strictObject({
      /** While overdue: nothing more is collected, and it ends today. */
      stop_collecting: z.enum(['true', 'false']).default('false'),
    }),
    answer: z.object({
      ends_on: z.string(),
      keeps_access_until: z.string(),
      open_balance: z.number(),
      currency: z.string(),
    }),
    handle: async (call) => {
      const collecting = call.query.stop_collecting === 'true' ? 'stop' : 'continue';
      const preview = await previewCancellation(call.ctx, call.params.id, { collecting });
      return {
        ends_on: preview.endsOn,
        keeps_access_until: preview.keepsAccessUntil,
        open_balance: preview.openBalance,
        currency: preview.currency,
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/cancellation`,
    summary: 'Cancel at the end of the paid time; undoable until then',
    body: z.strictObject({ reason, stop_collecting: z.boolean().default(false) }),
    answer: subscriptionShape,
    handle: async (call) => {
      const collecting = call.body.stop_collecting ? 'stop' : 'continue';
      await cancelSubscription(call.ctx, targetOf(call), { reason: call.body.reason, collecting });
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/cancellation`,
    summary: 'Undo a pending cancellation',
    answer: subscriptionShape,
    handle: async (call) => {
      await undoCancellation(call.ctx, targetOf(call));
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/cancellation/undoing`,
    summary: 'What goes on when a pending cancellation is undone',
    answer: undoPreview,
    handle: async (call) => presentUndo(await previewUndoCancellation(call.ctx, call.params.id)),
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/revocation`,
    summary: 'The day a revocation would end it, and what would stay to be paid',
    answer: z.object({ ends_on: z.string(), open_balance: z.number(), currency: z.string() }),
    handle: async (call) => {
      const preview = await previewRevocation(call.ctx, call.params.id);
      const { endsOn: ends_on, openBalance: open_balance, currency } = preview;
      return { ends_on, open_balance, currency };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/revocation`,
    summary: 'End it now, finally; nothing is refunded',
    body: z.strictObject({ reason }),
    answer: subscriptionShape,
    handle: async (call) => {
      await revokeSubscription(call.ctx, targetOf(call), { reason: call.body.reason });
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/reactivation`,
    summary: 'What bringing an ended subscription back would bill',
    answer: z.object({
      access_until: z.string().nullable(),
      next_billing_on: z.string().nullable(),
      invoice: previewInvoice.nullable(),
      currency: z.string(),
    }),
    handle: async (call) => {
      const preview = await previewReactivation(call.ctx, call.params.id);
      return {
        access_until: preview.goesOnUntil,
        next_billing_on: preview.nextBillingOn,
        invoice: preview.invoice && presentPlanned(preview.invoice),
        currency: preview.currency,
      };
    },
  }),
];
