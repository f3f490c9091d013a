import type { LocalDate } from '../domain/dates.ts';
import type { Money } from '../domain/money.ts';

/** The data of what members are told about the acts on their subscription. */
export type SubscriptionData = {
  /** Somebody joined by themselves. */
  joined: {
    planName: string;
    startsOn: LocalDate;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  /** Their request to join has arrived and waits. */
  join_requested: { planName: string; accountUrl?: string | null };
  join_approved: {
    planName: string;
    startsOn: LocalDate;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  join_declined: { planName: string; reason?: string | null; accountUrl?: string | null };
  cancelled: {
    planName: string;
    by: 'member' | 'staff';
    /** Last day with access, inclusive. */
    accessLastDay: LocalDate;
    undoUrl?: string | null;
    comeBackUrl?: string | null;
  };
  /** Staff ended it at once, finally. `openBalance`: what stays to be paid of it. */
  revoked: {
    planName: string;
    /** First day without it; absent where it never began. */
    endedOn?: LocalDate | null;
    openBalance?: Money | null;
  };
  /** A cancellation was taken back before its day. */
  cancellation_undone: {
    planName: string;
    by: 'member' | 'staff';
    price?: Money | null;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  paused: {
    planName: string;
    pausedFrom: LocalDate;
    resumesOn?: LocalDate | null;
    accessDuringPause?: boolean;
    /** What was paid and not used is given back, instead of the days being added. */
    givesCredit?: boolean;
    accountUrl?: string | null;
  };
  resumed: {
    planName: string;
    resumedOn: LocalDate;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
    /** The pause was taken back before it began: nothing moved. */
    neverBegan?: boolean;
    /** What was overdue before the pause and still is. */
    owed?: Money | null;
  };
  plan_changed: {
    fromPlan: string;
    toPlan: string;
    effectiveOn: LocalDate;
    price?: Money | null;
    chargedNow?: Money | null;
    credited?: Money | null;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  /** The same plan at other terms: quantity, interval or price. */
  subscription_changed: {
    planName: string;
    effectiveOn: LocalDate;
    quantity: number;
    /** Beside the plan from then on, in words; empty without. */
    addons?: string;
    price: Money;
    priceBefore: Money;
    intervalUnit: 'day' | 'week' | 'month' | 'year';
    intervalCount: number;
    chargedNow?: Money | null;
    credited?: Money | null;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  extended: {
    planName: string;
    days: number;
    /** Last day of the time now paid or given, inclusive. */
    lastDay: LocalDate;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  reactivated: {
    planName: string;
    on: LocalDate;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  /** To the one who pays from now on, and to the one who no longer does. */
  payer_changed: {
    memberName: string;
    planName: string;
    pays: boolean;
    price?: Money | null;
    nextChargeOn?: LocalDate | null;
    openInvoices?: number;
    accountUrl?: string | null;
    /** The others, where an act on many changed several for the same payer. */
    others?: { memberName: string; planName: string; price: Money | null }[];
  };
  /** A change that waited for its day does not happen. */
  change_withdrawn: {
    planName: string;
    /** The plan it would have become; absent when only terms would have changed. */
    toPlan?: string | null;
    price: Money;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  /** Free days that were given are taken back. */
  extension_undone: {
    planName: string;
    days: number;
    /** Last day of the time now paid or given, inclusive; null when none is left. */
    lastDay?: LocalDate | null;
    nextChargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  /** The plan costs more or less: from when, and what it was. */
  price_changed: {
    planName: string;
    effectiveOn: LocalDate;
    price: Money;
    priceBefore: Money;
    accountUrl?: string | null;
  };
  /** An announced change of price does not happen. */
  price_kept: { planName: string; price: Money; accountUrl?: string | null };
  /** What staff write to those who have a plan; its lines as they were typed. */
  plan_notice: { planName: string; text: string; accountUrl?: string | null };
};
