import type { IntervalUnit, Money, Named } from './types.ts';

/** Shapes of plans, invoices, overdue cases, the billing run and the overview. */

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
};

export type PlanKind = 'recurring' | 'fixed_date' | 'one_time' | 'pack' | 'free' | 'custom';

export type DayMonth = { day: number; month: number };

export type Season = {
  start: DayMonth;
  rollover: DayMonth | null;
  first_period: 'full' | 'months' | 'days';
};

export type MemberRules = { change?: boolean; pause?: boolean; cancel?: boolean };

export type PlanDetail = {
  id: string;
  name: string;
  kind: PlanKind;
  description: string | null;
  public: boolean;
  position: number;
  archived_at: string | null;
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
  /** Amounts in the order of the prices on sale. */
  addons: { id: string; name: string; max_quantity: number; amounts: (number | null)[] }[];
  prices: PlanPrice[];
  counts: { running: number; ended: number };
  version: number;
};

export type InvoiceStatus = 'open' | 'paid' | 'void' | 'uncollectible';

export type InvoiceRow = {
  id: string;
  number: string;
  /** A notice that is no invoice yet. */
  proforma: boolean;
  type: string;
  status: InvoiceStatus;
  overdue_days: number | null;
  contact: Named;
  payer: Named;
  issued_on: string;
  due_on: string | null;
  currency: string;
  total: number;
  balance: number;
};

export type InvoiceTotals = { count: number; total: Money[]; balance: Money[] };

export type InvoicePage = {
  items: InvoiceRow[];
  next_cursor: string | null;
  totals: InvoiceTotals;
};

export type InvoiceDetail = InvoiceRow & {
  period_start: string | null;
  period_end: string | null;
  net: number;
  tax: number;
  settled: number;
  credited: number;
  collection: string;
  notice: { number: string; issued_on: string } | null;
  /** Of a consolidated invoice: whose subscriptions it covers. */
  covers: { subscription_id: string; contact: Named; total: number }[];
  lines: {
    kind: string;
    description: string;
    quantity: number;
    unit_amount: number;
    net: number;
    tax_rate: string;
    tax: number;
    total: number;
    period_start: string | null;
    period_end: string | null;
    days: number | null;
    days_of: number | null;
    part_unit: 'day' | 'month';
  }[];
  tax_groups: { rate: string; base: number; tax: number }[];
  payments: {
    payment_id: string | null;
    on: string;
    amount: number;
    means: string;
    reference: string | null;
    reversed_at: string | null;
    reversible?: boolean;
  }[];
  attempts: {
    id: string;
    at: string;
    amount: number;
    state: string;
    reason: string | null;
    reason_text?: string | null;
    cause: string;
    gateway: string;
    method: { brand: string; last4: string } | null;
  }[];
  credit_notes: { id: string; number: string; total: number; issued_on: string }[];
  refunds: {
    id: string;
    on: string;
    amount: number;
    state: string;
    outside: boolean;
    reason: string;
  }[];
  disputes: {
    id: string;
    amount: number;
    state: 'needs_response' | 'under_review' | 'won' | 'lost';
    opened_at: string;
    closed_at: string | null;
    undecided: boolean;
  }[];
  messages: {
    id: string;
    template: string;
    state: string;
    to: string | null;
    created_at: string;
  }[];
  allowed: string[];
};

export type MonthValue = { month: string; value: number };
export type Figure = { now: number; series: MonthValue[] };

export type WorkKind =
  | 'overdue_cases'
  | 'needs_new_method'
  | 'overdue_attention'
  | 'billing_held'
  | 'invoices_overdue'
  | 'messages_failed'
  | 'messages_outbox'
  | 'imports_waiting';

export type Overview = {
  work: { kind: WorkKind; count: number; to: string }[];
  unknown: {
    invoice_id: string;
    number: string;
    name: string;
    amount: number;
    currency: string;
    since: string;
  }[];
  members: Figure;
  mrr: (Figure & { currency: string })[];
  collected: { month: string; sums: { currency: string; billed: number; collected: number }[] };
  joined: Figure;
  ended: Figure;
};

export type CaseFigure = { count: number; amount: Money[] };

export type BillingDay = {
  on: string;
  invoices: number;
  amount: Money[];
  starts: number;
  ends: number;
  retries: number;
};

export type HeldBilling = {
  subscription_id: string;
  contact: Named;
  plan_name: string | null;
  next_billing_on: string;
  periods: number;
  amount: number;
  currency: string;
};

export type BillingPreview = { days: BillingDay[]; held: HeldBilling[] };
