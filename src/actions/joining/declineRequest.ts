import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { decideRequest } from '../../db/subscriptions/requests.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import type { Target } from '../subscriptions/change.ts';
import { changing, recordChange } from '../subscriptions/change.ts';
import { endNow } from '../subscriptions/endNow.ts';
import { NoRequest } from '../subscriptions/refusals.ts';
import { tellMember } from '../subscriptions/tellMember.ts';

/**
 * Declines a request to join: nothing ran, nothing was billed, and the seat it held is free. The
 * applicant is told, with the reason when one is given (joining.md). Refuses with `NoRequest` or
 * `StaleEdit`.
 */
export function declineRequest(
  ctx: Context,
  target: Target,
  how: { reason: string },
): Promise<void> {
  return changing(ctx, target, (scene, row) => declineIn(scene, row, how));
}

/** The same on a locked subscription in an open transaction; who is blocked is not written to. */
export async function declineIn(
  scene: Scene,
  row: SubscriptionRow,
  how: { reason: string; notify?: 'member' | 'nobody' },
): Promise<void> {
  const { reason } = how;
  await close(scene, row, { outcome: 'declined', reason });
  await recordChange(scene, row, { event: 'join_declined', data: { reason } });
  if (how.notify === 'nobody') return;
  await tellMember(scene, row, {
    template: 'join_declined',
    cause: `declined:${row.id}`,
    data: { planName: row.planName, reason: reason || null, accountUrl: portalUrl(scene) },
  });
}

/** The applicant takes their request back. Refuses with `NoRequest`. */
export function withdrawRequest(ctx: Context, target: Target): Promise<void> {
  return changing(ctx, target, async (scene, row) => {
    await close(scene, row, { outcome: 'withdrawn', reason: '' });
    await recordChange(scene, row, { event: 'join_withdrawn' });
  });
}

async function close(
  scene: Scene,
  row: SubscriptionRow,
  how: { outcome: 'declined' | 'withdrawn'; reason: string },
): Promise<void> {
  if (row.state !== 'pending_approval') throw new NoRequest();
  nextState('decline', row.state);
  await decideRequest(scene.tx, row.id, { ...how, by: scene.actor, now: scene.now });
  await endNow(scene, row, { endsOn: row.startsOn, endCause: 'declined' });
}
