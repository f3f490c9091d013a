-- Made from the migrations by "npm run schema". For reading; it is never run.

-- ------------------------------------------------------------ extensions
create extension btree_gin;
create extension btree_gist;
create extension pg_trgm;
create extension unaccent;

-- ------------------------------------------------------------ tables
create table auth.account (
  id uuid not null default uuid_v7(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table auth.rate_limit (
  key text not null,
  hits integer not null,
  until timestamp with time zone not null
);
create table auth.session (
  id uuid not null default uuid_v7(),
  token text not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table auth.user (
  id uuid not null default uuid_v7(),
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  language text not null default 'en'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table auth.verification (
  id uuid not null default uuid_v7(),
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table public.activity (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  kind text not null,
  event text not null,
  contact_id uuid,
  subscription_id uuid,
  invoice_id uuid,
  amount bigint,
  currency character(3),
  actor jsonb not null,
  data jsonb not null default '{}'::jsonb
);
create table public.addon (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  name text not null,
  max_quantity integer not null default 1,
  position integer not null default 0,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table public.addon_price (
  org_id uuid not null,
  addon_id uuid not null,
  price_id uuid not null,
  amount bigint not null
);
create table public.allocation (
  org_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  invoice_id uuid,
  amount bigint not null,
  created_at timestamp with time zone not null,
  reversed_at timestamp with time zone
);
create table public.api_key (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash text not null,
  role text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create table public.benefit (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default ''::text,
  delivery text not null,
  deleted_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null
);
create table public.benefit_delivery (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  benefit_id uuid not null,
  subscription_id uuid not null,
  term_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  done_at timestamp with time zone,
  done_by jsonb,
  void_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table public.bulk (
  org_id uuid not null,
  id uuid not null,
  act text not null,
  wish jsonb not null,
  price_change_id uuid,
  listed_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table public.bulk_item (
  org_id uuid not null,
  bulk_id uuid not null,
  position integer not null,
  contact_id uuid not null,
  subscription_id uuid,
  state text not null,
  code text,
  reason jsonb
);
create table public.contact (
  org_id uuid not null,
  id uuid not null,
  kind text not null default 'person'::text,
  display_name text not null,
  first_name text,
  last_name text,
  email text,
  email_withheld boolean not null default false,
  consent text not null default 'none'::text,
  consent_at timestamp with time zone,
  consent_proof text,
  phone text,
  discord text,
  website text,
  vat_number text,
  job_title text,
  birthday date,
  language text,
  timezone text,
  company_id uuid,
  payer_id uuid,
  source text not null default 'staff'::text,
  external_id text,
  follower boolean not null default false,
  address jsonb,
  billing_address jsonb,
  fields jsonb not null default '{}'::jsonb,
  opening_lifetime bigint not null default 0,
  opening_currency character(3),
  opening_joined_on date,
  opening_last_charge_at timestamp with time zone,
  opening_last_charge_outcome text,
  user_id uuid,
  invited_at timestamp with time zone,
  blocked_at timestamp with time zone,
  blocked_reason text,
  merged_into uuid,
  deleted_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  reverse_charge boolean not null default false
);
create table public.contact_label (
  org_id uuid not null,
  contact_id uuid not null,
  label_id uuid not null,
  by_rule boolean not null default false
);
create table public.credit_entry (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  amount bigint not null,
  currency character(3) not null,
  cause text not null,
  payment_id uuid,
  invoice_id uuid,
  created_at timestamp with time zone not null
);
create table public.credit_note (
  org_id uuid not null,
  id uuid not null,
  series text not null default 'AV'::text,
  year smallint not null,
  serial integer not null,
  number text not null,
  invoice_id uuid not null,
  contact_id uuid not null,
  payer_id uuid not null,
  issued_on date not null,
  currency character(3) not null,
  net bigint not null,
  tax bigint not null,
  total bigint not null,
  reason text not null default ''::text,
  language text not null,
  identity_id uuid,
  buyer jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null
);
create table public.credit_note_line (
  org_id uuid not null,
  id uuid not null,
  credit_note_id uuid not null,
  invoice_line_id uuid not null,
  description text not null,
  net bigint not null,
  tax_rate tax_rate not null,
  tax bigint not null,
  total bigint not null
);
create table public.directory (
  org_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  name text not null,
  sort_name text not null,
  email text,
  discord text,
  phone text,
  language text,
  created_on date not null,
  joined_on date,
  follower boolean not null,
  blocked boolean not null,
  running boolean not null,
  runs_from date,
  ends_on date,
  end_cause text,
  ended_on date,
  trial_ends_on date,
  pending_approval boolean not null,
  overdue boolean not null,
  paused boolean not null,
  paying boolean not null,
  custom_amount boolean not null,
  plan_ids uuid[] not null,
  former_plan_ids uuid[] not null,
  plan_name text,
  amount bigint not null,
  currency character(3) not null,
  interval_unit text,
  interval_count smallint,
  monthly_amount bigint not null,
  lifetime_amount bigint not null,
  payment_count integer not null,
  last_charge_at timestamp with time zone,
  last_charge_on date,
  last_charge_outcome text,
  last_charge_amount bigint,
  access_until date,
  access_closed text,
  access_closes_on date,
  next_billing_on date,
  open_balance bigint not null,
  oldest_due_on date,
  company_id uuid,
  company_name text,
  payer_id uuid,
  payer_name text,
  fields jsonb not null,
  address jsonb,
  latest_note text,
  held datemultirange not null default '{}'::datemultirange
);
create table public.directory_text (
  org_id uuid not null,
  contact_id uuid not null,
  sort_name text not null,
  search text not null
);
create table public.directory_word (
  org_id uuid not null,
  word text not null,
  id bigint not null,
  people integer not null
);
create table public.dispute (
  org_id uuid not null,
  id uuid not null,
  gateway text not null,
  reference text not null,
  payment_id uuid not null,
  amount bigint not null,
  currency character(3) not null,
  fee bigint,
  reason text not null default ''::text,
  inquiry boolean not null,
  state text not null,
  respond_by timestamp with time zone,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  evidence_sent_at timestamp with time zone,
  accepted_at timestamp with time zone,
  aftermath text,
  aftermath_at timestamp with time zone
);
create table public.dispute_place (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  dispute_id uuid not null,
  kind text not null,
  invoice_id uuid,
  amount bigint not null,
  created_at timestamp with time zone not null,
  released_at timestamp with time zone
);
create table public.field (
  org_id uuid not null,
  id uuid not null,
  key text not null,
  label_en text not null,
  label_fr text not null,
  type text not null,
  choices text[] not null default '{}'::text[],
  visibility text not null default 'staff'::text,
  position integer not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null
);
create table public.gateway_account (
  org_id uuid not null,
  gateway text not null,
  shown jsonb not null default '{}'::jsonb,
  sealed text not null,
  account_id text not null default ''::text,
  account_name text not null default ''::text,
  live boolean not null default true,
  refused_at timestamp with time zone,
  actor jsonb not null,
  connected_at timestamp with time zone not null,
  version integer not null default 1,
  compared_at timestamp with time zone
);
create table public.gateway_customer (
  org_id uuid not null,
  gateway text not null,
  payer_id uuid not null,
  reference text not null,
  created_at timestamp with time zone not null
);
create table public.gateway_difference (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  gateway text not null,
  kind text not null,
  reference text not null,
  attempt_id uuid,
  ours bigint,
  theirs bigint,
  currency character(3) not null,
  found_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  seen_at timestamp with time zone,
  seen_by jsonb
);
create table public.gateway_event (
  org_id uuid not null,
  id uuid not null,
  gateway text not null,
  event_id text not null,
  kind text not null,
  payload jsonb not null,
  received_at timestamp with time zone not null,
  processed_at timestamp with time zone,
  tries smallint not null default 0,
  next_at timestamp with time zone
);
create table public.gateway_fee (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  gateway text not null,
  reference text not null,
  payment_id uuid not null,
  cause text not null,
  amount bigint not null,
  currency character(3) not null,
  booked_on date not null,
  created_at timestamp with time zone not null
);
create table public.idempotency_key (
  org_id uuid not null,
  key text not null,
  request_hash text not null,
  status smallint,
  response jsonb,
  created_at timestamp with time zone not null
);
create table public.import (
  org_id uuid not null,
  id uuid not null,
  profile text not null,
  file_name text not null,
  file_hash text not null,
  recognized jsonb not null default '{}'::jsonb,
  headers jsonb not null default '[]'::jsonb,
  mapping jsonb not null default '{}'::jsonb,
  options jsonb not null default '{}'::jsonb,
  state text not null,
  row_count integer not null default 0,
  counts jsonb not null default '{}'::jsonb,
  label_id uuid,
  error text,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  undone_at timestamp with time zone
);
create table public.import_row (
  org_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  cells jsonb not null,
  parsed jsonb,
  outcome text,
  problems jsonb,
  contact_id uuid,
  subscription_id uuid,
  before jsonb
);
create table public.invoice (
  org_id uuid not null,
  id uuid not null,
  series text not null default ''::text,
  year smallint,
  serial integer,
  number text,
  type text not null,
  contact_id uuid not null,
  payer_id uuid not null,
  subscription_id uuid,
  period_start date,
  period_end date,
  status text not null,
  issued_on date,
  due_on date,
  currency character(3) not null,
  net bigint not null,
  tax bigint not null,
  total bigint not null,
  settled bigint not null default 0,
  credited bigint not null default 0,
  balance bigint generated always as ((total - settled) - credited),
  language text not null,
  identity_id uuid,
  buyer jsonb not null default '{}'::jsonb,
  collection text not null default 'automatic'::text,
  created_at timestamp with time zone not null,
  paid_on date,
  closed_on date,
  proforma_year smallint,
  proforma_serial integer,
  proforma_number text,
  proforma_on date
);
create table public.invoice_cover (
  org_id uuid not null,
  invoice_id uuid not null,
  subscription_id uuid not null,
  contact_id uuid not null,
  total bigint not null,
  period_start date not null,
  period_end date not null
);
create table public.invoice_draft (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  payer_id uuid not null,
  currency character(3) not null,
  due_days smallint,
  due_on date,
  tax_inclusive boolean not null,
  lines jsonb not null,
  total bigint not null,
  actor jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  reverse_charge boolean not null default false
);
create table public.invoice_line (
  org_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  position smallint not null,
  kind text not null,
  description text not null,
  subscription_id uuid,
  plan_id uuid,
  period_start date,
  period_end date,
  quantity integer not null,
  unit_amount bigint not null,
  net bigint not null,
  tax_rate tax_rate not null,
  tax bigint not null,
  total bigint not null,
  days integer,
  days_of integer,
  part_unit text not null default 'day'::text,
  credits_line_id uuid
);
create table public.join_request (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  prorate boolean not null,
  message text not null default ''::text,
  answers jsonb not null default '[]'::jsonb,
  asked_by jsonb not null,
  asked_at timestamp with time zone not null,
  outcome text,
  reason text not null default ''::text,
  decided_by jsonb,
  decided_at timestamp with time zone
);
create table public.label (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  rule text,
  plan_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null
);
create table public.ledger_entry (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  transaction_id uuid not null,
  account text not null,
  amount bigint not null,
  currency character(3) not null,
  booked_on date not null,
  invoice_id uuid,
  payment_id uuid,
  payer_id uuid,
  credit_note_id uuid
);
create table public.message (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  cause text not null,
  template text not null,
  contact_id uuid,
  to_email text,
  language text not null,
  data jsonb not null,
  subject text,
  body_text text,
  body_html text,
  attachments jsonb not null default '[]'::jsonb,
  state text not null,
  tries smallint not null default 0,
  next_try_at timestamp with time zone,
  error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  text_version integer
);
create table public.method_setup (
  org_id uuid not null,
  id uuid not null,
  gateway text not null,
  payer_id uuid not null,
  reference text not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  payment_method_id uuid
);
create table public.note (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  type text not null,
  body text not null,
  pinned boolean not null default false,
  author_id uuid,
  author_name text not null,
  created_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  version integer not null default 1
);
create table public.number_series (
  org_id uuid not null,
  series text not null,
  year smallint not null,
  last_number integer not null
);
create table public.organization (
  id uuid not null,
  slug text not null,
  name text not null,
  kind text not null,
  language text not null,
  currency character(3) not null,
  timezone text not null,
  country character(2) not null default 'FR'::bpchar,
  billing_day smallint not null,
  accent text not null default '#0f6b5c'::text,
  settings jsonb not null default '{}'::jsonb,
  sandbox boolean not null default false,
  clock_at timestamp with time zone,
  billed_until date,
  version integer not null default 1,
  created_at timestamp with time zone not null default now()
);
create table public.organization_identity (
  org_id uuid not null,
  id uuid not null,
  identity jsonb not null,
  created_at timestamp with time zone not null
);
create table public.overdue_case (
  org_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  subscription_id uuid,
  contact_id uuid not null,
  payer_id uuid not null,
  first_failed_on date not null,
  policy jsonb not null,
  hard boolean not null default false,
  last_reason text,
  state text not null,
  paused_at timestamp with time zone,
  last_mail_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  closed_on date,
  closed_at timestamp with time zone,
  lead_id uuid,
  set_aside boolean not null default false
);
create table public.overdue_move (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  days integer,
  to_on date not null,
  reason text not null default ''::text,
  actor jsonb not null,
  created_at timestamp with time zone not null
);
create table public.overdue_step (
  org_id uuid not null,
  case_id uuid not null,
  position smallint not null,
  kind text not null,
  due_on date not null,
  done_at timestamp with time zone,
  outcome text,
  attempt_id uuid,
  planned_on date,
  announced_at timestamp with time zone
);
create table public.pack_use (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  count integer not null,
  used_on date not null,
  note text not null default ''::text,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by jsonb
);
create table public.page (
  org_id uuid not null,
  id uuid not null,
  path text not null,
  title text not null,
  teaser text not null default ''::text,
  body text not null default ''::text,
  audience text not null,
  opens_overdue boolean not null default false,
  opens_paused boolean not null default false,
  after_days integer not null default 0,
  published boolean not null default false,
  position integer not null,
  deleted_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null
);
create table public.page_plan (
  org_id uuid not null,
  page_id uuid not null,
  plan_id uuid not null
);
create table public.payment (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  amount bigint not null,
  currency character(3) not null,
  received_on date not null,
  received_at timestamp with time zone not null,
  gateway text not null,
  means text not null,
  attempt_id uuid,
  reference text not null default ''::text,
  actor jsonb not null,
  reversed_at timestamp with time zone,
  reversed_reason text,
  created_at timestamp with time zone not null
);
create table public.payment_attempt (
  org_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  payer_id uuid not null,
  payment_method_id uuid,
  gateway text not null,
  amount bigint not null,
  currency character(3) not null,
  cause text not null,
  state text not null,
  decline_kind text,
  reason text,
  gateway_reference text,
  cycle smallint not null default 0,
  local_day date not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  resolved_at timestamp with time zone,
  ask_at timestamp with time zone,
  asked smallint not null default 0
);
create table public.payment_method (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  gateway text not null,
  kind text not null,
  token text not null,
  brand text not null,
  last4 text not null,
  exp_month smallint,
  exp_year smallint,
  created_at timestamp with time zone not null,
  replaced_at timestamp with time zone,
  customer text
);
create table public.plan (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  description text not null default ''::text,
  public boolean not null default true,
  position integer not null default 0,
  current_version_id uuid,
  archived_at timestamp with time zone,
  deleted_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  capacity integer,
  seats_taken integer not null default 0,
  allow_several boolean not null default false,
  member_rules jsonb,
  color text,
  approval_needed boolean not null default false,
  join_form jsonb,
  renewal_policy text not null default 'invoice'::text,
  renewal_lead_days smallint not null default 0,
  renewal_late text not null default 'payment_day'::text
);
create table public.plan_benefit (
  org_id uuid not null,
  plan_id uuid not null,
  benefit_id uuid not null,
  position integer not null,
  since_on date not null
);
create table public.plan_picture (
  org_id uuid not null,
  plan_id uuid not null,
  content_type text not null,
  bytes bytea not null,
  sha256 text not null,
  created_at timestamp with time zone not null
);
create table public.plan_version (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  name text not null,
  tax_rate tax_rate not null default '0'::text,
  tax_inclusive boolean not null default true,
  minimum_amount bigint not null default 0,
  trial_days integer not null default 0,
  overdue_policy jsonb,
  created_at timestamp with time zone not null,
  season_day smallint,
  season_month smallint,
  rollover_day smallint,
  rollover_month smallint,
  first_period text,
  forever boolean not null default false,
  uses integer,
  commitment_months smallint not null default 0,
  notice_days smallint not null default 0
);
create table public.price (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  amount bigint not null,
  currency character(3) not null,
  interval_unit text not null,
  interval_count smallint not null,
  position integer not null default 0,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  setup_amount bigint not null default 0
);
create table public.price_change (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  from_price_id uuid not null,
  to_price_id uuid not null,
  scope text not null,
  prorate boolean not null default false,
  notice_days integer not null default 0,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
create table public.refund (
  org_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  credit_note_id uuid,
  amount bigint not null,
  currency character(3) not null,
  state text not null,
  outside boolean not null default false,
  fraud boolean not null default false,
  reason text not null default ''::text,
  gateway_reference text,
  ends_access boolean not null default false,
  stops_renewal boolean not null default false,
  actor jsonb not null,
  refunded_on date not null,
  created_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  failed_reason text
);
create table public.renewal (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  policy text not null,
  state text not null,
  ends_on date not null,
  send_on date not null,
  sent_at timestamp with time zone,
  reminders smallint not null default 0,
  reminded_at timestamp with time zone,
  offer jsonb,
  wish jsonb,
  asked_at timestamp with time zone,
  reason text not null default ''::text,
  comment text not null default ''::text,
  invoice_id uuid,
  decided_by jsonb,
  decided_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null
);
create table public.schema_migration (
  version integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now()
);
create table public.segment (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  query text not null,
  staff_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null
);
create table public.sepa_batch (
  org_id uuid not null,
  id uuid not null,
  number integer not null,
  message_id text not null,
  collect_on date not null,
  settles_on date not null,
  count integer not null,
  total bigint not null,
  currency character(3) not null default 'EUR'::bpchar,
  state text not null,
  file text not null,
  file_name text not null,
  actor jsonb not null,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  sent_by jsonb,
  cancelled_at timestamp with time zone,
  cancelled_by jsonb,
  version integer not null default 1
);
create table public.sepa_debit (
  org_id uuid not null,
  attempt_id uuid not null,
  end_to_end text not null,
  payer_id uuid not null,
  mandate_id uuid not null,
  amount bigint not null,
  currency character(3) not null,
  created_at timestamp with time zone not null,
  batch_id uuid,
  sequence text,
  settled_on date,
  returned_on date,
  return_code text,
  return_fee bigint,
  withdrawn_on date
);
create table public.sepa_mandate (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  reference text not null,
  number integer,
  scheme text not null,
  holder text not null,
  iban text not null,
  last4 text not null,
  country character(2) not null,
  bic text,
  signed_on date not null,
  agreed_text text,
  agreed_language text,
  used_on date,
  ended_at timestamp with time zone,
  end_reason text,
  ended_by jsonb,
  actor jsonb not null,
  created_at timestamp with time zone not null
);
create table public.sepa_return_entry (
  org_id uuid not null,
  file_id uuid not null,
  position integer not null,
  end_to_end text not null,
  code text not null,
  amount bigint,
  returned_on date,
  outcome text not null,
  attempt_id uuid
);
create table public.sepa_return_file (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  digest text not null,
  kind text not null,
  actor jsonb not null,
  read_at timestamp with time zone not null
);
create table public.setup_link (
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone
);
create table public.sign_in_link (
  org_id uuid not null,
  token_hash text not null,
  contact_id uuid not null,
  purpose text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  renewal_id uuid
);
create table public.sign_up (
  org_id uuid not null,
  token_hash text not null,
  email text not null,
  name text not null,
  language text not null,
  plan_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create table public.staff (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  preferences jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null
);
create table public.staff_invitation (
  org_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  token_hash text not null,
  invited_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone
);
create table public.subscription (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  payer_id uuid not null,
  plan_id uuid not null,
  plan_version_id uuid not null,
  price_id uuid,
  amount bigint not null,
  currency character(3) not null,
  quantity integer not null default 1,
  interval_unit text not null,
  interval_count smallint not null,
  anchor_on date not null,
  anchor_day smallint not null,
  starts_on date not null,
  trial_ends_on date,
  first_billing_on date,
  next_billing_on date,
  ends_on date,
  end_cause text,
  state text not null,
  billing_held boolean not null default false,
  collection text not null default 'automatic'::text,
  payment_method_id uuid,
  allow_duplicate boolean not null default false,
  external_id text,
  source text not null default 'staff'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  setup_amount bigint not null default 0,
  first_period text,
  once boolean not null default false,
  addons jsonb not null default '[]'::jsonb,
  addons_amount bigint not null generated always as addons_amount(addons),
  uses_granted integer,
  uses_taken integer not null default 0,
  auto_renews boolean,
  intervention text,
  asked_from date
);
create table public.subscription_cancellation (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  ends_on date not null,
  cause text not null,
  reason text not null default ''::text,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
create table public.subscription_change (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  kind text not null,
  plan_id uuid not null,
  plan_version_id uuid not null,
  price_id uuid,
  amount bigint not null,
  quantity integer not null,
  interval_unit text not null,
  interval_count smallint not null,
  before jsonb not null,
  effective_on date not null,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  price_change_id uuid,
  invoice_id uuid,
  subscription_version integer,
  addons jsonb not null default '[]'::jsonb,
  renewal_id uuid
);
create table public.subscription_extension (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  days integer not null,
  reason text not null default ''::text,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  undone_at timestamp with time zone
);
create table public.subscription_pause (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  from_on date not null,
  until_on date,
  resumed_on date,
  keeps_access boolean not null default false,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  gives_back text not null default 'dates'::text,
  despite_overdue boolean not null default false
);
create table public.template_version (
  org_id uuid not null,
  name text not null,
  language text not null,
  version integer not null,
  subject text,
  title text,
  blocks jsonb,
  actor jsonb not null,
  at timestamp with time zone not null,
  failed_at timestamp with time zone,
  failed_problem text
);
create table public.term (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  plan_version_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  kind text not null,
  amount bigint not null,
  currency character(3) not null,
  status text not null,
  invoice_id uuid,
  created_at timestamp with time zone not null
);
create table public.test_gateway_charge (
  org_id uuid not null,
  idempotency_key uuid not null,
  token text not null,
  amount bigint not null,
  currency character(3) not null,
  outcome text not null,
  decline_kind text,
  reason text,
  refunded bigint not null default 0,
  settles_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create table public.test_gateway_dispute (
  org_id uuid not null,
  reference text not null,
  charge_key uuid not null,
  amount bigint not null,
  currency character(3) not null,
  reason text not null,
  state text not null,
  due_at timestamp with time zone not null,
  evidence jsonb,
  created_at timestamp with time zone not null
);
create table public.test_gateway_refund (
  org_id uuid not null,
  idempotency_key uuid not null,
  charge_key uuid not null,
  amount bigint not null,
  created_at timestamp with time zone not null,
  failed_reason text
);
create table public.work (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  done integer not null default 0,
  total integer,
  result jsonb,
  error text,
  stop_requested boolean not null default false,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone
);

-- ------------------------------------------------------------ constraints
alter table auth.account add constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.account add constraint account_pkey PRIMARY KEY (id);
alter table auth.rate_limit add constraint rate_limit_pkey PRIMARY KEY (key);
alter table auth.session add constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.session add constraint session_pkey PRIMARY KEY (id);
alter table auth.session add constraint session_token_key UNIQUE (token);
alter table auth."user" add constraint user_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table auth."user" add constraint user_pkey PRIMARY KEY (id);
alter table auth.verification add constraint verification_pkey PRIMARY KEY (id);
alter table activity add constraint activity_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'affiliate'::text, 'billing'::text, 'email'::text, 'login'::text, 'page'::text])));
alter table activity add constraint activity_pkey PRIMARY KEY (org_id, id);
alter table addon add constraint addon_max_quantity_check CHECK (((max_quantity >= 1) AND (max_quantity <= 10000)));
alter table addon add constraint addon_name_check CHECK ((length(TRIM(BOTH FROM name)) > 0));
alter table addon add constraint addon_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table addon add constraint addon_pkey PRIMARY KEY (org_id, id);
alter table addon_price add constraint addon_price_amount_check CHECK ((amount >= 0));
alter table addon_price add constraint addon_price_org_id_addon_id_fkey FOREIGN KEY (org_id, addon_id) REFERENCES addon(org_id, id) ON DELETE CASCADE;
alter table addon_price add constraint addon_price_org_id_price_id_fkey FOREIGN KEY (org_id, price_id) REFERENCES price(org_id, id) ON DELETE CASCADE;
alter table addon_price add constraint addon_price_pkey PRIMARY KEY (org_id, addon_id, price_id);
alter table allocation add constraint allocation_amount_check CHECK ((amount > 0));
alter table allocation add constraint allocation_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table allocation add constraint allocation_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES payment(org_id, id);
alter table allocation add constraint allocation_pkey PRIMARY KEY (org_id, id);
alter table api_key add constraint api_key_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'manager'::text, 'accountant'::text, 'reader'::text])));
alter table api_key add constraint api_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table api_key add constraint api_key_pkey PRIMARY KEY (org_id, id);
alter table api_key add constraint api_key_secret_hash_key UNIQUE (secret_hash);
alter table benefit add constraint benefit_delivery_check CHECK ((delivery = ANY (ARRAY['none'::text, 'once'::text, 'period'::text])));
alter table benefit add constraint benefit_name_check CHECK ((length(TRIM(BOTH FROM name)) > 0));
alter table benefit add constraint benefit_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table benefit add constraint benefit_pkey PRIMARY KEY (org_id, id);
alter table benefit_delivery add constraint benefit_delivery_check1 CHECK ((ends_on > starts_on));
alter table benefit_delivery add constraint benefit_delivery_check2 CHECK ((num_nulls(done_at, done_by) = ANY (ARRAY[0, 2])));
alter table benefit_delivery add constraint benefit_delivery_check3 CHECK (((done_at IS NULL) OR (void_at IS NULL)));
alter table benefit_delivery add constraint benefit_delivery_org_id_benefit_id_fkey FOREIGN KEY (org_id, benefit_id) REFERENCES benefit(org_id, id);
alter table benefit_delivery add constraint benefit_delivery_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table benefit_delivery add constraint benefit_delivery_org_id_term_id_fkey FOREIGN KEY (org_id, term_id) REFERENCES term(org_id, id) ON DELETE CASCADE;
alter table benefit_delivery add constraint benefit_delivery_pkey PRIMARY KEY (org_id, id);
alter table benefit_delivery add constraint benefit_delivery_org_id_term_id_benefit_id_key UNIQUE (org_id, term_id, benefit_id);
alter table bulk add constraint bulk_org_id_id_fkey FOREIGN KEY (org_id, id) REFERENCES work(org_id, id) ON DELETE CASCADE;
alter table bulk add constraint bulk_org_id_price_change_id_fkey FOREIGN KEY (org_id, price_change_id) REFERENCES price_change(org_id, id);
alter table bulk add constraint bulk_pkey PRIMARY KEY (org_id, id);
alter table bulk_item add constraint bulk_item_check CHECK (((state = ANY (ARRAY['excluded'::text, 'failed'::text])) = (code IS NOT NULL)));
alter table bulk_item add constraint bulk_item_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'excluded'::text, 'failed'::text])));
alter table bulk_item add constraint bulk_item_org_id_bulk_id_fkey FOREIGN KEY (org_id, bulk_id) REFERENCES bulk(org_id, id) ON DELETE CASCADE;
alter table bulk_item add constraint bulk_item_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table bulk_item add constraint bulk_item_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table bulk_item add constraint bulk_item_pkey PRIMARY KEY (org_id, bulk_id, "position");
alter table contact add constraint contact_check CHECK ((company_id <> id));
alter table contact add constraint contact_check1 CHECK ((payer_id <> id));
alter table contact add constraint contact_consent_check CHECK ((consent = ANY (ARRAY['none'::text, 'subscribed'::text, 'unsubscribed'::text, 'bounced'::text])));
alter table contact add constraint contact_display_name_check CHECK ((length(TRIM(BOTH FROM display_name)) > 0));
alter table contact add constraint contact_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text])));
alter table contact add constraint contact_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table contact add constraint contact_reverse_charge CHECK (((NOT reverse_charge) OR is_vat_number(vat_number)));
alter table contact add constraint contact_source_check CHECK ((source = ANY (ARRAY['staff'::text, 'import'::text, 'signup'::text, 'api'::text, 'demo'::text])));
alter table contact add constraint contact_org_id_company_id_fkey FOREIGN KEY (org_id, company_id) REFERENCES contact(org_id, id);
alter table contact add constraint contact_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table contact add constraint contact_org_id_merged_into_fkey FOREIGN KEY (org_id, merged_into) REFERENCES contact(org_id, id);
alter table contact add constraint contact_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table contact add constraint contact_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE SET NULL;
alter table contact add constraint contact_pkey PRIMARY KEY (org_id, id);
alter table contact_label add constraint contact_label_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table contact_label add constraint contact_label_org_id_label_id_fkey FOREIGN KEY (org_id, label_id) REFERENCES label(org_id, id) ON DELETE CASCADE;
alter table contact_label add constraint contact_label_pkey PRIMARY KEY (org_id, contact_id, label_id);
alter table credit_entry add constraint credit_entry_amount_check CHECK ((amount <> 0));
alter table credit_entry add constraint credit_entry_cause_check CHECK ((cause = ANY (ARRAY['overpayment'::text, 'plan_change'::text, 'used'::text, 'returned'::text, 'paid_out'::text, 'late_success'::text, 'reversed'::text, 'disputed'::text, 'dispute_won'::text, 'refund_failed'::text])));
alter table credit_entry add constraint credit_entry_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table credit_entry add constraint credit_entry_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table credit_entry add constraint credit_entry_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES payment(org_id, id);
alter table credit_entry add constraint credit_entry_pkey PRIMARY KEY (org_id, id);
alter table credit_note add constraint credit_note_check CHECK (((net + tax) = total));
alter table credit_note add constraint credit_note_total_check CHECK ((total > 0));
alter table credit_note add constraint credit_note_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table credit_note add constraint credit_note_pkey PRIMARY KEY (org_id, id);
alter table credit_note add constraint credit_note_org_id_series_year_serial_key UNIQUE (org_id, series, year, serial);
alter table credit_note_line add constraint credit_note_line_check CHECK (((net + tax) = total));
alter table credit_note_line add constraint credit_note_line_reverse_charge CHECK ((((tax_rate)::text <> 'reverse_charge'::text) OR (tax = 0)));
alter table credit_note_line add constraint credit_note_line_org_id_credit_note_id_fkey FOREIGN KEY (org_id, credit_note_id) REFERENCES credit_note(org_id, id) ON DELETE CASCADE;
alter table credit_note_line add constraint credit_note_line_org_id_invoice_line_id_fkey FOREIGN KEY (org_id, invoice_line_id) REFERENCES invoice_line(org_id, id);
alter table credit_note_line add constraint credit_note_line_pkey PRIMARY KEY (org_id, id);
alter table directory add constraint directory_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table directory add constraint directory_pkey PRIMARY KEY (org_id, contact_id);
alter table directory_text add constraint directory_text_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES directory(org_id, contact_id) ON DELETE CASCADE;
alter table directory_text add constraint directory_text_pkey PRIMARY KEY (org_id, contact_id);
alter table directory_word add constraint directory_word_people_check CHECK ((people <> 0));
alter table directory_word add constraint directory_word_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table directory_word add constraint directory_word_pkey PRIMARY KEY (org_id, word, id);
alter table dispute add constraint dispute_aftermath_check CHECK ((aftermath = ANY (ARRAY['written_off'::text, 'chased'::text])));
alter table dispute add constraint dispute_amount_check CHECK ((amount > 0));
alter table dispute add constraint dispute_check CHECK (((state = ANY (ARRAY['won'::text, 'lost'::text])) = (closed_at IS NOT NULL)));
alter table dispute add constraint dispute_check1 CHECK (((aftermath IS NULL) OR (state = 'lost'::text)));
alter table dispute add constraint dispute_check2 CHECK (((aftermath IS NULL) = (aftermath_at IS NULL)));
alter table dispute add constraint dispute_fee_check CHECK ((fee >= 0));
alter table dispute add constraint dispute_gateway_check CHECK ((gateway ~ '^[a-z][a-z0-9_]{1,29}$'::text));
alter table dispute add constraint dispute_state_check CHECK ((state = ANY (ARRAY['needs_response'::text, 'under_review'::text, 'won'::text, 'lost'::text])));
alter table dispute add constraint dispute_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES payment(org_id, id);
alter table dispute add constraint dispute_pkey PRIMARY KEY (org_id, id);
alter table dispute add constraint dispute_org_id_gateway_reference_key UNIQUE (org_id, gateway, reference);
alter table dispute_place add constraint dispute_place_amount_check CHECK ((amount > 0));
alter table dispute_place add constraint dispute_place_check CHECK (((kind = 'invoice'::text) = (invoice_id IS NOT NULL)));
alter table dispute_place add constraint dispute_place_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit'::text, 'loss'::text])));
alter table dispute_place add constraint dispute_place_org_id_dispute_id_fkey FOREIGN KEY (org_id, dispute_id) REFERENCES dispute(org_id, id);
alter table dispute_place add constraint dispute_place_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table dispute_place add constraint dispute_place_pkey PRIMARY KEY (org_id, id);
alter table field add constraint field_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text));
alter table field add constraint field_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'amount'::text, 'date'::text, 'boolean'::text, 'choice'::text])));
alter table field add constraint field_visibility_check CHECK ((visibility = ANY (ARRAY['staff'::text, 'member_sees'::text, 'member_edits'::text])));
alter table field add constraint field_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table field add constraint field_pkey PRIMARY KEY (org_id, id);
alter table field add constraint field_org_id_key_key UNIQUE (org_id, key);
alter table gateway_account add constraint gateway_account_gateway_check CHECK ((gateway ~ '^[a-z][a-z0-9_]{1,29}$'::text));
alter table gateway_account add constraint gateway_account_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table gateway_account add constraint gateway_account_pkey PRIMARY KEY (org_id, gateway);
alter table gateway_customer add constraint gateway_customer_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table gateway_customer add constraint gateway_customer_pkey PRIMARY KEY (org_id, gateway, payer_id);
alter table gateway_customer add constraint gateway_customer_org_id_gateway_reference_key UNIQUE (org_id, gateway, reference);
alter table gateway_difference add constraint gateway_difference_kind_check CHECK ((kind = ANY (ARRAY['unknown_charge'::text, 'missing'::text, 'amount'::text, 'refund'::text, 'dispute'::text])));
alter table gateway_difference add constraint gateway_difference_org_id_attempt_id_fkey FOREIGN KEY (org_id, attempt_id) REFERENCES payment_attempt(org_id, id);
alter table gateway_difference add constraint gateway_difference_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table gateway_difference add constraint gateway_difference_pkey PRIMARY KEY (org_id, id);
alter table gateway_difference add constraint gateway_difference_org_id_gateway_kind_reference_key UNIQUE (org_id, gateway, kind, reference);
alter table gateway_event add constraint gateway_event_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table gateway_event add constraint gateway_event_pkey PRIMARY KEY (org_id, id);
alter table gateway_event add constraint gateway_event_org_id_gateway_event_id_key UNIQUE (org_id, gateway, event_id);
alter table gateway_fee add constraint gateway_fee_cause_check CHECK ((cause = ANY (ARRAY['charge'::text, 'dispute'::text])));
alter table gateway_fee add constraint gateway_fee_gateway_check CHECK ((gateway ~ '^[a-z][a-z0-9_]{1,29}$'::text));
alter table gateway_fee add constraint gateway_fee_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES payment(org_id, id);
alter table gateway_fee add constraint gateway_fee_pkey PRIMARY KEY (org_id, id);
alter table gateway_fee add constraint gateway_fee_org_id_gateway_reference_key UNIQUE (org_id, gateway, reference);
alter table idempotency_key add constraint idempotency_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table idempotency_key add constraint idempotency_key_pkey PRIMARY KEY (org_id, key);
alter table import add constraint import_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'checked'::text, 'running'::text, 'done'::text, 'failed'::text, 'undone'::text])));
alter table import add constraint import_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table import add constraint import_pkey PRIMARY KEY (org_id, id);
alter table import_row add constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['create'::text, 'update'::text, 'unchanged'::text, 'refused'::text, 'created'::text, 'updated'::text])));
alter table import_row add constraint import_row_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import(org_id, id) ON DELETE CASCADE;
alter table import_row add constraint import_row_pkey PRIMARY KEY (org_id, import_id, row_number);
alter table invoice add constraint invoice_check CHECK (((net + tax) = total));
alter table invoice add constraint invoice_check1 CHECK (((settled + credited) <= total));
alter table invoice add constraint invoice_check2 CHECK (((status = 'draft'::text) OR ((number IS NOT NULL) AND (issued_on IS NOT NULL) AND (due_on IS NOT NULL))));
alter table invoice add constraint invoice_check3 CHECK (((status <> 'paid'::text) OR (total = (settled + credited))));
alter table invoice add constraint invoice_check4 CHECK (((status <> 'void'::text) OR (settled = 0)));
alter table invoice add constraint invoice_collection_check CHECK ((collection = ANY (ARRAY['automatic'::text, 'invoice'::text])));
alter table invoice add constraint invoice_credited_check CHECK ((credited >= 0));
alter table invoice add constraint invoice_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table invoice add constraint invoice_proforma_is_past CHECK (((proforma_serial IS NULL) OR (series = ''::text)));
alter table invoice add constraint invoice_proforma_is_unbooked CHECK (((series <> 'PF'::text) OR ((settled = 0) AND (credited = 0) AND (status = ANY (ARRAY['open'::text, 'void'::text])))));
alter table invoice add constraint invoice_proforma_is_whole CHECK ((num_nulls(proforma_year, proforma_serial, proforma_number, proforma_on) = ANY (ARRAY[0, 4])));
alter table invoice add constraint invoice_settled_check CHECK ((settled >= 0));
alter table invoice add constraint invoice_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'open'::text, 'paid'::text, 'void'::text, 'uncollectible'::text])));
alter table invoice add constraint invoice_total_check CHECK ((total >= 0));
alter table invoice add constraint invoice_type_check CHECK ((type = ANY (ARRAY['subscription'::text, 'renewal'::text, 'proration'::text, 'manual'::text])));
alter table invoice add constraint invoice_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id);
alter table invoice add constraint invoice_org_id_identity_id_fkey FOREIGN KEY (org_id, identity_id) REFERENCES organization_identity(org_id, id);
alter table invoice add constraint invoice_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table invoice add constraint invoice_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id);
alter table invoice add constraint invoice_pkey PRIMARY KEY (org_id, id);
alter table invoice_cover add constraint invoice_cover_total_check CHECK ((total >= 0));
alter table invoice_cover add constraint invoice_cover_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id);
alter table invoice_cover add constraint invoice_cover_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table invoice_cover add constraint invoice_cover_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id) ON DELETE CASCADE;
alter table invoice_cover add constraint invoice_cover_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id);
alter table invoice_cover add constraint invoice_cover_pkey PRIMARY KEY (org_id, invoice_id, subscription_id);
alter table invoice_draft add constraint invoice_draft_check CHECK (((due_days IS NULL) <> (due_on IS NULL)));
alter table invoice_draft add constraint invoice_draft_due_days_check CHECK (((due_days >= 0) AND (due_days <= 365)));
alter table invoice_draft add constraint invoice_draft_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text));
alter table invoice_draft add constraint invoice_draft_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table invoice_draft add constraint invoice_draft_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table invoice_draft add constraint invoice_draft_pkey PRIMARY KEY (org_id, id);
alter table invoice_line add constraint invoice_line_check CHECK (((net + tax) = total));
alter table invoice_line add constraint invoice_line_credits_only_credits CHECK (((credits_line_id IS NULL) OR (kind = 'proration_credit'::text)));
alter table invoice_line add constraint invoice_line_kind_check CHECK ((kind = ANY (ARRAY['subscription'::text, 'proration_charge'::text, 'proration_credit'::text, 'setup'::text, 'addon'::text, 'manual'::text])));
alter table invoice_line add constraint invoice_line_part_unit_check CHECK ((part_unit = ANY (ARRAY['day'::text, 'month'::text])));
alter table invoice_line add constraint invoice_line_reverse_charge CHECK ((((tax_rate)::text <> 'reverse_charge'::text) OR (tax = 0)));
alter table invoice_line add constraint invoice_line_credits FOREIGN KEY (org_id, credits_line_id) REFERENCES invoice_line(org_id, id);
alter table invoice_line add constraint invoice_line_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id) ON DELETE CASCADE;
alter table invoice_line add constraint invoice_line_pkey PRIMARY KEY (org_id, id);
alter table invoice_line add constraint invoice_line_org_id_invoice_id_position_key UNIQUE (org_id, invoice_id, "position");
alter table join_request add constraint join_request_answers_check CHECK ((jsonb_typeof(answers) = 'array'::text));
alter table join_request add constraint join_request_check CHECK ((num_nulls(outcome, decided_by, decided_at) = ANY (ARRAY[0, 3])));
alter table join_request add constraint join_request_check1 CHECK (((outcome IS NOT NULL) OR (reason = ''::text)));
alter table join_request add constraint join_request_message_check CHECK ((length(message) <= 2000));
alter table join_request add constraint join_request_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'declined'::text, 'withdrawn'::text])));
alter table join_request add constraint join_request_reason_check CHECK ((length(reason) <= 1000));
alter table join_request add constraint join_request_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table join_request add constraint join_request_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table join_request add constraint join_request_pkey PRIMARY KEY (org_id, id);
alter table join_request add constraint join_request_org_id_subscription_id_key UNIQUE (org_id, subscription_id);
alter table label add constraint label_name_check CHECK ((length(TRIM(BOTH FROM name)) > 0));
alter table label add constraint label_rule_check CHECK ((rule = ANY (ARRAY['plan'::text, 'import'::text])));
alter table label add constraint label_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table label add constraint label_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table label add constraint label_pkey PRIMARY KEY (org_id, id);
alter table ledger_entry add constraint ledger_entry_amount_check CHECK ((amount <> 0));
alter table ledger_entry add constraint ledger_entry_pkey PRIMARY KEY (org_id, id);
alter table message add constraint message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'outbox'::text, 'sent'::text, 'failed'::text, 'withheld'::text])));
alter table message add constraint message_text_version_check CHECK ((text_version >= 0));
alter table message add constraint message_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table message add constraint message_pkey PRIMARY KEY (org_id, id);
alter table method_setup add constraint method_setup_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table method_setup add constraint method_setup_org_id_payment_method_id_fkey FOREIGN KEY (org_id, payment_method_id) REFERENCES payment_method(org_id, id);
alter table method_setup add constraint method_setup_pkey PRIMARY KEY (org_id, id);
alter table method_setup add constraint method_setup_org_id_gateway_reference_key UNIQUE (org_id, gateway, reference);
alter table note add constraint note_body_check CHECK ((length(TRIM(BOTH FROM body)) > 0));
alter table note add constraint note_type_check CHECK ((type = ANY (ARRAY['call'::text, 'meeting'::text, 'email'::text, 'delivery'::text, 'payment'::text, 'other'::text])));
alter table note add constraint note_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table note add constraint note_pkey PRIMARY KEY (org_id, id);
alter table number_series add constraint number_series_last_number_check CHECK ((last_number >= 0));
alter table number_series add constraint number_series_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table number_series add constraint number_series_pkey PRIMARY KEY (org_id, series, year);
alter table organization add constraint organization_accent_check CHECK ((accent ~ '^#[0-9a-f]{6}$'::text));
alter table organization add constraint organization_billing_day_check CHECK (((billing_day >= 1) AND (billing_day <= 31)));
alter table organization add constraint organization_check CHECK ((sandbox OR (clock_at IS NULL)));
alter table organization add constraint organization_kind_check CHECK ((kind = ANY (ARRAY['creator'::text, 'space'::text, 'association'::text, 'site'::text])));
alter table organization add constraint organization_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table organization add constraint organization_slug_check CHECK (((slug ~ '^[a-z0-9](-?[a-z0-9])*$'::text) AND (length(slug) <= 60)));
alter table organization add constraint organization_pkey PRIMARY KEY (id);
alter table organization add constraint organization_slug_key UNIQUE (slug);
alter table organization_identity add constraint organization_identity_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table organization_identity add constraint organization_identity_pkey PRIMARY KEY (org_id, id);
alter table overdue_case add constraint overdue_case_check CHECK (((NOT set_aside) OR (state = 'closed'::text)));
alter table overdue_case add constraint overdue_case_follows_for_a_subscription CHECK (((lead_id IS NULL) OR (subscription_id IS NOT NULL)));
alter table overdue_case add constraint overdue_case_state_check CHECK ((state = ANY (ARRAY['open'::text, 'recovered'::text, 'lost'::text, 'closed'::text])));
alter table overdue_case add constraint overdue_case_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id);
alter table overdue_case add constraint overdue_case_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table overdue_case add constraint overdue_case_org_id_lead_id_fkey FOREIGN KEY (org_id, lead_id) REFERENCES overdue_case(org_id, id);
alter table overdue_case add constraint overdue_case_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id);
alter table overdue_case add constraint overdue_case_pkey PRIMARY KEY (org_id, id);
alter table overdue_move add constraint overdue_move_kind_check CHECK ((kind = ANY (ARRAY['date'::text, 'more_time'::text, 'last_chance'::text])));
alter table overdue_move add constraint overdue_move_org_id_case_id_fkey FOREIGN KEY (org_id, case_id) REFERENCES overdue_case(org_id, id) ON DELETE CASCADE;
alter table overdue_move add constraint overdue_move_pkey PRIMARY KEY (org_id, id);
alter table overdue_step add constraint overdue_step_kind_check CHECK ((kind = ANY (ARRAY['retry'::text, 'reminder'::text, 'final'::text])));
alter table overdue_step add constraint overdue_step_outcome_check CHECK ((outcome = ANY (ARRAY['paid'::text, 'declined'::text, 'unknown'::text, 'sent'::text, 'skipped'::text, 'cancelled'::text])));
alter table overdue_step add constraint overdue_step_org_id_attempt_id_fkey FOREIGN KEY (org_id, attempt_id) REFERENCES payment_attempt(org_id, id);
alter table overdue_step add constraint overdue_step_org_id_case_id_fkey FOREIGN KEY (org_id, case_id) REFERENCES overdue_case(org_id, id) ON DELETE CASCADE;
alter table overdue_step add constraint overdue_step_pkey PRIMARY KEY (org_id, case_id, "position");
alter table pack_use add constraint pack_use_count_check CHECK ((count > 0));
alter table pack_use add constraint pack_use_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table pack_use add constraint pack_use_pkey PRIMARY KEY (org_id, id);
alter table page add constraint page_after_days_check CHECK (((after_days >= 0) AND (after_days <= 3650)));
alter table page add constraint page_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'members'::text, 'plans'::text])));
alter table page add constraint page_body_check CHECK ((length(body) <= 100000));
alter table page add constraint page_check CHECK (((audience <> 'everyone'::text) OR ((NOT opens_overdue) AND (NOT opens_paused) AND (after_days = 0))));
alter table page add constraint page_path_check CHECK (((length(path) <= 200) AND (path ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$'::text)));
alter table page add constraint page_title_check CHECK ((length(TRIM(BOTH FROM title)) > 0));
alter table page add constraint page_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table page add constraint page_pkey PRIMARY KEY (org_id, id);
alter table page_plan add constraint page_plan_org_id_page_id_fkey FOREIGN KEY (org_id, page_id) REFERENCES page(org_id, id) ON DELETE CASCADE;
alter table page_plan add constraint page_plan_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table page_plan add constraint page_plan_pkey PRIMARY KEY (org_id, page_id, plan_id);
alter table payment add constraint payment_amount_check CHECK ((amount > 0));
alter table payment add constraint payment_gateway_check CHECK ((gateway ~ '^[a-z][a-z0-9_]{1,29}$'::text));
alter table payment add constraint payment_means_check CHECK ((means = ANY (ARRAY['card'::text, 'sepa_debit'::text, 'transfer'::text, 'cheque'::text, 'cash'::text, 'other'::text])));
alter table payment add constraint payment_org_id_attempt_id_fkey FOREIGN KEY (org_id, attempt_id) REFERENCES payment_attempt(org_id, id);
alter table payment add constraint payment_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table payment add constraint payment_pkey PRIMARY KEY (org_id, id);
alter table payment_attempt add constraint payment_attempt_amount_check CHECK ((amount > 0));
alter table payment_attempt add constraint payment_attempt_cause_check CHECK ((cause = ANY (ARRAY['billing'::text, 'retry'::text, 'card_update'::text, 'staff'::text, 'member'::text])));
alter table payment_attempt add constraint payment_attempt_check CHECK (((state <> 'declined'::text) OR (decline_kind IS NOT NULL)));
alter table payment_attempt add constraint payment_attempt_decline_kind_check CHECK ((decline_kind = ANY (ARRAY['soft'::text, 'hard'::text])));
alter table payment_attempt add constraint payment_attempt_state_check CHECK ((state = ANY (ARRAY['created'::text, 'sent'::text, 'succeeded'::text, 'declined'::text, 'requires_action'::text, 'processing'::text, 'unknown'::text])));
alter table payment_attempt add constraint payment_attempt_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table payment_attempt add constraint payment_attempt_org_id_payment_method_id_fkey FOREIGN KEY (org_id, payment_method_id) REFERENCES payment_method(org_id, id);
alter table payment_attempt add constraint payment_attempt_pkey PRIMARY KEY (org_id, id);
alter table payment_method add constraint payment_method_gateway_check CHECK ((gateway ~ '^[a-z][a-z0-9_]{1,29}$'::text));
alter table payment_method add constraint payment_method_kind_check CHECK ((kind = ANY (ARRAY['card'::text, 'sepa_debit'::text])));
alter table payment_method add constraint payment_method_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table payment_method add constraint payment_method_pkey PRIMARY KEY (org_id, id);
alter table plan add constraint plan_capacity CHECK (((capacity IS NULL) OR (seats_taken <= capacity)));
alter table plan add constraint plan_capacity_check CHECK ((capacity > 0));
alter table plan add constraint plan_color_check CHECK ((color = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text, 'teal'::text, 'blue'::text, 'violet'::text, 'pink'::text])));
alter table plan add constraint plan_join_form_check CHECK ((jsonb_typeof(join_form) = 'object'::text));
alter table plan add constraint plan_kind_check CHECK ((kind = ANY (ARRAY['recurring'::text, 'fixed_date'::text, 'one_time'::text, 'pack'::text, 'free'::text, 'custom'::text])));
alter table plan add constraint plan_name_check CHECK ((length(TRIM(BOTH FROM name)) > 0));
alter table plan add constraint plan_renewal_late_check CHECK ((renewal_late = ANY (ARRAY['payment_day'::text, 'keeps_dates'::text])));
alter table plan add constraint plan_renewal_lead_days_check CHECK (((renewal_lead_days >= 0) AND (renewal_lead_days <= 180)));
alter table plan add constraint plan_renewal_policy_check CHECK ((renewal_policy = ANY (ARRAY['invoice'::text, 'notice'::text])));
alter table plan add constraint plan_seats_taken_check CHECK ((seats_taken >= 0));
alter table plan add constraint plan_org_id_current_version_id_fkey FOREIGN KEY (org_id, current_version_id) REFERENCES plan_version(org_id, id) DEFERRABLE INITIALLY DEFERRED;
alter table plan add constraint plan_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table plan add constraint plan_pkey PRIMARY KEY (org_id, id);
alter table plan_benefit add constraint plan_benefit_org_id_benefit_id_fkey FOREIGN KEY (org_id, benefit_id) REFERENCES benefit(org_id, id) ON DELETE CASCADE;
alter table plan_benefit add constraint plan_benefit_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table plan_benefit add constraint plan_benefit_pkey PRIMARY KEY (org_id, plan_id, benefit_id);
alter table plan_picture add constraint plan_picture_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= ((2 * 1024) * 1024))));
alter table plan_picture add constraint plan_picture_check CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)));
alter table plan_picture add constraint plan_picture_content_type_check CHECK ((content_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])));
alter table plan_picture add constraint plan_picture_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table plan_picture add constraint plan_picture_pkey PRIMARY KEY (org_id, plan_id);
alter table plan_version add constraint plan_version_check CHECK (((season_day IS NULL) = (season_month IS NULL)));
alter table plan_version add constraint plan_version_check1 CHECK (((season_day IS NULL) = (first_period IS NULL)));
alter table plan_version add constraint plan_version_check2 CHECK (((rollover_day IS NULL) = (rollover_month IS NULL)));
alter table plan_version add constraint plan_version_check3 CHECK (((rollover_day IS NULL) OR (season_day IS NOT NULL)));
alter table plan_version add constraint plan_version_commitment_months_check CHECK (((commitment_months >= 0) AND (commitment_months <= 120)));
alter table plan_version add constraint plan_version_first_period_check CHECK ((first_period = ANY (ARRAY['full'::text, 'months'::text, 'days'::text])));
alter table plan_version add constraint plan_version_minimum_amount_check CHECK ((minimum_amount >= 0));
alter table plan_version add constraint plan_version_notice_days_check CHECK (((notice_days >= 0) AND (notice_days <= 365)));
alter table plan_version add constraint plan_version_rollover_day_check CHECK (((rollover_day >= 1) AND (rollover_day <= 31)));
alter table plan_version add constraint plan_version_rollover_month_check CHECK (((rollover_month >= 1) AND (rollover_month <= 12)));
alter table plan_version add constraint plan_version_season_day_check CHECK (((season_day >= 1) AND (season_day <= 31)));
alter table plan_version add constraint plan_version_season_month_check CHECK (((season_month >= 1) AND (season_month <= 12)));
alter table plan_version add constraint plan_version_tax_rate CHECK (((tax_rate)::text <> 'reverse_charge'::text));
alter table plan_version add constraint plan_version_trial_days_check CHECK (((trial_days >= 0) AND (trial_days <= 365)));
alter table plan_version add constraint plan_version_uses_check CHECK ((uses > 0));
alter table plan_version add constraint plan_version_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table plan_version add constraint plan_version_pkey PRIMARY KEY (org_id, id);
alter table plan_version add constraint plan_version_org_id_plan_id_number_key UNIQUE (org_id, plan_id, number);
alter table price add constraint price_amount_check CHECK ((amount >= 0));
alter table price add constraint price_interval_count_check CHECK (((interval_count >= 1) AND (interval_count <= 120)));
alter table price add constraint price_interval_unit_check CHECK ((interval_unit = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'year'::text])));
alter table price add constraint price_setup_amount_check CHECK ((setup_amount >= 0));
alter table price add constraint price_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table price add constraint price_pkey PRIMARY KEY (org_id, id);
alter table price_change add constraint price_change_notice_days_check CHECK (((notice_days >= 0) AND (notice_days <= 366)));
alter table price_change add constraint price_change_scope_check CHECK ((scope = ANY (ARRAY['new_members'::text, 'next_period'::text, 'now'::text])));
alter table price_change add constraint price_change_org_id_from_price_id_fkey FOREIGN KEY (org_id, from_price_id) REFERENCES price(org_id, id);
alter table price_change add constraint price_change_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table price_change add constraint price_change_org_id_to_price_id_fkey FOREIGN KEY (org_id, to_price_id) REFERENCES price(org_id, id);
alter table price_change add constraint price_change_pkey PRIMARY KEY (org_id, id);
alter table refund add constraint refund_amount_check CHECK ((amount > 0));
alter table refund add constraint refund_state_check CHECK ((state = ANY (ARRAY['created'::text, 'sent'::text, 'succeeded'::text, 'failed'::text, 'unknown'::text])));
alter table refund add constraint refund_org_id_credit_note_id_fkey FOREIGN KEY (org_id, credit_note_id) REFERENCES credit_note(org_id, id);
alter table refund add constraint refund_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table refund add constraint refund_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES payment(org_id, id);
alter table refund add constraint refund_pkey PRIMARY KEY (org_id, id);
alter table renewal add constraint renewal_check CHECK (((wish IS NULL) = (asked_at IS NULL)));
alter table renewal add constraint renewal_check1 CHECK ((num_nulls(decided_by, decided_at) = ANY (ARRAY[0, 2])));
alter table renewal add constraint renewal_check2 CHECK (((decided_at IS NULL) = (state = ANY (ARRAY['scheduled'::text, 'sent'::text, 'change_requested'::text, 'intervention'::text, 'lapsed'::text]))));
alter table renewal add constraint renewal_check3 CHECK (((invoice_id IS NULL) OR (state = ANY (ARRAY['approved'::text, 'completed'::text]))));
alter table renewal add constraint renewal_comment_check CHECK ((length(comment) <= 2000));
alter table renewal add constraint renewal_offer_check CHECK ((jsonb_typeof(offer) = 'object'::text));
alter table renewal add constraint renewal_policy_check CHECK ((policy = ANY (ARRAY['invoice'::text, 'notice'::text])));
alter table renewal add constraint renewal_reason_check CHECK ((length(reason) <= 500));
alter table renewal add constraint renewal_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'sent'::text, 'change_requested'::text, 'intervention'::text, 'approved'::text, 'refused'::text, 'completed'::text, 'lapsed'::text])));
alter table renewal add constraint renewal_wish_check CHECK ((jsonb_typeof(wish) = 'object'::text));
alter table renewal add constraint renewal_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table renewal add constraint renewal_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table renewal add constraint renewal_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table renewal add constraint renewal_pkey PRIMARY KEY (org_id, id);
alter table renewal add constraint renewal_org_id_subscription_id_ends_on_key UNIQUE (org_id, subscription_id, ends_on);
alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (version);
alter table segment add constraint segment_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table segment add constraint segment_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id) ON DELETE CASCADE;
alter table segment add constraint segment_pkey PRIMARY KEY (org_id, id);
alter table sepa_batch add constraint sepa_batch_check CHECK ((settles_on > collect_on));
alter table sepa_batch add constraint sepa_batch_check1 CHECK (((state = 'cancelled'::text) = (cancelled_at IS NOT NULL)));
alter table sepa_batch add constraint sepa_batch_check2 CHECK (((state <> 'sent'::text) OR (sent_at IS NOT NULL)));
alter table sepa_batch add constraint sepa_batch_count_check CHECK ((count > 0));
alter table sepa_batch add constraint sepa_batch_state_check CHECK ((state = ANY (ARRAY['made'::text, 'sent'::text, 'cancelled'::text])));
alter table sepa_batch add constraint sepa_batch_total_check CHECK ((total > 0));
alter table sepa_batch add constraint sepa_batch_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table sepa_batch add constraint sepa_batch_pkey PRIMARY KEY (org_id, id);
alter table sepa_batch add constraint sepa_batch_org_id_message_id_key UNIQUE (org_id, message_id);
alter table sepa_batch add constraint sepa_batch_org_id_number_key UNIQUE (org_id, number);
alter table sepa_debit add constraint sepa_debit_amount_check CHECK ((amount > 0));
alter table sepa_debit add constraint sepa_debit_check CHECK ((end_to_end = replace((attempt_id)::text, '-'::text, ''::text)));
alter table sepa_debit add constraint sepa_debit_check1 CHECK (((batch_id IS NULL) = (sequence IS NULL)));
alter table sepa_debit add constraint sepa_debit_check2 CHECK (((batch_id IS NOT NULL) OR ((settled_on IS NULL) AND (returned_on IS NULL))));
alter table sepa_debit add constraint sepa_debit_check3 CHECK (((withdrawn_on IS NULL) OR (batch_id IS NULL)));
alter table sepa_debit add constraint sepa_debit_check4 CHECK (((returned_on IS NULL) = (return_code IS NULL)));
alter table sepa_debit add constraint sepa_debit_check5 CHECK (((return_fee IS NULL) OR (returned_on IS NOT NULL)));
alter table sepa_debit add constraint sepa_debit_currency_check CHECK ((currency = 'EUR'::bpchar));
alter table sepa_debit add constraint sepa_debit_return_code_check CHECK ((return_code ~ '^[A-Z0-9]{1,35}$'::text));
alter table sepa_debit add constraint sepa_debit_return_fee_check CHECK ((return_fee > 0));
alter table sepa_debit add constraint sepa_debit_sequence_check CHECK ((sequence = ANY (ARRAY['FRST'::text, 'RCUR'::text])));
alter table sepa_debit add constraint sepa_debit_org_id_attempt_id_fkey FOREIGN KEY (org_id, attempt_id) REFERENCES payment_attempt(org_id, id);
alter table sepa_debit add constraint sepa_debit_org_id_batch_id_fkey FOREIGN KEY (org_id, batch_id) REFERENCES sepa_batch(org_id, id);
alter table sepa_debit add constraint sepa_debit_org_id_mandate_id_payer_id_fkey FOREIGN KEY (org_id, mandate_id, payer_id) REFERENCES sepa_mandate(org_id, id, payer_id);
alter table sepa_debit add constraint sepa_debit_pkey PRIMARY KEY (org_id, attempt_id);
alter table sepa_debit add constraint sepa_debit_org_id_end_to_end_key UNIQUE (org_id, end_to_end);
alter table sepa_mandate add constraint sepa_mandate_agreed_language_check CHECK ((agreed_language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table sepa_mandate add constraint sepa_mandate_check CHECK (((ended_at IS NULL) = (end_reason IS NULL)));
alter table sepa_mandate add constraint sepa_mandate_end_reason_check CHECK ((end_reason = ANY (ARRAY['revoked'::text, 'replaced'::text, 'returned'::text])));
alter table sepa_mandate add constraint sepa_mandate_reference_check CHECK ((reference ~ '^[A-Za-z0-9+?/:().,''-][A-Za-z0-9+?/:().,'' -]{0,34}$'::text));
alter table sepa_mandate add constraint sepa_mandate_scheme_check CHECK ((scheme = ANY (ARRAY['CORE'::text, 'B2B'::text])));
alter table sepa_mandate add constraint sepa_mandate_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table sepa_mandate add constraint sepa_mandate_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table sepa_mandate add constraint sepa_mandate_pkey PRIMARY KEY (org_id, id);
alter table sepa_mandate add constraint sepa_mandate_org_id_id_payer_id_key UNIQUE (org_id, id, payer_id);
alter table sepa_return_entry add constraint sepa_return_entry_outcome_check CHECK ((outcome = ANY (ARRAY['returned'::text, 'already'::text, 'unknown'::text, 'amount'::text, 'not_sent'::text, 'credit_used'::text])));
alter table sepa_return_entry add constraint sepa_return_entry_org_id_attempt_id_fkey FOREIGN KEY (org_id, attempt_id) REFERENCES sepa_debit(org_id, attempt_id);
alter table sepa_return_entry add constraint sepa_return_entry_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES sepa_return_file(org_id, id) ON DELETE CASCADE;
alter table sepa_return_entry add constraint sepa_return_entry_pkey PRIMARY KEY (org_id, file_id, "position");
alter table sepa_return_file add constraint sepa_return_file_kind_check CHECK ((kind = ANY (ARRAY['pain.002'::text, 'camt.053'::text, 'camt.054'::text])));
alter table sepa_return_file add constraint sepa_return_file_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table sepa_return_file add constraint sepa_return_file_pkey PRIMARY KEY (org_id, id);
alter table sepa_return_file add constraint sepa_return_file_org_id_digest_key UNIQUE (org_id, digest);
alter table setup_link add constraint setup_link_pkey PRIMARY KEY (token_hash);
alter table sign_in_link add constraint sign_in_link_names_renewal CHECK (((purpose = 'renew'::text) = (renewal_id IS NOT NULL)));
alter table sign_in_link add constraint sign_in_link_purpose_check CHECK ((purpose = ANY (ARRAY['invitation'::text, 'magic'::text, 'update_card'::text, 'pay'::text, 'renew'::text])));
alter table sign_in_link add constraint sign_in_link_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE;
alter table sign_in_link add constraint sign_in_link_org_id_renewal_id_fkey FOREIGN KEY (org_id, renewal_id) REFERENCES renewal(org_id, id) ON DELETE CASCADE;
alter table sign_in_link add constraint sign_in_link_pkey PRIMARY KEY (org_id, token_hash);
alter table sign_up add constraint sign_up_email_check CHECK ((length(email) <= 254));
alter table sign_up add constraint sign_up_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table sign_up add constraint sign_up_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table sign_up add constraint sign_up_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table sign_up add constraint sign_up_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id) ON DELETE CASCADE;
alter table sign_up add constraint sign_up_pkey PRIMARY KEY (org_id, token_hash);
alter table staff add constraint staff_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'administrator'::text, 'manager'::text, 'accountant'::text, 'reader'::text])));
alter table staff add constraint staff_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table staff add constraint staff_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table staff add constraint staff_pkey PRIMARY KEY (org_id, id);
alter table staff add constraint staff_owner TRIGGER DEFERRABLE INITIALLY DEFERRED;
alter table staff add constraint staff_org_id_user_id_key UNIQUE (org_id, user_id);
alter table staff_invitation add constraint staff_invitation_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'manager'::text, 'accountant'::text, 'reader'::text])));
alter table staff_invitation add constraint staff_invitation_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table staff_invitation add constraint staff_invitation_pkey PRIMARY KEY (org_id, id);
alter table staff_invitation add constraint staff_invitation_token_hash_key UNIQUE (token_hash);
alter table subscription add constraint subscription_addons_check CHECK ((jsonb_typeof(addons) = 'array'::text));
alter table subscription add constraint subscription_amount_check CHECK ((amount >= 0));
alter table subscription add constraint subscription_anchor_day_check CHECK (((anchor_day >= 1) AND (anchor_day <= 31)));
alter table subscription add constraint subscription_check CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)));
alter table subscription add constraint subscription_check1 CHECK (((state <> ALL (ARRAY['cancelled'::text, 'expired'::text])) OR (ends_on IS NOT NULL)));
alter table subscription add constraint subscription_collection_check CHECK ((collection = ANY (ARRAY['automatic'::text, 'invoice'::text])));
alter table subscription add constraint subscription_declined_never_ran CHECK (((end_cause IS DISTINCT FROM 'declined'::text) OR ((state = 'cancelled'::text) AND (ends_on = starts_on) AND (next_billing_on IS NULL))));
alter table subscription add constraint subscription_end_cause_check CHECK ((end_cause = ANY (ARRAY['cancelled'::text, 'revoked'::text, 'unpaid'::text, 'expired'::text, 'deleted'::text, 'declined'::text])));
alter table subscription add constraint subscription_first_period_check CHECK ((first_period = ANY (ARRAY['full'::text, 'months'::text, 'days'::text])));
alter table subscription add constraint subscription_interval_count_check CHECK (((interval_count >= 1) AND (interval_count <= 120)));
alter table subscription add constraint subscription_interval_unit_check CHECK ((interval_unit = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'year'::text])));
alter table subscription add constraint subscription_intervention_check CHECK (((length(intervention) >= 1) AND (length(intervention) <= 500)));
alter table subscription add constraint subscription_quantity_check CHECK ((quantity > 0));
alter table subscription add constraint subscription_setup_amount_check CHECK ((setup_amount >= 0));
alter table subscription add constraint subscription_source_check CHECK ((source = ANY (ARRAY['staff'::text, 'import'::text, 'signup'::text, 'api'::text, 'demo'::text])));
alter table subscription add constraint subscription_state_check CHECK ((state = ANY (ARRAY['pending_approval'::text, 'scheduled'::text, 'trialing'::text, 'active'::text, 'paused'::text, 'overdue'::text, 'cancelled'::text, 'expired'::text])));
alter table subscription add constraint subscription_uses CHECK (((uses_taken = 0) OR ((uses_taken >= 0) AND (uses_taken <= uses_granted))));
alter table subscription add constraint subscription_uses_granted_check CHECK ((uses_granted > 0));
alter table subscription add constraint subscription_waits_unbilled CHECK (((state <> 'pending_approval'::text) OR ((next_billing_on IS NULL) AND (ends_on IS NULL))));
alter table subscription add constraint subscription_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id);
alter table subscription add constraint subscription_org_id_payer_id_fkey FOREIGN KEY (org_id, payer_id) REFERENCES contact(org_id, id);
alter table subscription add constraint subscription_org_id_payment_method_id_fkey FOREIGN KEY (org_id, payment_method_id) REFERENCES payment_method(org_id, id);
alter table subscription add constraint subscription_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id);
alter table subscription add constraint subscription_org_id_plan_version_id_fkey FOREIGN KEY (org_id, plan_version_id) REFERENCES plan_version(org_id, id);
alter table subscription add constraint subscription_org_id_price_id_fkey FOREIGN KEY (org_id, price_id) REFERENCES price(org_id, id);
alter table subscription add constraint subscription_pkey PRIMARY KEY (org_id, id);
alter table subscription_cancellation add constraint subscription_cancellation_cause_check CHECK ((cause = ANY (ARRAY['member'::text, 'staff'::text, 'unpaid'::text, 'blocked'::text, 'import'::text])));
alter table subscription_cancellation add constraint subscription_cancellation_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table subscription_cancellation add constraint subscription_cancellation_pkey PRIMARY KEY (org_id, id);
alter table subscription_change add constraint subscription_change_addons_check CHECK ((jsonb_typeof(addons) = 'array'::text));
alter table subscription_change add constraint subscription_change_kind_check CHECK ((kind = ANY (ARRAY['upgrade'::text, 'downgrade'::text, 'interval'::text, 'quantity'::text, 'price'::text, 'payer'::text, 'addons'::text])));
alter table subscription_change add constraint subscription_change_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id);
alter table subscription_change add constraint subscription_change_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id);
alter table subscription_change add constraint subscription_change_org_id_price_change_id_fkey FOREIGN KEY (org_id, price_change_id) REFERENCES price_change(org_id, id);
alter table subscription_change add constraint subscription_change_org_id_renewal_id_fkey FOREIGN KEY (org_id, renewal_id) REFERENCES renewal(org_id, id);
alter table subscription_change add constraint subscription_change_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table subscription_change add constraint subscription_change_pkey PRIMARY KEY (org_id, id);
alter table subscription_extension add constraint subscription_extension_days_check CHECK ((days > 0));
alter table subscription_extension add constraint subscription_extension_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table subscription_extension add constraint subscription_extension_pkey PRIMARY KEY (org_id, id);
alter table subscription_pause add constraint subscription_pause_check CHECK (((until_on IS NULL) OR (until_on > from_on)));
alter table subscription_pause add constraint subscription_pause_check1 CHECK (((resumed_on IS NULL) OR (resumed_on >= from_on)));
alter table subscription_pause add constraint subscription_pause_gives_back_check CHECK ((gives_back = ANY (ARRAY['dates'::text, 'credit'::text])));
alter table subscription_pause add constraint subscription_pause_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table subscription_pause add constraint subscription_pause_pkey PRIMARY KEY (org_id, id);
alter table template_version add constraint template_version_blocks_check CHECK ((jsonb_typeof(blocks) = 'array'::text));
alter table template_version add constraint template_version_check CHECK ((num_nulls(subject, title, blocks) = ANY (ARRAY[0, 3])));
alter table template_version add constraint template_version_check1 CHECK ((num_nulls(failed_at, failed_problem) = ANY (ARRAY[0, 2])));
alter table template_version add constraint template_version_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])));
alter table template_version add constraint template_version_name_check CHECK ((name ~ '^[a-z][a-z_]{1,59}$'::text));
alter table template_version add constraint template_version_version_check CHECK ((version > 0));
alter table template_version add constraint template_version_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table template_version add constraint template_version_pkey PRIMARY KEY (org_id, name, language, version);
alter table term add constraint term_check CHECK ((ends_on > starts_on));
alter table term add constraint term_kind_check CHECK ((kind = ANY (ARRAY['paid'::text, 'free'::text, 'granted'::text, 'trial'::text])));
alter table term add constraint term_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'void'::text])));
alter table term add constraint term_org_id_invoice_id_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES invoice(org_id, id) DEFERRABLE INITIALLY DEFERRED;
alter table term add constraint term_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id) REFERENCES subscription(org_id, id) ON DELETE CASCADE;
alter table term add constraint term_pkey PRIMARY KEY (org_id, id);
alter table term add constraint term_org_id_subscription_id_daterange_excl EXCLUDE USING gist (org_id WITH =, subscription_id WITH =, daterange(starts_on, ends_on) WITH &&) WHERE ((status <> 'void'::text));
alter table test_gateway_charge add constraint test_gateway_charge_outcome_check CHECK ((outcome = ANY (ARRAY['succeeded'::text, 'declined'::text, 'processing'::text, 'requires_action'::text])));
alter table test_gateway_charge add constraint test_gateway_charge_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table test_gateway_charge add constraint test_gateway_charge_pkey PRIMARY KEY (org_id, idempotency_key);
alter table test_gateway_dispute add constraint test_gateway_dispute_amount_check CHECK ((amount > 0));
alter table test_gateway_dispute add constraint test_gateway_dispute_state_check CHECK ((state = ANY (ARRAY['needs_response'::text, 'under_review'::text, 'won'::text, 'lost'::text])));
alter table test_gateway_dispute add constraint test_gateway_dispute_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table test_gateway_dispute add constraint test_gateway_dispute_pkey PRIMARY KEY (org_id, reference);
alter table test_gateway_refund add constraint test_gateway_refund_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table test_gateway_refund add constraint test_gateway_refund_pkey PRIMARY KEY (org_id, idempotency_key);
alter table work add constraint work_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'import_undo'::text, 'billing'::text, 'advance'::text, 'demo'::text, 'bulk'::text])));
alter table work add constraint work_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'stopped'::text])));
alter table work add constraint work_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table work add constraint work_pkey PRIMARY KEY (org_id, id);

-- ------------------------------------------------------------ indexes
CREATE INDEX account_user ON auth.account USING btree (user_id);
CREATE INDEX session_by_user ON auth.session USING btree (user_id);
CREATE UNIQUE INDEX user_email ON auth."user" USING btree (lower(email));
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
CREATE INDEX activity_contact ON public.activity USING btree (org_id, contact_id, at DESC);
CREATE INDEX activity_recent ON public.activity USING btree (org_id, at DESC);
CREATE INDEX addon_plan ON public.addon USING btree (org_id, plan_id);
CREATE INDEX allocation_invoice ON public.allocation USING btree (org_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX allocation_payment ON public.allocation USING btree (org_id, payment_id);
CREATE UNIQUE INDEX benefit_name ON public.benefit USING btree (org_id, fold(name)) WHERE (deleted_at IS NULL);
CREATE INDEX benefit_delivery_open ON public.benefit_delivery USING btree (org_id, benefit_id, starts_on) WHERE ((done_at IS NULL) AND (void_at IS NULL));
CREATE INDEX benefit_delivery_period ON public.benefit_delivery USING btree (org_id, benefit_id, starts_on) WHERE (void_at IS NULL);
CREATE INDEX benefit_delivery_subscription ON public.benefit_delivery USING btree (org_id, subscription_id);
CREATE INDEX bulk_item_waiting ON public.bulk_item USING btree (org_id, bulk_id, "position") WHERE (state = 'waiting'::text);
CREATE INDEX contact_by_user ON public.contact USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX contact_company ON public.contact USING btree (org_id, company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX contact_name ON public.contact USING btree (org_id, fold(display_name));
CREATE INDEX contact_payer ON public.contact USING btree (org_id, payer_id) WHERE (payer_id IS NOT NULL);
CREATE UNIQUE INDEX contact_email ON public.contact USING btree (org_id, email_key(email)) WHERE ((email IS NOT NULL) AND (deleted_at IS NULL) AND (merged_into IS NULL));
CREATE UNIQUE INDEX contact_external ON public.contact USING btree (org_id, external_id) WHERE ((external_id IS NOT NULL) AND (deleted_at IS NULL) AND (merged_into IS NULL));
CREATE UNIQUE INDEX contact_user ON public.contact USING btree (org_id, user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX contact_label_label ON public.contact_label USING btree (org_id, label_id, contact_id);
CREATE INDEX credit_invoice ON public.credit_entry USING btree (org_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX credit_payer ON public.credit_entry USING btree (org_id, payer_id, currency);
CREATE INDEX credit_note_invoice ON public.credit_note USING btree (org_id, invoice_id);
CREATE INDEX directory_by_company ON public.directory USING btree (org_id, company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX directory_by_joined ON public.directory USING btree (org_id, joined_on, contact_id);
CREATE INDEX directory_by_last_charge ON public.directory USING btree (org_id, last_charge_on, contact_id) WHERE (last_charge_on IS NOT NULL);
CREATE INDEX directory_by_lifetime ON public.directory USING btree (org_id, lifetime_amount, contact_id);
CREATE INDEX directory_by_name ON public.directory USING btree (org_id, sort_name, contact_id);
CREATE INDEX directory_by_next_billing ON public.directory USING btree (org_id, next_billing_on, contact_id) WHERE (next_billing_on IS NOT NULL);
CREATE INDEX directory_by_payer ON public.directory USING btree (org_id, payer_id) WHERE (payer_id IS NOT NULL);
CREATE INDEX directory_open_balance ON public.directory USING btree (org_id, oldest_due_on) WHERE (oldest_due_on IS NOT NULL);
CREATE INDEX directory_plans ON public.directory USING gin (org_id, plan_ids) WITH (gin_pending_list_limit='256');
CREATE INDEX directory_text_search ON public.directory_text USING gin (org_id, search gin_trgm_ops) WITH (gin_pending_list_limit='256');
CREATE INDEX directory_word_near ON public.directory_word USING gin (org_id, word gin_trgm_ops) WITH (gin_pending_list_limit='64');
CREATE INDEX dispute_open ON public.dispute USING btree (org_id, respond_by) WHERE (state = ANY (ARRAY['needs_response'::text, 'under_review'::text]));
CREATE INDEX dispute_payment ON public.dispute USING btree (org_id, payment_id);
CREATE INDEX dispute_undecided ON public.dispute USING btree (org_id, closed_at) WHERE ((state = 'lost'::text) AND (aftermath IS NULL));
CREATE INDEX dispute_place_invoice ON public.dispute_place USING btree (org_id, invoice_id) WHERE (released_at IS NULL);
CREATE INDEX dispute_place_of ON public.dispute_place USING btree (org_id, dispute_id);
CREATE INDEX gateway_difference_open ON public.gateway_difference USING btree (org_id, found_at) WHERE (resolved_at IS NULL);
CREATE INDEX gateway_event_waiting ON public.gateway_event USING btree (org_id, next_at) WHERE (processed_at IS NULL);
CREATE INDEX gateway_fee_payment ON public.gateway_fee USING btree (org_id, payment_id);
CREATE INDEX invoice_consolidated ON public.invoice USING btree (org_id, payer_id) WHERE ((subscription_id IS NULL) AND (type <> 'manual'::text));
CREATE INDEX invoice_contact ON public.invoice USING btree (org_id, contact_id, issued_on DESC);
CREATE INDEX invoice_list ON public.invoice USING btree (org_id, issued_on DESC, id DESC);
CREATE INDEX invoice_open ON public.invoice USING btree (org_id, due_on, id) WHERE (status = 'open'::text);
CREATE INDEX invoice_open_contact ON public.invoice USING btree (org_id, contact_id) WHERE (status = 'open'::text);
CREATE INDEX invoice_open_subscription ON public.invoice USING btree (org_id, subscription_id) WHERE (status = 'open'::text);
CREATE INDEX invoice_paid_for ON public.invoice USING btree (org_id, contact_id) WHERE (payer_id <> contact_id);
CREATE INDEX invoice_payer ON public.invoice USING btree (org_id, payer_id);
CREATE INDEX invoice_pays_for ON public.invoice USING btree (org_id, payer_id) WHERE (payer_id <> contact_id);
CREATE UNIQUE INDEX invoice_number ON public.invoice USING btree (org_id, series, year, serial) WHERE (serial IS NOT NULL);
CREATE UNIQUE INDEX invoice_period ON public.invoice USING btree (org_id, subscription_id, period_start, type) WHERE ((status <> 'void'::text) AND (type = 'subscription'::text));
CREATE UNIQUE INDEX invoice_proforma ON public.invoice USING btree (org_id, proforma_year, proforma_serial) WHERE (proforma_serial IS NOT NULL);
CREATE INDEX invoice_cover_contact ON public.invoice_cover USING btree (org_id, contact_id);
CREATE INDEX invoice_cover_subscription ON public.invoice_cover USING btree (org_id, subscription_id);
CREATE INDEX invoice_draft_contact ON public.invoice_draft USING btree (org_id, contact_id);
CREATE INDEX invoice_draft_payer ON public.invoice_draft USING btree (org_id, payer_id);
CREATE INDEX invoice_draft_recent ON public.invoice_draft USING btree (org_id, created_at DESC, id DESC);
CREATE INDEX invoice_line_credited ON public.invoice_line USING btree (org_id, credits_line_id) WHERE (credits_line_id IS NOT NULL);
CREATE INDEX join_request_decided ON public.join_request USING btree (org_id, decided_at DESC, id DESC) WHERE (outcome IS NOT NULL);
CREATE INDEX join_request_waiting ON public.join_request USING btree (org_id, asked_at, id) WHERE (outcome IS NULL);
CREATE UNIQUE INDEX label_name ON public.label USING btree (org_id, fold(name));
CREATE UNIQUE INDEX label_plan ON public.label USING btree (org_id, plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX ledger_account ON public.ledger_entry USING btree (org_id, account, currency);
CREATE INDEX ledger_invoice ON public.ledger_entry USING btree (org_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX message_contact ON public.message USING btree (org_id, contact_id, created_at DESC);
CREATE INDEX message_queue ON public.message USING btree (org_id, next_try_at) WHERE (state = 'queued'::text);
CREATE INDEX message_recent ON public.message USING btree (org_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX message_once ON public.message USING btree (org_id, cause, template, COALESCE((contact_id)::text, to_email));
CREATE INDEX note_contact ON public.note USING btree (org_id, contact_id, created_at DESC);
CREATE INDEX overdue_closed ON public.overdue_case USING btree (org_id, closed_on) WHERE (closed_on IS NOT NULL);
CREATE INDEX overdue_contact ON public.overdue_case USING btree (org_id, contact_id);
CREATE INDEX overdue_following ON public.overdue_case USING btree (org_id, lead_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX overdue_invoice ON public.overdue_case USING btree (org_id, invoice_id);
CREATE INDEX overdue_open ON public.overdue_case USING btree (org_id, first_failed_on) WHERE (state = 'open'::text);
CREATE INDEX overdue_payer ON public.overdue_case USING btree (org_id, payer_id);
CREATE INDEX overdue_subscription ON public.overdue_case USING btree (org_id, subscription_id);
CREATE UNIQUE INDEX overdue_one_following ON public.overdue_case USING btree (org_id, invoice_id, subscription_id) WHERE ((state = 'open'::text) AND (lead_id IS NOT NULL));
CREATE UNIQUE INDEX overdue_one_open ON public.overdue_case USING btree (org_id, invoice_id) WHERE ((state = 'open'::text) AND (lead_id IS NULL));
CREATE INDEX overdue_move_case ON public.overdue_move USING btree (org_id, case_id);
CREATE INDEX overdue_step_due ON public.overdue_step USING btree (org_id, due_on) WHERE (done_at IS NULL);
CREATE INDEX pack_use_subscription ON public.pack_use USING btree (org_id, subscription_id, used_on);
CREATE UNIQUE INDEX page_path ON public.page USING btree (org_id, path) WHERE (deleted_at IS NULL);
CREATE INDEX page_plan_plan ON public.page_plan USING btree (org_id, plan_id);
CREATE INDEX payment_day ON public.payment USING btree (org_id, received_on);
CREATE INDEX payment_offline ON public.payment USING btree (org_id, payer_id, received_on DESC) WHERE ((attempt_id IS NULL) AND (reversed_at IS NULL));
CREATE INDEX payment_payer ON public.payment USING btree (org_id, payer_id, received_on DESC);
CREATE UNIQUE INDEX payment_attempt_once ON public.payment USING btree (org_id, attempt_id) WHERE (attempt_id IS NOT NULL);
CREATE INDEX attempt_payer ON public.payment_attempt USING btree (org_id, payer_id, created_at DESC);
CREATE INDEX attempt_reference ON public.payment_attempt USING btree (org_id, gateway, gateway_reference) WHERE ((gateway <> 'test'::text) AND (gateway_reference IS NOT NULL));
CREATE INDEX attempt_unresolved ON public.payment_attempt USING btree (org_id, ask_at) WHERE (state = ANY (ARRAY['created'::text, 'sent'::text, 'processing'::text, 'unknown'::text]));
CREATE UNIQUE INDEX attempt_one_automatic_a_day ON public.payment_attempt USING btree (org_id, invoice_id, local_day) WHERE (cause = ANY (ARRAY['billing'::text, 'retry'::text]));
CREATE UNIQUE INDEX attempt_one_open ON public.payment_attempt USING btree (org_id, invoice_id) WHERE (state = ANY (ARRAY['created'::text, 'sent'::text, 'requires_action'::text, 'processing'::text, 'unknown'::text]));
CREATE UNIQUE INDEX attempt_one_success ON public.payment_attempt USING btree (org_id, invoice_id, cycle) WHERE (state = 'succeeded'::text);
CREATE UNIQUE INDEX payment_method_current ON public.payment_method USING btree (org_id, payer_id) WHERE (replaced_at IS NULL);
CREATE UNIQUE INDEX plan_name ON public.plan USING btree (org_id, fold(name)) WHERE (deleted_at IS NULL);
CREATE INDEX plan_benefit_benefit ON public.plan_benefit USING btree (org_id, benefit_id);
CREATE INDEX price_plan ON public.price USING btree (org_id, plan_id);
CREATE INDEX price_change_plan ON public.price_change USING btree (org_id, plan_id, created_at);
CREATE INDEX refund_invoice ON public.refund USING btree (org_id, invoice_id);
CREATE INDEX refund_payment ON public.refund USING btree (org_id, payment_id);
CREATE UNIQUE INDEX refund_reference ON public.refund USING btree (org_id, gateway_reference) WHERE ((NOT outside) AND (gateway_reference <> ''::text));
CREATE INDEX renewal_invoice ON public.renewal USING btree (org_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX renewal_state ON public.renewal USING btree (org_id, state, ends_on, id);
CREATE UNIQUE INDEX renewal_open ON public.renewal USING btree (org_id, subscription_id) WHERE (state = ANY (ARRAY['scheduled'::text, 'sent'::text, 'change_requested'::text, 'intervention'::text]));
CREATE INDEX sepa_batch_settling ON public.sepa_batch USING btree (org_id, settles_on) WHERE (state = 'sent'::text);
CREATE INDEX sepa_debit_batch ON public.sepa_debit USING btree (org_id, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX sepa_debit_mandate ON public.sepa_debit USING btree (org_id, mandate_id);
CREATE INDEX sepa_debit_waiting ON public.sepa_debit USING btree (org_id, created_at) WHERE ((batch_id IS NULL) AND (withdrawn_on IS NULL));
CREATE INDEX sepa_mandate_payer ON public.sepa_mandate USING btree (org_id, payer_id, created_at DESC);
CREATE UNIQUE INDEX sepa_mandate_number ON public.sepa_mandate USING btree (org_id, number) WHERE (number IS NOT NULL);
CREATE UNIQUE INDEX sepa_mandate_reference ON public.sepa_mandate USING btree (org_id, upper(reference));
CREATE INDEX sign_in_link_token ON public.sign_in_link USING btree (token_hash);
CREATE INDEX sign_up_expired ON public.sign_up USING btree (org_id, expires_at);
CREATE INDEX sign_up_token ON public.sign_up USING btree (token_hash);
CREATE INDEX staff_user ON public.staff USING btree (user_id);
CREATE INDEX subscription_contact ON public.subscription USING btree (org_id, contact_id);
CREATE INDEX subscription_due ON public.subscription USING btree (org_id, next_billing_on, id) WHERE ((next_billing_on IS NOT NULL) AND (state = ANY (ARRAY['scheduled'::text, 'trialing'::text, 'active'::text, 'overdue'::text])));
CREATE INDEX subscription_ending ON public.subscription USING btree (org_id, ends_on) WHERE ((ends_on IS NOT NULL) AND (state <> ALL (ARRAY['cancelled'::text, 'expired'::text])));
CREATE INDEX subscription_payer ON public.subscription USING btree (org_id, payer_id);
CREATE INDEX subscription_plan ON public.subscription USING btree (org_id, plan_id);
CREATE INDEX subscription_starting ON public.subscription USING btree (org_id, starts_on) WHERE (state = 'scheduled'::text);
CREATE INDEX subscription_unanswered ON public.subscription USING btree (org_id, next_billing_on) WHERE ((asked_from IS NOT NULL) AND (state = ANY (ARRAY['trialing'::text, 'active'::text, 'overdue'::text])));
CREATE UNIQUE INDEX subscription_one_running ON public.subscription USING btree (org_id, contact_id, plan_id) WHERE ((state <> ALL (ARRAY['cancelled'::text, 'expired'::text])) AND (NOT allow_duplicate));
CREATE INDEX cancellation_undone ON public.subscription_cancellation USING btree (org_id, subscription_id) WHERE (undone_at IS NOT NULL);
CREATE UNIQUE INDEX cancellation_open ON public.subscription_cancellation USING btree (org_id, subscription_id) WHERE (undone_at IS NULL);
CREATE INDEX change_of_price ON public.subscription_change USING btree (org_id, price_change_id) WHERE (price_change_id IS NOT NULL);
CREATE UNIQUE INDEX change_invoice ON public.subscription_change USING btree (org_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE UNIQUE INDEX change_pending ON public.subscription_change USING btree (org_id, subscription_id) INCLUDE (effective_on) WHERE ((applied_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX pause_open ON public.subscription_pause USING btree (org_id, subscription_id) WHERE (resumed_on IS NULL);
CREATE INDEX term_invoice ON public.term USING btree (org_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE UNIQUE INDEX term_start ON public.term USING btree (org_id, subscription_id, starts_on) WHERE (status <> 'void'::text);
CREATE INDEX test_gateway_declined ON public.test_gateway_charge USING btree (org_id, token) WHERE (outcome = 'declined'::text);

-- ------------------------------------------------------------ partitions

-- ------------------------------------------------------------ views
create view public.staff_person as
 SELECT id,
    name,
    email,
    language
   FROM auth."user" u
  WHERE (EXISTS ( SELECT
           FROM staff s
          WHERE ((s.user_id = u.id) AND (s.org_id = app_org()))));

-- ------------------------------------------------------------ functions
CREATE OR REPLACE FUNCTION public.addons_amount(jsonb)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select coalesce(sum((a ->> 'unitAmount')::bigint * (a ->> 'quantity')::int), 0)::bigint
  from jsonb_array_elements($1) a
$function$
CREATE OR REPLACE FUNCTION public.app_org()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.org', true), '')::uuid $function$
CREATE OR REPLACE FUNCTION public.count_seats(org uuid, plan_of uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  -- The key lock makes a capacity that is being set wait for us, and us for it.
  perform from plan p where p.org_id = org and p.id = plan_of for key share;
  perform from plan p where p.org_id = org and p.id = plan_of and p.capacity is not null;
  if not found then
    return;
  end if;
  perform from plan p where p.org_id = org and p.id = plan_of for no key update;
  update plan p set seats_taken = held_seats(org, plan_of) where p.org_id = org and p.id = plan_of;
end $function$
CREATE OR REPLACE FUNCTION public.count_words(org uuid, went text[], came text[])
 RETURNS void
 LANGUAGE sql
AS $function$
  with change as (
    select word, sum(people)::int as people from (
      select word, 1 as people from unnest(came) text cross join words_of(text) word
      union all
      select word, -1 from unnest(went) text cross join words_of(text) word
    ) each group by word having sum(people) <> 0
  ), before as (
    delete from directory_word d where d.ctid = any (array(
      select w.ctid from directory_word w join change on change.word = w.word
      where w.org_id = org for update of w skip locked))
    returning d.word, d.people
  )
  insert into directory_word (org_id, word, people)
  select o.id, word, sum(people)::int
  from (select * from change union all select * from before) each
  join organization o on o.id = org
  group by o.id, word having sum(people) <> 0
$function$
CREATE OR REPLACE FUNCTION public.directory_text_counts_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    perform count_words(org_id, '{}', array_agg(search)) from came group by org_id;
  elsif tg_op = 'DELETE' then
    perform count_words(org_id, array_agg(search), '{}') from went group by org_id;
  else
    perform count_words(went.org_id, array_agg(went.search), array_agg(came.search))
    from went join came using (org_id, contact_id)
    where went.search <> came.search group by went.org_id;
  end if;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.email_key(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select lower(split_part($1, '@', 1)) || '@' || public.fold(split_part($1, '@', 2)) $function$
CREATE OR REPLACE FUNCTION public.enqueue(task text, payload json, job_key text DEFAULT NULL::text, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, queue text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(task, payload => payload, job_key => job_key, run_at => run_at,
    queue_name => queue, max_attempts => 25);
end $function$
CREATE OR REPLACE FUNCTION public.fold(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select lower(public.unaccent('public.unaccent', $1)) $function$
CREATE OR REPLACE FUNCTION public.held_seats(org uuid, plan uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(sum(greatest(
    case when s.plan_id = $2 then s.quantity else 0 end,
    case when c.plan_id = $2 then c.quantity else 0 end)), 0)::int
  from subscription s
  left join subscription_change c on c.org_id = s.org_id and c.subscription_id = s.id
    and c.applied_at is null and c.withdrawn_at is null
  where s.org_id = $1 and s.state not in ('cancelled', 'expired')
    and (s.plan_id = $2 or c.plan_id = $2)
    and not exists (select from subscription_cancellation x where x.org_id = s.org_id
      and x.subscription_id = s.id and x.undone_at is null)
$function$
CREATE OR REPLACE FUNCTION public.invoice_is_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' and exists (select from organization where id = old.org_id) then
      raise exception 'an issued invoice is never deleted' using errcode = 'CE002';
    end if;
    return old;
  end if;
  if old.status = 'draft' then
    return new;
  end if;
  if (new.type, new.contact_id, new.payer_id, new.subscription_id, new.period_start,
      new.period_end, new.currency, new.net, new.tax, new.total, new.identity_id, new.buyer)
    is distinct from (old.type, old.contact_id, old.payer_id, old.subscription_id,
      old.period_start, old.period_end, old.currency, old.net, old.tax, old.total,
      old.identity_id, old.buyer) then
    raise exception 'an issued invoice is never changed' using errcode = 'CE002';
  end if;
  if (new.number, new.series, new.year, new.serial, new.issued_on, new.proforma_year,
      new.proforma_serial, new.proforma_number, new.proforma_on)
    is distinct from (old.number, old.series, old.year, old.serial, old.issued_on,
      old.proforma_year, old.proforma_serial, old.proforma_number, old.proforma_on)
    -- The one change there is: an open notice becomes an invoice, and remembers its name.
    and (old.series, old.status, new.series, new.proforma_year, new.proforma_serial,
      new.proforma_number, new.proforma_on) is distinct from ('PF', 'open', '', old.year,
      old.serial, old.number, old.issued_on) then
    raise exception 'an issued invoice is never changed' using errcode = 'CE002';
  end if;
  return new;
end $function$
CREATE OR REPLACE FUNCTION public.is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from organization where id = old.org_id) then
    raise exception '% is append-only', tg_table_name using errcode = 'CE004';
  end if;
  return old;
end $function$
CREATE OR REPLACE FUNCTION public.is_vat_number(text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(upper(regexp_replace($1, '[\s.-]', '', 'g')) ~ '^[A-Z]{2}[0-9A-Z+*]{2,14}$', false)
$function$
CREATE OR REPLACE FUNCTION public.ledger_balances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from added group by org_id, transaction_id, currency having sum(amount) <> 0) then
    raise exception 'a ledger transaction does not balance' using errcode = 'CE003';
  end if;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.season_boundary(day_from date, season_day integer, season_month integer, months integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select min(on_day) from (
    select (first + least(season_day, extract(day from first + interval '1 month - 1 day')::int) - 1)
      as on_day
    from (
      select (make_date(2000, season_month, 1) + make_interval(months => months * (k + floor(
        ((extract(year from day_from)::int - 2000) * 12 + extract(month from day_from)::int
          - season_month)::numeric / months)::int)))::date as first
      from generate_series(0, 1) k) start_of) boundary
  where on_day >= day_from
$function$
CREATE OR REPLACE FUNCTION public.seats_after_cancelling()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform count_seats(s.org_id, s.plan_id) from subscription s
    where s.org_id = new.org_id and s.id = new.subscription_id;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.seats_after_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform count_seats(new.org_id, p) from unnest(array[old.plan_id, new.plan_id]) p
    group by p order by p;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.seats_after_joining()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare r record;
begin
  for r in select distinct org_id, plan_id from changed order by org_id, plan_id loop
    perform count_seats(r.org_id, r.plan_id);
  end loop;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.seats_after_planning()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform count_seats(new.org_id, new.plan_id);
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.sepa_debit_is_its_attempt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from payment_attempt a where a.org_id = new.org_id and a.id = new.attempt_id
      and a.gateway = 'sepa' and a.payer_id = new.payer_id and a.amount = new.amount
      and a.currency = new.currency) then
    raise exception 'a debit is not what its attempt asks for' using errcode = 'CE005';
  end if;
  return new;
end $function$
CREATE OR REPLACE FUNCTION public.share_between(amount bigint, below bigint, upto bigint, whole bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when whole = 0 then 0
    else (round(amount::numeric * upto / whole) - round(amount::numeric * below / whole))::bigint end
$function$
CREATE OR REPLACE FUNCTION public.staff_keeps_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from organization o where o.id = old.org_id)
     and not exists (select from staff s where s.org_id = old.org_id and s.role = 'owner') then
    raise exception 'an organization needs an owner' using errcode = 'CE001';
  end if;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.subscription_is_asked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare of_plan text; has_season boolean;
begin
  select p.renewal_policy, v.season_day is not null into of_plan, has_season
  from plan p join plan_version v on v.org_id = p.org_id and v.id = new.plan_version_id
  where p.org_id = new.org_id and p.id = new.plan_id;
  new.asked_from := case
    when new.once or coalesce(new.auto_renews, of_plan = 'invoice') then null
    when new.source = 'import' then coalesce(new.first_billing_on, new.starts_on)
    when has_season then coalesce(new.trial_ends_on, new.starts_on) + 1
    else coalesce(new.first_billing_on, new.starts_on) + 1 end;
  return new;
end $function$
CREATE OR REPLACE FUNCTION public.tax_percent(text)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case when $1 = 'reverse_charge' then 0 else split_part($1, '+', 1)::numeric
    + coalesce(nullif(split_part($1, '+', 2), '')::numeric, 0) end
$function$
CREATE OR REPLACE FUNCTION public.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$select uuidv7()$function$
CREATE OR REPLACE FUNCTION public.words_of(search text)
 RETURNS SETOF text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE ROWS 8
AS $function$
  select distinct word
  from regexp_split_to_table(search, '[\s!-@\[-`{-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f]+')
    word
  where length(word) between 3 and 40
$function$

-- ------------------------------------------------------------ triggers
CREATE TRIGGER activity_append_only BEFORE DELETE OR UPDATE ON public.activity FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER words_came AFTER INSERT ON public.directory_text REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION directory_text_counts_words();
CREATE TRIGGER words_changed AFTER UPDATE ON public.directory_text REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION directory_text_counts_words();
CREATE TRIGGER words_went AFTER DELETE ON public.directory_text REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION directory_text_counts_words();
CREATE TRIGGER invoice_frozen BEFORE DELETE OR UPDATE ON public.invoice FOR EACH ROW EXECUTE FUNCTION invoice_is_frozen();
CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER ledger_balanced AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_balances();
CREATE TRIGGER sepa_debit_checked BEFORE INSERT OR UPDATE OF attempt_id, payer_id, amount, currency ON public.sepa_debit FOR EACH ROW EXECUTE FUNCTION sepa_debit_is_its_attempt();
CREATE CONSTRAINT TRIGGER staff_owner AFTER DELETE OR UPDATE ON public.staff DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION staff_keeps_an_owner();
CREATE TRIGGER seats_changed AFTER UPDATE OF state, quantity, plan_id ON public.subscription FOR EACH ROW WHEN (((old.plan_id <> new.plan_id) OR (old.quantity <> new.quantity) OR ((old.state = ANY (ARRAY['cancelled'::text, 'expired'::text])) <> (new.state = ANY (ARRAY['cancelled'::text, 'expired'::text]))))) EXECUTE FUNCTION seats_after_change();
CREATE TRIGGER seats_joined AFTER INSERT ON public.subscription REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION seats_after_joining();
CREATE TRIGGER seats_removed AFTER DELETE ON public.subscription REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION seats_after_joining();
CREATE TRIGGER subscription_asked BEFORE INSERT OR UPDATE OF plan_id, plan_version_id, once, auto_renews, source, starts_on, trial_ends_on, first_billing_on ON public.subscription FOR EACH ROW EXECUTE FUNCTION subscription_is_asked();
CREATE TRIGGER seats_cancelled AFTER INSERT OR UPDATE OF undone_at ON public.subscription_cancellation FOR EACH ROW EXECUTE FUNCTION seats_after_cancelling();
CREATE TRIGGER seats_planned AFTER INSERT OR UPDATE OF applied_at, withdrawn_at, plan_id, quantity ON public.subscription_change FOR EACH ROW EXECUTE FUNCTION seats_after_planning();

-- ------------------------------------------------------------ row-level security
alter table auth.account has no row level security;
alter table auth.rate_limit has no row level security;
alter table auth.session has no row level security;
alter table auth.user has no row level security;
alter table auth.verification has no row level security;
alter table public.activity force row level security;
alter table public.addon force row level security;
alter table public.addon_price force row level security;
alter table public.allocation force row level security;
alter table public.api_key force row level security;
alter table public.benefit force row level security;
alter table public.benefit_delivery force row level security;
alter table public.bulk force row level security;
alter table public.bulk_item force row level security;
alter table public.contact force row level security;
alter table public.contact_label force row level security;
alter table public.credit_entry force row level security;
alter table public.credit_note force row level security;
alter table public.credit_note_line force row level security;
alter table public.directory force row level security;
alter table public.directory_text force row level security;
alter table public.directory_word force row level security;
alter table public.dispute force row level security;
alter table public.dispute_place force row level security;
alter table public.field force row level security;
alter table public.gateway_account force row level security;
alter table public.gateway_customer force row level security;
alter table public.gateway_difference force row level security;
alter table public.gateway_event force row level security;
alter table public.gateway_fee force row level security;
alter table public.idempotency_key force row level security;
alter table public.import force row level security;
alter table public.import_row force row level security;
alter table public.invoice force row level security;
alter table public.invoice_cover force row level security;
alter table public.invoice_draft force row level security;
alter table public.invoice_line force row level security;
alter table public.join_request force row level security;
alter table public.label force row level security;
alter table public.ledger_entry force row level security;
alter table public.message force row level security;
alter table public.method_setup force row level security;
alter table public.note force row level security;
alter table public.number_series force row level security;
alter table public.organization force row level security;
alter table public.organization_identity force row level security;
alter table public.overdue_case force row level security;
alter table public.overdue_move force row level security;
alter table public.overdue_step force row level security;
alter table public.pack_use force row level security;
alter table public.page force row level security;
alter table public.page_plan force row level security;
alter table public.payment force row level security;
alter table public.payment_attempt force row level security;
alter table public.payment_method force row level security;
alter table public.plan force row level security;
alter table public.plan_benefit force row level security;
alter table public.plan_picture force row level security;
alter table public.plan_version force row level security;
alter table public.price force row level security;
alter table public.price_change force row level security;
alter table public.refund force row level security;
alter table public.renewal force row level security;
alter table public.schema_migration has no row level security;
alter table public.segment force row level security;
alter table public.sepa_batch force row level security;
alter table public.sepa_debit force row level security;
alter table public.sepa_mandate force row level security;
alter table public.sepa_return_entry force row level security;
alter table public.sepa_return_file force row level security;
alter table public.setup_link has no row level security;
alter table public.sign_in_link force row level security;
alter table public.sign_up force row level security;
alter table public.staff force row level security;
alter table public.staff_invitation force row level security;
alter table public.subscription force row level security;
alter table public.subscription_cancellation force row level security;
alter table public.subscription_change force row level security;
alter table public.subscription_extension force row level security;
alter table public.subscription_pause force row level security;
alter table public.template_version force row level security;
alter table public.term force row level security;
alter table public.test_gateway_charge force row level security;
alter table public.test_gateway_dispute force row level security;
alter table public.test_gateway_refund force row level security;
alter table public.work force row level security;

-- ------------------------------------------------------------ policies
create policy tenant on public.activity for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.addon for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.addon_price for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.allocation for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.api_key for all to owner using (true) with check (true);
create policy tenant on public.api_key for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.benefit for select to cercle_reader using (true) with check ();
create policy tenant on public.benefit for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.benefit_delivery for select to cercle_reader using (true) with check ();
create policy tenant on public.benefit_delivery for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.bulk for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.bulk_item for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.contact for select to owner using ((user_id IS NOT NULL)) with check ();
create policy tenant on public.contact for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.contact_label for select to cercle_reader using (true) with check ();
create policy tenant on public.contact_label for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.credit_entry for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.credit_note for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.credit_note_line for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.directory for select to cercle_reader using (true) with check ();
create policy tenant on public.directory for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.directory_text for select to cercle_reader using (true) with check ();
create policy tenant on public.directory_text for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.directory_word for select to cercle_reader using (true) with check ();
create policy tenant on public.directory_word for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.dispute for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.dispute_place for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.field for select to cercle_reader using (true) with check ();
create policy tenant on public.field for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.gateway_account for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.gateway_customer for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.gateway_difference for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.gateway_event for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.gateway_fee for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.idempotency_key for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.import for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.import_row for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.invoice for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.invoice_cover for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.invoice_draft for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.invoice_line for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.join_request for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.label for select to cercle_reader using (true) with check ();
create policy tenant on public.label for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.ledger_entry for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.message for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.method_setup for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.note for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.number_series for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.organization for all to owner using (true) with check (true);
create policy tenant on public.organization for all to cercle_app using ((id = ( SELECT app_org() AS app_org))) with check ((id = ( SELECT app_org() AS app_org)));
create policy system on public.organization_identity for all to owner using (true) with check (true);
create policy tenant on public.organization_identity for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.overdue_case for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.overdue_move for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.overdue_step for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.pack_use for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.page for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.page_plan for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.payment for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.payment_attempt for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.payment_method for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.plan for select to cercle_reader using (true) with check ();
create policy tenant on public.plan for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.plan_benefit for select to cercle_reader using (true) with check ();
create policy tenant on public.plan_benefit for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.plan_picture for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.plan_version for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.price for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.price_change for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.refund for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.renewal for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.segment for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.sepa_batch for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.sepa_debit for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.sepa_mandate for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.sepa_return_entry for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.sepa_return_file for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.sign_in_link for all to owner using (true) with check (true);
create policy tenant on public.sign_in_link for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.sign_up for select to owner using (true) with check ();
create policy tenant on public.sign_up for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.staff for all to owner using (true) with check (true);
create policy tenant on public.staff for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy system on public.staff_invitation for all to owner using (true) with check (true);
create policy tenant on public.staff_invitation for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy reader on public.subscription for select to cercle_reader using (true) with check ();
create policy tenant on public.subscription for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.subscription_cancellation for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.subscription_change for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.subscription_extension for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.subscription_pause for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.template_version for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.term for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.test_gateway_charge for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.test_gateway_dispute for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.test_gateway_refund for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));
create policy tenant on public.work for all to cercle_app using ((org_id = ( SELECT app_org() AS app_org))) with check ((org_id = ( SELECT app_org() AS app_org)));

-- ------------------------------------------------------------ privileges
grant insert, select on public.activity to cercle_app;
grant delete, insert, select, update on public.addon to cercle_app;
grant delete, insert, select, update on public.addon_price to cercle_app;
grant delete, insert, select, update on public.allocation to cercle_app;
grant delete, insert, select, update on public.api_key to cercle_app;
grant insert, select, update on public.benefit to cercle_app;
grant select on public.benefit to cercle_reader;
grant insert, select on public.benefit_delivery to cercle_app;
grant select on public.benefit_delivery to cercle_reader;
grant delete, insert, select, update on public.bulk to cercle_app;
grant delete, insert, select, update on public.bulk_item to cercle_app;
grant delete, insert, select, update on public.contact to cercle_app;
grant delete, insert, select, update on public.contact_label to cercle_app;
grant select on public.contact_label to cercle_reader;
grant delete, insert, select, update on public.credit_entry to cercle_app;
grant delete, insert, select, update on public.credit_note to cercle_app;
grant delete, insert, select, update on public.credit_note_line to cercle_app;
grant delete, insert, select, update on public.directory to cercle_app;
grant select on public.directory to cercle_reader;
grant delete, insert, select, update on public.directory_text to cercle_app;
grant select on public.directory_text to cercle_reader;
grant delete, insert, select, update on public.directory_word to cercle_app;
grant select on public.directory_word to cercle_reader;
grant delete, insert, select, update on public.dispute to cercle_app;
grant delete, insert, select, update on public.dispute_place to cercle_app;
grant delete, insert, select, update on public.field to cercle_app;
grant select on public.field to cercle_reader;
grant delete, insert, select, update on public.gateway_account to cercle_app;
grant delete, insert, select, update on public.gateway_customer to cercle_app;
grant delete, insert, select, update on public.gateway_difference to cercle_app;
grant delete, insert, select, update on public.gateway_event to cercle_app;
grant insert, select on public.gateway_fee to cercle_app;
grant delete, insert, select, update on public.idempotency_key to cercle_app;
grant delete, insert, select, update on public.import to cercle_app;
grant delete, insert, select, update on public.import_row to cercle_app;
grant delete, insert, select, update on public.invoice to cercle_app;
grant delete, insert, select, update on public.invoice_cover to cercle_app;
grant delete, insert, select, update on public.invoice_draft to cercle_app;
grant delete, insert, select, update on public.invoice_line to cercle_app;
grant insert, select, update on public.join_request to cercle_app;
grant delete, insert, select, update on public.label to cercle_app;
grant select on public.label to cercle_reader;
grant insert, select on public.ledger_entry to cercle_app;
grant delete, insert, select, update on public.message to cercle_app;
grant delete, insert, select, update on public.method_setup to cercle_app;
grant delete, insert, select, update on public.note to cercle_app;
grant delete, insert, select, update on public.number_series to cercle_app;
grant select, update on public.organization to cercle_app;
grant insert, select on public.organization_identity to cercle_app;
grant delete, insert, select, update on public.overdue_case to cercle_app;
grant delete, insert, select, update on public.overdue_move to cercle_app;
grant delete, insert, select, update on public.overdue_step to cercle_app;
grant delete, insert, select, update on public.pack_use to cercle_app;
grant insert, select, update on public.page to cercle_app;
grant delete, insert, select on public.page_plan to cercle_app;
grant delete, insert, select, update on public.payment to cercle_app;
grant delete, insert, select, update on public.payment_attempt to cercle_app;
grant delete, insert, select, update on public.payment_method to cercle_app;
grant delete, insert, select, update on public.plan to cercle_app;
grant select on public.plan to cercle_reader;
grant delete, insert, select, update on public.plan_benefit to cercle_app;
grant select on public.plan_benefit to cercle_reader;
grant delete, insert, select, update on public.plan_picture to cercle_app;
grant delete, insert, select, update on public.plan_version to cercle_app;
grant delete, insert, select, update on public.price to cercle_app;
grant delete, insert, select, update on public.price_change to cercle_app;
grant delete, insert, select, update on public.refund to cercle_app;
grant insert, select, update on public.renewal to cercle_app;
grant delete, insert, select, update on public.segment to cercle_app;
grant delete, insert, select, update on public.sepa_batch to cercle_app;
grant delete, insert, select, update on public.sepa_debit to cercle_app;
grant delete, insert, select, update on public.sepa_mandate to cercle_app;
grant delete, insert, select, update on public.sepa_return_entry to cercle_app;
grant delete, insert, select, update on public.sepa_return_file to cercle_app;
grant delete, insert, select, update on public.sign_in_link to cercle_app;
grant delete, insert, select, update on public.sign_up to cercle_app;
grant delete, insert, select, update on public.staff to cercle_app;
grant delete, insert, select, update on public.staff_invitation to cercle_app;
grant select on public.staff_person to cercle_app;
grant delete, insert, select, update on public.subscription to cercle_app;
grant delete, insert, select, update on public.subscription_cancellation to cercle_app;
grant delete, insert, select, update on public.subscription_change to cercle_app;
grant delete, insert, select, update on public.subscription_extension to cercle_app;
grant delete, insert, select, update on public.subscription_pause to cercle_app;
grant insert, select on public.template_version to cercle_app;
grant delete, insert, select, update on public.term to cercle_app;
grant delete, insert, select, update on public.test_gateway_charge to cercle_app;
grant delete, insert, select, update on public.test_gateway_dispute to cercle_app;
grant delete, insert, select, update on public.test_gateway_refund to cercle_app;
grant delete, insert, select, update on public.work to cercle_app;
