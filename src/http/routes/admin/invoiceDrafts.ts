import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { draftPdf } from '../../../actions/documents/draftPdf.ts';
import type { DraftWish } from '../../../actions/documents/manualInvoices.ts';
import {
  changeDraft,
  createDraft,
  dropDraft,
  issueDraft,
  knownCurrency,
  modeOf,
} from '../../../actions/documents/manualInvoices.ts';
import { draftChoices } from '../../../db/invoices/draftChoices.ts';
import type { DraftRow } from '../../../db/invoices/drafts.ts';
import { findDraft, listDrafts } from '../../../db/invoices/drafts.ts';
import { manualInvoice } from '../../../domain/billing/manual.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { currency, id, listOf, localDate, named, paging, taxRate } from '../../shapes.ts';

const base = '/organizations/:org/invoice-drafts';
const path = z.strictObject({ org: z.string().max(200), id });
const one = { tag: 'Invoices', params: path } as const;

const line = z.strictObject({
  description: z.string().trim().min(1).max(500),
  quantity: z.int().min(1).max(100_000).default(1),
  /** Minor units; below zero for a discount. */
  unit_amount: z.int().min(-1_000_000_000).max(1_000_000_000),
  tax_rate: taxRate.default('0'),
});

const sums = z.object({ net: z.number(), tax: z.number(), total: z.number() });
const lines = z.array(line).min(1).max(200);
const priced = { currency: currency.optional(), prices_include_tax: z.boolean(), lines };

const body = z.strictObject({
  contact_id: id,
  payer_id: id.optional(),
  due_days: z.int().min(0).max(365).optional(),
  due_on: localDate.optional(),
  ...priced,
});

const draftShape = z.object({
  id: z.string(),
  contact: named,
  payer: named,
  currency: z.string(),
  due_days: z.number().nullable(),
  due_on: z.string().nullable(),
  prices_include_tax: z.boolean(),
  lines: z.array(
    z.object({
      description: z.string(),
      quantity: z.number(),
      unit_amount: z.number(),
      tax_rate: z.string(),
    }),
  ),
  net: z.number(),
  tax: z.number(),
  total: z.number(),
  created_at: z.string(),
  version: z.number(),
});

const manualLines = (given: z.output<typeof lines>) =>
  given.map(({ description, quantity, unit_amount: unitAmount, tax_rate: taxRate }) => ({
    ...{ description, quantity, unitAmount, taxRate },
  }));

function wishOf(asked: z.output<typeof body>): DraftWish {
  return {
    contactId: asked.contact_id,
    payerId: asked.payer_id,
    currency: asked.currency,
    dueDays: asked.due_days,
    dueOn: asked.due_on ? toLocalDate(asked.due_on) : undefined,
    pricesIncludeTax: asked.prices_include_tax,
    lines: manualLines(asked.lines),
  };
}

function present(draft: DraftRow): z.output<typeof draftShape> {
  const { net, tax, total } = manualInvoice(draft.currency, draft.lines, modeOf(draft));
  return {
    id: draft.id,
    contact: draft.contact,
    payer: draft.payer,
    currency: draft.currency,
    due_days: draft.dueDays,
    due_on: draft.dueOn,
    prices_include_tax: draft.taxInclusive,
    lines: draft.lines.map(({ description, quantity, unitAmount, taxRate }) => ({
      ...{ description, quantity, unit_amount: unitAmount, tax_rate: taxRate },
    })),
    ...{ net, tax, total },
    created_at: draft.createdAt,
    version: draft.version,
  };
}

function show(ctx: Call<unknown, unknown, unknown>['ctx'], draftId: string) {
  return look(ctx, async ({ tx }) => {
    const draft = await findDraft(tx, draftId);
    if (!draft) throw new NotFound();
    return present(draft);
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
          items: page.items.map(present),
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
    body: z.strictObject(priced),
    answer: sums,
    handle: ({ ctx, body: asked }) =>
      look(ctx, async ({ org }) => {
        const mode = modeOf({ taxInclusive: asked.prices_include_tax });
        const code = knownCurrency(asked.currency ?? org.currency);
        return manualInvoice(code, manualLines(asked.lines), mode);
      }),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Start an invoice by hand; it has no number until it is issued',
    tag: 'Invoices',
    needs: 'billing.write',
    rate: 'write',
    body,
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
    body,
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
