import type { ActivityEvent } from '../../activity/events.ts';
import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { AddonSold } from '../../db/plans/types.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import { lineAmount } from '../../domain/billing/draft.ts';
import { addonsAmount } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
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

/** What it costs per interval, add-ons included; minor units. */
export function wholeOf(row: Pick<SubscriptionRow, 'amount' | 'quantity' | 'addons'>): number {
  return lineAmount(row.amount, row.quantity) + addonsAmount(row.addons);
}

/** What the history says of a change: from and to which plan, and the add-ons where they differ. */
export function changeData(
  row: SubscriptionRow,
  to: { kind: string; on: LocalDate; planName: string; addons: readonly AddonSold[] },
): Record<string, unknown> {
  const [before, after] = [row.addons, to.addons].map(addonsText);
  const about = { kind: to.kind, from: row.planName, to: to.planName, on: to.on };
  return before === after ? about : { ...about, addons: after || '–' };
}

/** 'Locker ×2, Studio ×1'. */
export function addonsText(addons: readonly AddonSold[]): string {
  return addons.map(({ name, quantity }) => `${name} ×${quantity}`).join(', ');
}

/** Staff or the member: whom an e-mail names as the one who did it. */
export function doneBy(scene: Scene): 'member' | 'staff' {
  return scene.actor.kind === 'member' ? 'member' : 'staff';
}
