import type { RenewalInvoice, RenewalState, RenewalWish } from '../api/renewals.ts';
import type { PreviewInvoice } from '../api/subscriptions.ts';
import type { IntervalUnit, Named } from '../api/types.ts';

/** What a member is asked about the next term. Money is minor units, dates 'YYYY-MM-DD'. */
export type MemberRenewal = {
  id: string;
  subscription_id: string;
  state: RenewalState;
  plan: Named;
  /** Per unit and interval. */
  amount: number;
  currency: string;
  quantity: number;
  interval_unit: IntervalUnit;
  interval_count: number;
  addons: { name: string; quantity: number }[];
  last_day: string;
  /** The term it offers; null where it is decided, or nothing can be offered. */
  next: { starts_on: string; last_day: string; invoice: PreviewInvoice | null } | null;
  wish: RenewalWish | null;
  invoice: RenewalInvoice | null;
  collection: 'automatic' | 'invoice';
  may_accept: boolean;
  may_ask: boolean;
  may_refuse: boolean;
  refusal_reasons: string[];
};

/** One of the start page. */
export type OwnRenewal = Pick<MemberRenewal, 'id' | 'subscription_id' | 'state' | 'last_day'> & {
  plan_name: string;
};
