import type { Money, Named } from './types.ts';

/** Shapes of invoices, overdue cases, the billing run and the overview. */

export type * from './plans.ts';

/** Whether tax is charged, and if not why: `reverse_charge` where the payer owes it. */
export type TaxCategory = 'standard' | 'exempt' | 'reverse_charge';

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
} & Record<Amounts, number>;

type Amounts = 'total' | 'settled' | 'credited' | 'balance';

/** `balance` is of what is open, `lost` of what is written off. */
export type InvoiceTotals = { count: number } & Record<Amounts | 'lost', Money[]>;

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
  collection: string;
  notice: { number: string; issued_on: string } | null;
  /** Of a consolidated invoice: whose subscriptions it covers. */
  covers: { subscription_id: string; contact: Named; total: number }[];
  lines: {
    id: string;
    kind: string;
    description: string;
    quantity: number;
    unit_amount: number;
    net: number;
    tax_rate: string;
    tax_category: TaxCategory;
    tax: number;
    total: number;
    /** What credit notes have left of its total, with its sign. */
    left: number;
    period_start: string | null;
    period_end: string | null;
    days: number | null;
    days_of: number | null;
    part_unit: 'day' | 'month';
  }[];
  tax_groups: { rate: string; category: TaxCategory; base: number; tax: number }[];
  payments: {
    payment_id: string | null;
    on: string;
    amount: number;
    /** What of it was moved to the payer's credit since. */
    to_credit: number;
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

/** What a credit note would come to. */
export type CreditPreview = {
  currency: string;
  lines: { line_id: string; description: string; tax_rate: string; tax: number; total: number }[];
  total: number;
  to_credit: number;
  balance_after: number;
};

export type CaseFigure = { count: number; amount: Money[] };

export type BillingDay = {
  on: string;
  invoices: number;
  amount: Money[];
  starts: number;
  ends: number;
  retries: number;
  notices: number;
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
