import { refreshAfterPlans } from '../../db/directory/refresh.ts';
import type { Tx } from '../../db/transaction.ts';
import { newId } from '../../ids.ts';

/**
 * Makes the label that everyone holding a plan gets, or renames it after the plan. A label of
 * that name made by hand becomes the plan's own; a name another rule uses gets a number behind
 * (spec/people.md: one automatic label per plan, following its name).
 */
export async function labelFollowsPlan(
  tx: Tx,
  plan: { id: string; name: string },
  now: string,
): Promise<void> {
  const own = await tx.maybeOne<{ id: string }>(
    'select id from label where org_id = app_org() and plan_id = $1',
    [plan.id],
  );
  if (own) {
    const name = await freeName(tx, plan.name, own.id);
    await tx.exec(
      `update label set name = $2, version = version + 1
       where org_id = app_org() and id = $1 and name <> $2`,
      [own.id, name],
    );
    return;
  }
  const adopted = await tx.exec(
    `update label set rule = 'plan', plan_id = $1, version = version + 1
     where org_id = app_org() and fold(name) = fold($2) and rule is null`,
    [plan.id, plan.name],
  );
  if (adopted > 0) return;
  await tx.exec(
    `insert into label (org_id, id, name, rule, plan_id, created_at)
     values (app_org(), $1, $2, 'plan', $3, $4)`,
    [newId(), await freeName(tx, plan.name, null), plan.id, now],
  );
}

/** Whoever holds a plan shows its name in the list: their rows follow a renaming. */
export async function refreshHolders(tx: Tx, planId: string): Promise<void> {
  const holders = await tx.query<{ id: string }>(
    `select distinct contact_id as id from subscription
     where org_id = app_org() and plan_id = $1 and state not in ('cancelled', 'expired')`,
    [planId],
  );
  await refreshAfterPlans(
    tx,
    holders.map((holder) => holder.id),
  );
}

async function freeName(tx: Tx, wanted: string, ownId: string | null): Promise<string> {
  const found = await tx.one<{ name: string }>(
    `select name from (
       select $1::text as name, 0 as n
       union all select $1 || ' (' || i || ')', i from generate_series(2, 1000) i) candidate
     where not exists (select from label l where l.org_id = app_org()
       and fold(l.name) = fold(candidate.name) and l.id is distinct from $2)
     order by n limit 1`,
    [wanted, ownId],
  );
  return found.name;
}
