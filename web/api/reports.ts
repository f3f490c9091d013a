/** Shapes of the reports; amounts are minor units, months `YYYY-MM`. */

export const movementKinds = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;

export type MovementKind = (typeof movementKinds)[number];

export type MovementMonth = {
  month: string;
  currency: string;
  opening: number;
  closing: number;
} & Record<MovementKind, number>;

export type MovementPerson = {
  contact_id: string;
  name: string;
  on: string;
  amount: number;
  after: number;
  /** Null behind an opening or closing sum. */
  kind: MovementKind | null;
};

/** People by month; opening + joined + returned - left = closing. */
export type MembersMonth = {
  month: string;
  opening: number;
  joined: number;
  returned: number;
  left: number;
  closing: number;
};

export type CohortCell = { month: string; size: number; after: number; kept: number };

export type PlanRevenue = {
  month: string;
  currency: string;
  plan_id: string | null;
  plan_name: string | null;
  net: number;
  tax: number;
};

/** A document behind the revenue of a month; a credit note takes off. */
export type RevenueDocument = {
  document_id: string;
  invoice_id: string;
  kind: 'invoice' | 'credit_note';
  number: string;
  on: string;
  contact_id: string;
  name: string;
  net: number;
  tax: number;
};

export type CollectionMonth = {
  month: string;
  currency: string;
  invoices: number;
  billed: number;
  collected: number;
  credited: number;
  open: number;
  overdue: number;
  lost: number;
};

export type ForecastMonth = {
  month: string;
  currency: string;
  invoices: number;
  net: number;
  total: number;
};

/** An invoice that a billing run will issue; `covers` subscriptions, `what` is billed. */
export type UpcomingInvoice = {
  on: string;
  subscription_id: string;
  covers: number;
  contact: { id: string; name: string };
  payer: { id: string; name: string };
  what: string;
  currency: string;
  net: number;
  total: number;
};

/** Several running subscriptions of one contact to one plan. */
export type DuplicateSubscriptions = {
  contact_id: string;
  name: string;
  plan_id: string;
  plan_name: string;
  running: number;
  first_on: string;
  latest_on: string;
  amount: number;
  currency: string;
  allowed: boolean;
};

/** One of several contacts who share something. */
export type DuplicatePerson = {
  shared: string;
  reason: 'name' | 'phone' | 'discord';
  contact_id: string;
  kind: 'person' | 'company';
  name: string;
  email: string | null;
  phone: string | null;
  running: number;
  since: string;
};
