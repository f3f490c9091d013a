import * as z from 'zod';
import type { Extending } from '../../../actions/subscriptions/extendSubscription.ts';
import {
  extendSubscription,
  previewExtension,
  undoExtension,
} from '../../../actions/subscriptions/extendSubscription.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../../actions/subscriptions/pauseSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../../actions/subscriptions/resumeSubscription.ts';
import { addDays, localDate as toLocalDate } from '../../../domain/dates.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import { localDate } from '../../shapes.ts';
import { presentResume, resumePreview } from './previewShapes.ts';
import { act, ask, base, reason, targetOf } from './subscriptionCommon.ts';
import { subscriptionShape } from './subscriptionShapes.ts';
import { showSubscription } from './subscriptions.ts';

const optionalDay = z.preprocess((day) => (day === '' ? undefined : day), localDate.optional());

const by = z.strictObject({
  days: z.coerce.number().int().min(1).max(36_525).optional(),
  /** The new last day. */
  until: optionalDay,
});

const needsDays = {
  pointer: '/days',
  code: 'required',
  message: { en: 'Give days or a date.', fr: 'Donnez des jours ou une date.' },
};

/** People name the new last day; the rules count to the first day after it. */
function extending({ days, until }: z.output<typeof by>): Extending {
  if (days !== undefined) return { days };
  if (until !== undefined) return { until: addDays(toLocalDate(until), 1) };
  throw new InvalidInput({}, [needsDays]);
}

const pausing = z.strictObject({
  from_on: optionalDay,
  until_on: z.preprocess((day) => (day === '' ? undefined : day), localDate.nullish()),
});

function pauseOf(body: z.output<typeof pausing>) {
  return {
    fromOn: body.from_on ? toLocalDate(body.from_on) : undefined,
    untilOn: body.until_on ? toLocalDate(body.until_on) : null,
  };
}

export const subscriptionPauseRoutes = [
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/pause`,
    summary: 'What a pause would move',
    query: pausing.extend({
      until: optionalDay,
      /** As if it were paused although an invoice is overdue. */
      despite_overdue: z.enum(['true', 'false']).default('false'),
    }),
    answer: z.object({
      from_on: z.string(),
      until_on: z.string().nullable(),
      /** Unless the pause says otherwise. */
      keeps_access: z.boolean(),
      paused_days: z.number().nullable(),
      next_billing_on: z.string().nullable(),
      ends_on: z.string().nullable(),
      gives_back: z.enum(['dates', 'credit']),
      credit: z.number().nullable(),
      /** What is overdue: it stays open, and nobody chases it meanwhile. */
      open_balance: z.number(),
      currency: z.string(),
    }),
    handle: async (call) => {
      const { until, despite_overdue: despite, ...query } = call.query;
      const overdue = despite === 'true' ? 'anyway' : 'refuse';
      const wish = {
        ...pauseOf({ ...query, until_on: query.until_on ?? until }),
        overdue,
      } as const;
      const preview = await previewPause(call.ctx, call.params.id, wish);
      return {
        from_on: preview.fromOn,
        until_on: preview.untilOn,
        keeps_access: preview.keepsAccess,
        paused_days: preview.pausedDays,
        next_billing_on: preview.nextBillingOn,
        ends_on: preview.endsOn,
        gives_back: preview.givesBack,
        credit: preview.credit,
        open_balance: preview.openBalance,
        currency: preview.currency,
      };
    },
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/resumption`,
    summary: 'What ending the pause today would move and bill',
    answer: resumePreview,
    handle: async (call) => presentResume(await previewResume(call.ctx, call.params.id)),
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/pause`,
    summary: 'Pause until a date or until somebody resumes it',
    body: pausing.extend({
      /** Default: as the organization set it. */
      keeps_access: z.boolean().optional(),
      /** Pause although an invoice is overdue. */
      despite_overdue: z.boolean().default(false),
    }),
    answer: subscriptionShape,
    handle: async (call) => {
      const { keeps_access: keepsAccess, despite_overdue: despite, ...dates } = call.body;
      const overdue = despite ? 'anyway' : 'refuse';
      const how = { ...pauseOf(dates), keepsAccess, overdue } as const;
      await pauseSubscription(call.ctx, targetOf(call), how);
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/pause`,
    summary: 'Resume; the paused days are added',
    answer: subscriptionShape,
    handle: async (call) => {
      await resumeSubscription(call.ctx, targetOf(call));
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...ask,
    method: 'GET',
    url: `${base}/extension`,
    summary: 'What an extension would move',
    query: by,
    answer: z.object({
      days: z.number(),
      access_until: z.string(),
      next_billing_on: z.string().nullable(),
      ends_on: z.string().nullable(),
    }),
    handle: async (call) => {
      const preview = await previewExtension(call.ctx, call.params.id, extending(call.query));
      return {
        days: preview.days,
        access_until: preview.accessUntil,
        next_billing_on: preview.nextBillingOn,
        ends_on: preview.endsOn,
      };
    },
  }),
  defineRoute({
    ...act,
    method: 'POST',
    url: `${base}/extension`,
    summary: 'Give free days, or free time up to and with a date',
    body: by.extend({ reason }),
    answer: subscriptionShape,
    handle: async (call) => {
      const wish = { ...extending(call.body), reason: call.body.reason };
      await extendSubscription(call.ctx, targetOf(call), wish);
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    ...act,
    method: 'DELETE',
    url: `${base}/extension`,
    summary: 'Take the latest extension back while it is not used',
    answer: subscriptionShape,
    handle: async (call) => {
      await undoExtension(call.ctx, targetOf(call));
      return showSubscription(call, call.params.id);
    },
  }),
];
