import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import {
  cancelSubscription,
  previewCancellation,
} from '../../../actions/subscriptions/cancelSubscription.ts';
import {
  previewUndoCancellation,
  undoCancellation,
} from '../../../actions/subscriptions/undoCancellation.ts';
import { holdsSubscription } from '../../../db/portal/holds.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { addDays } from '../../../domain/dates.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { presentUndo, undoPreview } from '../admin/previewShapes.ts';
import { overview, readPortal } from './me.ts';

const path = z.strictObject({ org: z.string().max(200), id });
const url = '/portal/:org/subscriptions/:id/cancellation';

/** Members act on what they hold themselves; anything else looks as if it did not exist. */
export async function mustHold(
  call: Pick<Call<{ id: string }, unknown, unknown>, 'ctx' | 'caller' | 'params'>,
): Promise<{ today: LocalDate }> {
  return look(call.ctx, async ({ tx, today }) => {
    const holds = await holdsSubscription(tx, call.caller.contactId!, call.params.id);
    if (!holds) throw new NotFound();
    return { today };
  });
}

export const portalSubscriptionRoutes = [
  defineRoute({
    method: 'GET',
    url,
    summary: 'What cancelling your subscription would do; writes nothing',
    tag: 'Portal',
    needs: 'member',
    rate: 'read',
    params: path,
    answer: z.object({
      /** First day without the subscription, and the last one with it. */
      ends_on: z.string(),
      last_day: z.string(),
      at_once: z.boolean(),
      open_balance: z.number(),
      currency: z.string(),
    }),
    handle: async (call) => {
      const { today } = await mustHold(call);
      const preview = await previewCancellation(call.ctx, call.params.id);
      return {
        ends_on: preview.endsOn,
        last_day: addDays(preview.endsOn, -1),
        at_once: preview.endsOn <= today,
        open_balance: preview.openBalance,
        currency: preview.currency,
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url,
    summary: 'Cancel your subscription at the end of the paid time',
    tag: 'Portal',
    needs: 'member',
    rate: 'write',
    params: path,
    body: z.strictObject({ reason: z.string().trim().max(1000).default('') }),
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await cancelSubscription(call.ctx, { id: call.params.id }, { reason: call.body.reason });
      return readPortal(call);
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/undoing`,
    summary: 'What goes on when you take your cancellation back; writes nothing',
    tag: 'Portal',
    needs: 'member',
    rate: 'read',
    params: path,
    answer: undoPreview,
    handle: async (call) => {
      await mustHold(call);
      return presentUndo(await previewUndoCancellation(call.ctx, call.params.id));
    },
  }),
  defineRoute({
    method: 'DELETE',
    url,
    summary: 'Take your cancellation back while the paid time lasts',
    tag: 'Portal',
    needs: 'member',
    rate: 'write',
    params: path,
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await undoCancellation(call.ctx, { id: call.params.id });
      return readPortal(call);
    },
  }),
];
