import { findPlan } from '../../db/plans/read.ts';
import type { AddonSold, PlanAddon, PlanRecord } from '../../db/plans/types.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import type { Tx } from '../../db/transaction.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { sameInterval } from '../../domain/periods.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import type { Sale } from './planForSale.ts';
import { addonsFor } from './planForSale.ts';
import { AddonNotForSale, AddonsFirst } from './refusals.ts';

/** Which add-ons of the plan, and how many of each; one that is left out is not wanted any more. */
export type AddonsWish = readonly { addonId: string; quantity: number }[];

/** An add-on a subscription holds or could take, at what one costs it per interval. */
export type OfferedAddon = AddonSold & { maxQuantity: number };

/**
 * What a subscription could have beside what it is: what it holds at the price it was sold at, and
 * what its plan offers today at its price (or at that of the same interval, when its own is no
 * longer sold). One that is no longer offered can be kept or given up, not taken more of.
 */
export function offeredAddons(row: SubscriptionRow, plan: PlanRecord | undefined): OfferedAddon[] {
  const offered = plan && !plan.archivedAt && !plan.deletedAt ? plan.addons : [];
  const held = row.addons.map((addon): OfferedAddon => {
    const now = offered.find(({ id }) => id === addon.addonId);
    const maxQuantity = Math.max(addon.quantity, now ? now.maxQuantity : 0);
    return { ...addon, maxQuantity };
  });
  const heldIds = new Set(held.map(({ addonId }) => addonId));
  const others = offered.flatMap((addon): OfferedAddon[] => {
    const unitAmount = plan ? priceOf(row, plan, addon) : undefined;
    if (unitAmount === undefined || heldIds.has(addon.id)) return [];
    const { id: addonId, name, maxQuantity } = addon;
    return [{ addonId, name, maxQuantity, unitAmount, quantity: 0 }];
  });
  return [...held, ...others];
}

/** The same of one subscription, for the form that changes it. Refuses with `NotFound`. */
export function listAddons(ctx: Context, id: string): Promise<OfferedAddon[]> {
  return look(ctx, async ({ tx, today }) => {
    const row = await findSubscription(tx, today, id);
    if (!row) throw new NotFound();
    return offeredAddons(row, await findPlan(tx, row.planId));
  });
}

/** Other add-ons of what they have. Refuses with `AddonNotForSale` at its place. */
export async function ownAddons(
  tx: Tx,
  row: SubscriptionRow,
  wish: AddonsWish,
): Promise<AddonSold[]> {
  const offered = offeredAddons(row, await findPlan(tx, row.planId));
  return wish.map(({ addonId, quantity }, i) => {
    const found = offered.find((addon) => addon.addonId === addonId);
    const isTwice = wish.findIndex((each) => each.addonId === addonId) !== i;
    const fits = Number.isSafeInteger(quantity) && quantity >= 1;
    if (!found || isTwice || !fits || quantity > found.maxQuantity) {
      throw atField(AddonNotForSale, `/addons/${i}`);
    }
    const { name, unitAmount } = found;
    return { addonId, name, unitAmount, quantity };
  });
}

/**
 * The add-ons that go along to another price: those asked for, else those held, at what they cost
 * there. Refuses with `AddonNotForSale`, and with `AddonsFirst` when one that is held has no price
 * there and nothing was said about it.
 */
export function addonsAlong(
  row: SubscriptionRow,
  { plan, price }: Pick<Sale, 'plan' | 'price'>,
  wish: AddonsWish | undefined,
): AddonSold[] {
  if (wish) return addonsFor(plan, price, wish);
  const lost = row.addons.find(({ addonId }) => {
    return plan.addons.every(
      ({ id, amounts }) => id !== addonId || amounts[price.id] === undefined,
    );
  });
  if (lost) throw new AddonsFirst({ name: lost.name, plan: plan.name });
  return addonsFor(plan, price, row.addons);
}

function priceOf(row: SubscriptionRow, plan: PlanRecord, addon: PlanAddon): number | undefined {
  const own = row.priceId === null ? undefined : addon.amounts[row.priceId];
  if (own !== undefined) return own;
  const every = { unit: row.intervalUnit, count: row.intervalCount };
  const like = plan.prices.find(
    ({ archivedAt, currency, intervalUnit: unit, intervalCount: count }) =>
      archivedAt === null && currency === row.currency && sameInterval(every, { unit, count }),
  );
  return like && addon.amounts[like.id];
}
