import * as z from 'zod';
import { creditInvoice, previewCredit } from '../../../actions/payments/creditInvoice.ts';
import type { CreditedAmount } from '../../../actions/payments/decideCredit.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { invoiceShape } from './invoiceShapes.ts';
import { showInvoice } from './invoices.ts';
import { lineTax, presentTax } from './taxShapes.ts';

const base = '/organizations/:org/invoices/:id/credit-notes';
const path = z.strictObject({ org: z.string().max(200), id });
const common = { tag: 'Invoices', params: path, needs: 'billing.write' } as const;

const amount = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);

/** An amount of the whole invoice, or amounts of lines; with tax, minor units. */
const whole = z.strictObject({ amount });
const ofLines = z.strictObject({
  lines: z
    .array(z.strictObject({ line_id: id, amount }))
    .min(1)
    .max(200),
});

const more = {
  reason: z.string().trim().max(1000).default(''),
  send: z.boolean().default(true),
};

type Asked = z.output<typeof whole> | z.output<typeof ofLines>;

function creditedOf(asked: Asked): CreditedAmount {
  if ('amount' in asked) return { amount: asked.amount };
  return { lines: asked.lines.map((line) => ({ lineId: line.line_id, amount: line.amount })) };
}

export const creditNoteRoutes = [
  defineRoute({
    ...common,
    method: 'POST',
    url: `${base}/preview`,
    summary: 'What a credit note would come to: less to pay, and what becomes credit',
    rate: 'read',
    body: z.union([whole, ofLines]),
    answer: z.object({
      currency: z.string(),
      lines: z.array(
        z.object({
          line_id: z.string(),
          description: z.string(),
          net: z.number(),
          ...lineTax,
          tax: z.number(),
          total: z.number(),
        }),
      ),
      net: z.number(),
      tax: z.number(),
      total: z.number(),
      lowers_balance: z.number(),
      to_credit: z.number(),
      balance_after: z.number(),
      becomes_invoice: z.boolean(),
    }),
    handle: async ({ ctx, params, body }) => {
      const invoiceId = params.id;
      const decided = await previewCredit(ctx, { invoiceId, credited: creditedOf(body) });
      const { currency, net, tax, total } = decided;
      return {
        ...{ currency, net, tax, total },
        lines: decided.lines.map((line) => ({
          line_id: line.invoiceLineId,
          description: line.description,
          net: line.net,
          ...presentTax(line),
          tax: line.tax,
          total: line.total,
        })),
        lowers_balance: decided.lowersBalance,
        to_credit: decided.toCredit,
        balance_after: decided.balanceAfter,
        becomes_invoice: decided.becomesInvoice,
      };
    },
  }),
  defineRoute({
    ...common,
    method: 'POST',
    url: base,
    summary: 'Correct an invoice by a credit note; what was paid already becomes credit',
    rate: 'write',
    body: z.union([whole.extend(more), ofLines.extend(more)]),
    answer: z.object({
      id: z.string(),
      number: z.string(),
      issued_on: z.string(),
      total: z.number(),
      to_credit: z.number(),
      invoice: invoiceShape,
    }),
    status: 201,
    handle: async (call) => {
      const { reason, send, ...asked } = call.body;
      const made = await creditInvoice(call.ctx, {
        invoiceId: call.params.id,
        credited: creditedOf(asked),
        reason,
        notify: send ? 'payer' : 'nobody',
      });
      const { id: noteId, number, issuedOn, total, toCredit } = made;
      return {
        ...{ id: noteId, number, issued_on: issuedOn, total, to_credit: toCredit },
        invoice: await showInvoice(call),
      };
    },
  }),
];
