import { recordActivity } from '../../activity/record.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';

/**
 * Somebody looked at a difference between a gateway and the books: it stays listed and waits for
 * nobody, until it changes. Seen twice is seen once. Refuses with `NotFound`.
 */
export function markDifferenceSeen(ctx: Context, id: string): Promise<void> {
  return act(ctx, async (scene) => {
    const { tx, now, actor } = scene;
    const known = await tx.maybeOne<{ reference: string; seen: boolean }>(
      `select reference, seen_at is not null as seen from gateway_difference
       where org_id = app_org() and id = $1 for update`,
      [id],
    );
    if (!known) throw new NotFound();
    if (known.seen) return;
    await tx.exec(
      `update gateway_difference set seen_at = $2, seen_by = $3
       where org_id = app_org() and id = $1`,
      [id, now, JSON.stringify(actor)],
    );
    const data = { reference: known.reference };
    await recordActivity(scene, [{ event: 'difference_seen', data }]);
  });
}
