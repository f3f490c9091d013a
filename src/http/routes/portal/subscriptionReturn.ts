import * as z from 'zod';
import { previewReturn } from '../../../actions/subscriptions/previewReturn.ts';
import { reactivateSubscription } from '../../../actions/subscriptions/reactivateSubscription.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { presentPlanned, previewInvoice } from '../admin/previewShapes.ts';
import { overview, readPortal } from './me.ts';
import { mustHold } from './subscriptions.ts';

const url = '/portal/:org/subscriptions/:id/reactivation';
const path = z.strictObject({ org: z.string().max(200), id });

export const portalReturnRoutes = [
  defineRoute({
    method: 'GET',
    url,
    summary: 'What taking up again a subscription that has ended would cost; writes nothing',
    tag: 'Portal',
    needs: 'member',
    rate: 'read',
    params: path,
    answer: z.object({
      /** First day after the paid time that goes on; null: a new period begins today. */
      access_until: z.string().nullable(),
      next_billing_on: z.string().nullable(),
      invoice: previewInvoice.nullable(),
      currency: z.string(),
      /** Charged by itself, or paid by you when the invoice comes. */
      collection: z.enum(['automatic', 'invoice']),
      /** What your credit pays of the invoice. */
      credit: z.number(),
    }),
    handle: async (call) => {
      await mustHold(call);
      const preview = await previewReturn(call.ctx, call.params.id);
      return {
        access_until: preview.goesOnUntil,
        next_billing_on: preview.nextBillingOn,
        invoice: preview.invoice && presentPlanned(preview.invoice),
        currency: preview.currency,
        collection: preview.collection,
        credit: preview.credit,
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url,
    summary: 'Take up again your subscription that has ended, at its own price',
    tag: 'Portal',
    needs: 'member',
    rate: 'write',
    params: path,
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await reactivateSubscription(call.ctx, { id: call.params.id });
      return readPortal(call);
    },
  }),
];
