import { recordActivity } from '../../activity/record.ts';
import type { Tx } from '../../db/transaction.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { NewPlan, NewPrice, PlanFacts } from './input.ts';
import { checkPlan, completed } from './input.ts';
import { labelFollowsPlan } from './labels.ts';
import { PlanNameTaken } from './refusals.ts';

/**
 * Creates a plan with its prices, its first version and its automatic label. A free plan without a
 * price gets one of 0 per month. Refuses with `InvalidInput` or `PlanNameTaken`.
 */
export async function createPlan(ctx: Context, plan: NewPlan): Promise<{ id: string }> {
  return act(ctx, (scene) => insertPlan(scene, plan));
}

/** The same inside an action that is already running (a plan set, an import). */
export async function insertPlan(scene: Scene, plan: NewPlan): Promise<{ id: string }> {
  const { tx, now } = scene;
  const facts = completed(plan);
  const prices = withFreePrice(facts, plan.prices, scene.org.currency);
  checkPlan(facts, prices);
  await refuseTakenName(tx, facts.name, null);
  const id = newId();
  await tx.exec(
    `insert into plan (org_id, id, name, kind, description, public, position, created_at)
     values (app_org(), $1, $2, $3, $4, $5,
       (select coalesce(max(position), 0) + 1 from plan where org_id = app_org()), $6)`,
    [id, facts.name, facts.kind, facts.description, facts.public, now],
  );
  await insertVersion(tx, { planId: id, facts, now });
  await insertPrices(tx, { planId: id, prices, now });
  await labelFollowsPlan(tx, { id, name: facts.name }, now);
  await recordActivity(scene, [{ event: 'plan_created', data: { plan_id: id, plan: facts.name } }]);
  return { id };
}

/** Adds the plan's next version and makes it the one that new members get. */
export async function insertVersion(
  tx: Tx,
  what: { planId: string; facts: PlanFacts; now: string },
): Promise<void> {
  const { planId, facts, now } = what;
  const id = newId();
  await tx.exec(
    `insert into plan_version (org_id, id, plan_id, number, name, tax_rate, tax_inclusive,
       minimum_amount, trial_days, overdue_policy, created_at)
     values (app_org(), $1, $2, (select coalesce(max(number), 0) + 1 from plan_version
       where org_id = app_org() and plan_id = $2), $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      planId,
      facts.name,
      facts.taxRate,
      facts.taxInclusive,
      facts.minimumAmount,
      facts.trialDays,
      facts.overduePolicy && JSON.stringify(facts.overduePolicy),
      now,
    ],
  );
  await tx.exec('update plan set current_version_id = $2 where org_id = app_org() and id = $1', [
    planId,
    id,
  ]);
}

/** Adds prices after the ones a plan has. */
export async function insertPrices(
  tx: Tx,
  what: { planId: string; prices: NewPrice[]; now: string },
): Promise<void> {
  const rows = what.prices.map((price, i) => ({ ...price, id: newId(), place: i + 1 }));
  await tx.exec(
    `insert into price (org_id, id, plan_id, amount, currency, interval_unit, interval_count,
       position, created_at)
     select app_org(), r.id, $1, r.amount, r.currency, r."intervalUnit", r."intervalCount",
       r.place + (select coalesce(max(position), 0) from price
         where org_id = app_org() and plan_id = $1), $2
     from jsonb_to_recordset($3::jsonb) as r (id uuid, amount bigint, currency text,
       "intervalUnit" text, "intervalCount" smallint, place int)`,
    [what.planId, what.now, JSON.stringify(rows)],
  );
}

/** Refuses with `PlanNameTaken` when another plan bears the name (case and accents aside). */
export async function refuseTakenName(tx: Tx, name: string, ownId: string | null): Promise<void> {
  // Two plans of one name written at the same moment would meet in the unique index otherwise.
  await tx.exec("select pg_advisory_xact_lock(hashtextextended('plans' || app_org(), 0))");
  const other = await tx.maybeOne<{ name: string }>(
    `select name from plan where org_id = app_org() and deleted_at is null
       and fold(name) = fold($1) and id is distinct from $2`,
    [name, ownId],
  );
  if (other) throw new PlanNameTaken({ name: other.name });
}

function withFreePrice(facts: PlanFacts, prices: NewPrice[], currency: string): NewPrice[] {
  if (facts.kind !== 'free' || prices.length > 0) return prices;
  return [{ amount: 0, currency, intervalUnit: 'month', intervalCount: 1 }];
}
