import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { lockContact } from '../../db/people/contact.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { revokeRunning } from '../subscriptions/revokeRunning.ts';

/**
 * Blocks a contact: they cannot sign in, join or write, access closes at once and their running
 * subscriptions end without refund (spec/people.md). What they pay for others, and owe of what is
 * over, is not retried, reminded or ended while the block lasts; staff decide (spec/overdue.md).
 */
export function blockContact(ctx: Context, id: string, reason: string): Promise<void> {
  return act(ctx, async (scene) => {
    const contact = await lockContact(scene.tx, id);
    if (!contact) throw new NotFound();
    if (contact.blocked_at) return;
    await scene.tx.exec(
      `update contact set blocked_at = $2, blocked_reason = $3, version = version + 1,
         updated_at = $2 where id = $1`,
      [id, scene.now, reason],
    );
    await recordActivity(scene, [{ event: 'contact_blocked', contactId: id, data: { reason } }]);
    await revokeRunning(scene, id, reason);
    await refreshDirectory(scene.tx, [id]);
  });
}

/** Lifts a block; subscriptions that it ended stay ended. */
export function unblockContact(ctx: Context, id: string): Promise<void> {
  return act(ctx, async (scene) => {
    const contact = await lockContact(scene.tx, id);
    if (!contact) throw new NotFound();
    await scene.tx.exec(
      `update contact set blocked_at = null, blocked_reason = null, version = version + 1,
         updated_at = $2 where id = $1`,
      [id, scene.now],
    );
    await recordActivity(scene, [{ event: 'contact_unblocked', contactId: id }]);
    await refreshDirectory(scene.tx, [id]);
  });
}
