import type { MemberRules, OverdueAccess } from './billing.ts';
import type { Organization } from './types.ts';

/** Shapes of settings, team and keys. */

export type Identity = {
  legal_name: string;
  address: { line1: string; line2: string; postal_code: string; city: string; country: string };
  legal_form: string;
  siren: string;
  register: string;
  vat_number: string;
  tax_mention: string;
  penalty_text: string;
  email: string;
  phone: string;
  website: string;
};

export type SubscriptionRules = {
  members_may: Required<MemberRules>;
  pause_gives_back: 'dates' | 'credit';
  pause_keeps_access: boolean;
  pause_max_days: number;
  upgrade_declined: 'keep_old_plan' | 'activate_and_chase';
};

export type RenewalRules = {
  reminder_days: number[];
  remind: boolean;
  lapse_days: number;
  members_refuse: boolean;
  refusal_reasons: string[];
};

/** Days of retries by one gateway; what is not there is as for the organization. */
type GatewayOffsets = { retry_offsets?: number[]; debit_offsets?: number[] };

export type Settings = {
  identity: Identity;
  overdue: {
    retry_offsets: number[];
    debit_offsets: number[];
    announce_days: number;
    reminder_offsets: number[];
    by_gateway: Record<string, GatewayOffsets>;
    hour: number;
    access: OverdueAccess;
    after_last: 'void' | 'uncollectible';
  };
  refunds: { latest: number; max_age_days: number };
  subscriptions: SubscriptionRules;
  payments: { gateways: string[] };
  renewals: RenewalRules;
  invoice: {
    due_days: number;
    remind_before: number[];
    factur_x: boolean;
    per_payer: 'member' | 'payer';
    membership_bills: 'invoice' | 'proforma';
    proforma_prefix: string;
  };
  accounting: Accounting;
  anchor_days_29_31: boolean;
};

export type Accounting = {
  receivable: string;
  revenue: string;
  tax: string;
  tax_by_rate: { rate: string; account: string }[];
  cash: { offline: string; stripe: string; sepa: string; test: string };
  cash_other: string;
  credit: string;
  bad_debt: string;
  fees: string;
  transit: string;
  year_starts: number;
};

export type FullOrganization = Organization & { settings: Settings };

export type OrganizationEdit = Partial<
  Pick<Organization, 'name' | 'language' | 'timezone' | 'country' | 'billing_day'> & {
    accent: string;
    settings: Partial<Settings>;
  }
>;

/** A way of paying, as staff see it; secrets are shown by their end only. */
export type Gateway = {
  name: string;
  title: string;
  means: ('card' | 'sepa_debit')[];
  entry: 'test_card' | 'hosted' | 'form';
  offered: boolean;
  payers: number;
  fields: {
    key: string;
    label: string;
    help: string;
    secret: boolean;
    required: boolean;
    choices: { value: string; label: string }[] | null;
    shown: string | null;
  }[];
  account: {
    id: string;
    name: string;
    live: boolean;
    connected_at: string;
    refused_at: string | null;
  } | null;
  events_url: string | null;
};

export type LabelRow = {
  id: string;
  name: string;
  rule: string | null;
  count: number;
  version: number;
};

export type FieldRow = {
  id: string;
  key: string;
  label_en: string;
  label_fr: string;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice';
  choices: string[];
  visibility: 'staff' | 'member_sees' | 'member_edits';
  position: number;
  version: number;
};

export type Role = 'owner' | 'administrator' | 'manager' | 'accountant' | 'reader';
export type StaffRow = { id: string; name: string; email: string; role: Role };
export type InvitationRow = {
  id: string;
  email: string;
  role: Exclude<Role, 'owner'>;
  created_at: string;
  expires_at: string;
};
export type KeyRow = {
  id: string;
  name: string;
  prefix: string;
  role: Exclude<Role, 'owner'>;
  created_at: string;
  expires_at: string | null;
};
