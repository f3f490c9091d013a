import { recordActivity } from '../../activity/record.ts';
import { holdersOf } from '../../db/bulk/items.ts';
import { findPlan } from '../../db/plans/read.ts';
import type { PlanPrice, PlanRecord } from '../../db/plans/types.ts';
import { findSubscriptions } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { maxDate, minDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { monthlyAmount } from '../../domain/periods.ts';
import { NothingChanges } from '../../domain/subscriptions/planChange.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { lockPlan } from '../plans/lockPlan.ts';
import { judge } from './judge.ts';
import { plainly } from './prepare.ts';
import type { Repricing } from './repricing.ts';
import { judgeRepricing } from './repricing.ts';
import type { Excluded } from './startBulk.ts';
import { gather, startBulkIn } from './startBulk.ts';
import { inPages } from './targets.ts';

/** Another amount for a price of a plan: for whom, and from when. */
export type PriceWish = {
  planId: string;
  priceId: string;
  /** Minor units per unit and interval. */
  amount: number;
  scope: Repricing['scope'];
  /** With `now`: charge or credit the days that are left; default: no. */
  prorate?: boolean;
  /** With `next_period`: not before so many days from today; default: none. */
  noticeDays?: number;
};

export type PricePreview = {
  currency: string;
  amountBefore: number;
  amount: number;
  /** Running subscriptions that follow. */
  touched: number;
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
    const found = await findPlan(scene.tx, wish.planId);
    if (!found || found.deletedAt) throw new NotFound();
    const plan = pricedBy(found, wish);
    const repricing = repricingOf(plan, wish);
    const { currency, amountBefore, amount } = repricing;
    const sums: Sums = { before: 0, after: 0, first: null, last: null };
    const told = await gather(scene, judged(scene, repricing, { price: plan.price, sums }));
    return {
      ...{ currency, amountBefore, amount },
      ...told,
      monthlyBefore: sums.before,
      monthlyAfter: sums.after,
      firstOn: sums.first,
      lastOn: sums.last,
    };
  });
}

/**
 * Changes the amount of a price. New members pay it at once. Those who have it follow as `scope`
 * says: from their next period after the notice, waiting until then and told by e-mail, or at once;
 * in the background. Refuses with `NotFound`, `NothingChanges`, `WorkRunning`.
 */
export async function changePrice(
  ctx: Context,
  wish: PriceWish,
): Promise<{ id: string; workId: string | null }> {
  return act(ctx, async (scene) => {
    const plan = pricedBy(await lockPlan(scene.tx, wish.planId), wish);
    const repricing = repricingOf(plan, wish);
    const toPriceId = await replacePrice(scene, wish, plan.price);
    const id = newId();
    await scene.tx.exec(
      `insert into price_change (org_id, id, plan_id, from_price_id, to_price_id, scope, prorate,
         notice_days, actor, created_at)
       values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        wish.planId,
        wish.priceId,
        toPriceId,
        wish.scope,
        repricing.prorate,
        repricing.noticeDays,
        JSON.stringify(scene.actor),
        scene.now,
      ],
    );
    await recordActivity(scene, [
      {
        event: 'price_changed',
        amount: wish.amount,
        currency: plan.price.currency,
        data: { plan_id: wish.planId, plan: plan.name, scope: wish.scope },
      },
    ]);
    if (wish.scope === 'new_members') return { id, workId: null };
    const bulk = { act: 'price' as const, price_change_id: id };
    const workId = await startBulkIn(scene, { act: bulk, who: { ids: [] }, plan_id: null }, id);
    return { id, workId };
  });
}

type Priced = { name: string; price: PlanPrice };

function pricedBy(plan: PlanRecord, wish: PriceWish): Priced {
  const price = plan.prices.find(({ id, archivedAt }) => id === wish.priceId && !archivedAt);
  if (!price) throw atField(NotFound, '/price_id');
  if (price.amount === wish.amount) throw atField(NothingChanges, '/amount');
  return { name: plan.name, price };
}

function repricingOf({ name, price }: Priced, wish: PriceWish): Repricing {
  return {
    id: null,
    planId: wish.planId,
    planName: name,
    fromPriceId: price.id,
    toPriceId: null,
    amountBefore: price.amount,
    amount: wish.amount,
    currency: price.currency,
    scope: wish.scope,
    prorate: wish.scope === 'now' && (wish.prorate ?? false),
    noticeDays: wish.scope === 'next_period' ? (wish.noticeDays ?? 0) : 0,
  };
}

type Sums = {
  before: number;
  after: number;
  first: LocalDate | null;
  last: LocalDate | null;
};

async function* judged(
  scene: Scene,
  repricing: Repricing,
  { price, sums }: { price: PlanPrice; sums: Sums },
) {
  if (repricing.scope === 'new_members') return;
  const act = { act: 'price' as const, price_change_id: '' };
  const every = { unit: price.intervalUnit, count: price.intervalCount };
  for (const page of inPages(await holdersOf(scene.tx, price.id))) {
    const found = await judge(scene, plainly(act, { repricing }), page);
    const ids = found.flatMap(({ why, subscriptionId }) => (why ? [] : (subscriptionId ?? [])));
    for (const row of await findSubscriptions(scene.tx, scene.today, ids)) {
      const { effectiveOn } = judgeRepricing(scene, repricing, row);
      sums.before += monthlyAmount(row.amount * row.quantity, every);
      sums.after += monthlyAmount(repricing.amount * row.quantity, every);
      sums.first = sums.first === null ? effectiveOn : minDate(sums.first, effectiveOn);
      sums.last = sums.last === null ? effectiveOn : maxDate(sums.last, effectiveOn);
    }
    yield found;
  }
}

/** The price as it was is sold no more; its successor takes its place in the plan. */
async function replacePrice(scene: Scene, wish: PriceWish, from: PlanPrice): Promise<string> {
  const { tx, now } = scene;
  const id = newId();
  await tx.exec(
    `insert into price (org_id, id, plan_id, amount, currency, interval_unit, interval_count,
       position, setup_amount, created_at)
     select org_id, $2, plan_id, $3, currency, interval_unit, interval_count, position,
       setup_amount, $4
     from price where org_id = app_org() and id = $1`,
    [from.id, id, wish.amount, now],
  );
  await tx.exec(
    `insert into addon_price (org_id, addon_id, price_id, amount)
     select org_id, addon_id, $2, amount from addon_price
     where org_id = app_org() and price_id = $1`,
    [from.id, id],
  );
  await tx.exec('update price set archived_at = $2 where org_id = app_org() and id = $1', [
    from.id,
    now,
  ]);
  await tx.exec('update plan set version = version + 1 where org_id = app_org() and id = $1', [
    wish.planId,
  ]);
  return id;
}
