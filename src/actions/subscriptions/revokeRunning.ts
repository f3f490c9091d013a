import { lockSubscription } from '../../db/subscriptions/load.ts';
import type { Scene } from '../context.ts';
import { revokeIn } from './revokeSubscription.ts';

/**
 * Ends every running subscription of a contact at once, without refund, because they are blocked
 * (spec/people.md, Blocking). Runs in the caller's transaction; the directory is the caller's.
 */
export async function revokeRunning(
  scene: Scene,
  contactId: string,
  reason: string,
): Promise<{ ended: number }> {
  const running = await scene.tx.query<{ id: string }>(
    `select id from subscription where org_id = app_org() and contact_id = $1
       and state not in ('cancelled', 'expired') order by id`,
    [contactId],
  );
  for (const { id } of running) {
    const row = await lockSubscription(scene.tx, scene.today, { id });
    await revokeIn(scene, row, { reason, cause: 'blocked', notify: 'nobody' });
  }
  return { ended: running.length };
}
