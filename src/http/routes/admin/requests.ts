import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { approveRequest, previewApproval } from '../../../actions/joining/approveRequest.ts';
import { declineRequest } from '../../../actions/joining/declineRequest.ts';
import type { ListedRequest } from '../../../db/subscriptions/requests.ts';
import { countRequests, listRequests } from '../../../db/subscriptions/requests.ts';
import { defineRoute } from '../../route.ts';
import { id, intervalUnit } from '../../shapes.ts';
import { presentPlanned, previewInvoice } from './previewShapes.ts';
import { act, ask, base, reason, targetOf } from './subscriptionCommon.ts';
import { subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

const request = z.object({
  subscription_id: z.string(),
  contact: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  plan: z.object({ id: z.string(), name: z.string() }),
  /** Minor units per unit and interval. */
  amount: z.number(),
  quantity: z.number(),
  currency: z.string(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  once: z.boolean(),
  starts_on: z.string(),
  message: z.string(),
  /** What the plan's form asked, as it was read and answered. */
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  asked_at: z.string(),
  /** Null: it waits. */
  outcome: z.enum(['approved', 'declined', 'withdrawn']).nullable(),
  reason: z.string(),
  decided_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  version: z.number(),
});

function present(row: ListedRequest): z.output<typeof request> {
  return {
    subscription_id: row.subscriptionId,
    contact: { id: row.contactId, name: row.name, email: row.email },
    plan: { id: row.planId, name: row.planName },
    amount: row.amount,
    quantity: row.quantity,
    currency: row.currency,
    interval_unit: row.intervalUnit as z.output<typeof intervalUnit>,
    interval_count: row.intervalCount,
    once: row.once,
    starts_on: row.startsOn,
    message: row.message,
    answers: row.answers,
    asked_at: row.askedAt,
    outcome: row.outcome,
    reason: row.reason,
    decided_by: row.decidedBy,
    decided_at: row.decidedAt,
    version: row.version,
  };
}

export const requestRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/requests',
    summary: 'Requests to join: those that wait, the oldest first, or those decided, latest first',
    tag: 'Subscriptions',
    needs: 'people.read',
    rate: 'read',
    query: z.strictObject({
      state: z.enum(['waiting', 'decided']).default('waiting'),
      plan_id: id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    answer: z.object({
      items: z.array(request),
      counts: z.object({ waiting: z.number(), decided: z.number() }),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const { state, plan_id, limit, offset } = call.query;
        const planId = plan_id ?? null;
        const page = { decided: state === 'decided', planId, limit, offset };
        const items = (await listRequests(tx, page)).map(present);
        return { items, counts: await countRequests(tx, planId) };
      }),
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/approval`,
    summary: 'What approving a request to join would begin and bill; writes nothing',
    answer: z.object({
      starts_on: z.string(),
      trial_ends_on: z.string().nullable(),
      invoices: z.array(previewInvoice),
      next_billing_on: z.string().nullable(),
      collection: z.enum(['automatic', 'invoice']),
      currency: z.string(),
    }),
    handle: async (call) => {
      const preview = await previewApproval(call.ctx, call.params.id);
      return {
        starts_on: preview.startsOn,
        trial_ends_on: preview.trialEndsOn,
        invoices: preview.invoices.map(presentPlanned),
        next_billing_on: preview.nextBillingOn,
        collection: preview.collection,
        currency: preview.currency,
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/approval`,
    summary: 'Approve a request to join: it begins, what is due is billed, the applicant is told',
    answer: subscriptionShape,
    handle: async (call) => {
      await approveRequest(call.ctx, targetOf(call));
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/approval`,
    summary: 'Decline a request to join; the applicant is told, with the reason',
    body: z.strictObject({ reason }).prefault({}),
    answer: subscriptionShape,
    handle: async (call) => {
      await declineRequest(call.ctx, targetOf(call), { reason: call.body.reason });
      return showSubscription(call, call.params.id);
    },
  }),
];
