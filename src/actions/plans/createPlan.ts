import { recordActivity } from '../../activity/record.ts';
import type { Tx } from '../../db/transaction.ts';
import { newId } from '../../ids.ts';
import { savePlanBenefits } from '../benefits/editBenefits.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { savePlanPages } from '../pages/planPages.ts';
import { saveAddons } from './addons.ts';
import { checkJoinForm } from './checkJoinForm.ts';
import { checkPlan } from './checkPlan.ts';
import type { NewPlan, NewPrice, PlanFacts } from './input.ts';
import { completed } from './input.ts';
import { labelFollowsPlan } from './labels.ts';
import { PlanNameTaken } from './refusals.ts';
import { insertVersion } from './versions.ts';

/**
 * Creates a plan with its prices, its first version and its automatic label. A free plan without a
 * price gets one of 0 per month. Refuses with `InvalidInput`, `PlanNameTaken` or
 * `BenefitGone`.
 */
export async function createPlan(ctx: Context, plan: NewPlan): Promise<{ id: string }> {
  return act(ctx, (scene) => insertPlan(scene, plan));
}

/** The same inside an action that is already running (a plan set, an import). */
export async function insertPlan(scene: Scene, plan: NewPlan): Promise<{ id: string }> {
  const { tx, now } = scene;
  const facts = completed(plan);
  const prices = withFreePrice(facts, plan.prices, scene.org.currency);
  checkPlan(facts, prices, plan.addons);
  await checkJoinForm(tx, facts.joinForm);
  await refuseTakenName(tx, facts.name, null);
  const id = newId();
  await tx.exec(
    `insert into plan (org_id, id, name, kind, description, public, position, created_at,
       capacity, allow_several, member_rules, approval_needed, join_form,
       color, renewal_policy, renewal_lead_days, renewal_late)
     values (app_org(), $1, $2, $3, $4, $5,
       (select coalesce(max(position), 0) + 1 from plan where org_id = app_org()), $6, $7, $8, $9,
       $10, $11, $12, $13, $14, $15)`,
    [
      ...[id, facts.name, facts.kind, facts.description, facts.public, now],
      facts.capacity,
      facts.allowSeveral,
      facts.memberRules && JSON.stringify(facts.memberRules),
      facts.approvalNeeded,
      facts.joinForm && JSON.stringify(facts.joinForm),
      facts.color,
      ...[facts.renewal.policy, facts.renewal.lead_days, facts.renewal.late],
    ],
  );
  await insertVersion(tx, { planId: id, facts, now });
  const priceIds = await insertPrices(tx, { planId: id, prices, now });
  await saveAddons(tx, { planId: id, priceIds, addons: plan.addons ?? [], now });
  if (plan.benefits) await savePlanBenefits(scene, { planId: id, ids: plan.benefits });
  if (plan.pages) await savePlanPages(scene, { planId: id, ids: plan.pages });
  await labelFollowsPlan(tx, { id, name: facts.name }, now);
  await recordActivity(scene, [{ event: 'plan_created', data: { plan_id: id, plan: facts.name } }]);
  return { id };
}

/** Adds prices after the ones a plan has; answers their ids in order. */
export async function insertPrices(
  tx: Tx,
  what: { planId: string; prices: NewPrice[]; now: string },
): Promise<string[]> {
  const rows = what.prices.map((price, i) => ({ ...price, id: newId(), place: i + 1 }));
  await tx.exec(
    `insert into price (org_id, id, plan_id, amount, currency, interval_unit, interval_count,
       setup_amount, position, created_at)
     select app_org(), r.id, $1, r.amount, r.currency, r."intervalUnit", r."intervalCount",
       coalesce(r."setupAmount", 0), r.place + (select coalesce(max(position), 0) from price
         where org_id = app_org() and plan_id = $1), $2
     from jsonb_to_recordset($3::jsonb) as r (id uuid, amount bigint, currency text,
       "intervalUnit" text, "intervalCount" smallint, "setupAmount" bigint, place int)`,
    [what.planId, what.now, JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
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
