import * as z from 'zod';
import { previewBilling } from '../../../actions/billing/previewBilling.ts';
import { act, look } from '../../../actions/context.ts';
import { measureHeld } from '../../../actions/subscriptions/heldBilling.ts';
import { startWork } from '../../../actions/work/work.ts';
import { addDays, maxDate, localDate as toLocalDate } from '../../../domain/dates.ts';
import { defineRoute } from '../../route.ts';
import { localDate, moneyList, named } from '../../shapes.ts';

const longestPreview = 400;
const started = z.object({ work_id: z.string() });

export const billingRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/billing/preview',
    summary: 'What the billing runs until a day will do, and what waits for a decision',
    tag: 'Billing',
    needs: 'billing.read',
    rate: 'heavy',
    query: z.strictObject({ until: localDate.optional() }),
    answer: z.object({
      days: z.array(
        z.object({
          on: z.string(),
          invoices: z.number(),
          amount: moneyList,
          starts: z.number(),
          ends: z.number(),
          retries: z.number(),
          /** Members who are asked about their next term. */
          notices: z.number(),
        }),
      ),
      held: z.array(
        z.object({
          subscription_id: z.string(),
          contact: named,
          plan_name: z.string(),
          next_billing_on: z.string(),
          periods: z.number(),
          amount: z.number(),
          currency: z.string(),
        }),
      ),
      will_hold: z.number(),
    }),
    handle: async (call) => {
      const today = await look(call.ctx, async (scene) => scene.today);
      const asked = call.query.until ? toLocalDate(call.query.until) : addDays(today, 30);
      const last = addDays(today, longestPreview);
      const until = asked > last ? last : maxDate(asked, today);
      const preview = await previewBilling(call.ctx, { until });
      const held = await measureHeld(call.ctx, preview.held);
      return {
        days: preview.days,
        held: held.map((each) => ({
          subscription_id: each.subscriptionId,
          contact: { id: each.contactId, name: each.contactName },
          plan_name: each.planName,
          next_billing_on: each.since,
          periods: each.periods,
          amount: each.amount,
          currency: each.currency,
        })),
        will_hold: preview.willHold,
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/billing/run',
    summary: 'Run the billing day now, in the background; run twice it changes nothing',
    tag: 'Billing',
    needs: 'billing.run',
    rate: 'heavy',
    answer: started,
    status: 202,
    handle: async (call) => {
      const job = { name: 'billing_run' as const, payload: {} };
      return { work_id: await act(call.ctx, (scene) => startWork(scene, 'billing', job)) };
    },
  }),
];
