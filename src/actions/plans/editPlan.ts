import { recordActivity } from '../../activity/record.ts';
import type { PlanPrice, PlanRecord } from '../../db/plans/types.ts';
import type { Tx } from '../../db/transaction.ts';
import { atField } from '../../domain/fields.ts';
import { savePlanBenefits } from '../benefits/editBenefits.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { savePlanPages } from '../pages/planPages.ts';
import { saveAddons } from './addons.ts';
import { checkJoinForm } from './checkJoinForm.ts';
import { checkPlan } from './checkPlan.ts';
import { insertPrices, refuseTakenName } from './createPlan.ts';
import type { AddonWish, NewPrice, PlanFacts } from './input.ts';
import { ownToKind } from './input.ts';
import { labelFollowsPlan, refreshHolders } from './labels.ts';
import { lockPlan } from './lockPlan.ts';
import { CapacityTaken, LastPrice } from './refusals.ts';
import { hasSameTerms, insertVersion, isSold, updateVersion } from './versions.ts';

/**
 * What to change; `prices` is the whole list wanted: those with an id stay, others are new. So is
 * `addons`, with its amounts in the order of the prices given, or else of those on sale.
 */
export type PlanEdit = Partial<Omit<PlanFacts, 'kind'>> & {
  prices?: (NewPrice & { id?: string })[];
  addons?: AddonWish[] | undefined;
  /** The ids of all it gives from now on, in their order. */
  benefits?: string[] | undefined;
  /** The ids of all pages it opens from now on, of those that plans decide about. */
  pages?: string[] | undefined;
};

/**
 * Edits a plan. What members agreed to is never touched: once somebody has the current version, a
 * change of terms makes a new one for whoever joins from now on; running subscriptions keep theirs.
 * Prices missing from a given list are archived. Refuses with `StaleEdit` when `version` is not the
 * plan's, `InvalidInput`, `PlanNameTaken`, `LastPrice`, `CapacityTaken`.
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
    checkEdit(before, { facts, fresh, ...edit });
    if (edit.joinForm) await checkJoinForm(scene.tx, edit.joinForm);
    if (facts.name !== before.name) await refuseTakenName(scene.tx, facts.name, plan.id);
    await savePlan(scene, before, facts);
    const onSale = before.prices.filter((price) => !price.archivedAt).map(({ id }) => id);
    const priceIds = edit.prices ? await replacePrices(scene, before, edit.prices) : onSale;
    const { addons, benefits, pages } = edit;
    if (addons) await saveAddons(scene.tx, { planId: plan.id, priceIds, addons, now: scene.now });
    if (benefits) await savePlanBenefits(scene, { planId: plan.id, ids: benefits });
    if (pages) await savePlanPages(scene, { planId: plan.id, ids: pages });
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
  return ownToKind({
    name: (edit.name ?? before.name).trim(),
    kind: before.kind,
    description: edit.description ?? before.description,
    color: edit.color === undefined ? before.color : edit.color,
    public: edit.public ?? before.public,
    taxRate: edit.taxRate ?? before.taxRate,
    taxInclusive: edit.taxInclusive ?? before.taxInclusive,
    minimumAmount: edit.minimumAmount ?? before.minimumAmount,
    trialDays: edit.trialDays ?? before.trialDays,
    overduePolicy: edit.overduePolicy === undefined ? before.overduePolicy : edit.overduePolicy,
    season: edit.season ?? before.season,
    forever: edit.forever ?? before.forever,
    uses: edit.uses ?? before.uses,
    commitmentMonths: edit.commitmentMonths ?? before.commitmentMonths,
    noticeDays: edit.noticeDays ?? before.noticeDays,
    capacity: edit.capacity === undefined ? before.capacity : edit.capacity,
    allowSeveral: edit.allowSeveral ?? before.allowSeveral,
    memberRules: edit.memberRules === undefined ? before.memberRules : edit.memberRules,
    approvalNeeded: edit.approvalNeeded ?? before.approvalNeeded,
    joinForm: edit.joinForm === undefined ? before.joinForm : edit.joinForm,
    renewal: edit.renewal ?? before.renewal,
  });
}

function checkEdit(
  before: PlanRecord,
  edit: PlanEdit & { facts: PlanFacts; fresh: NewPrice[] },
): void {
  const kept = before.prices.filter((price) => !price.archivedAt);
  if (edit.prices && edit.prices.length === 0) throw new LastPrice();
  checkPlan(edit.facts, edit.prices && edit.fresh.length > 0 ? edit.fresh : kept, edit.addons);
}

function isKept(prices: PlanPrice[], wanted: { id?: string }): boolean {
  return wanted.id !== undefined && prices.some((price) => price.id === wanted.id);
}

async function savePlan(scene: Scene, before: PlanRecord, facts: PlanFacts): Promise<void> {
  const { tx, now } = scene;
  await tx.exec(
    `update plan set name = $2, description = $3, public = $4, allow_several = $5,
       member_rules = $6, approval_needed = $7, join_form = $8, color = $9,
       renewal_policy = $10, renewal_lead_days = $11, renewal_late = $12,
       version = version + 1 where org_id = app_org() and id = $1`,
    [
      ...[before.id, facts.name, facts.description, facts.public, facts.allowSeveral],
      facts.memberRules && JSON.stringify(facts.memberRules),
      facts.approvalNeeded,
      facts.joinForm && JSON.stringify(facts.joinForm),
      facts.color,
      ...[facts.renewal.policy, facts.renewal.lead_days, facts.renewal.late],
    ],
  );
  if (facts.renewal.policy !== before.renewal.policy) await askAsPlan(tx, before.id);
  if (facts.capacity !== before.capacity) await saveCapacity(tx, before.id, facts.capacity);
  if (facts.name !== before.name) {
    await labelFollowsPlan(tx, { id: before.id, name: facts.name }, now);
    await refreshHolders(tx, before.id);
  }
  if (hasSameTerms(before, facts)) return;
  if (await isSold(tx, before.versionId)) {
    await insertVersion(tx, { planId: before.id, facts, now });
    return;
  }
  await updateVersion(tx, before.versionId, facts);
}

/**
 * Who holds it is asked, or not asked any more, from their next period on. Who was told already
 * that nothing is billed before a yes keeps that, as a rule of their own.
 */
async function askAsPlan(tx: Tx, planId: string): Promise<void> {
  // The trigger subscription_asked says from when.
  await tx.exec(
    `update subscription s set version = version + 1,
       auto_renews = case when exists (select from renewal r where r.org_id = app_org()
         and r.subscription_id = s.id and r.policy = 'notice' and r.sent_at is not null
         and r.state in ('sent', 'change_requested', 'intervention')) then false end
     where org_id = app_org() and plan_id = $1 and auto_renews is null
       and state not in ('cancelled', 'expired')`,
    [planId],
  );
}

/** Seats are counted from the moment they are limited; the plan is locked, so nobody slips in. */
async function saveCapacity(tx: Tx, planId: string, capacity: number | null): Promise<void> {
  const { taken } = await tx.one<{ taken: number }>('select held_seats(app_org(), $1) as taken', [
    planId,
  ]);
  if (capacity !== null && taken > capacity) throw atField(CapacityTaken, '/capacity', { taken });
  await tx.exec(
    'update plan set capacity = $2, seats_taken = $3 where org_id = app_org() and id = $1',
    [planId, capacity, capacity === null ? 0 : taken],
  );
}

/** Archives what is not wanted, adds what is new; answers the ids in the order wanted. */
async function replacePrices(
  scene: Scene,
  before: PlanRecord,
  wanted: NonNullable<PlanEdit['prices']>,
): Promise<string[]> {
  const kept = wanted.filter((price) => isKept(before.prices, price)).map((price) => price.id!);
  await archivePricesBut(scene, before.id, kept);
  const prices = wanted.filter((price) => !isKept(before.prices, price));
  const made = await insertPrices(scene.tx, { planId: before.id, prices, now: scene.now });
  return wanted.map((price) => (isKept(before.prices, price) ? price.id! : made.shift()!));
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
