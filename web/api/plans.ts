import type { PlanBenefit } from './benefits.ts';
import type { IntervalUnit } from './types.ts';

/** Shapes of plans. */

export type OverdueAccess =
  | { kind: 'suspend' }
  | { kind: 'keep_days'; days: number }
  | { kind: 'keep_until_cancelled' };

export type PlanPrice = {
  id: string;
  amount: number;
  currency: string;
  interval_unit: IntervalUnit;
  interval_count: number;
  setup_amount: number;
  archived_at: string | null;
  /** Running subscriptions that are billed at it. */
  running: number;
};

export type PlanKind = 'recurring' | 'fixed_date' | 'one_time' | 'pack' | 'free' | 'custom';

/** The palette plans are marked with, in the order it is offered. */
export const planColors = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const;

export type PlanColor = (typeof planColors)[number];

export type DayMonth = { day: number; month: number };

export type Season = {
  start: DayMonth;
  rollover: DayMonth | null;
  first_period: 'full' | 'months' | 'days';
};

export type MemberRules = {
  [act in 'change' | 'pause' | 'cancel' | 'reactivate' | 'join']?: boolean;
};

/** The sign-up form of a plan; own fields are asked as `own:` and their key. */
export type JoinForm = {
  intro: string;
  questions: { key: string; required: boolean }[];
  message: 'none' | 'optional' | 'required';
};

/** How a plan goes on after a term; days before its end. */
export type RenewalRule = {
  policy: 'invoice' | 'notice';
  lead_days: number;
  late: 'payment_day' | 'keeps_dates';
};

export type PlanDetail = {
  id: string;
  name: string;
  kind: PlanKind;
  description: string | null;
  color: PlanColor | null;
  /** Where its picture is. */
  picture: string | null;
  public: boolean;
  position: number;
  archived_at: string | null;
  deleted_at: string | null;
  /** Percent as decimal text, "20", "5.5" or two side by side, "5+9.975". */
  tax_rate: string;
  tax_inclusive: boolean;
  minimum_amount: number | null;
  trial_days: number | null;
  overdue_policy: OverdueAccess | null;
  season: Season | null;
  forever: boolean;
  uses: number | null;
  commitment_months: number;
  notice_days: number;
  capacity: number | null;
  seats_left: number | null;
  allow_several: boolean;
  /** What members may do by themselves; what is left out is as the organization says. */
  member_rules: MemberRules | null;
  approval_needed: boolean;
  join_form: JoinForm | null;
  renewal: RenewalRule;
  benefits: PlanBenefit[];
  pages: { id: string; title: string }[];
  /** Amounts in the order of the prices on sale. */
  addons: { id: string; name: string; max_quantity: number; amounts: (number | null)[] }[];
  prices: PlanPrice[];
  counts: { running: number; ended: number };
  version: number;
};
