import { findPlan } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import type { Tx } from '../../db/transaction.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';

/**
 * The plan, locked until the transaction ends. Refuses with `NotFound` when it is gone or deleted,
 * and with `StaleEdit` when `version` is given and somebody changed it meanwhile.
 */
export async function lockPlan(tx: Tx, id: string, version?: number): Promise<PlanRecord> {
  const locked = await tx.exec(
    'select id from plan where org_id = app_org() and id = $1 and deleted_at is null for update',
    [id],
  );
  const plan = locked === 1 ? await findPlan(tx, id) : undefined;
  if (!plan) throw new NotFound();
  if (version !== undefined && plan.version !== version) throw new StaleEdit();
  return plan;
}

/** Locks a plan until the transaction ends, a deleted one as well. */
export async function lockGonePlan(tx: Tx, id: string): Promise<void> {
  await tx.exec('select id from plan where org_id = app_org() and id = $1 for update', [id]);
}
