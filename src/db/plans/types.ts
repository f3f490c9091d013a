import type { Season } from '../../domain/billing/season.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import type { PlanColor } from '../../domain/planColors.ts';
import type { RenewalRule } from '../../domain/renewals/policy.ts';
import type { JoinForm } from '../../domain/subscriptions/joinForm.ts';
import type { MemberRules } from '../../domain/subscriptions/memberRules.ts';
import type { PlanBenefit } from '../benefits/types.ts';

export type PlanKind = 'recurring' | 'fixed_date' | 'one_time' | 'pack' | 'free' | 'custom';

/** An add-on as a subscription was sold it; `unitAmount` in minor units per interval. */
export type AddonSold = { addonId: string; name: string; unitAmount: number; quantity: number };

/** An add-on of a plan: what one unit costs with each of the plan's prices, by price id. */
export type PlanAddon = {
  id: string;
  name: string;
  maxQuantity: number;
  amounts: Record<string, number>;
};

/** What stays open while a payment of the plan is overdue; null: as the organization says. */
export type OverdueAccess =
  | { kind: 'suspend' }
  | { kind: 'keep_days'; days: number }
  | { kind: 'keep_until_cancelled' };

export type PlanPrice = {
  id: string;
  /** Minor units of `currency` per interval. */
  amount: number;
  currency: string;
  intervalUnit: IntervalUnit;
  intervalCount: number;
  /** Set-up fee, minor units; charged once, with the first invoice. */
  setupAmount: number;
  archivedAt: string | null;
};

/** A plan with its newest version: what somebody joining today gets. */
export type PlanRecord = {
  id: string;
  name: string;
  kind: PlanKind;
  description: string;
  color: PlanColor | null;
  /** The hash of its picture, in hex; null without one. */
  picture: string | null;
  public: boolean;
  position: number;
  archivedAt: string | null;
  deletedAt: string | null;
  version: number;
  versionId: string;
  versionNumber: number;
  /** Percent as an exact decimal text: '20', '5.5', or two side by side: '5+9.975'. */
  taxRate: string;
  taxInclusive: boolean;
  minimumAmount: number;
  trialDays: number;
  overduePolicy: OverdueAccess | null;
  season: Season | null;
  /** Sold once: without an end; else the price's interval is how long it lasts. */
  forever: boolean;
  /** Uses in one unit of a pack. */
  uses: number | null;
  commitmentMonths: number;
  noticeDays: number;
  /** Seats in all, and those taken (counted only while there is a capacity). */
  capacity: number | null;
  seatsTaken: number;
  allowSeveral: boolean;
  /** What members may do by themselves, where it differs from the organization's rules. */
  memberRules: Partial<MemberRules> | null;
  /** Who joins by themselves waits until staff approve. */
  approvalNeeded: boolean;
  /** What its own sign-up form asks; null: nothing beyond the plan. */
  joinForm: JoinForm | null;
  /** How it goes on after a term. */
  renewal: RenewalRule;
  addons: PlanAddon[];
  /** What it gives beside access, in their order. */
  benefits: PlanBenefit[];
  /** The pages it opens, of those that plans decide about. */
  pages: { id: string; title: string }[];
  prices: PlanPrice[];
};
