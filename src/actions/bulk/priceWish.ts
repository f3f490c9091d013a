import type { PlanPrice, PlanRecord } from '../../db/plans/types.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { NothingChanges } from '../../domain/subscriptions/planChange.ts';
import { checkPrice } from '../plans/checkPlan.ts';
import type { Repricing } from './repricing.ts';

/** Another amount for a price of a plan: for whom, and from when. */
export type PriceWish = {
  planId: string;
  /** On sale, or an older one that some still have. */
  priceId: string;
  /** Minor units per unit and interval. */
  amount: number;
  scope: Repricing['scope'];
  /** Those on older prices of the same currency and interval follow as well; default: no. */
  olderToo?: boolean;
  /** With `now`: charge or credit the days that are left; default: no. */
  prorate?: boolean;
  /** With `next_period`: not before so many days from today; default: none. */
  noticeDays?: number;
};

/** What a wish comes to: the price it names, whether that gives way, and whom it concerns. */
export type Pricing = {
  price: PlanPrice;
  /** The price is on sale and gets a successor there; else only those who have it change. */
  replaces: boolean;
  repricing: Repricing;
};

/**
 * What a change of price does, by the plan's own rules. A price that is sold no more gets no
 * successor on sale: its people follow to the one sold at that amount, or to one made for them.
 * Refuses with `NotFound`, `InvalidInput`, `NothingChanges`.
 */
export function decidePricing(plan: PlanRecord, wish: PriceWish): Pricing {
  const price = plan.prices.find(({ id }) => id === wish.priceId);
  if (!price) throw atField(NotFound, '/price_id');
  checkPrice(plan, { ...price, amount: wish.amount });
  const isSold = price.archivedAt === null;
  if (!isSold && wish.scope === 'new_members') throw atField(NothingChanges, '/scope');
  const alike = plan.prices.filter((each) => isAlike(each, price));
  const older = alike.filter(({ id, archivedAt }) => archivedAt !== null && id !== price.id);
  const named = wish.olderToo && wish.scope !== 'new_members' ? [price, ...older] : [price];
  const followed = named.filter(({ amount }) => amount !== wish.amount);
  if (followed.length === 0) throw atField(NothingChanges, '/amount');
  const replaces = isSold && price.amount !== wish.amount;
  const sold = alike.find(({ archivedAt, amount }) => !archivedAt && amount === wish.amount);
  return { price, replaces, repricing: repricingOf({ plan, wish, followed, sold }) };
}

function isAlike(left: PlanPrice, right: PlanPrice): boolean {
  return (
    left.currency === right.currency &&
    left.intervalUnit === right.intervalUnit &&
    left.intervalCount === right.intervalCount
  );
}

function repricingOf(decided: {
  plan: PlanRecord;
  wish: PriceWish;
  followed: PlanPrice[];
  sold: PlanPrice | undefined;
}): Repricing {
  const { plan, wish, followed, sold } = decided;
  return {
    id: null,
    planId: plan.id,
    planName: plan.name,
    fromPriceId: wish.priceId,
    toPriceId: sold?.id ?? null,
    before: Object.fromEntries(followed.map(({ id, amount }) => [id, amount])),
    amount: wish.amount,
    currency: followed[0]!.currency,
    scope: wish.scope,
    prorate: wish.scope === 'now' && (wish.prorate ?? false),
    noticeDays: wish.scope === 'next_period' ? (wish.noticeDays ?? 0) : 0,
  };
}
