import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { approveRenewal } from '../../../actions/renewals/approveRenewal.ts';
import { boardView } from '../../../actions/renewals/boards.ts';
import { refuseRenewal, resetRenewal } from '../../../actions/renewals/closeRenewal.ts';
import {
  interveneRenewal,
  offerRenewal,
  resumeRenewal,
  setRenewalRule,
} from '../../../actions/renewals/editRenewal.ts';
import { noticePdf } from '../../../actions/renewals/noticePdf.ts';
import { remindRenewal, sendRenewal } from '../../../actions/renewals/sendRenewal.ts';
import { showRenewal } from '../../../actions/renewals/showRenewal.ts';
import { boards, countRenewals, listRenewals, renewalsOf } from '../../../db/renewals/read.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, minorUnits } from '../../shapes.ts';
import { addonsBody, addonsOf } from './changeShapes.ts';
import { presentDetail, presentRenewal, renewalDetail, renewalShape } from './renewalShapes.ts';
import { act as onSubscription, base as subscription, targetOf } from './subscriptionCommon.ts';
import { subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

const base = '/organizations/:org/renewals';
const params = z.strictObject({ org: z.string().max(200), id });

const ask = { method: 'GET', tag: 'Renewals', needs: 'people.read', rate: 'read' } as const;
const act = {
  tag: 'Renewals',
  needs: 'subscriptions.write',
  rate: 'write',
  params,
  answer: renewalDetail,
} as const;

type OnOne = Pick<Call<{ id: string }, unknown, unknown>, 'ctx' | 'params'>;

async function detail({ ctx, params: { id: which } }: OnOne) {
  return presentDetail(await showRenewal(ctx, which));
}

const refusing = z.strictObject({
  reason: z.string().trim().max(500).default(''),
  comment: z.string().trim().max(2000).default(''),
});

const lists = [
  defineRoute({
    ...ask,
    url: base,
    summary: 'Renewals of a board, with how many are on each',
    query: z.strictObject({
      board: z.enum(boards).default('all'),
      plan_id: id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    answer: z.object({
      items: z.array(renewalShape),
      counts: z.record(z.enum(boards), z.number()),
    }),
    handle: (call) =>
      look(call.ctx, async (scene) => {
        const { board, plan_id, limit, offset } = call.query;
        const view = boardView(scene);
        const planId = plan_id ?? null;
        const items = await listRenewals(scene.tx, view, { board, planId, limit, offset });
        return {
          items: items.map(presentRenewal),
          counts: await countRenewals(scene.tx, view, planId),
        };
      }),
  }),
  defineRoute({
    ...ask,
    url: '/organizations/:org/contacts/:id/renewals',
    summary: "Renewals of a contact's subscriptions and of those they pay for, the latest first",
    params,
    answer: z.object({ items: z.array(renewalShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: (await renewalsOf(tx, call.params.id)).map(presentRenewal),
      })),
  }),
  defineRoute({
    ...ask,
    url: `${base}/:id`,
    summary: 'A renewal: what it offers, what approving it would bill, what may be done',
    params,
    answer: renewalDetail,
    handle: detail,
  }),
  defineRoute({
    ...ask,
    url: `${base}/:id/pdf`,
    summary: 'Its notice as a document',
    rate: 'heavy',
    params,
    answer: 'file',
    handle: async (call) => {
      const pdf = await noticePdf(call.ctx, call.params.id);
      call.reply.header('content-disposition', `inline; filename="${pdf.name}"`);
      return call.reply.type('application/pdf').send(pdf.bytes);
    },
  }),
];

const acts = [
  defineRoute({
    ...act,
    method: 'PUT',
    url: `${base}/:id/offer`,
    summary: 'Offer something else than the same again; {}: the same',
    body: z.strictObject({
      plan_id: id.optional(),
      price_id: id.nullable().optional(),
      amount: minorUnits.nullable().optional(),
      quantity: z.int().min(1).max(10_000).optional(),
      addons: addonsBody.optional(),
      payer_id: id.optional(),
    }),
    handle: async (call) => {
      const { plan_id: planId, price_id: priceId, amount, quantity, addons } = call.body;
      const wish = { planId, priceId, amount, quantity, addons: addonsOf(addons) };
      await offerRenewal(call.ctx, call.params.id, { ...wish, payerId: call.body.payer_id });
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/send`,
    summary: 'Send its notice now, or again',
    handle: async (call) => {
      await sendRenewal(call.ctx, call.params.id);
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/remind`,
    summary: 'Recall a notice that is not answered',
    handle: async (call) => {
      await remindRenewal(call.ctx, call.params.id);
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/approve`,
    summary: 'Approve it: the next term waits for its payment, its invoice is issued',
    handle: async (call) => {
      await approveRenewal(call.ctx, call.params.id);
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/refuse`,
    summary: 'Record that the member leaves at the end of the running term',
    body: refusing.prefault({}),
    handle: async (call) => {
      await refuseRenewal(call.ctx, call.params.id, call.body);
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/reset`,
    summary: 'Take a decision back: its invoice is voided or credited, it can be edited again',
    handle: async (call) => {
      await resetRenewal(call.ctx, call.params.id);
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/:id/intervention`,
    summary: 'Keep it for staff to look into',
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    handle: async (call) => {
      await interveneRenewal(call.ctx, call.params.id, call.body.reason);
      return detail(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/:id/intervention`,
    summary: 'Let it go on where it was',
    handle: async (call) => {
      await resumeRenewal(call.ctx, call.params.id);
      return detail(call);
    },
  }),
];

const rule = defineRoute({
  ...onSubscription,
  method: 'PUT',
  url: `${subscription}/renewal`,
  summary: 'Renew by itself, ask first, or as the plan; and whether staff look at it before',
  body: z.strictObject({
    automatic: z.boolean().nullable(),
    intervention: z.string().trim().max(500).nullable(),
  }),
  answer: subscriptionShape,
  handle: async (call) => {
    await setRenewalRule(call.ctx, targetOf(call), call.body);
    return showSubscription(call, call.params.id);
  },
});

export const renewalRoutes = [...lists, ...acts, rule];
