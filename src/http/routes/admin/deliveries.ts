import * as z from 'zod';
import { everyDelivery } from '../../../actions/benefits/everyDelivery.ts';
import { settleDeliveries } from '../../../actions/benefits/settleDeliveries.ts';
import { markDelivered, undoDelivered } from '../../../actions/benefits/tickDeliveries.ts';
import { look } from '../../../actions/context.ts';
import type { DeliveryQuery } from '../../../db/benefits/deliveries.ts';
import { deliveriesTo, listDeliveries } from '../../../db/benefits/deliveries.ts';
import { findBenefit } from '../../../db/benefits/read.ts';
import { monthDays } from '../../../domain/benefits.ts';
import { NotFound } from '../../../domain/errors.ts';
import { readNameCursor, writeNameCursor } from '../../cursor.ts';
import { defineRoute } from '../../route.ts';
import { id, listOf, paging } from '../../shapes.ts';
import { benefitPath, deliveryShape, month, presentDelivery } from './benefitShapes.ts';
import { sendCsv, titled } from './csvAnswer.ts';
import { deliveryCells, deliveryTitles } from './deliveryFile.ts';

const base = '/organizations/:org/benefits/:id';
const one = { tag: 'Benefits', params: benefitPath } as const;

const which = z.strictObject({
  /** Of periods that began in it; left out: of any. */
  month: month.optional(),
  state: z.enum(['todo', 'done']).optional(),
});

const ids = z.array(id).min(1).max(5000);

function queryOf(benefitId: string, asked: z.output<typeof which>): DeliveryQuery {
  const days = asked.month ? monthDays(asked.month) : null;
  return { benefitId, month: days, state: asked.state ?? null };
}

export const deliveryRoutes = [
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/deliveries`,
    summary: 'To whom a benefit is owed or was delivered, by name',
    needs: 'people.read',
    rate: 'read',
    query: which.extend(paging.shape),
    answer: listOf(deliveryShape),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const { limit, cursor, ...asked } = call.query;
        const after = readNameCursor(cursor);
        const query = queryOf(call.params.id, asked);
        const rows = await listDeliveries(tx, query, { after, limit: limit + 1 });
        const last = rows.length > limit ? rows[limit - 1] : undefined;
        return {
          items: rows.slice(0, limit).map(presentDelivery),
          next_cursor: last ? writeNameCursor(last.sort, last.id) : null,
        };
      }),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/deliveries.csv`,
    summary: 'The same as CSV, with the delivery addresses',
    needs: 'people.export',
    rate: 'heavy',
    query: which,
    answer: 'file',
    handle: async (call) => {
      const benefit = await look(call.ctx, ({ tx }) => findBenefit(tx, call.params.id));
      if (!benefit) throw new NotFound();
      const rows = everyDelivery(call.ctx, queryOf(benefit.id, call.query));
      const head = deliveryTitles[call.language];
      return sendCsv(call.reply, 'deliveries', titled(head, rows, deliveryCells(call.language)));
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/delivered`,
    summary: 'Note that some were delivered: these, or all that are to do for a month',
    needs: 'people.write',
    rate: 'write',
    body: z.union([z.strictObject({ ids }), z.strictObject({ month })]),
    answer: z.object({ count: z.number(), at: z.string() }),
    handle: (call) =>
      markDelivered(call.ctx, {
        benefitId: call.params.id,
        ...('ids' in call.body ? call.body : { month: monthDays(call.body.month) }),
      }),
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/delivered`,
    summary: 'Take that back: of these, or of all that were noted at one moment',
    needs: 'people.write',
    rate: 'write',
    body: z.union([z.strictObject({ ids }), z.strictObject({ at: z.iso.datetime() })]),
    answer: z.object({ count: z.number() }),
    handle: (call) => undoDelivered(call.ctx, { benefitId: call.params.id, ...call.body }),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/deliveries/settlement',
    summary: 'Bring what is to deliver up to date now; the daily run does it by itself',
    tag: 'Benefits',
    needs: 'people.write',
    rate: 'write',
    answer: z.object({ owed: z.number(), lost: z.number() }),
    handle: (call) => settleDeliveries(call.ctx),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/:id/deliveries',
    summary: 'What is owed and was delivered to one person, latest period first',
    tag: 'Benefits',
    needs: 'people.read',
    rate: 'read',
    params: benefitPath,
    answer: z.object({ items: z.array(deliveryShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const rows = await deliveriesTo(tx, call.params.id);
        return { items: rows.map(presentDelivery) };
      }),
  }),
];
