import { moveRenewal } from '../../db/renewals/write.ts';
import { movePending } from '../../db/subscriptions/changes.ts';
import { moveCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow, SubscriptionState } from '../../db/subscriptions/load.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { MovableDates } from '../../domain/subscriptions/pause.ts';
import type { Scene } from '../context.ts';

/**
 * Writes dates that a pause or an extension moved; a change or a cancellation that waits for them
 * moves along.
 */
export async function saveDates(
  scene: Scene,
  row: SubscriptionRow,
  dates: MovableDates & { state?: SubscriptionState },
): Promise<void> {
  const { nextBillingOn, anchorOn, endsOn, state } = dates;
  const shift = { from: row.nextBillingOn, to: nextBillingOn };
  await movePending(scene.tx, row.id, shift);
  await moveRenewal(scene.tx, row.id, shift);
  if (endsOn !== row.endsOn) await moveCancellation(scene.tx, row.id, endsOn);
  await saveSubscription(
    scene.tx,
    { id: row.id, now: scene.now },
    { state, nextBillingOn, anchorOn, anchorDay: dates.anchor.day, endsOn },
  );
}
