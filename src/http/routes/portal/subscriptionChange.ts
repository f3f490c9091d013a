import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../../actions/subscriptions/changeSubscription.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../../actions/subscriptions/pauseSubscription.ts';
import { resumeSubscription } from '../../../actions/subscriptions/resumeSubscription.ts';
import { listPlans } from '../../../db/plans/read.ts';
import { findSubscription } from '../../../db/subscriptions/load.ts';
import { addDays, localDate as toLocalDate } from '../../../domain/dates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import { id, intervalUnit, localDate, minorUnits } from '../../shapes.ts';
import { presentPlanned, previewInvoice } from '../admin/subscriptionShapes.ts';
import { overview, readPortal } from './me.ts';
import { mustHold } from './subscriptions.ts';

const base = '/portal/:org/subscriptions/:id';
const path = z.strictObject({ org: z.string().max(200), id });
const ask = { tag: 'Portal', needs: 'member', rate: 'read', params: path } as const;
const act = { tag: 'Portal', needs: 'member', rate: 'write', params: path } as const;

const wish = z.strictObject({
  plan_id: id,
  price_id: id,
  /** Minor units per unit, for plans whose members choose. */
  amount: minorUnits.nullable().optional(),
  quantity: z.int().min(1).max(1000),
});

function wishOf(body: z.output<typeof wish>) {
  const { plan_id: planId, price_id: priceId, amount, quantity } = body;
  return { planId, priceId, amount, quantity };
}

const until = z.strictObject({ until_on: localDate });

export const portalChangeRoutes = [
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/choices`,
    summary: 'What you have, and what you could have instead',
    answer: z.object({
      plan_id: z.string(),
      price_id: z.string().nullable(),
      quantity: z.number(),
      today: z.string(),
      latest_resume: z.string(),
      plans: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          description: z.string(),
          custom: z.boolean(),
          minimum_amount: z.number(),
          prices: z.array(
            z.object({
              id: z.string(),
              amount: z.number(),
              currency: z.string(),
              interval_unit: intervalUnit,
              interval_count: z.number(),
            }),
          ),
        }),
      ),
    }),
    handle: async (call) => {
      await mustHold(call);
      return look(call.ctx, async ({ tx, today, org }) => {
        const row = await findSubscription(tx, today, call.params.id);
        if (!row) throw new NotFound();
        const sold = (await listPlans(tx)).filter((plan) => plan.public && !plan.archivedAt);
        const plans = sold.map((plan) => ({
          ...{ id: plan.id, name: plan.name, description: plan.description },
          ...{ custom: plan.kind === 'custom', minimum_amount: plan.minimumAmount },
          prices: plan.prices
            .filter((price) => !price.archivedAt && price.currency === row.currency)
            .map((price) => ({
              ...{ id: price.id, amount: price.amount, currency: price.currency },
              ...{ interval_unit: price.intervalUnit, interval_count: price.intervalCount },
            })),
        }));
        return {
          ...{ plan_id: row.planId, price_id: row.priceId, quantity: row.quantity, today },
          latest_resume: addDays(today, org.settings.subscriptions.pause_max_days),
          plans: plans.filter(({ prices }) => prices.length > 0),
        };
      });
    },
  }),
  defineRoute({
    ...ask,
    method: 'POST',
    url: `${base}/change/preview`,
    summary: 'What another plan, price or number would cost you, and from when',
    body: wish,
    answer: z.object({
      kind: z.string(),
      applies: z.enum(['now', 'later']),
      effective_on: z.string(),
      next_billing_on: z.string().nullable(),
      credit: z.number().nullable(),
      currency: z.string(),
      invoice: previewInvoice.nullable(),
    }),
    handle: async (call) => {
      await mustHold(call);
      const { decision, to } = await previewChange(call.ctx, call.params.id, wishOf(call.body));
      return {
        kind: decision.kind,
        applies: decision.applies,
        effective_on: decision.effectiveOn,
        next_billing_on: decision.facts.nextBillingOn,
        credit: decision.creditNote?.total ?? null,
        currency: to.currency,
        invoice: decision.invoice && presentPlanned(decision.invoice),
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/change`,
    summary: 'Change your plan, price or number: dearer ones now, others at the next period',
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
