/** The shapes of the API that every face needs. Money is minor units, dates 'YYYY-MM-DD'. */

export type Money = { currency: string; amount: number };
export type Named = { id: string; name: string };
export type Page<Item> = { items: Item[]; next_cursor: string | null };
export type Items<Item> = { items: Item[] };
export type Language = 'en' | 'fr';
export type IntervalUnit = 'day' | 'week' | 'month' | 'year';

export type SessionOrganization = {
  slug: string;
  name: string;
  kind: string;
  role: string;
  sandbox: boolean;
  accent: string | null;
};

export type Session = {
  user: { id: string; name: string; email: string; language: Language } | null;
  organizations: SessionOrganization[];
  portals: { slug: string; name: string; accent: string | null }[];
  setup_needed: boolean;
};

export type Organization = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  language: Language;
  currency: string;
  timezone: string;
  country: string;
  billing_day: number;
  accent: string | null;
  sandbox: boolean;
  today: string;
  now: string;
  settings: Record<string, unknown>;
  role: string;
  permissions: string[];
  version: number;
};

export type Counts = {
  people: number;
  overdue_cases: number;
  disputes: number;
  requests: number;
  renewals: number;
  messages_failed: number;
  billing_held: number;
  unknown_attempts: number;
  deliveries: number;
};

export type Price = {
  id: string;
  amount: number;
  currency: string;
  interval_unit: IntervalUnit;
  interval_count: number;
  archived_at: string | null;
};

export type Plan = {
  id: string;
  name: string;
  kind: 'recurring' | 'fixed_date' | 'one_time' | 'pack' | 'free' | 'custom';
  description: string | null;
  public: boolean;
  position: number;
  archived_at: string | null;
  tax_rate: string;
  tax_inclusive: boolean;
  minimum_amount: number | null;
  trial_days: number | null;
  seats_left: number | null;
  forever: boolean;
  addons: { id: string; name: string; max_quantity: number; amounts: (number | null)[] }[];
  prices: Price[];
  counts: { running: number; ended: number };
  version: number;
};

export type WorkDay = {
  on: string;
  invoices: number;
  charged: number;
  declined: number;
  recovered: number;
  cancelled: number;
  messages: number;
};

export type Work = {
  id: string;
  kind: string;
  state: string;
  done: number;
  total: number | null;
  result: { days?: WorkDay[] } | null;
  error: string | null;
};
