/** When members bring an ended subscription back by themselves (spec/plans-and-billing.md). */
import type { MemberRules } from './memberRules.ts';
import { memberRulesOf } from './memberRules.ts';
import type { EndCause } from './transitions.ts';

/** An ended subscription as it was sold; amounts in minor units. */
export type Ended = {
  contactId: string;
  payerId: string;
  once: boolean;
  collection: 'automatic' | 'invoice';
  priceId: string | null;
  amount: number;
  addons: readonly { addonId: string; unitAmount: number; quantity: number }[];
  planMemberRules: Partial<MemberRules> | null;
};

/** Its plan as it is sold today. */
export type OnSale = {
  kind: string;
  public: boolean;
  minimumAmount: number;
  prices: readonly { id: string; amount: number; archivedAt: string | null }[];
  addons: readonly { id: string; maxQuantity: number; amounts: Record<string, number> }[];
};

/** Ends that staff have not decided: of a revocation or a deleted plan they decide again. */
const ownEnds = new Set<EndCause>(['cancelled', 'unpaid', 'expired']);

/**
 * True where a member may take up again what ended for `cause`: the rules allow it, they pay it
 * themselves, and it is still sold to everybody at the price they had (old prices are staff's to
 * give). Who left an invoice unpaid does not come back on invoice. Neither open invoices nor a
 * missing payment method count here: those the member can settle.
 */
export function mayReturn(
  row: Ended,
  plan: OnSale,
  on: { usual: MemberRules; cause: EndCause },
): boolean {
  const { reactivate } = memberRulesOf(on.usual, row.planMemberRules);
  const isOwn = row.payerId === row.contactId;
  const pays = on.cause !== 'unpaid' || row.collection === 'automatic';
  const isSold = plan.public && !row.once && isAtPrice(row, plan);
  return reactivate && isOwn && pays && isSold && ownEnds.has(on.cause);
}

/** Somebody who joins today pays the same for the same. */
function isAtPrice(row: Ended, plan: OnSale): boolean {
  const price = plan.prices.find(({ id, archivedAt }) => id === row.priceId && !archivedAt);
  if (!price) return false;
  const isOwnAmount = plan.kind === 'custom';
  const fits = isOwnAmount ? row.amount >= plan.minimumAmount : row.amount === price.amount;
  return fits && row.addons.every((addon) => isOffered(addon, plan, price.id));
}

function isOffered(held: Ended['addons'][number], plan: OnSale, priceId: string): boolean {
  const addon = plan.addons.find(({ id }) => id === held.addonId);
  if (!addon) return false;
  return addon.amounts[priceId] === held.unitAmount && held.quantity <= addon.maxQuantity;
}
