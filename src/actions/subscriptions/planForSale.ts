import { findPlan } from '../../db/plans/read.ts';
import type { AddonSold, PlanPrice, PlanRecord } from '../../db/plans/types.ts';
import type { Tx } from '../../db/transaction.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import type { Interval } from '../../domain/periods.ts';
import type { JoinPlan } from '../../domain/subscriptions/join.ts';
import type { PlanSale } from '../../domain/subscriptions/joinDates.ts';
import { taxesOf } from '../../domain/tax.ts';
import { PlanArchived, PlanDeleted } from '../plans/refusals.ts';
import { AddonNotForSale, AmountBelowMinimum, AmountNotFree, PriceNotForSale } from './refusals.ts';

/** What is asked for: a plan, one of its prices, an amount of one's own where the plan has that. */
export type Wanted = {
  planId: string;
  priceId?: string | null;
  amount?: number | null;
  addons?: readonly { addonId: string; quantity: number }[];
};

/** A plan at a price, ready for the domain; `amount` in minor units per unit and interval. */
export type Sale = {
  plan: PlanRecord;
  price: PlanPrice;
  amount: number;
  interval: Interval;
  addons: AddonSold[];
  terms: JoinPlan;
};

/**
 * The plan at the price somebody wants. Refuses with `NotFound`, `PlanDeleted`, `PlanArchived`,
 * `PriceNotForSale`, `AmountBelowMinimum`, `AmountNotFree`, `AddonNotForSale`, each at its field.
 */
export async function planForSale(tx: Tx, wanted: Wanted): Promise<Sale> {
  const plan = await findPlan(tx, wanted.planId);
  if (!plan) throw atField(NotFound, '/plan_id');
  if (plan.deletedAt) throw atField(PlanDeleted, '/plan_id', { name: plan.name });
  if (plan.archivedAt) throw atField(PlanArchived, '/plan_id', { name: plan.name });
  const price = priceOf(plan, wanted.priceId ?? null);
  return {
    plan,
    price,
    amount: amountOf(plan, price, wanted.amount ?? null),
    interval: { unit: price.intervalUnit, count: price.intervalCount },
    addons: addonsFor(plan, price, wanted.addons ?? []),
    terms: termsOf(plan, price),
  };
}

/** Add-ons of a plan at what they cost with one of its prices. Refuses with `AddonNotForSale`. */
export function addonsFor(
  plan: PlanRecord,
  price: PlanPrice,
  wanted: NonNullable<Wanted['addons']>,
): AddonSold[] {
  return wanted.map(({ addonId, quantity }, place) => {
    if (wanted.findIndex((each) => each.addonId === addonId) !== place) {
      throw atField(AddonNotForSale, `/addons/${place}`);
    }
    return addonOf(plan, price, { addonId, quantity, place });
  });
}

/** What a plan's newest version says about tax and time, as the domain takes it. */
export function termsOf(plan: PlanRecord, price: Pick<PlanPrice, 'setupAmount'>): JoinPlan {
  return {
    name: plan.name,
    taxMode: plan.taxInclusive ? 'inclusive' : 'exclusive',
    taxes: taxesOf(plan.taxRate),
    setupAmount: price.setupAmount,
    sale: saleOf(plan),
  };
}

/** How a plan is sold, of its kind and what a version says of time. */
export function saleOf(plan: Pick<PlanRecord, 'kind' | 'season' | 'forever'>): PlanSale {
  const { kind, season, forever } = plan;
  if (season) return { kind: 'season', season };
  return kind === 'one_time' || kind === 'pack' ? { kind: 'once', forever } : { kind: 'periods' };
}

/** One add-on at what it costs with the price, in a quantity that the plan allows. */
function addonOf(
  plan: PlanRecord,
  price: PlanPrice,
  wanted: { addonId: string; quantity: number; place: number },
): AddonSold {
  const addon = plan.addons.find(({ id }) => id === wanted.addonId);
  const unitAmount = addon?.amounts[price.id];
  const { quantity } = wanted;
  const fits = Number.isSafeInteger(quantity) && quantity >= 1;
  if (!addon || unitAmount === undefined || !fits || quantity > addon.maxQuantity) {
    throw atField(AddonNotForSale, `/addons/${wanted.place}`);
  }
  return { addonId: addon.id, name: addon.name, unitAmount, quantity };
}

/** The price asked for, or the only one there is. */
function priceOf(plan: PlanRecord, priceId: string | null): PlanPrice {
  const sold = plan.prices.filter((price) => price.archivedAt === null);
  const found = priceId
    ? sold.find((price) => price.id === priceId)
    : sold.length === 1
      ? sold[0]
      : undefined;
  if (!found) throw atField(PriceNotForSale, '/price_id');
  return found;
}

function amountOf(plan: PlanRecord, price: PlanPrice, wanted: number | null): number {
  if (wanted === null) return price.amount;
  if (plan.kind !== 'custom') {
    if (wanted === price.amount) return wanted;
    throw atField(AmountNotFree, '/amount');
  }
  if (Number.isSafeInteger(wanted) && wanted >= plan.minimumAmount) return wanted;
  const { minimumAmount: minimum } = plan;
  throw atField(AmountBelowMinimum, '/amount', { minimum, currency: price.currency });
}
