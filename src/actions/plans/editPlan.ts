import { recordActivity } from '../../activity/record.ts';
import type { PlanPrice, PlanRecord } from '../../db/plans/types.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { insertPrices, insertVersion, refuseTakenName } from './createPlan.ts';
import type { NewPrice, PlanFacts } from './input.ts';
import { checkPlan } from './input.ts';
import { labelFollowsPlan, refreshHolders } from './labels.ts';
import { lockPlan } from './lockPlan.ts';
import { LastPrice } from './refusals.ts';

/** What to change; `prices` is the whole list wanted: those with an id stay, others are new. */
export type PlanEdit = Partial<Omit<PlanFacts, 'kind'>> & {
  prices?: (NewPrice & { id?: string })[];
};

/**
 * Edits a plan. What members agreed to is never touched: once somebody has the current version, a
 * change of terms makes a new one for whoever joins from now on; running subscriptions keep theirs.
 * Prices missing from a given list are archived. Refuses with `StaleEdit` when `version` is not the
 * plan's, `InvalidInput`, `PlanNameTaken`, `LastPrice`.
 */
export async function editPlan(
  ctx: Context,
  plan: { id: string; version: number },
  edit: PlanEdit,
): Promise<{ version: number }> {
  return act(ctx, async (scene) => {
    const before = await lockPlan(scene.tx, plan.id, plan.version);
    const facts = merged(before, edit);
    const fresh = (edit.prices ?? []).filter((price) => !isKept(before.prices, price));
    checkEdit(before, { facts, fresh, prices: edit.prices });
    if (facts.name !== before.name) await refuseTakenName(scene.tx, facts.name, plan.id);
    await savePlan(scene, before, facts);
    if (edit.prices) await replacePrices(scene, before, edit.prices);
    await recordActivity(scene, [
      { event: 'plan_changed', data: { plan_id: plan.id, plan: facts.name } },
    ]);
    return { version: before.version + 1 };
  });
}

/** Adds one price. Refuses with `InvalidInput` or `NotFound`. */
export async function addPrice(ctx: Context, planId: string, price: NewPrice): Promise<void> {
  await act(ctx, async (scene) => {
    const plan = await lockPlan(scene.tx, planId);
    checkPlan(merged(plan, {}), [price]);
    await insertPrices(scene.tx, { planId, prices: [price], now: scene.now });
    await touch(scene.tx, planId);
    await recordActivity(scene, [
      {
        event: 'plan_changed',
        amount: price.amount,
        currency: price.currency,
        data: { plan_id: planId, plan: plan.name, change: 'price_added' },
      },
    ]);
  });
}

/** Takes a price out of sale; who has it keeps it. Refuses with `LastPrice` or `NotFound`. */
export async function archivePrice(ctx: Context, planId: string, priceId: string): Promise<void> {
  await act(ctx, async (scene) => {
    const plan = await lockPlan(scene.tx, planId);
    const left = plan.prices.filter((price) => !price.archivedAt && price.id !== priceId);
    if (left.length === 0) throw new LastPrice();
    await archivePricesBut(
      scene,
      planId,
      plan.prices.filter((price) => price.id !== priceId).map((price) => price.id),
    );
    await touch(scene.tx, planId);
    await recordActivity(scene, [
      {
        event: 'plan_changed',
        data: { plan_id: planId, plan: plan.name, change: 'price_archived' },
      },
    ]);
  });
}

function merged(before: PlanRecord, edit: PlanEdit): PlanFacts {
  return {
    name: (edit.name ?? before.name).trim(),
    kind: before.kind,
    description: edit.description ?? before.description,
    public: edit.public ?? before.public,
    taxRate: edit.taxRate ?? before.taxRate,
    taxInclusive: edit.taxInclusive ?? before.taxInclusive,
    minimumAmount: edit.minimumAmount ?? before.minimumAmount,
    trialDays: edit.trialDays ?? before.trialDays,
    overduePolicy: edit.overduePolicy === undefined ? before.overduePolicy : edit.overduePolicy,
  };
}

function checkEdit(
  before: PlanRecord,
  edit: { facts: PlanFacts; fresh: NewPrice[]; prices: PlanEdit['prices'] },
): void {
  const kept = before.prices.filter((price) => !price.archivedAt);
  checkPlan(edit.facts, edit.prices ? edit.fresh : kept);
  if (edit.prices && edit.prices.length === 0) throw new LastPrice();
}

function isKept(prices: PlanPrice[], wanted: { id?: string }): boolean {
  return wanted.id !== undefined && prices.some((price) => price.id === wanted.id);
}

async function savePlan(scene: Scene, before: PlanRecord, facts: PlanFacts): Promise<void> {
  const { tx, now } = scene;
  await tx.exec(
    `update plan set name = $2, description = $3, public = $4, version = version + 1
     where org_id = app_org() and id = $1`,
    [before.id, facts.name, facts.description, facts.public],
  );
  if (facts.name !== before.name) {
    await labelFollowsPlan(tx, { id: before.id, name: facts.name }, now);
    await refreshHolders(tx, before.id);
  }
  if (hasSameTerms(before, facts)) return;
  if (await isSold(tx, before.versionId)) {
    await insertVersion(tx, { planId: before.id, facts, now });
    return;
  }
  await tx.exec(
    `update plan_version set name = $2, tax_rate = $3, tax_inclusive = $4, minimum_amount = $5,
       trial_days = $6, overdue_policy = $7 where org_id = app_org() and id = $1`,
    [
      before.versionId,
      facts.name,
      facts.taxRate,
      facts.taxInclusive,
      facts.minimumAmount,
      facts.trialDays,
      facts.overduePolicy && JSON.stringify(facts.overduePolicy),
    ],
  );
}

/** True when nothing that a version freezes differs. */
function hasSameTerms(before: PlanRecord, facts: PlanFacts): boolean {
  return (
    before.name === facts.name &&
    Number(before.taxRate) === Number(facts.taxRate) &&
    before.taxInclusive === facts.taxInclusive &&
    before.minimumAmount === facts.minimumAmount &&
    before.trialDays === facts.trialDays &&
    JSON.stringify(before.overduePolicy) === JSON.stringify(facts.overduePolicy)
  );
}

async function isSold(tx: Tx, versionId: string): Promise<boolean> {
  const row = await tx.one<{ sold: boolean }>(
    `select exists (select from subscription where org_id = app_org() and plan_version_id = $1)
       or exists (select from subscription_change where org_id = app_org()
         and plan_version_id = $1) as sold`,
    [versionId],
  );
  return row.sold;
}

async function replacePrices(
  scene: Scene,
  before: PlanRecord,
  wanted: NonNullable<PlanEdit['prices']>,
): Promise<void> {
  const kept = wanted.filter((price) => isKept(before.prices, price)).map((price) => price.id!);
  await archivePricesBut(scene, before.id, kept);
  const prices = wanted.filter((price) => !isKept(before.prices, price));
  await insertPrices(scene.tx, { planId: before.id, prices, now: scene.now });
}

async function archivePricesBut(scene: Scene, planId: string, kept: string[]): Promise<void> {
  await scene.tx.exec(
    `update price set archived_at = $3
     where org_id = app_org() and plan_id = $1 and archived_at is null and id <> all($2::uuid[])`,
    [planId, kept, scene.now],
  );
}

async function touch(tx: Tx, planId: string): Promise<void> {
  await tx.exec('update plan set version = version + 1 where org_id = app_org() and id = $1', [
    planId,
  ]);
}
