import type { CancellationCause } from '../../db/subscriptions/dated.ts';
import { insertCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { planRevoke } from '../../domain/subscriptions/cancel.ts';
import type { Context, Scene } from '../context.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { endNow } from './endNow.ts';
import { stopChasing } from './stopChasing.ts';

/**
 * Ends a subscription now, finally: access closes today, nothing is refunded and nothing chased;
 * an open invoice stays open until staff settle or void it. Refuses with `SubscriptionNotInState`.
 */
export async function revokeSubscription(
  ctx: Context,
  target: Target,
  how: { reason?: string; cause?: CancellationCause } = {},
): Promise<{ endsOn: LocalDate }> {
  return changing(ctx, target, (scene, row) => revokeIn(scene, row, how));
}

/** The same on a locked subscription in an open transaction (refunds, blocks). */
export async function revokeIn(
  scene: Scene,
  row: SubscriptionRow,
  how: { reason?: string; cause?: CancellationCause },
): Promise<{ endsOn: LocalDate }> {
  const { endsOn } = planRevoke(row, scene.today);
  await insertCancellation(scene.tx, scene, {
    subscriptionId: row.id,
    endsOn,
    cause: how.cause ?? 'staff',
    reason: how.reason ?? '',
  });
  await stopChasing(scene, row);
  await endNow(scene, row, { endsOn, endCause: 'revoked' });
  await recordChange(scene, row, {
    event: 'subscription_cancelled',
    data: { ends_on: endsOn, reason: how.reason ?? '', cause: 'revoked' },
  });
  return { endsOn };
}
