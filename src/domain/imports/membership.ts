import { formatMoney } from '../money.ts';
import type { Interval } from '../periods.ts';
import { sameInterval } from '../periods.ts';
import { nearest } from '../segments/suggest.ts';
import type { Reading } from './cells.ts';
import type { Draft } from './draft.ts';
import { foldWords } from './fold.ts';
import type { MembershipDates } from './membershipDates.ts';
import { membershipDates } from './membershipDates.ts';
import { error, warning } from './problems.ts';
import type { RowContext } from './record.ts';
import { headerOf, requireTarget } from './required.ts';

export type KnownPrice = { id: string; amount: number; currency: string; interval: Interval };

export type KnownPlan = {
  id: string;
  name: string;
  kind: 'recurring' | 'free' | 'custom';
  archived: boolean;
  prices: KnownPrice[];
};

/** The plans a row may name, and whether others may be created. */
export type PlanBook = {
  byName: Map<string, KnownPlan>;
  custom: KnownPlan | null;
  createMissing: boolean;
};

/** How the plan of a membership is found or made: by folded name, or the one without a name. */
export const customPlanKey = '*';

/** The subscription a row asks for. */
export type Membership = MembershipDates & {
  planKey: string;
  planName: string;
  planKind: 'recurring' | 'free' | 'custom';
  priceId: string | null;
  amount: number;
  /** False when neither the file nor the plan gave an amount. */
  priced: boolean;
  currency: string;
  interval: Interval;
};

type Priced = Pick<Membership, 'priceId' | 'amount' | 'priced' | 'interval'>;

/**
 * The membership of one row: its plan by name ("did you mean" otherwise), its price, its dates. A
 * start may lie in the past here (joining.md, "Import").
 */
export function planMembership(reading: Reading, context: RowContext): Membership | null {
  const { draft } = reading;
  if (withoutMembership(draft)) return null;
  const plan = findPlan(reading, context.plans);
  const { start } = draft;
  if (start === undefined) requireTarget('start', reading);
  if (!plan || start === undefined) return null;
  const price = priceOf(draft, plan.known);
  const dates = membershipDates(reading, {
    ...{ start, every: price.interval, kind: plan.kind, today: context.today },
  });
  if (!dates) return null;
  if (!price.priced && plan.kind === 'recurring') warnUnpriced(reading, plan.name);
  return {
    planKey: plan.key,
    planName: plan.name,
    planKind: plan.kind,
    currency: draft.currency!,
    ...price,
    ...dates,
  };
}

function withoutMembership(draft: Draft): boolean {
  if (draft.withoutMembership) return true;
  return !draft.text.plan && (draft.follower === true || draft.status === 'none');
}

type FoundPlan = { key: string; name: string; kind: KnownPlan['kind']; known: KnownPlan | null };

function findPlan(reading: Reading, plans: PlanBook): FoundPlan | null {
  const { draft, problems, rules } = reading;
  const column = headerOf('plan', rules);
  if (draft.customAmount) return customPlan(reading, plans);
  const name = draft.text.plan;
  if (!name) {
    requireTarget('plan', reading);
    return null;
  }
  const key = foldWords(name);
  const known = plans.byName.get(key);
  if (known && !known.archived) return { key, name: known.name, kind: known.kind, known };
  if (known) problems.push(error('plan_archived', column, { value: name }));
  else if (plans.createMissing) return { key, name, kind: 'recurring', known: null };
  else {
    const near = nearest(name, [...plans.byName.values()], (plan) => [plan.name]);
    if (near) {
      const params = { value: name, suggestion: near.name };
      problems.push(error('unknown_plan_suggestion', column, params));
    } else problems.push(error('unknown_plan', column, { value: name }));
  }
  return null;
}

function customPlan({ problems, rules }: Reading, plans: PlanBook): FoundPlan | null {
  const known = plans.custom;
  if (known) return { key: customPlanKey, name: known.name, kind: 'custom', known };
  if (plans.createMissing) {
    return { key: customPlanKey, name: '', kind: 'custom', known: null };
  }
  const params = { value: 'Custom amount', value_fr: 'Montant libre' };
  problems.push(error('unknown_plan', headerOf('plan', rules), params));
  return null;
}

/** The file's amount and interval first; what it leaves open comes from the plan's prices. */
function priceOf(draft: Draft, plan: KnownPlan | null): Priced {
  const prices = (plan?.prices ?? []).filter((price) => price.currency === draft.currency);
  const { amount, interval } = draft;
  const fits = (price: KnownPrice) =>
    (amount === undefined || price.amount === amount) &&
    (interval === undefined || sameInterval(price.interval, interval));
  const price = prices.find(fits);
  if (price)
    return { priceId: price.id, amount: price.amount, priced: true, interval: price.interval };
  const every = interval ?? prices[0]?.interval ?? { unit: 'month', count: 1 };
  const free = plan?.kind === 'free';
  return {
    priceId: null,
    amount: amount ?? 0,
    priced: amount !== undefined || free,
    interval: every,
  };
}

function warnUnpriced({ problems, draft, rules }: Reading, name: string): void {
  const zero = { amount: 0, currency: draft.currency! };
  const params = {
    value: name,
    amount: formatMoney(zero, 'en'),
    amount_fr: formatMoney(zero, 'fr'),
  };
  problems.push(warning('plan_without_price', headerOf('plan', rules), params));
}
