import * as z from 'zod';
import { changePrice, previewPriceChange } from '../../../actions/bulk/priceChange.ts';
import type { PriceWish } from '../../../actions/bulk/priceWish.ts';
import { undoPriceChange } from '../../../actions/bulk/undoPriceChange.ts';
import { look } from '../../../actions/context.ts';
import { listPriceChanges } from '../../../db/bulk/priceChanges.ts';
import { defineRoute } from '../../route.ts';
import { id, minorUnits } from '../../shapes.ts';
import { excludedShape } from './bulk.ts';

const base = '/organizations/:org/plans/:id/price-changes';
const path = z.strictObject({ org: z.string().max(200), id });

const body = z.strictObject({
  /** On sale, or an older one that some still have: then only they change. */
  price_id: id,
  /** Minor units per unit and interval. */
  amount: minorUnits,
  scope: z.enum(['new_members', 'next_period', 'now']),
  /** Those on older prices of the same currency and interval follow as well. */
  older_too: z.boolean().optional(),
  prorate: z.boolean().optional(),
  notice_days: z.int().min(0).max(366).optional(),
});

function wishOf(planId: string, sent: z.output<typeof body>): PriceWish {
  const { price_id: priceId, amount, scope, prorate } = sent;
  const { older_too: olderToo, notice_days: noticeDays } = sent;
  return { planId, priceId, amount, scope, prorate, olderToo, noticeDays };
}

const day = z.string().nullable();

export const priceChangeRoutes = [
  defineRoute({
    method: 'POST',
    url: `${base}/preview`,
    summary: 'Who would pay how much more or less a month, and from when',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'heavy',
    params: path,
    body,
    answer: z.object({
      currency: z.string(),
      amount_before: z.number(),
      amount: z.number(),
      touched: z.number(),
      /** How many of them have an older price. */
      older: z.number(),
      people: z.number(),
      monthly_before: z.number(),
      monthly_after: z.number(),
      first_on: day,
      last_on: day,
      excluded: z.array(excludedShape),
    }),
    handle: async (call) => {
      const found = await previewPriceChange(call.ctx, wishOf(call.params.id, call.body));
      return {
        currency: found.currency,
        amount_before: found.amountBefore,
        amount: found.amount,
        touched: found.touched,
        older: found.older,
        people: found.people,
        monthly_before: found.monthlyBefore,
        monthly_after: found.monthlyAfter,
        first_on: found.firstOn,
        last_on: found.lastOn,
        excluded: found.excluded.map(({ reason, ...group }) => {
          return { ...group, reason: reason[call.language] };
        }),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Change a price: for new members, for running ones after a notice, or at once',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'heavy',
    params: path,
    body,
    answer: z.object({ id: z.string(), work_id: z.string().nullable() }),
    status: 201,
    handle: async (call) => {
      const done = await changePrice(call.ctx, wishOf(call.params.id, call.body));
      return { id: done.id, work_id: done.workId };
    },
  }),
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Changes of price of a plan, latest first, with how many still wait for each',
    tag: 'Plans',
    needs: 'plans.read',
    rate: 'read',
    params: path,
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          created_at: z.string(),
          scope: z.enum(['new_members', 'next_period', 'now']),
          /** Null where only people on older prices change, each from their own. */
          amount_before: z.number().nullable(),
          amount: z.number(),
          currency: z.string(),
          notice_days: z.number(),
          waiting: z.number(),
          first_on: day,
          undone_at: z.string().nullable(),
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({ items: await listPriceChanges(tx, call.params.id) })),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/price-changes/:id',
    summary: 'Take a change of price back for everybody who still waits for it',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'heavy',
    params: path,
    answer: z.object({ withdrawn: z.number() }),
    handle: (call) => undoPriceChange(call.ctx, call.params.id),
  }),
];
