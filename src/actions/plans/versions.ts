import type { PlanRecord } from '../../db/plans/types.ts';
import type { Tx } from '../../db/transaction.ts';
import { newId } from '../../ids.ts';
import type { PlanFacts } from './input.ts';

/** What a version freezes, column by column, for whoever joins while it is the current one. */
const frozen: Record<string, (facts: PlanFacts) => unknown> = {
  name: (facts) => facts.name,
  tax_rate: (facts) => facts.taxRate,
  tax_inclusive: (facts) => facts.taxInclusive,
  minimum_amount: (facts) => facts.minimumAmount,
  trial_days: (facts) => facts.trialDays,
  overdue_policy: (facts) => facts.overduePolicy && JSON.stringify(facts.overduePolicy),
  season_day: (facts) => facts.season?.start.day ?? null,
  season_month: (facts) => facts.season?.start.month ?? null,
  rollover_day: (facts) => facts.season?.rollover?.day ?? null,
  rollover_month: (facts) => facts.season?.rollover?.month ?? null,
  first_period: (facts) => facts.season?.firstPeriod ?? null,
  forever: (facts) => facts.forever,
  uses: (facts) => facts.uses,
  commitment_months: (facts) => facts.commitmentMonths,
  notice_days: (facts) => facts.noticeDays,
};

const columns = Object.keys(frozen);

function valuesOf(facts: PlanFacts): unknown[] {
  return columns.map((column) => frozen[column]!(facts));
}

/** Adds the plan's next version and makes it the one that new members get. */
export async function insertVersion(
  tx: Tx,
  what: { planId: string; facts: PlanFacts; now: string },
): Promise<void> {
  const { planId, facts, now } = what;
  const id = newId();
  await tx.exec(
    `insert into plan_version (org_id, id, plan_id, created_at, number, ${columns.join(', ')})
     values (app_org(), $1, $2, $3, (select coalesce(max(number), 0) + 1 from plan_version
       where org_id = app_org() and plan_id = $2),
       ${columns.map((_, i) => `$${i + 4}`).join(', ')})`,
    [id, planId, now, ...valuesOf(facts)],
  );
  await tx.exec('update plan set current_version_id = $2 where org_id = app_org() and id = $1', [
    planId,
    id,
  ]);
}

/** Rewrites a version that nobody has yet. */
export async function updateVersion(tx: Tx, versionId: string, facts: PlanFacts): Promise<void> {
  await tx.exec(
    `update plan_version set ${columns.map((column, i) => `${column} = $${i + 2}`).join(', ')}
     where org_id = app_org() and id = $1`,
    [versionId, ...valuesOf(facts)],
  );
}

/** True when nothing that a version freezes differs. */
export function hasSameTerms(before: PlanRecord, facts: PlanFacts): boolean {
  const was = valuesOf(before);
  return valuesOf(facts).every((value, i) => value === was[i]);
}

/** True once somebody has the version, or is about to. */
export async function isSold(tx: Tx, versionId: string): Promise<boolean> {
  const row = await tx.one<{ sold: boolean }>(
    `select exists (select from subscription where org_id = app_org() and plan_version_id = $1)
       or exists (select from subscription_change where org_id = app_org()
         and plan_version_id = $1) as sold`,
    [versionId],
  );
  return row.sold;
}
