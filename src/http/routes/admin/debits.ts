import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import {
  batchFile,
  confirmBatch,
  sendBatch,
  withdrawBatch,
} from '../../../actions/sepa/batchActs.ts';
import { importReturns } from '../../../actions/sepa/importReturns.ts';
import { makeBatch, previewBatch } from '../../../actions/sepa/makeBatch.ts';
import { returnDebit } from '../../../actions/sepa/returnDebits.ts';
import { findBatch, latestBatches } from '../../../db/payments/debitBatches.ts';
import { debitsOf } from '../../../db/payments/debits.ts';
import { latestFiles } from '../../../db/payments/returnFiles.ts';
import { localDate as dateOf } from '../../../domain/dates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { commonCodes, kindOfReturn, reasonOf } from '../../../domain/sepa/returns.ts';
import { readAll } from '../../../files/source.ts';
import { defineRoute } from '../../route.ts';
import { id, localDate, minorUnits } from '../../shapes.ts';
import { withUpload } from '../../upload.ts';
import {
  batchShape,
  debitShape,
  presentBatch,
  presentDebit,
  presentReturnFile,
  returnFileShape,
} from './debitShapes.ts';

const base = '/organizations/:org/debit-files';
const path = z.strictObject({ org: z.string().max(200), id });
const read = { tag: 'Direct debit', needs: 'billing.read', rate: 'read' } as const;
const write = { tag: 'Direct debit', needs: 'billing.write', rate: 'write' } as const;
const limit = 60;

const waitingShape = z.object({
  earliest: z.string(),
  count: z.number(),
  total: z.number(),
  dropped: z.number(),
  notice_days: z.number(),
  creditor: z.object({ name: z.string(), id: z.string() }),
  debits: z.array(
    z.object({
      id: z.string(),
      payer: z.object({ id: z.string(), name: z.string() }),
      invoice: z.object({ id: z.string(), number: z.string() }),
      mandate_reference: z.string(),
      last4: z.string(),
      amount: z.number(),
    }),
  ),
});

const reading = [
  defineRoute({
    ...read,
    method: 'GET',
    url: base,
    summary: 'What waits for the next file, and the latest files',
    answer: z.object({
      /** Null: SEPA direct debit is not connected. */
      waiting: waitingShape.nullable(),
      items: z.array(batchShape),
    }),
    handle: async ({ ctx }) => {
      const waiting = await previewBatch(ctx);
      const items = await look(ctx, async ({ tx, today }) =>
        (await latestBatches(tx, limit)).map((row) => presentBatch(row, today)),
      );
      if (!waiting) return { waiting, items };
      const { terms, debits, earliest, count, total, dropped } = waiting;
      const shown = debits.map((row) => ({
        id: row.attemptId,
        payer: { id: row.payerId, name: row.payerName },
        invoice: { id: row.invoiceId, number: row.number },
        mandate_reference: row.reference,
        last4: row.last4,
        amount: row.amount,
      }));
      const creditor = { name: terms.creditorName, id: terms.creditorId };
      const facts = { earliest, count, total, dropped, notice_days: terms.noticeDays, creditor };
      return { waiting: { ...facts, debits: shown }, items };
    },
  }),
  defineRoute({
    ...read,
    method: 'GET',
    url: `${base}/:id`,
    summary: 'A file with its debits and what became of them',
    params: path,
    answer: batchShape.extend({ debits: z.array(debitShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => {
        const batch = await findBatch(tx, call.params.id);
        if (!batch) throw new NotFound();
        const debits = await debitsOf(tx, batch.id);
        return {
          ...presentBatch(batch, today),
          debits: debits.map((row) => presentDebit(row, call.language)),
        };
      }),
  }),
  defineRoute({
    ...read,
    method: 'GET',
    url: `${base}/:id/file`,
    summary: 'The file for the bank (pain.008), the same bytes every time',
    rate: 'heavy',
    needs: 'billing.write',
    params: path,
    answer: 'file',
    handle: async (call) => {
      const { name, text } = await batchFile(call.ctx, call.params.id);
      call.reply.header('content-disposition', `attachment; filename="${name}"`);
      return call.reply.type('application/xml').send(text);
    },
  }),
  defineRoute({
    ...read,
    method: 'GET',
    url: '/organizations/:org/debit-returns',
    summary: 'Files of banks that were read, with every line; and the codes banks use',
    answer: z.object({
      items: z.array(returnFileShape),
      codes: z.array(z.object({ code: z.string(), text: z.string(), hard: z.boolean() })),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: (await latestFiles(tx, limit)).map((file) => presentReturnFile(file, call.language)),
        codes: commonCodes.map((code) => ({
          code,
          text: reasonText(reasonOf(code), call.language),
          hard: kindOfReturn(code) === 'hard',
        })),
      })),
  }),
];

const writing = [
  defineRoute({
    ...write,
    method: 'POST',
    url: base,
    summary: 'Make a file of every debit that waits; its payers are told day and amount',
    rate: 'heavy',
    body: z.strictObject({ collect_on: localDate.optional() }),
    answer: z.object({ id: z.string(), number: z.number() }),
    status: 201,
    handle: ({ ctx, body }) =>
      makeBatch(ctx, { collectOn: body.collect_on ? dateOf(body.collect_on) : undefined }),
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: `${base}/:id/sent`,
    summary: 'Say that a file went to the bank',
    params: path,
    answer: null,
    handle: (call) => sendBatch(call.ctx, call.params.id),
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: `${base}/:id/cancellation`,
    summary: 'Cancel a file that did not go to the bank; its debits wait again',
    params: path,
    answer: null,
    handle: (call) => withdrawBatch(call.ctx, call.params.id),
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: `${base}/:id/confirmation`,
    summary: 'The money came: what was not sent back counts as paid now',
    rate: 'heavy',
    params: path,
    answer: z.object({ settled: z.number() }),
    handle: (call) => confirmBatch(call.ctx, call.params.id),
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: '/organizations/:org/debits/:id/return',
    summary: 'Record that the bank sent a debit back',
    params: path,
    body: z.strictObject({
      code: z.string().regex(/^[A-Z0-9]{2,35}$/),
      returned_on: localDate,
      /** What the bank asked for it, minor units of euros. */
      fee: minorUnits.nullable().default(null),
    }),
    answer: null,
    handle: (call) => {
      const { code, returned_on, fee } = call.body;
      const bank = { code, on: dateOf(returned_on), fee: fee || null };
      return returnDebit(call.ctx, call.params.id, bank);
    },
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: '/organizations/:org/debit-returns',
    summary:
      'Read a file of the bank (pain.002, camt.053, camt.054); the same twice changes nothing',
    rate: 'heavy',
    upload: true,
    answer: returnFileShape.extend({ again: z.boolean() }),
    handle: (call) =>
      withUpload(call.request, async ({ file }) => {
        const bytes = await readAll(file);
        const { again, ...done } = await importReturns(call.ctx, { name: file.name, bytes });
        return { ...presentReturnFile(done, call.language), again };
      }),
  }),
];

export const debitRoutes = [...reading, ...writing];
