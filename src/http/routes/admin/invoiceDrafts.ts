import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { draftPdf } from '../../../actions/documents/draftPdf.ts';
import {
  changeDraft,
  createDraft,
  dropDraft,
  issueDraft,
  knownCurrency,
} from '../../../actions/documents/manualInvoices.ts';
import { draftChoices } from '../../../db/invoices/draftChoices.ts';
import { findDraft, listDrafts } from '../../../db/invoices/drafts.ts';
import { manualInvoice } from '../../../domain/billing/manual.ts';
import { NotFound } from '../../../domain/errors.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, listOf, paging } from '../../shapes.ts';
import {
  draftBody,
  draftShape,
  draftSums,
  manualLines,
  presentDraft,
  pricedLines,
  wishOf,
} from './draftShapes.ts';

const base = '/organizations/:org/invoice-drafts';
const path = z.strictObject({ org: z.string().max(200), id });
const one = { tag: 'Invoices', params: path } as const;

function show(ctx: Call<unknown, unknown, unknown>['ctx'], draftId: string) {
  return look(ctx, async ({ tx }) => {
    const draft = await findDraft(tx, draftId);
    if (!draft) throw new NotFound();
    return presentDraft(draft);
  });
}

export const invoiceDraftRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Invoices that are being written, latest first',
    tag: 'Invoices',
    needs: 'billing.read',
    rate: 'read',
    query: paging,
    answer: listOf(draftShape),
    handle: ({ ctx, query }) =>
      look(ctx, async ({ tx }) => {
        const { limit, cursor } = query;
        const page = await listDrafts(tx, { limit, after: readCursor(cursor) });
        return {
          items: page.items.map(presentDraft),
          next_cursor: page.next && writeCursor(page.next.at, page.next.id),
        };
      }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/choices`,
    summary: 'Tax rates and currencies in use, to choose from',
    tag: 'Invoices',
    needs: 'billing.read',
    rate: 'read',
    answer: z.object({ tax_rates: z.array(z.string()), currencies: z.array(z.string()) }),
    handle: ({ ctx }) =>
      look(ctx, async ({ tx }) => {
        const { taxRates, currencies } = await draftChoices(tx);
        return { tax_rates: taxRates, currencies };
      }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/preview`,
    summary: 'What lines add up to, with their taxes; writes nothing',
    tag: 'Invoices',
    needs: 'billing.write',
    rate: 'read',
    body: z.strictObject(pricedLines),
    answer: draftSums,
    handle: ({ ctx, body: asked }) =>
      look(ctx, async ({ org }) => {
        const { prices_include_tax: taxInclusive, reverse_charge: reverseCharge = false } = asked;
        const code = knownCurrency(asked.currency ?? org.currency);
        const given = { currency: code, lines: manualLines(asked.lines) };
        return manualInvoice({ ...given, taxInclusive, reverseCharge });
      }),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Start an invoice by hand; it has no number until it is issued',
    tag: 'Invoices',
    needs: 'billing.write',
    rate: 'write',
    body: draftBody,
    answer: draftShape,
    status: 201,
    handle: async (call) => {
      const made = await createDraft(call.ctx, wishOf(call.body));
      return show(call.ctx, made.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One draft',
    needs: 'billing.read',
    rate: 'read',
    answer: draftShape,
    handle: (call) => show(call.ctx, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'PUT',
    url: `${base}/:id`,
    summary: 'Replace what a draft says',
    needs: 'billing.write',
    rate: 'write',
    body: draftBody,
    answer: draftShape,
    handle: async (call) => {
      const { id: draftId } = call.params;
      await changeDraft(call.ctx, {
        ...{ id: draftId, version: call.version(), wish: wishOf(call.body) },
      });
      return show(call.ctx, draftId);
    },
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/:id`,
    summary: 'Throw a draft away',
    needs: 'billing.write',
    rate: 'write',
    answer: null,
    handle: (call) => dropDraft(call.ctx, { id: call.params.id, version: call.version() }),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id/pdf`,
    summary: 'The PDF it would become',
    needs: 'billing.read',
    rate: 'heavy',
    answer: 'file',
    handle: async (call) => {
      const pdf = await draftPdf(call.ctx, call.params.id);
      call.reply.header('content-disposition', `inline; filename="${pdf.name}"`);
      return call.reply.type('application/pdf').send(pdf.bytes);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/issue`,
    summary: 'Issue it: it gets its number and is sent to the payer',
    needs: 'billing.write',
    rate: 'write',
    body: z.strictObject({ send: z.boolean().default(true) }),
    answer: z.object({ invoice_id: z.string(), number: z.string(), balance: z.number() }),
    status: 201,
    handle: async (call) => {
      const { id: draftId } = call.params;
      const notify = call.body.send ? 'invoice' : 'nobody';
      const issued = await issueDraft(call.ctx, { id: draftId, version: call.version(), notify });
      return { invoice_id: issued.id, number: issued.number, balance: issued.balance };
    },
  }),
];
