import { recordActivity } from '../../activity/record.ts';
import { holdersOf } from '../../db/bulk/items.ts';
import { findPlan } from '../../db/plans/read.ts';
import { findSubscriptions } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { maxDate, minDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { monthlyAmount } from '../../domain/periods.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { lockPlan } from '../plans/lockPlan.ts';
import { judge } from './judge.ts';
import { plainly } from './prepare.ts';
import type { PriceWish, Pricing } from './priceWish.ts';
import { decidePricing } from './priceWish.ts';
import { judgeRepricing } from './repricing.ts';
import type { Excluded } from './startBulk.ts';
import { gather, startBulkIn } from './startBulk.ts';
import { inPages } from './targets.ts';
import { comesTo } from './tellPrice.ts';

export type PricePreview = {
  currency: string;
  amountBefore: number;
  amount: number;
  /** Running subscriptions that follow, and how many of them have an older price. */
  touched: number;
  older: number;
  people: number;
  /** What they pay a month together, before and after; minor units, tax as the plan has it. */
  monthlyBefore: number;
  monthlyAfter: number;
  firstOn: LocalDate | null;
  lastOn: LocalDate | null;
  excluded: Excluded[];
};

/** Who would pay how much more or less, and from when; writes nothing. Refuses like doing it. */
export async function previewPriceChange(ctx: Context, wish: PriceWish): Promise<PricePreview> {
  return look(ctx, async (scene) => {
    const plan = await findPlan(scene.tx, wish.planId);
    if (!plan || plan.deletedAt) throw new NotFound();
    const pricing = decidePricing(plan, wish);
    const { currency, amount } = pricing.repricing;
    const sums: Sums = { before: 0, after: 0, older: 0, first: null, last: null };
    const told = await gather(scene, judged(scene, pricing, sums));
    return {
      ...{ currency, amountBefore: pricing.price.amount, amount },
      ...told,
      older: sums.older,
      monthlyBefore: sums.before,
      monthlyAfter: sums.after,
      firstOn: sums.first,
      lastOn: sums.last,
    };
  });
}

/**
 * Changes the amount of a price. New members pay it at once, when it is on sale. Those who have it
 * (and, when asked, an older one) follow as `scope` says: from their next period after the notice,
 * waiting until then and told by e-mail, or at once; in the background. Who still waits for it from
 * a change before gets the newest instead. Refuses with `NotFound`, `InvalidInput`,
 * `NothingChanges`, `WorkRunning`.
 */
export async function changePrice(
  ctx: Context,
  wish: PriceWish,
): Promise<{ id: string; workId: string | null }> {
  return act(ctx, async (scene) => {
    const plan = await lockPlan(scene.tx, wish.planId);
    const pricing = decidePricing(plan, wish);
    const { repricing } = pricing;
    const id = await writeChange(scene, pricing);
    await recordActivity(scene, [
      {
        event: 'price_changed',
        amount: wish.amount,
        currency: repricing.currency,
        data: { plan_id: wish.planId, plan: plan.name, scope: wish.scope },
      },
    ]);
    if (wish.scope === 'new_members') return { id, workId: null };
    const prices = Object.keys(repricing.before);
    const bulk = { act: 'price' as const, price_change_id: id, price_ids: prices };
    const workId = await startBulkIn(scene, { act: bulk, who: { ids: [] }, plan_id: null }, id);
    return { id, workId };
  });
}

/** Where nothing on sale was replaced, the change leads from the price to itself. */
async function writeChange(scene: Scene, pricing: Pricing): Promise<string> {
  const { price, replaces, repricing } = pricing;
  const toPriceId = repricing.toPriceId ?? (await makePrice(scene, pricing));
  if (replaces) await archivePrice(scene, price.id);
  const id = newId();
  await scene.tx.exec(
    `insert into price_change (org_id, id, plan_id, from_price_id, to_price_id, scope, prorate,
       notice_days, actor, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, repricing.planId, replaces ? price.id : toPriceId, toPriceId],
      ...[repricing.scope, repricing.prorate, repricing.noticeDays],
      ...[JSON.stringify(scene.actor), scene.now],
    ],
  );
  await scene.tx.exec(
    'update plan set version = version + 1 where org_id = app_org() and id = $1',
    [repricing.planId],
  );
  return id;
}

type Sums = {
  before: number;
  after: number;
  older: number;
  first: LocalDate | null;
  last: LocalDate | null;
};

async function* judged(scene: Scene, { price, repricing }: Pricing, sums: Sums) {
  if (repricing.scope === 'new_members') return;
  const act = { act: 'price' as const, price_change_id: '' };
  const every = { unit: price.intervalUnit, count: price.intervalCount };
  const holders = await holdersOf(scene.tx, Object.keys(repricing.before));
  for (const page of inPages(holders)) {
    const found = await judge(scene, plainly(act, { repricing }), page);
    const ids = found.flatMap(({ why, subscriptionId }) => (why ? [] : (subscriptionId ?? [])));
    for (const row of await findSubscriptions(scene.tx, scene.today, ids)) {
      const { effectiveOn } = judgeRepricing(scene, repricing, row);
      sums.before += monthlyAmount(comesTo(row, row.amount), every);
      sums.after += monthlyAmount(comesTo(row, repricing.amount), every);
      if (![row.priceId, row.pendingChange?.priceId].includes(price.id)) sums.older += 1;
      sums.first = sums.first === null ? effectiveOn : minDate(sums.first, effectiveOn);
      sums.last = sums.last === null ? effectiveOn : maxDate(sums.last, effectiveOn);
    }
    yield found;
  }
}

/** The successor of a price, in its place in the plan; that of one not sold is not sold either. */
async function makePrice(scene: Scene, { price, replaces, repricing }: Pricing): Promise<string> {
  const { tx, now } = scene;
  const id = newId();
  await tx.exec(
    `insert into price (org_id, id, plan_id, amount, currency, interval_unit, interval_count,
       position, setup_amount, created_at, archived_at)
     select org_id, $2, plan_id, $3, currency, interval_unit, interval_count, position,
       setup_amount, $4, $5
     from price where org_id = app_org() and id = $1`,
    [price.id, id, repricing.amount, now, replaces ? null : now],
  );
  await tx.exec(
    `insert into addon_price (org_id, addon_id, price_id, amount)
     select org_id, addon_id, $2, amount from addon_price
     where org_id = app_org() and price_id = $1`,
    [price.id, id],
  );
  return id;
}

async function archivePrice({ tx, now }: Scene, id: string): Promise<void> {
  await tx.exec('update price set archived_at = $2 where org_id = app_org() and id = $1', [
    id,
    now,
  ]);
}
