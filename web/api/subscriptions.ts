import type { RenewalState } from './renewals.ts';
import type { IntervalUnit, Named } from './types.ts';

/** Shapes of subscriptions, their preview, and money received. */

export type PreviewLine = {
  description: string;
  quantity: number;
  unit_amount: number;
  days?: number | null;
  days_of?: number | null;
  net: number;
  tax_rate: string;
  tax: number;
  total: number;
  period_start?: string | null;
  /** First day after it. */
  period_end?: string | null;
};

export type PreviewInvoice = {
  issue_on: string;
  due_on: string;
  period_start: string;
  period_end: string;
  lines: PreviewLine[];
  net: number;
  tax: number;
  total: number;
  currency: string;
};

export type JoinPreview = {
  case: 'A' | 'B' | 'C' | 'D';
  sentence: string;
  start_on: string;
  first_billing_on: string | null;
  access_from: string;
  free_until?: string | null;
  invoices: PreviewInvoice[];
  next_billing_on: string | null;
};

export type JoinInput = {
  contact_id?: string;
  plan_id: string;
  price_id?: string;
  amount?: number;
  quantity: number;
  addons?: { addon_id: string; quantity: number }[];
  start_on: string;
  first_billing_on?: string;
  prorate: boolean;
  payer_id?: string;
};

export type Term = {
  id: string;
  starts_on: string;
  ends_on: string;
  /** Null: without an end. */
  last_day: string | null;
  kind: string;
  amount: number;
  currency: string;
  status: 'pending' | 'active' | 'ended' | 'void';
  invoice: { id: string; number: string; status: string } | null;
};

export type SubscriptionState =
  | 'pending_approval'
  | 'scheduled'
  | 'trialing'
  | 'active'
  | 'paused'
  | 'overdue'
  | 'cancelled'
  | 'expired';

export type HeldAddon = { addon_id: string; name: string; quantity: number; unit_amount: number };
export type OfferedAddon = HeldAddon & { max_quantity: number };

export type Subscription = {
  id: string;
  contact: Named;
  payer: Named | null;
  reverse_charge: boolean;
  plan: { id: string; name: string; kind: string; deleted: boolean } | null;
  price_id: string | null;
  amount: number;
  currency: string;
  quantity: number;
  interval_unit: IntervalUnit | null;
  interval_count: number | null;
  starts_on: string;
  trial_ends_on: string | null;
  first_billing_on: string | null;
  next_billing_on: string | null;
  ends_on: string | null;
  end_cause: string | null;
  state: SubscriptionState;
  state_reason: string | null;
  collection: string;
  billing_held: boolean;
  allowed: string[];
  pause: { from_on: string; until_on: string | null } | null;
  cancellation: { ends_on: string; reason: string | null } | null;
  /** Free days that can still be taken back. */
  undoable_extension: { days: number } | null;
  pending_change: {
    kind: string;
    plan: Named;
    amount: number;
    quantity: number;
    effective_on: string;
    price_change_id: string | null;
    addons: HeldAddon[];
  } | null;
  once: boolean;
  /** How it goes on after a term: its own rule (null: as the plan), and what is in effect. */
  renewal: {
    automatic: boolean | null;
    policy: 'invoice' | 'notice';
    intervention: string | null;
    open: { id: string; state: RenewalState } | null;
  };
  addons: HeldAddon[];
  pack: {
    granted: number;
    taken: number;
    left: number;
    uses: {
      id: string;
      count: number;
      used_on: string;
      note: string;
      by: string | null;
      undone: boolean;
    }[];
  } | null;
  terms: Term[];
  version: number;
};

export type PaymentEvent = {
  id: string;
  kind: 'attempt' | 'payment' | 'refund' | 'dispute' | 'member';
  at: string;
  amount: number | null;
  currency: string;
  outcome: string;
  reason: string | null;
  reason_text: string | null;
  gateway: string | null;
  means: string | null;
  invoice: { id: string; number: string } | null;
  payment_id: string | null;
  refundable: { amount: number } | null;
  reversible: boolean;
  plan: string | null;
};

export type InvoiceSummary = {
  id: string;
  number: string;
  type: string;
  status: string;
  overdue_days: number | null;
  issued_on: string;
  due_on: string | null;
  currency: string;
  total: number;
  balance: number;
};

export type Refundable = {
  invoice: { id: string; number: string };
  payment_id: string;
  issued_on: string;
  received_on: string;
  means: 'card' | 'sepa_debit' | 'transfer' | 'cheque' | 'cash' | 'other';
  amount_left: number;
  currency: string;
  allowed: boolean;
  why_not: string | null;
};

export type MessageSummary = {
  id: string;
  template: string;
  subject: string;
  to: string | null;
  state: string;
  created_at: string;
  sent_at: string | null;
  error: string | null;
  attachments: { name: string }[];
};

export type ActivityEntry = {
  id: string;
  at: string;
  kind: string;
  event: string;
  sentence: string;
  invoice: { id: string; number: string } | null;
  actor: { kind: string; name: string | null };
};
