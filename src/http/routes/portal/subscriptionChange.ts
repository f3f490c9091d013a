import * as z from 'zod';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../../actions/subscriptions/changeSubscription.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../../actions/subscriptions/pauseSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../../actions/subscriptions/resumeSubscription.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { defineRoute } from '../../route.ts';
import { id, localDate, minorUnits } from '../../shapes.ts';
import { addonsBody, addonsOf, changePreview, presentChange } from '../admin/changeShapes.ts';
import { presentResume, resumePreview } from '../admin/previewShapes.ts';
import { choicesShape, readChoices } from './choices.ts';
import { overview, readPortal } from './me.ts';
import { mustHold } from './subscriptions.ts';

const base = '/portal/:org/subscriptions/:id';
const path = z.strictObject({ org: z.string().max(200), id });
const ask = { tag: 'Portal', needs: 'member', rate: 'read', params: path } as const;
const act = { tag: 'Portal', needs: 'member', rate: 'write', params: path } as const;

/** What is left out stays as it is. */
const wish = z.strictObject({
  plan_id: id.optional(),
  price_id: id.optional(),
  /** Minor units per unit, for plans whose members choose. */
  amount: minorUnits.nullable().optional(),
  quantity: z.int().min(1).max(1000).optional(),
  addons: addonsBody.optional(),
});

function wishOf(body: z.output<typeof wish>) {
  const { plan_id: planId, price_id: priceId, amount, quantity } = body;
  return { planId, priceId, amount, quantity, addons: addonsOf(body.addons) };
}

const until = z.strictObject({ until_on: localDate });

export const portalChangeRoutes = [
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/choices`,
    summary: 'What you have, and what you could have instead',
    answer: choicesShape,
    handle: async (call) => {
      await mustHold(call);
      return readChoices(call.ctx, call.params.id);
    },
  }),
  defineRoute({
    ...ask,
    method: 'POST',
    url: `${base}/change/preview`,
    summary: 'What another plan, price, number or other add-ons would cost you, and from when',
    body: wish,
    answer: changePreview,
    handle: async (call) => {
      await mustHold(call);
      return presentChange(await previewChange(call.ctx, call.params.id, wishOf(call.body)));
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/change`,
    summary: 'Change plan, price, number or add-ons: dearer ones now, others at the next period',
    body: wish,
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await changeSubscription(call.ctx, { id: call.params.id }, wishOf(call.body));
      return readPortal(call);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/change`,
    summary: 'Withdraw your change that waits for the next period',
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await withdrawChange(call.ctx, { id: call.params.id });
      return readPortal(call);
    },
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/pause`,
    summary: 'What pausing from today until a day would do',
    query: until,
    answer: z.object({
      from_on: z.string(),
      until_on: z.string().nullable(),
      paused_days: z.number().nullable(),
      next_billing_on: z.string().nullable(),
      credit: z.number().nullable(),
      currency: z.string(),
    }),
    handle: async (call) => {
      await mustHold(call);
      const how = { untilOn: toLocalDate(call.query.until_on) };
      const preview = await previewPause(call.ctx, call.params.id, how);
      return {
        from_on: preview.fromOn,
        until_on: preview.untilOn,
        paused_days: preview.pausedDays,
        next_billing_on: preview.nextBillingOn,
        credit: preview.credit,
        currency: preview.currency,
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/pause`,
    summary: 'Pause your subscription from today until a day',
    body: until,
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      const how = { untilOn: toLocalDate(call.body.until_on) };
      await pauseSubscription(call.ctx, { id: call.params.id }, how);
      return readPortal(call);
    },
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/resumption`,
    summary: 'What resuming today would move and bill; writes nothing',
    answer: resumePreview,
    handle: async (call) => {
      await mustHold(call);
      return presentResume(await previewResume(call.ctx, call.params.id));
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/pause`,
    summary: 'Resume your subscription today',
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await resumeSubscription(call.ctx, { id: call.params.id });
      return readPortal(call);
    },
  }),
];
