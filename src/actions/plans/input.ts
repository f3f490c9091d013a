import type { OverdueAccess, PlanKind } from '../../db/plans/types.ts';
import type { Season } from '../../domain/billing/season.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import type { PlanColor } from '../../domain/planColors.ts';
import type { RenewalRule } from '../../domain/renewals/policy.ts';
import { usualRenewal } from '../../domain/renewals/policy.ts';
import type { JoinForm } from '../../domain/subscriptions/joinForm.ts';
import type { MemberRules } from '../../domain/subscriptions/memberRules.ts';

/** A price to add; amounts in minor units of `currency`, the first per interval. */
export type NewPrice = {
  amount: number;
  currency: string;
  intervalUnit: IntervalUnit;
  /** How many units one interval has; for what is sold once, how long it lasts. */
  intervalCount: number;
  /** Charged once, with the first invoice. */
  setupAmount?: number;
};

/** An add-on as staff write it; one amount per price in their order, null: not with that price. */
export type AddonWish = {
  id?: string;
  name: string;
  maxQuantity: number;
  amounts: (number | null)[];
};

/** What staff say about a plan. `taxRate`: percent as a decimal text, '5.5' or two: '5+9.975'. */
export type PlanFacts = {
  name: string;
  kind: PlanKind;
  description: string;
  /** What it is marked with; never frozen, for it means nothing by itself. */
  color: PlanColor | null;
  public: boolean;
  taxRate: string;
  taxInclusive: boolean;
  minimumAmount: number;
  trialDays: number;
  overduePolicy: OverdueAccess | null;
  /** Of fixed-date plans. */
  season: Season | null;
  /** Sold once, without an end. */
  forever: boolean;
  /** Of packs: how many uses one unit holds. */
  uses: number | null;
  commitmentMonths: number;
  noticeDays: number;
  /** Seats in all; null: any number. */
  capacity: number | null;
  /** One contact may hold it more than once at a time. */
  allowSeveral: boolean;
  /** What members may do by themselves, where it differs from the organization's rules. */
  memberRules: Partial<MemberRules> | null;
  /** Who joins by themselves waits until staff approve. */
  approvalNeeded: boolean;
  /** What its own sign-up form asks; null: nothing beyond the plan. */
  joinForm: JoinForm | null;
  /** How it goes on after a term. */
  renewal: RenewalRule;
};

export type NewPlan = Pick<PlanFacts, 'name' | 'kind'> &
  Partial<PlanFacts> & {
    prices: NewPrice[];
    addons?: AddonWish[] | undefined;
    /** The ids of what it gives, in their order. */
    benefits?: string[] | undefined;
    /** The ids of the pages it opens, of those that plans decide about. */
    pages?: string[] | undefined;
  };

/** The facts with everything left out filled in. */
export function completed(plan: NewPlan): PlanFacts {
  return ownToKind({
    name: plan.name.trim(),
    kind: plan.kind,
    description: plan.description ?? '',
    color: plan.color ?? null,
    public: plan.public ?? true,
    taxRate: plan.taxRate ?? '0',
    taxInclusive: plan.taxInclusive ?? true,
    minimumAmount: plan.minimumAmount ?? 0,
    trialDays: plan.trialDays ?? 0,
    overduePolicy: plan.overduePolicy ?? null,
    season: plan.season ?? null,
    forever: plan.forever ?? false,
    uses: plan.uses ?? null,
    commitmentMonths: plan.commitmentMonths ?? 0,
    noticeDays: plan.noticeDays ?? 0,
    capacity: plan.capacity ?? null,
    allowSeveral: plan.allowSeveral ?? false,
    memberRules: plan.memberRules ?? null,
    approvalNeeded: plan.approvalNeeded ?? false,
    joinForm: plan.joinForm ?? null,
    renewal: plan.renewal ?? usualRenewal,
  });
}

/** True for what is billed a single time. */
export function isSoldOnce(kind: PlanKind): boolean {
  return kind === 'one_time' || kind === 'pack';
}

/** What belongs to other kinds is left behind: a season on a pack means nothing. */
export function ownToKind(facts: PlanFacts): PlanFacts {
  const once = isSoldOnce(facts.kind);
  const recurs = !once && facts.kind !== 'free';
  return {
    ...facts,
    season: facts.kind === 'fixed_date' ? facts.season : null,
    forever: once && facts.forever,
    uses: facts.kind === 'pack' ? facts.uses : null,
    commitmentMonths: recurs ? facts.commitmentMonths : 0,
    noticeDays: recurs ? facts.noticeDays : 0,
    renewal: once ? usualRenewal : facts.renewal,
  };
}
