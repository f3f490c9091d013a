import { recordActivity } from '../../activity/record.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { lockPlan } from './lockPlan.ts';

/** Closes a plan to new members; running subscriptions go on. Doing it twice changes nothing. */
export async function archivePlan(ctx: Context, id: string): Promise<void> {
  await act(ctx, (scene) => setArchived(scene, id, scene.now));
}

/** Opens an archived plan again. */
export async function unarchivePlan(ctx: Context, id: string): Promise<void> {
  await act(ctx, (scene) => setArchived(scene, id, null));
}

async function setArchived(scene: Scene, id: string, at: string | null): Promise<void> {
  const plan = await lockPlan(scene.tx, id);
  if ((plan.archivedAt === null) === (at === null)) return;
  await scene.tx.exec(
    `update plan set archived_at = $2, version = version + 1
     where org_id = app_org() and id = $1`,
    [id, at],
  );
  const event = at === null ? 'plan_changed' : 'plan_archived';
  await recordActivity(scene, [{ event, data: { plan_id: id, plan: plan.name } }]);
}
