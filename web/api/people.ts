import type { OverdueRow } from './overdue.ts';
import type { IntervalUnit, Money, Named } from './types.ts';

/** Shapes of people, their record, and the list. */

export type StatusWord =
  | 'active'
  | 'declined'
  | 'cancelled'
  | 'refunded'
  | 'fraud'
  | 'follower'
  | 'paused'
  | 'pending_approval'
  | 'scheduled'
  | 'trialing'
  | 'overdue'
  | 'expired';

export type LabelTag = { id: string; name: string; by_rule: boolean };

export type ChargeOutcome =
  | 'paid'
  | 'declined'
  | 'pending'
  | 'refunded'
  | 'partly_refunded'
  | 'refunded_as_fraud'
  | 'none';

export type MemberAct = 'upgraded' | 'downgraded' | 'cancelled' | 'renewed' | 'plan_deleted';

/** A row of the list: the first block always, the rest with the columns that were asked for. */
export type PersonRow = {
  id: string;
  kind: 'person' | 'company';
  name: string;
  /** Null: never a member. */
  status: StatusWord | null;
  renews: boolean;
  blocked: boolean;
  email?: string | null;
  discord?: string | null;
  phone?: string | null;
  plan_ids?: string[] | null;
  plan_name?: string | null;
  custom_amount?: boolean | null;
  amount?: number | null;
  currency?: string | null;
  interval_unit?: IntervalUnit | null;
  interval_count?: number | null;
  lifetime_amount?: number | null;
  payment_count?: number | null;
  last_charge_on?: string | null;
  last_charge_outcome?: ChargeOutcome | null;
  last_charge_amount?: number | null;
  joined_on?: string | null;
  access_open?: boolean;
  access_until?: string | null;
  access_closed?: string | null;
  ends_on?: string | null;
  next_billing_on?: string | null;
  open_balance?: number | null;
  oldest_due_on?: string | null;
  company?: Named | null;
  payer?: Named | null;
  labels?: LabelTag[];
  fields?: Record<string, unknown>;
  created_on?: string;
  latest_note?: string | null;
};

export type PeopleTotals = {
  people: number;
  paying: number;
  mrr: Money[];
  lifetime: Money[];
};

/** A key of the query language, in the reader's words. */
export type QueryKey = {
  /** As written before the colon, in the reader's language. */
  key: string;
  /** The English key of addresses and segments. */
  canonical: string;
  kind: string;
  label: string;
  /** What may follow the colon, ready to be written. */
  values: string[];
  comparable: boolean;
  allOf: boolean;
};

export type QueryChip = {
  /** As the reader's language writes it: "-libellé:vip". */
  text: string;
  key: string | null;
  from: number;
  to: number;
  negated: boolean;
};

export type ParsedQuery = {
  canonical: string;
  display: string;
  chips: QueryChip[];
  error: { position: number; detail: string } | null;
};

export type Segment = {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  count?: number | null;
  version: number;
};

export type Address = Partial<
  Record<'line1' | 'line2' | 'postal_code' | 'city' | 'region' | 'country', string>
>;

export type PaymentMethod = {
  brand: string;
  last4: string;
  exp_month: number | null;
  exp_year: number | null;
  expired: boolean;
};

export type Contact = {
  id: string;
  kind: 'person' | 'company';
  display_name: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email_withheld: boolean;
  consent: string;
  phone: string | null;
  discord: string | null;
  website: string | null;
  vat_number: string | null;
  /** As a payer they owe the tax themselves. */
  reverse_charge: boolean;
  job_title: string | null;
  birthday: string | null;
  language: string | null;
  timezone: string | null;
  company: Named | null;
  payer: Named | null;
  address: Address | null;
  billing_address: Address | null;
  fields: Record<string, unknown>;
  labels: LabelTag[];
  source: string | null;
  created_at: string;
  joined_on?: string | null;
  blocked_at: string | null;
  blocked_reason: string | null;
  portal: { state: 'none' | 'invited' | 'active'; invited_at: string | null };
  payment_method: PaymentMethod | null;
  credit: Money[];
  people?: Named[];
  pays_for?: Named[];
  summary?: PersonRow | null;
  /** What was done to a membership since the last charge. */
  act_since_charge?: { outcome: MemberAct; at: string; plan: string } | null;
  overdue?: OverdueRow[];
  version: number;
};

export type Note = {
  id: string;
  type: string;
  body: string;
  pinned: boolean;
  author_name: string | null;
  created_at: string;
  edited_at: string | null;
  version: number;
};

export type OwnField = {
  id: string;
  key: string;
  label_en: string;
  label_fr: string;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice';
  choices: string[];
};
