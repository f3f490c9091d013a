import type { OverdueAccess, PlanDetail, PlanKind } from '../../api/billing.ts';
import type { IntervalUnit } from '../../api/types.ts';

export type PriceWish = {
  /** For the list on the screen; prices that exist keep their own. */
  key: string;
  id?: string;
  amount: number | null;
  currency: string;
  interval_unit: IntervalUnit;
  interval_count: number;
};

export type PlanWish = {
  name: string;
  kind: PlanKind;
  description: string;
  public: boolean;
  tax_rate: string;
  tax_inclusive: boolean;
  minimum_amount: number | null;
  trial_days: number;
  overdue_policy: OverdueAccess | null;
  prices: PriceWish[];
};

/** A new price: monthly, in the organization's currency. */
export const emptyPrice = (currency: string): PriceWish => ({
  key: crypto.randomUUID(),
  amount: null,
  currency,
  interval_unit: 'month',
  interval_count: 1,
});

/** What the form starts with: the plan as it is, or a monthly one. */
export function startingWish(plan: PlanDetail | undefined, currency: string): PlanWish {
  if (!plan) {
    return {
      ...{ name: '', kind: 'recurring', description: '', public: true, tax_rate: '0' },
      ...{ tax_inclusive: true, minimum_amount: null, trial_days: 0, overdue_policy: null },
      prices: [emptyPrice(currency)],
    };
  }
  return {
    name: plan.name,
    kind: plan.kind,
    description: plan.description ?? '',
    public: plan.public,
    tax_rate: String(plan.tax_rate ?? '0'),
    tax_inclusive: plan.tax_inclusive,
    minimum_amount: plan.minimum_amount,
    trial_days: plan.trial_days ?? 0,
    overdue_policy: plan.overdue_policy ?? null,
    prices: plan.prices
      .filter((price) => price.archived_at === null)
      .map(({ archived_at: _archived, ...price }) => ({ ...price, key: price.id })),
  };
}

/** The body for the server. A free plan has one price of nothing; its list is never edited. */
export function bodyOf(wish: PlanWish, plan: PlanDetail | undefined, currency: string) {
  const { kind, prices, minimum_amount: minimum, ...facts } = wish;
  const free = [{ amount: 0, currency, interval_unit: 'month', interval_count: 1 }];
  const listed = prices.map(({ key: _key, amount, ...price }) => ({
    ...price,
    amount: amount ?? 0,
  }));
  return {
    ...facts,
    tax_rate: facts.tax_rate.trim().replace(',', '.') || '0',
    minimum_amount: kind === 'custom' ? (minimum ?? 0) : 0,
    ...(plan ? {} : { kind }),
    ...(kind === 'free' ? (plan ? {} : { prices: free }) : { prices: listed }),
  };
}
