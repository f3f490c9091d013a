import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import type { DocumentKind } from '../../../actions/documents/pdf.ts';
import { documentPdf } from '../../../actions/documents/pdf.ts';
import { chargeInvoiceNow } from '../../../actions/payments/chargeInvoiceNow.ts';
import { voidInvoice, writeOffInvoice } from '../../../actions/payments/giveUpInvoice.ts';
import { recordOfflinePayment } from '../../../actions/payments/recordOfflinePayment.ts';
import { ageingOf } from '../../../db/invoices/ageing.ts';
import type { InvoiceFilter } from '../../../db/invoices/list.ts';
import { ageBuckets, listInvoices, sumInvoices } from '../../../db/invoices/list.ts';
import { findInvoice } from '../../../db/invoices/record.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { currency, id, listOf, localDate, minorUnits, moneyList, paging } from '../../shapes.ts';
import {
  invoiceRow,
  invoiceShape,
  invoiceTotals,
  presentInvoice,
  presentRow,
} from './invoiceShapes.ts';

const base = '/organizations/:org/invoices';
const path = z.strictObject({ org: z.string().max(200), id });
const one = { tag: 'Invoices', params: path } as const;
const act = { ...one, needs: 'billing.write', rate: 'write' } as const;

const filters = z.strictObject({
  status: z.enum(['open', 'paid', 'void', 'uncollectible', 'overdue', 'not_void']).optional(),
  currency: currency.optional(),
  /** With something paid on it, or a credit note. */
  has: z.enum(['payment', 'credit']).optional(),
  type: z.enum(['subscription', 'renewal', 'proration', 'manual']).optional(),
  /** Only pro-forma notices, or only invoices. */
  form: z.enum(['invoice', 'proforma']).optional(),
  payer: id.optional(),
  from: localDate.optional(),
  to: localDate.optional(),
  search: z.string().max(200).optional(),
  age: z.enum(ageBuckets).optional(),
  min: z.coerce.number().pipe(minorUnits).optional(),
  max: z.coerce.number().pipe(minorUnits).optional(),
});

function filterOf(query: z.output<typeof filters>): InvoiceFilter {
  const { payer: payerId, from, to, ...rest } = query;
  return {
    ...rest,
    payerId,
    from: from ? toLocalDate(from) : undefined,
    to: to ? toLocalDate(to) : undefined,
  };
}

type Asked = Pick<Call<{ id: string }, unknown, unknown>, 'ctx' | 'params' | 'language'>;

/** An invoice as the API shows it after an act on it. */
export function showInvoice(call: Asked) {
  return look(call.ctx, async ({ tx, today }) => {
    const invoice = await findInvoice(tx, today, call.params.id);
    if (!invoice) throw new NotFound();
    return presentInvoice(invoice, call.language);
  });
}

type ForFile = Pick<Call<{ id: string }, unknown, unknown>, 'ctx' | 'params' | 'reply'>;

async function sendPdf(call: ForFile, kind: DocumentKind) {
  const pdf = await look(call.ctx, ({ tx }) => documentPdf(tx, { kind, id: call.params.id }));
  call.reply.header('content-disposition', `attachment; filename="${pdf.name}"`);
  return call.reply.type('application/pdf').send(pdf.bytes);
}

export const invoiceRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Issued invoices by status, type, payer, date or text, with the sums of the filter',
    tag: 'Invoices',
    needs: 'billing.read',
    rate: 'read',
    query: filters.extend(paging.shape),
    answer: listOf(invoiceRow).extend({ totals: invoiceTotals }),
    handle: ({ ctx, query }) =>
      look(ctx, async ({ tx, today }) => {
        const { limit, cursor, ...asked } = query;
        const filter = filterOf(asked);
        const page = await listInvoices(tx, today, { filter, limit, after: readCursor(cursor) });
        return {
          items: page.items.map(presentRow),
          next_cursor: page.next && writeCursor(page.next.at, page.next.id),
          totals: await sumInvoices(tx, today, filter),
        };
      }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/ageing`,
    summary: 'Open balances within a filter by how long they have been due',
    tag: 'Invoices',
    needs: 'billing.read',
    rate: 'read',
    query: filters,
    answer: z.object({
      items: z.array(
        z.object({ bucket: z.enum(ageBuckets), count: z.number(), amount: moneyList }),
      ),
    }),
    handle: ({ ctx, query }) =>
      look(ctx, async ({ tx, today }) => ({ items: await ageingOf(tx, today, filterOf(query)) })),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: '/organizations/:org/contacts/:id/invoices',
    summary: 'Invoices for a contact or paid by them, latest first',
    needs: 'billing.read',
    rate: 'read',
    query: paging,
    answer: listOf(invoiceRow),
    handle: ({ ctx, params, query }) =>
      look(ctx, async ({ tx, today }) => {
        const filter = { contactId: params.id };
        const after = readCursor(query.cursor);
        const page = await listInvoices(tx, today, { filter, limit: query.limit, after });
        return {
          items: page.items.map(presentRow),
          next_cursor: page.next && writeCursor(page.next.at, page.next.id),
        };
      }),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One invoice with its lines and everything that happened to it',
    needs: 'billing.read',
    rate: 'read',
    answer: invoiceShape,
    handle: showInvoice,
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id/pdf`,
    summary: 'The invoice as PDF',
    needs: 'billing.read',
    rate: 'heavy',
    answer: 'file',
    handle: (call) => sendPdf(call, 'invoice'),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: '/organizations/:org/credit-notes/:id/pdf',
    summary: 'A credit note as PDF',
    needs: 'billing.read',
    rate: 'heavy',
    answer: 'file',
    handle: (call) => sendPdf(call, 'credit_note'),
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/charge`,
    summary: 'Charge it now to the payment method on file',
    answer: z.object({ outcome: z.string(), reason_text: z.string().nullable() }),
    handle: async (call) => {
      const { outcome, reason } = await chargeInvoiceNow(call.ctx, call.params.id);
      return { outcome, reason_text: reason && reasonText(reason, call.language) };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/payments`,
    summary: 'Record money received by transfer, cheque or cash; a surplus becomes credit',
    body: z.strictObject({
      amount: minorUnits,
      received_on: localDate.optional(),
      means: z.enum(['transfer', 'cheque', 'cash', 'other']),
      reference: z.string().trim().max(200).default(''),
      send_receipt: z.boolean().default(true),
    }),
    answer: z.object({
      payment_id: z.string(),
      balance: z.number(),
      to_credit: z.number(),
      invoice: invoiceShape,
    }),
    status: 201,
    handle: async (call) => {
      const { amount, received_on: on, means, reference, send_receipt: thank } = call.body;
      const recorded = await recordOfflinePayment(call.ctx, {
        ...{ invoiceId: call.params.id, amount, means, reference },
        receivedOn: on ? toLocalDate(on) : undefined,
        notify: thank ? 'receipt' : 'nobody',
      });
      return {
        payment_id: recorded.paymentId,
        balance: recorded.balance,
        to_credit: recorded.toCredit,
        invoice: await showInvoice(call),
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/void`,
    summary: 'Void an invoice nothing is paid on; its number stays',
    body: z.strictObject({ reason: z.string().trim().max(1000).default('') }),
    answer: invoiceShape,
    handle: async (call) => {
      await voidInvoice(call.ctx, call.params.id, call.body.reason);
      return showInvoice(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/write-off`,
    summary: 'Write the balance off as uncollectible; it may still be paid',
    body: z.strictObject({ reason: z.string().trim().max(1000).default('') }).optional(),
    answer: invoiceShape,
    handle: async (call) => {
      await writeOffInvoice(call.ctx, call.params.id, call.body?.reason);
      return showInvoice(call);
    },
  }),
];
