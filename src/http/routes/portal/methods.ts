import * as z from 'zod';
import { askAboutInvoice } from '../../../actions/billing/askUnresolved.ts';
import { beginMethodSetup, finishMethodSetup } from '../../../actions/gateways/methodSetup.ts';
import { NotFound } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { charged, presentCharge } from './payments.ts';

const path = z.strictObject({ org: z.string().max(200), id });

export const portalMethodRoutes = [
  defineRoute({
    method: 'POST',
    url: '/portal/:org/payment-method/page',
    summary: "Open the gateway's own page, where you enter a card or account",
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    body: z.strictObject({ gateway: z.string().max(30) }),
    answer: z.object({ url: z.string() }),
    handle: (call) => {
      const { gateway } = call.body;
      const payerId = call.caller.contactId!;
      return beginMethodSetup(call.ctx, { payerId, gateway, page: '/card' });
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/portal/:org/payment-method/page-result',
    summary: 'Back from that page: take what you entered, and pay what is overdue with it',
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    body: z.strictObject({ reference: z.string().min(1).max(200) }),
    answer: z.object({ charged: z.array(charged) }),
    handle: async (call) => {
      const payerId = call.caller.contactId!;
      const result = await finishMethodSetup(call.ctx, call.body.reference, payerId);
      if (!result) throw new NotFound();
      return { charged: result.map((each) => presentCharge(each, call.language)) };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/portal/:org/invoices/:id/answer',
    summary: 'Ask the gateway now what became of a payment under way',
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    params: path,
    answer: null,
    handle: (call) => askAboutInvoice(call.ctx, call.params.id, call.caller.contactId!),
  }),
];
