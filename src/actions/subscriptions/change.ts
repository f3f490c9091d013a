import type { ActivityEvent } from '../../activity/events.ts';
import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/** Which subscription, and (when a form was open on it) the version that was seen. */
export type Target = { id: string; version?: number };

/**
 * One change of one subscription: locks payer and subscription, lets `work` decide and save, and
 * brings the directory in line; all in one transaction. Refuses with `NotFound` or `StaleEdit`.
 */
export async function changing<T>(
  ctx: Context,
  target: Target,
  work: (scene: Scene, row: SubscriptionRow) => Promise<T>,
): Promise<T> {
  return act(ctx, async (scene) => {
    const row = await lockSubscription(scene.tx, scene.today, target);
    const result = await work(scene, row);
    await refreshDirectory(scene.tx, [...new Set([row.contactId, row.payerId])]);
    return result;
  });
}

/** Records what happened to a subscription, with its plan's name. */
export async function recordChange(
  scene: Scene,
  row: SubscriptionRow,
  entry: { event: ActivityEvent; data?: Record<string, unknown>; amount?: number },
): Promise<void> {
  await recordActivity(scene, [
    {
      event: entry.event,
      contactId: row.contactId,
      subscriptionId: row.id,
      amount: entry.amount ?? null,
      currency: entry.amount === undefined ? null : row.currency,
      data: { plan: row.planName, ...entry.data },
    },
  ]);
}

/** Staff or the member: whom an e-mail names as the one who did it. */
export function doneBy(scene: Scene): 'member' | 'staff' {
  return scene.actor.kind === 'member' ? 'member' : 'staff';
}
