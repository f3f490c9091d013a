import type {
  JoinForm,
  MemberRules,
  OverdueAccess,
  PlanDetail,
  PlanKind,
  Season,
} from '../../api/billing.ts';
import type { PlanColor, RenewalRule } from '../../api/plans.ts';
import type { IntervalUnit } from '../../api/types.ts';

export type PriceWish = {
  /** For the list on the screen; prices that exist keep their own. */
  key: string;
  id?: string;
  amount: number | null;
  currency: string;
  interval_unit: IntervalUnit;
  interval_count: number;
  setup_amount: number;
};

export type AddonWish = {
  key: string;
  id?: string;
  name: string;
  max_quantity: number;
  /** By the key of each price. */
  amounts: Record<string, number | null>;
};

export type PlanWish = {
  name: string;
  kind: PlanKind;
  description: string;
  color: PlanColor | null;
  public: boolean;
  tax_rate: string;
  tax_inclusive: boolean;
  minimum_amount: number | null;
  trial_days: number;
  overdue_policy: OverdueAccess | null;
  /** Kept while another kind is tried, sent for fixed dates only. */
  season: Season;
  forever: boolean;
  uses: number | null;
  commitment_months: number;
  notice_days: number;
  capacity: number | null;
  allow_several: boolean;
  member_rules: MemberRules | null;
  approval_needed: boolean;
  join_form: JoinForm;
  addons: AddonWish[];
  /** Ids of what it gives, in their order. */
  benefits: string[];
  renewal: RenewalRule;
  /** Ids of the pages it opens, of those that plans decide about. */
  pages: string[];
  prices: PriceWish[];
};

const calendarYear: Season = { start: { day: 1, month: 1 }, rollover: null, first_period: 'full' };

const noForm: JoinForm = { intro: '', questions: [], message: 'none' };

const byItself: RenewalRule = { policy: 'invoice', lead_days: 0, late: 'payment_day' };

const plain = {
  season: calendarYear,
  forever: false,
  uses: null,
  commitment_months: 0,
  notice_days: 0,
  capacity: null,
  allow_several: false,
  member_rules: null,
  approval_needed: false,
  join_form: noForm,
  addons: [],
  benefits: [],
  renewal: byItself,
  pages: [],
};

/** An add-on to be named. */
export const emptyAddon = (): AddonWish => ({
  key: crypto.randomUUID(),
  name: '',
  max_quantity: 1,
  amounts: {},
});

/** A new price: monthly, in the organization's currency. */
export const emptyPrice = (currency: string): PriceWish => ({
  key: crypto.randomUUID(),
  amount: null,
  currency,
  interval_unit: 'month',
  interval_count: 1,
  setup_amount: 0,
});

/** What the form starts with: the plan as it is, or a monthly one. */
export function startingWish(plan: PlanDetail | undefined, currency: string): PlanWish {
  if (!plan) {
    return {
      ...{ name: '', kind: 'recurring', description: '', color: null, public: true },
      ...{
        tax_rate: '0',
        tax_inclusive: true,
        minimum_amount: null,
        trial_days: 0,
        overdue_policy: null,
      },
      ...plain,
      prices: [emptyPrice(currency)],
    };
  }
  const prices = plan.prices
    .filter((price) => price.archived_at === null)
    .map(({ archived_at: _archived, running: _running, ...price }) => ({
      ...price,
      key: price.id,
    }));
  return {
    ...extrasOf(plan, prices),
    name: plan.name,
    kind: plan.kind,
    description: plan.description ?? '',
    color: plan.color,
    public: plan.public,
    tax_rate: plan.tax_rate,
    tax_inclusive: plan.tax_inclusive,
    minimum_amount: plan.minimum_amount,
    trial_days: plan.trial_days ?? 0,
    overdue_policy: plan.overdue_policy ?? null,
    prices,
  };
}

function extrasOf(plan: PlanDetail, prices: PriceWish[]) {
  return {
    season: plan.season ?? calendarYear,
    forever: plan.forever,
    uses: plan.uses,
    commitment_months: plan.commitment_months,
    notice_days: plan.notice_days,
    capacity: plan.capacity,
    allow_several: plan.allow_several,
    member_rules: plan.member_rules,
    approval_needed: plan.approval_needed,
    join_form: plan.join_form ?? noForm,
    renewal: plan.renewal,
    benefits: plan.benefits.map(({ id }) => id),
    pages: plan.pages.map(({ id }) => id),
    addons: plan.addons.map(({ amounts, ...addon }) => ({
      ...addon,
      key: addon.id,
      amounts: Object.fromEntries(prices.map((price, i) => [price.key, amounts[i] ?? null])),
    })),
  };
}

const shortest = { day: 1, week: 7, month: 28, year: 365 } as const;

/** The days that the shortest of the prices' periods has at the least. */
export function shortestPeriodOf(prices: PriceWish[]): number {
  return Math.min(...prices.map((price) => shortest[price.interval_unit] * price.interval_count));
}

/** The body for the server. A free plan has one price of nothing; its list is never edited. */
export function bodyOf(wish: PlanWish, plan: PlanDetail | undefined, currency: string) {
  const { kind, prices, minimum_amount: minimum, addons, season, join_form, ...facts } = wish;
  const free = [{ amount: 0, currency, interval_unit: 'month', interval_count: 1 }];
  const listed = prices.map(({ key: _key, amount, ...price }) => ({
    ...price,
    amount: amount ?? 0,
  }));
  return {
    ...facts,
    tax_rate: facts.tax_rate.trim().replaceAll(',', '.') || '0',
    season: kind === 'fixed_date' ? season : null,
    join_form: asksNothing(join_form) ? null : join_form,
    renewal: kind === 'one_time' || kind === 'pack' ? byItself : facts.renewal,
    minimum_amount: kind === 'custom' ? (minimum ?? 0) : 0,
    ...(plan ? {} : { kind }),
    ...(kind === 'free'
      ? plan
        ? {}
        : { prices: free }
      : { prices: listed, addons: addonsOf(addons, prices) }),
  };
}

function asksNothing({ intro, questions, message }: JoinForm): boolean {
  return intro.trim() === '' && questions.length === 0 && message === 'none';
}

function addonsOf(addons: AddonWish[], prices: PriceWish[]) {
  return addons.map(({ key: _key, amounts, ...addon }) => ({
    ...addon,
    amounts: prices.map((price) => amounts[price.key] ?? null),
  }));
}
