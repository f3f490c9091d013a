import type { Address } from '../api/people.ts';
import type { PlanColor } from '../api/plans.ts';
import type { OfferedAddon, PreviewInvoice } from '../api/subscriptions.ts';
import type { IntervalUnit, Language, Session } from '../api/types.ts';
import type { OwnRenewal } from './renewalTypes.ts';

/** The shapes of the portal's API. Money is minor units, dates 'YYYY-MM-DD'. */

export type Face = {
  name: string;
  accent: string;
  language: Language;
  currency: string;
  timezone: string;
  today: string;
};

/** A direct-debit mandate that may be given, word for word. */
export type MandateOffer = { text: string; creditor: { name: string; id: string } };

export type SubscriptionState =
  | 'pending_approval'
  | 'scheduled'
  | 'trialing'
  | 'active'
  | 'paused'
  | 'overdue'
  | 'cancelled'
  | 'expired';

export type PortalSubscription = {
  id: string;
  plan_name: string;
  plan: { id: string; color: PlanColor | null; picture: string | null };
  /** What the plan gives, and when they last got it. */
  benefits: { id: string; name: string; description: string; delivered_on: string | null }[];
  amount: number;
  quantity: number;
  currency: string;
  interval_unit: IntervalUnit;
  interval_count: number;
  once: boolean;
  state: SubscriptionState;
  starts_on: string;
  next_billing_on: string | null;
  /** First day without it. */
  ends_on: string | null;
  /** First day after the time that is paid. */
  access_until: string | null;
  cancellable: boolean;
  undoable: boolean;
  changeable: boolean;
  pausable: boolean;
  pack: {
    granted: number;
    left: number;
    uses: { id: string; used_on: string; count: number }[];
  } | null;
  addons: { name: string; amount: number; quantity: number }[];
  paid_by: string | null;
  reverse_charge: boolean;
  resumable: boolean;
  /** It has ended, and they may take it up again. */
  returnable: boolean;
  pause_from: string | null;
  /** First day that counts again. */
  pause_until: string | null;
  pending: {
    plan_name: string;
    amount: number;
    quantity: number;
    interval_unit: IntervalUnit;
    interval_count: number;
    effective_on: string;
    withdrawable: boolean;
    addons: { name: string; amount: number; quantity: number }[];
  } | null;
};

/** What a member has and could have instead; `latest_resume` bounds a pause. */
export type Choices = {
  plan_id: string;
  price_id: string | null;
  quantity: number;
  /** What one has, on sale or not. */
  present: {
    plan_name: string;
    custom: boolean;
    minimum_amount: number;
    amount: number;
    currency: string;
    interval_unit: IntervalUnit;
    interval_count: number;
  };
  addons: OfferedAddon[];
  today: string;
  latest_resume: string;
  plans: {
    id: string;
    name: string;
    description: string;
    color: PlanColor | null;
    picture: string | null;
    /** What it gives, by name. */
    benefits: string[];
    custom: boolean;
    once: boolean;
    forever: boolean;
    minimum_amount: number;
    /** Null: any number. */
    seats_left: number | null;
    prices: {
      id: string;
      amount: number;
      currency: string;
      interval_unit: IntervalUnit;
      interval_count: number;
      addons: OfferedAddon[];
    }[];
  }[];
};

export type ChangePreview = {
  kind: string;
  applies: 'now' | 'later';
  effective_on: string;
  next_billing_on: string | null;
  credit: number | null;
  currency: string;
  invoice: PreviewInvoice | null;
  /** What it costs per interval from then on. */
  amount_after: number;
  interval_unit: IntervalUnit;
  interval_count: number;
  once: boolean;
};

export type Card = {
  kind: 'card' | 'sepa_debit';
  brand: string;
  last4: string;
  exp_month: number | null;
  exp_year: number | null;
  expired: boolean;
};

/** How a payer gives a card or account. */
export type Way = { name: string; title: string; entry: 'test_card' | 'hosted' | 'form' };

export type Due = {
  invoice_id: string;
  number: string;
  amount: number;
  currency: string;
  due_on: string;
  overdue: boolean;
  /** Collected by itself, or paid by hand; null while nothing is overdue. */
  chase: 'charge' | 'debit' | 'invoice' | null;
  reason_text: string | null;
  retries: string[];
  in_progress: boolean;
  /** A payment waits for you to confirm it at your bank; paying again gives that one up. */
  confirming: boolean;
};

export type Overview = {
  organization: {
    name: string;
    slug: string;
    language: Language;
    today: string;
    sandbox: boolean;
    contact_email: string | null;
  };
  me: {
    name: string;
    email: string | null;
    language: Language | null;
    phone: string | null;
    address: Address | null;
    member_since: string | null;
    access: 'open' | 'closed';
    access_reason: string | null;
    /** Their request to join waits; all else opens when it is approved. */
    applicant: boolean;
  };
  /** There are plans they could take by themselves. */
  may_join: boolean;
  subscriptions: PortalSubscription[];
  renewals: OwnRenewal[];
  payment_method: Card | null;
  ways: Way[];
  due: Due[];
  invoice_count: number;
  pages: { count: number; open: number };
  todo: 'pay' | 'update_card' | null;
};

export type PortalInvoice = {
  id: string;
  number: string;
  proforma: boolean;
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  issued_on: string;
  due_on: string;
  total: number;
  balance: number;
  currency: string;
};

export type Outcome = 'succeeded' | 'declined' | 'requires_action' | 'processing' | 'unknown';

export type Charged = {
  invoice_id: string;
  outcome: Outcome;
  reason_text: string | null;
  confirm_url: string | null;
};

export type TestCard = { number: string; label: string };

export type CancelPreview = {
  ends_on: string;
  last_day: string;
  at_once: boolean;
  open_balance: number;
  currency: string;
};

/** What taking up again would bill; minor units. */
export type ReturnPreview = {
  /** First day after the paid time that goes on; null when a new period begins. */
  access_until: string | null;
  next_billing_on: string | null;
  invoice: PreviewInvoice | null;
  currency: string;
  collection: 'automatic' | 'invoice';
  /** Of the invoice, what credit pays. */
  credit: number;
};

export type Redeemed = Session & {
  purpose: 'invitation' | 'magic' | 'update_card' | 'pay' | 'join' | 'renew';
  plan_id: string | null;
  renewal_id: string | null;
  organization: string;
  needs_password: boolean;
};
