import * as z from 'zod';
import { recordUse, takeBackUse } from '../../../actions/subscriptions/packUses.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { defineRoute } from '../../route.ts';
import { id, localDate } from '../../shapes.ts';
import { act, base, targetOf } from './subscriptionCommon.ts';
import { subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

export const subscriptionUseRoutes = [
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/uses`,
    summary: 'Take uses off a pack; who wrote it down and for which day stays on record',
    body: z.strictObject({
      count: z.int().min(1).max(100_000).default(1),
      used_on: localDate.optional(),
      note: z.string().trim().max(500).default(''),
    }),
    answer: subscriptionShape,
    status: 201,
    handle: async (call) => {
      const { count, note, used_on: on } = call.body;
      const usedOn = on ? toLocalDate(on) : undefined;
      await recordUse(call.ctx, targetOf(call), { count, note, usedOn });
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/uses/:use`,
    summary: 'Give a use back that was written down by mistake',
    params: act.params.extend({ use: id }),
    answer: subscriptionShape,
    handle: async (call) => {
      await takeBackUse(call.ctx, targetOf(call), call.params.use);
      return showSubscription(call, call.params.id);
    },
  }),
];
