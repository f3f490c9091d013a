import { recordActivity } from '../../activity/record.ts';
import { refreshAfterPlans } from '../../db/directory/refresh.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';

/** Puts plans into the given order; plans left out keep their place behind them. */
export async function reorderPlans(ctx: Context, ids: string[]): Promise<void> {
  await act(ctx, async (scene) => {
    const { tx } = scene;
    const moved = await tx.exec(
      `update plan p set position = o.place
       from (select id, row_number() over (order by
           array_position($1::uuid[], id) nulls last, position, id) as place
         from plan where org_id = app_org() and deleted_at is null) o
       where p.org_id = app_org() and p.id = o.id and p.position <> o.place`,
      [ids],
    );
    if (moved === 0) return;
    await recordActivity(scene, [{ event: 'plans_reordered', data: { moved } }]);
    // Whoever holds several plans shows their names in the plans' order.
    const several = await tx.query<{ id: string }>(
      `select contact_id as id from subscription
       where org_id = app_org() and state not in ('cancelled', 'expired')
       group by contact_id having count(*) > 1`,
    );
    await refreshAfterPlans(
      tx,
      several.map((contact) => contact.id),
    );
  });
}
