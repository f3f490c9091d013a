import { recordActivity } from '../../activity/record.ts';
import type { Tx } from '../../db/transaction.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { tellMembers } from '../subscriptions/tellMember.ts';
import { lockPlan } from './lockPlan.ts';

/**
 * Deletes a plan without ending anybody's payments: running subscriptions keep their frozen
 * version, and each one's history says "plan deleted" (spec/plans-and-billing.md). `notice` is
 * what their members are written, once each. Answers how many subscriptions go on. Refuses with
 * `NotFound` or, when `version` is given and not the plan's, `StaleEdit`.
 */
export async function deletePlan(
  ctx: Context,
  plan: { id: string; version?: number; notice?: string },
): Promise<{ running: number }> {
  return act(ctx, async (scene) => {
    const { tx } = scene;
    const found = await lockPlan(tx, plan.id, plan.version);
    await tx.exec(
      `update plan set deleted_at = $2, archived_at = coalesce(archived_at, $2),
         public = false, version = version + 1 where org_id = app_org() and id = $1`,
      [plan.id, scene.now],
    );
    const running = await runningOf(tx, plan.id);
    if (running.length === 0) await dropLabel(tx, plan.id);
    const data = { plan_id: plan.id, plan: found.name };
    const told = plan.notice
      ? await tellHolders(scene, running, { ...found, text: plan.notice })
      : 0;
    await recordActivity(scene, [
      { event: 'plan_deleted', data: { ...data, running: running.length, told: told || null } },
      ...running.map(({ id, contactId }) => ({
        event: 'plan_deleted' as const,
        contactId,
        subscriptionId: id,
        data,
      })),
    ]);
    return { running: running.length };
  });
}

type Running = { id: string; contactId: string };

/** Answers to how many members it is written. */
async function tellHolders(
  scene: Scene,
  running: readonly Running[],
  plan: { id: string; name: string; text: string },
): Promise<number> {
  const members = [...new Set(running.map(({ contactId }) => contactId))];
  const data = { planName: plan.name, text: plan.text, accountUrl: portalUrl(scene) };
  const cause = `plan_notice:${plan.id}`;
  await tellMembers(
    scene,
    members.map((contactId) => ({ template: 'plan_notice', contactId, cause, data })),
  );
  return members.length;
}

async function runningOf(tx: Tx, planId: string): Promise<Running[]> {
  return tx.query<Running>(
    `select id, contact_id as "contactId" from subscription
     where org_id = app_org() and plan_id = $1 and state not in ('cancelled', 'expired')
     order by id`,
    [planId],
  );
}

/** Nobody holds the plan any more, so its automatic label has nobody to stand on. */
async function dropLabel(tx: Tx, planId: string): Promise<void> {
  await tx.exec('delete from label where org_id = app_org() and plan_id = $1', [planId]);
}
