import * as z from 'zod';
import { resendInvoice, resendInvoices } from '../../../actions/payments/resendInvoice.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';

const base = '/organizations/:org/invoices';
const path = z.strictObject({ org: z.string().max(200), id });

export const invoiceSendingRoutes = [
  defineRoute({
    method: 'POST',
    url: `${base}/sending`,
    summary: 'E-mail several once more; void ones and payers without an address are left out',
    tag: 'Invoices',
    needs: 'billing.write',
    rate: 'write',
    body: z.strictObject({ ids: z.array(id).min(1).max(500) }),
    answer: z.object({ sent: z.number(), left_out: z.number() }),
    handle: async (call) => {
      const { sent, leftOut } = await resendInvoices(call.ctx, call.body.ids);
      return { sent, left_out: leftOut };
    },
  }),
  defineRoute({
    tag: 'Invoices',
    params: path,
    needs: 'billing.write',
    rate: 'write',
    method: 'POST',
    url: `${base}/:id/sending`,
    summary: 'E-mail it to the payer once more, with its PDF',
    answer: z.object({ sent_to: z.string().nullable() }),
    handle: async (call) => ({ sent_to: (await resendInvoice(call.ctx, call.params.id)).sentTo }),
  }),
];
