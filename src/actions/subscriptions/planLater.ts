import { insertChange, writeChange } from '../../db/subscriptions/changes.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Scene } from '../context.ts';
import { beforeOf } from './applyChange.ts';
import { changeData, recordChange, wholeOf } from './change.ts';
import type { Changing } from './decideChange.ts';
import { tellChanged } from './tellChanged.ts';

/**
 * Writes a change that waits for its day; one that waited before gives way. A change of the plan's
 * price names itself, so that it can be taken back as a whole, and tells its members in its own
 * words.
 */
export async function planLater(
  scene: Scene,
  row: SubscriptionRow,
  decided: Changing,
  priceChangeId: string | null = null,
): Promise<void> {
  const { decision, becoming, to } = decided;
  const { planName: _name, ...columns } = becoming;
  // Read under the lock: where nothing waits, there is nothing to withdraw.
  const write = row.pendingChange ? insertChange : writeChange;
  await write(scene.tx, {
    subscriptionId: row.id,
    kind: decision.kind,
    ...columns,
    intervalUnit: to.interval.unit,
    intervalCount: to.interval.count,
    before: beforeOf(row, decided, null),
    effectiveOn: decision.effectiveOn,
    actor: scene.actor,
    now: scene.now,
    applied: 'later',
    priceChangeId,
  });
  await recordChange(scene, row, {
    event: 'subscription_change_planned',
    amount: wholeOf(becoming),
    data: changeData(row, { kind: decision.kind, on: decision.effectiveOn, ...becoming }),
  });
  if (!priceChangeId) await tellChanged(scene, row, { decided, applied: null, charged: 0 });
}
