import * as z from 'zod';
import { previewBilling } from '../../../actions/billing/previewBilling.ts';
import { ClockGoesForward, ClockTooFar, NotASandbox } from '../../../actions/clock/refusals.ts';
import type { Scene } from '../../../actions/context.ts';
import { act, look } from '../../../actions/context.ts';
import { measureHeld } from '../../../actions/subscriptions/heldBilling.ts';
import { startWork } from '../../../actions/work/work.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import {
  addDays,
  addMonthsAnchored,
  dayOfMonth,
  maxDate,
  localDate as toLocalDate,
} from '../../../domain/dates.ts';
import { atField } from '../../../domain/fields.ts';
import { defineRoute } from '../../route.ts';
import { localDate, moneyList, named } from '../../shapes.ts';

const furthestDays = 3660;
const longestPreview = 400;
const started = z.object({ work_id: z.string() });

const moving = z.strictObject({
  days: z.int().min(1).max(furthestDays).optional(),
  months: z.int().min(1).max(120).optional(),
  until: localDate.optional(),
});

/** The day a sandbox's clock shall stand at; refused before any work begins. */
function target({ org, today }: Scene, body: z.output<typeof moving>): LocalDate {
  if (!org.sandbox || org.clockAt === null) throw new NotASandbox();
  const until = wanted(today, body);
  if (until <= today) throw atField(ClockGoesForward, '/until', { today });
  const limit = addDays(today, furthestDays);
  if (until > limit) throw atField(ClockTooFar, '/until', { limit });
  return until;
}

function wanted(today: LocalDate, { days, months, until }: z.output<typeof moving>): LocalDate {
  if (until !== undefined) return toLocalDate(until);
  if (months !== undefined) return addMonthsAnchored(today, months, dayOfMonth(today));
  return addDays(today, days ?? 1);
}

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
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/clock',
    summary: 'Move the clock of a sandbox forward, day by day, in the background',
    tag: 'Billing',
    needs: 'clock.move',
    rate: 'heavy',
    body: moving,
    answer: started,
    status: 202,
    handle: async (call) => ({
      work_id: await act(call.ctx, async (scene) => {
        const payload = { until: target(scene, call.body) };
        return startWork(scene, 'advance', { name: 'advance_clock', payload });
      }),
    }),
  }),
];
