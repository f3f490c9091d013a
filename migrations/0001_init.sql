-- The first schema: tenants, people, plans, billing, overdue cases, messages, the directory.
-- Every tenant table has org_id, a key (org_id, id), composite foreign keys and forced row-level
-- security. Money is bigint minor units + currency; calendar dates are date; instants timestamptz.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

do $$
begin
  if not exists (select from pg_roles where rolname = 'cercle_app') then
    create role cercle_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'cercle_reader') then
    create role cercle_reader nologin;
  end if;
  execute format('grant cercle_app, cercle_reader to %I', current_user);
  if current_setting('server_version_num')::int >= 180000 then
    create function uuid_v7() returns uuid language sql volatile parallel safe as 'select uuidv7()';
  else
    create function uuid_v7() returns uuid language sql volatile parallel safe as $f$
      select encode(
        set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid())
            placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
            from 1 for 6),
          52, 1), 53, 1), 'hex')::uuid
    $f$;
  end if;
end $$;

-- The organization of the running transaction; null when none was set.
create function app_org() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.org', true), '')::uuid $$;

-- unaccent() is only stable; the dictionary named explicitly makes it fit for indexes.
create function fold(text) returns text language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent', $1)) $$;

-- The same address in one organization is the same person: the local part without case, the domain
-- without case and accents (spec/people.md).
create function email_key(text) returns text language sql immutable parallel safe strict
  as $$ select lower(split_part($1, '@', 1)) || '@' || public.fold(split_part($1, '@', 2)) $$;

-- ---------------------------------------------------------------- identity (no tenant data)
create schema auth;

create table auth.user (
  id uuid primary key default uuid_v7(),
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  language text not null default 'en' check (language in ('en', 'fr')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index user_email on auth.user (lower(email));

create table auth.session (
  id uuid primary key default uuid_v7(),
  token text not null unique,
  user_id uuid not null references auth.user (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_user on auth.session (user_id);

create table auth.account (
  id uuid primary key default uuid_v7(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth.user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_user on auth.account (user_id);

create table auth.verification (
  id uuid primary key default uuid_v7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);

-- One-time links outside any organization (first set-up).
create table setup_link (
  token_hash text primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz
);

-- ---------------------------------------------------------------- organization
create table organization (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 60),
  name text not null,
  kind text not null check (kind in ('creator', 'space', 'association', 'site')),
  language text not null check (language in ('en', 'fr')),
  currency char(3) not null,
  timezone text not null,
  country char(2) not null default 'FR',
  billing_day smallint not null check (billing_day between 1 and 31),
  accent text not null default '#0f6b5c' check (accent ~ '^#[0-9a-f]{6}$'),
  -- legal identity and mentions, overdue policy, refund rules, defaults: checked by schema in code
  settings jsonb not null default '{}',
  sandbox boolean not null default false,
  -- a sandbox's own clock; null: real time
  clock_at timestamptz,
  billed_until date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (sandbox or clock_at is null)
);

-- What the organization was called and where it lived when an invoice was issued; rows are frozen.
create table organization_identity (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  identity jsonb not null,
  created_at timestamptz not null,
  primary key (org_id, id)
);

create table staff (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references auth.user (id) on delete cascade,
  role text not null check (role in ('owner', 'administrator', 'manager', 'accountant', 'reader')),
  preferences jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, user_id)
);
create index staff_user on staff (user_id);

create function staff_keeps_an_owner() returns trigger language plpgsql as $$
begin
  if exists (select from organization o where o.id = old.org_id)
     and not exists (select from staff s where s.org_id = old.org_id and s.role = 'owner') then
    raise exception 'an organization needs an owner' using errcode = 'CE001';
  end if;
  return null;
end $$;
create constraint trigger staff_owner after update or delete on staff
  deferrable initially deferred for each row execute function staff_keeps_an_owner();

-- Names and addresses of the staff of the running organization: the one thing of auth it may see.
create view staff_person with (security_barrier) as
  select u.id, u.name, u.email from auth.user u
  where exists (select from staff s where s.user_id = u.id and s.org_id = app_org());

create table staff_invitation (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('administrator', 'manager', 'accountant', 'reader')),
  token_hash text not null unique,
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (org_id, id)
);

create table api_key (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash text not null unique,
  role text not null check (role in ('administrator', 'manager', 'accountant', 'reader')),
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id)
);

-- ---------------------------------------------------------------- people
create table contact (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  kind text not null default 'person' check (kind in ('person', 'company')),
  display_name text not null check (length(trim(display_name)) > 0),
  first_name text,
  last_name text,
  email text,
  email_withheld boolean not null default false,
  consent text not null default 'none'
    check (consent in ('none', 'subscribed', 'unsubscribed', 'bounced')),
  consent_at timestamptz,
  consent_proof text,
  phone text,
  discord text,
  website text,
  vat_number text,
  job_title text,
  birthday date,
  language text check (language in ('en', 'fr')),
  timezone text,
  company_id uuid,
  payer_id uuid,
  source text not null default 'staff'
    check (source in ('staff', 'import', 'signup', 'api', 'demo')),
  external_id text,
  follower boolean not null default false,
  -- delivery and billing addresses: {line1, line2, postal_code, city, region, country}
  address jsonb,
  billing_address jsonb,
  -- own fields by key; their definitions are in field
  fields jsonb not null default '{}',
  -- facts that came with an import: what had been paid elsewhere before
  opening_lifetime bigint not null default 0,
  opening_currency char(3),
  opening_joined_on date,
  opening_last_charge_at timestamptz,
  opening_last_charge_outcome text,
  user_id uuid references auth.user (id) on delete set null,
  invited_at timestamptz,
  blocked_at timestamptz,
  blocked_reason text,
  merged_into uuid,
  deleted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, company_id) references contact (org_id, id),
  foreign key (org_id, payer_id) references contact (org_id, id),
  foreign key (org_id, merged_into) references contact (org_id, id),
  check (company_id <> id), check (payer_id <> id)
);
create unique index contact_email on contact (org_id, email_key(email))
  where email is not null and deleted_at is null and merged_into is null;
create unique index contact_external on contact (org_id, external_id)
  where external_id is not null and deleted_at is null and merged_into is null;
create index contact_company on contact (org_id, company_id) where company_id is not null;
create index contact_payer on contact (org_id, payer_id) where payer_id is not null;
create unique index contact_user on contact (org_id, user_id) where user_id is not null;
create index contact_by_user on contact (user_id) where user_id is not null;
create index contact_name on contact (org_id, fold(display_name));

create table field (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label_en text not null,
  label_fr text not null,
  type text not null check (type in ('text', 'number', 'amount', 'date', 'boolean', 'choice')),
  -- for choice: the allowed values, in order
  choices text[] not null default '{}',
  visibility text not null default 'staff'
    check (visibility in ('staff', 'member_sees', 'member_edits')),
  position int not null default 0,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, key)
);

create table label (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null check (length(trim(name)) > 0),
  -- plan: given to everyone who holds plan_id; import: marks who came with import_id
  rule text check (rule in ('plan', 'import')),
  plan_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id)
);
create unique index label_name on label (org_id, fold(name));

create table contact_label (
  org_id uuid not null,
  contact_id uuid not null,
  label_id uuid not null,
  -- true when the label's rule gave it: such a label cannot be removed by hand
  by_rule boolean not null default false,
  primary key (org_id, contact_id, label_id),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade,
  foreign key (org_id, label_id) references label (org_id, id) on delete cascade
);
create index contact_label_label on contact_label (org_id, label_id, contact_id);

create table note (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  type text not null
    check (type in ('call', 'meeting', 'email', 'delivery', 'payment', 'other')),
  body text not null check (length(trim(body)) > 0),
  pinned boolean not null default false,
  author_id uuid,
  author_name text not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade
);
create index note_contact on note (org_id, contact_id, created_at desc);

create table segment (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null,
  query text not null,
  -- null: shared with everybody of the staff
  staff_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id) on delete cascade
);

-- ---------------------------------------------------------------- plans
create table plan (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null check (length(trim(name)) > 0),
  kind text not null check (kind in ('recurring', 'free', 'custom')),
  description text not null default '',
  public boolean not null default true,
  position int not null default 0,
  current_version_id uuid,
  archived_at timestamptz,
  deleted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id)
);
create unique index plan_name on plan (org_id, fold(name)) where deleted_at is null;

-- What was sold: never edited once a subscription uses it.
create table plan_version (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number int not null,
  name text not null,
  -- percent as an exact decimal, e.g. 20 or 5.5
  tax_rate numeric(7, 4) not null default 0 check (tax_rate >= 0 and tax_rate < 100),
  tax_inclusive boolean not null default true,
  minimum_amount bigint not null default 0 check (minimum_amount >= 0),
  trial_days int not null default 0 check (trial_days between 0 and 365),
  -- {access: suspend | keep_days | keep_until_cancelled, days?}; null: the organization's default
  overdue_policy jsonb,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, plan_id, number),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade
);
alter table plan add foreign key (org_id, current_version_id)
  references plan_version (org_id, id) deferrable initially deferred;
alter table label add foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade;
create unique index label_plan on label (org_id, plan_id) where plan_id is not null;

create table price (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  amount bigint not null check (amount >= 0),
  currency char(3) not null,
  interval_unit text not null check (interval_unit in ('day', 'week', 'month', 'year')),
  interval_count smallint not null check (interval_count between 1 and 120),
  position int not null default 0,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade
);
create index price_plan on price (org_id, plan_id);

-- ---------------------------------------------------------------- subscriptions
create table subscription (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  payer_id uuid not null,
  plan_id uuid not null,
  plan_version_id uuid not null,
  price_id uuid,
  -- what one unit costs per interval, minor units; frozen at joining
  amount bigint not null check (amount >= 0),
  currency char(3) not null,
  quantity int not null default 1 check (quantity > 0),
  interval_unit text not null check (interval_unit in ('day', 'week', 'month', 'year')),
  interval_count smallint not null check (interval_count between 1 and 120),
  -- boundary k is the anchor plus k intervals, clamped: never computed from boundary k-1
  anchor_on date not null,
  anchor_day smallint not null check (anchor_day between 1 and 31),
  starts_on date not null,
  trial_ends_on date,
  first_billing_on date,
  next_billing_on date,
  -- day on which it ends or ended (exclusive); null: goes on
  ends_on date,
  end_cause text check (end_cause in ('cancelled', 'revoked', 'unpaid', 'expired', 'deleted')),
  state text not null check (state in ('pending_approval', 'scheduled', 'trialing', 'active',
    'paused', 'overdue', 'cancelled', 'expired')),
  -- more than one missed period waits here for a decision of staff
  billing_held boolean not null default false,
  collection text not null default 'automatic' check (collection in ('automatic', 'invoice')),
  payment_method_id uuid,
  allow_duplicate boolean not null default false,
  external_id text,
  source text not null default 'staff'
    check (source in ('staff', 'import', 'signup', 'api', 'demo')),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id),
  foreign key (org_id, payer_id) references contact (org_id, id),
  foreign key (org_id, plan_id) references plan (org_id, id),
  foreign key (org_id, plan_version_id) references plan_version (org_id, id),
  foreign key (org_id, price_id) references price (org_id, id),
  check (ends_on is null or ends_on >= starts_on),
  check (state not in ('cancelled', 'expired') or ends_on is not null)
);
create unique index subscription_one_running on subscription (org_id, contact_id, plan_id)
  where state not in ('cancelled', 'expired') and not allow_duplicate;
create index subscription_contact on subscription (org_id, contact_id);
create index subscription_payer on subscription (org_id, payer_id);
create index subscription_plan on subscription (org_id, plan_id);
create index subscription_due on subscription (org_id, next_billing_on, id)
  where next_billing_on is not null and state in ('scheduled', 'trialing', 'active', 'overdue');
create index subscription_ending on subscription (org_id, ends_on)
  where ends_on is not null and state not in ('cancelled', 'expired');
create index subscription_starting on subscription (org_id, starts_on) where state = 'scheduled';

create table subscription_cancellation (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  ends_on date not null,
  cause text not null check (cause in ('member', 'staff', 'unpaid', 'blocked', 'import')),
  reason text not null default '',
  actor jsonb not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade
);
create unique index cancellation_open on subscription_cancellation (org_id, subscription_id)
  where undone_at is null;

create table subscription_pause (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  from_on date not null,
  -- null: until somebody resumes it
  until_on date,
  resumed_on date,
  keeps_access boolean not null default false,
  actor jsonb not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  check (until_on is null or until_on > from_on),
  check (resumed_on is null or resumed_on >= from_on)
);
create unique index pause_open on subscription_pause (org_id, subscription_id)
  where resumed_on is null;

create table subscription_change (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  kind text not null check (kind in ('upgrade', 'downgrade', 'interval', 'quantity', 'price')),
  plan_id uuid not null,
  plan_version_id uuid not null,
  price_id uuid,
  amount bigint not null,
  quantity int not null,
  interval_unit text not null,
  interval_count smallint not null,
  -- what it was before, to show and to undo
  before jsonb not null,
  effective_on date not null,
  actor jsonb not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  withdrawn_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  foreign key (org_id, plan_id) references plan (org_id, id)
);
create unique index change_pending on subscription_change (org_id, subscription_id)
  where applied_at is null and withdrawn_at is null;
create index change_due on subscription_change (org_id, effective_on)
  where applied_at is null and withdrawn_at is null;

create table subscription_extension (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  days int not null check (days > 0),
  reason text not null default '',
  actor jsonb not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade
);

-- ---------------------------------------------------------------- invoices
create table number_series (
  org_id uuid not null references organization (id) on delete cascade,
  series text not null,
  year smallint not null,
  last_number int not null check (last_number >= 0),
  primary key (org_id, series, year)
);

create table invoice (
  org_id uuid not null,
  id uuid not null,
  series text not null default '',
  year smallint,
  serial int,
  number text,
  type text not null check (type in ('subscription', 'proration', 'manual')),
  contact_id uuid not null,
  payer_id uuid not null,
  subscription_id uuid,
  period_start date,
  period_end date,
  status text not null check (status in ('draft', 'open', 'paid', 'void', 'uncollectible')),
  issued_on date,
  due_on date,
  currency char(3) not null,
  net bigint not null,
  tax bigint not null,
  total bigint not null,
  -- settled by payments and credit; credited by credit notes; balance is what is left
  settled bigint not null default 0 check (settled >= 0),
  credited bigint not null default 0 check (credited >= 0),
  balance bigint generated always as (total - settled - credited) stored,
  language text not null check (language in ('en', 'fr')),
  identity_id uuid,
  -- the payer as printed: {name, address, vat_number, email}
  buyer jsonb not null default '{}',
  collection text not null default 'automatic' check (collection in ('automatic', 'invoice')),
  created_at timestamptz not null,
  paid_on date,
  closed_on date,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id),
  foreign key (org_id, payer_id) references contact (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id),
  foreign key (org_id, identity_id) references organization_identity (org_id, id),
  check (net + tax = total), check (total >= 0),
  check (settled + credited <= total),
  check (status = 'draft' or (number is not null and issued_on is not null and due_on is not null)),
  check (status <> 'paid' or total = settled + credited),
  check (status <> 'void' or settled = 0)
);
create unique index invoice_number on invoice (org_id, series, year, serial)
  where serial is not null;
create unique index invoice_period on invoice (org_id, subscription_id, period_start, type)
  where status <> 'void' and type = 'subscription';
create index invoice_contact on invoice (org_id, contact_id, issued_on desc);
create index invoice_payer on invoice (org_id, payer_id);
create index invoice_open on invoice (org_id, due_on) where status = 'open';
create index invoice_list on invoice (org_id, issued_on desc, id desc);

create table invoice_line (
  org_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  position smallint not null,
  kind text not null
    check (kind in ('subscription', 'proration_charge', 'proration_credit', 'setup', 'manual')),
  description text not null,
  subscription_id uuid,
  plan_id uuid,
  period_start date,
  period_end date,
  quantity int not null,
  unit_amount bigint not null,
  net bigint not null,
  tax_rate numeric(7, 4) not null,
  tax bigint not null,
  total bigint not null,
  -- days billed of days in the whole period, when it is a part
  days int,
  days_of int,
  primary key (org_id, id),
  unique (org_id, invoice_id, position),
  foreign key (org_id, invoice_id) references invoice (org_id, id) on delete cascade,
  check (net + tax = total)
);

create table term (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  plan_version_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  kind text not null check (kind in ('paid', 'free', 'granted', 'trial')),
  amount bigint not null,
  currency char(3) not null,
  -- pending until its invoice is paid; ended is a question of the date
  status text not null check (status in ('pending', 'active', 'void')),
  invoice_id uuid,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  check (ends_on > starts_on),
  exclude using gist (org_id with =, subscription_id with =,
    daterange(starts_on, ends_on) with &&) where (status <> 'void')
);
create unique index term_start on term (org_id, subscription_id, starts_on)
  where status <> 'void';
create index term_invoice on term (org_id, invoice_id) where invoice_id is not null;

-- An issued invoice is immutable but for status and what settles it; drafts may be edited.
create function invoice_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' and exists (select from organization where id = old.org_id) then
      raise exception 'an issued invoice is never deleted' using errcode = 'CE002';
    end if;
    return old;
  end if;
  if old.status <> 'draft' and (new.number, new.series, new.year, new.serial, new.type,
       new.contact_id, new.payer_id, new.subscription_id, new.period_start, new.period_end,
       new.issued_on, new.currency, new.net, new.tax, new.total, new.identity_id, new.buyer)
     is distinct from (old.number, old.series, old.year, old.serial, old.type,
       old.contact_id, old.payer_id, old.subscription_id, old.period_start, old.period_end,
       old.issued_on, old.currency, old.net, old.tax, old.total, old.identity_id, old.buyer) then
    raise exception 'an issued invoice is never changed' using errcode = 'CE002';
  end if;
  return new;
end $$;
create trigger invoice_frozen before update or delete on invoice
  for each row execute function invoice_is_frozen();

create table credit_note (
  org_id uuid not null,
  id uuid not null,
  series text not null default 'AV',
  year smallint not null,
  serial int not null,
  number text not null,
  invoice_id uuid not null,
  contact_id uuid not null,
  payer_id uuid not null,
  issued_on date not null,
  currency char(3) not null,
  net bigint not null,
  tax bigint not null,
  total bigint not null check (total > 0),
  reason text not null default '',
  language text not null,
  identity_id uuid,
  buyer jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, series, year, serial),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  check (net + tax = total)
);
create index credit_note_invoice on credit_note (org_id, invoice_id);

create table credit_note_line (
  org_id uuid not null,
  id uuid not null,
  credit_note_id uuid not null,
  invoice_line_id uuid not null,
  description text not null,
  net bigint not null,
  tax_rate numeric(7, 4) not null,
  tax bigint not null,
  total bigint not null,
  primary key (org_id, id),
  foreign key (org_id, credit_note_id) references credit_note (org_id, id) on delete cascade,
  foreign key (org_id, invoice_line_id) references invoice_line (org_id, id),
  check (net + tax = total)
);

-- ---------------------------------------------------------------- payments
create table payment_method (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  gateway text not null check (gateway in ('test', 'stripe', 'sepa')),
  kind text not null check (kind in ('card', 'sepa_debit')),
  token text not null,
  brand text not null,
  last4 text not null,
  exp_month smallint,
  exp_year smallint,
  created_at timestamptz not null,
  replaced_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, payer_id) references contact (org_id, id)
);
create unique index payment_method_current on payment_method (org_id, payer_id)
  where replaced_at is null;
alter table subscription add foreign key (org_id, payment_method_id)
  references payment_method (org_id, id);

-- One try to charge, written before the gateway is called; its id is the idempotency key.
create table payment_attempt (
  org_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  payer_id uuid not null,
  payment_method_id uuid,
  gateway text not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  cause text not null check (cause in ('billing', 'retry', 'card_update', 'staff', 'member')),
  state text not null check (state in ('created', 'sent', 'succeeded', 'declined',
    'requires_action', 'processing', 'unknown')),
  decline_kind text check (decline_kind in ('soft', 'hard')),
  reason text,
  gateway_reference text,
  -- raised when a chargeback reopens the invoice, so that it may be paid once more
  cycle smallint not null default 0,
  local_day date not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  resolved_at timestamptz,
  ask_at timestamptz,
  asked smallint not null default 0,
  primary key (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  foreign key (org_id, payment_method_id) references payment_method (org_id, id),
  check (state <> 'declined' or decline_kind is not null)
);
create unique index attempt_one_open on payment_attempt (org_id, invoice_id)
  where state in ('created', 'sent', 'requires_action', 'processing', 'unknown');
create unique index attempt_one_success on payment_attempt (org_id, invoice_id, cycle)
  where state = 'succeeded';
create unique index attempt_one_automatic_a_day on payment_attempt (org_id, invoice_id, local_day)
  where cause in ('billing', 'retry');
create index attempt_payer on payment_attempt (org_id, payer_id, created_at desc);
create index attempt_unresolved on payment_attempt (org_id, ask_at)
  where state in ('created', 'sent', 'processing', 'unknown');

create table payment (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  received_on date not null,
  received_at timestamptz not null,
  gateway text not null check (gateway in ('test', 'stripe', 'sepa', 'offline')),
  means text not null check (means in ('card', 'sepa_debit', 'transfer', 'cheque', 'cash', 'other')),
  attempt_id uuid,
  reference text not null default '',
  actor jsonb not null,
  -- an offline payment that staff took back
  reversed_at timestamptz,
  reversed_reason text,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, payer_id) references contact (org_id, id),
  foreign key (org_id, attempt_id) references payment_attempt (org_id, id)
);
create unique index payment_attempt_once on payment (org_id, attempt_id)
  where attempt_id is not null;
create index payment_payer on payment (org_id, payer_id, received_on desc);
create index payment_day on payment (org_id, received_on);

-- Where received money sits: on one invoice, or on the payer's credit balance (invoice_id null).
create table allocation (
  org_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  invoice_id uuid,
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  reversed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, payment_id) references payment (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id)
);
create index allocation_payment on allocation (org_id, payment_id);
create index allocation_invoice on allocation (org_id, invoice_id) where invoice_id is not null;

-- The payer's credit, as movements: positive when it comes, negative when an invoice uses it.
create table credit_entry (
  org_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  amount bigint not null check (amount <> 0),
  currency char(3) not null,
  cause text not null check (cause in ('overpayment', 'plan_change', 'used', 'returned', 'paid_out',
    'late_success', 'reversed')),
  payment_id uuid,
  invoice_id uuid,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, payer_id) references contact (org_id, id),
  foreign key (org_id, payment_id) references payment (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id)
);
create index credit_payer on credit_entry (org_id, payer_id, currency);
create index credit_invoice on credit_entry (org_id, invoice_id) where invoice_id is not null;

create table refund (
  org_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  credit_note_id uuid,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  state text not null check (state in ('created', 'sent', 'succeeded', 'failed', 'unknown')),
  outside boolean not null default false,
  fraud boolean not null default false,
  reason text not null default '',
  gateway_reference text,
  ends_access boolean not null default false,
  stops_renewal boolean not null default false,
  actor jsonb not null,
  refunded_on date not null,
  created_at timestamptz not null,
  resolved_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, payment_id) references payment (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  foreign key (org_id, credit_note_id) references credit_note (org_id, id)
);
create index refund_payment on refund (org_id, payment_id);
create index refund_invoice on refund (org_id, invoice_id);

create table ledger_entry (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  transaction_id uuid not null,
  account text not null,
  amount bigint not null check (amount <> 0),
  currency char(3) not null,
  booked_on date not null,
  invoice_id uuid,
  payment_id uuid,
  payer_id uuid,
  primary key (org_id, id)
);
create index ledger_account on ledger_entry (org_id, account, currency);
create index ledger_invoice on ledger_entry (org_id, invoice_id) where invoice_id is not null;

-- All entries of a transaction come in one statement, and balance there and then.
create function ledger_balances() returns trigger language plpgsql as $$
begin
  if exists (select from added group by org_id, transaction_id, currency having sum(amount) <> 0) then
    raise exception 'a ledger transaction does not balance' using errcode = 'CE003';
  end if;
  return null;
end $$;
create trigger ledger_balanced after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_balances();

-- ---------------------------------------------------------------- overdue
create table overdue_case (
  org_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  subscription_id uuid,
  contact_id uuid not null,
  payer_id uuid not null,
  first_failed_on date not null,
  -- the policy as it was at the first failure
  policy jsonb not null,
  hard boolean not null default false,
  last_reason text,
  state text not null check (state in ('open', 'recovered', 'lost', 'closed')),
  paused_at timestamptz,
  last_mail_at timestamptz,
  opened_at timestamptz not null,
  closed_on date,
  closed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id)
);
create unique index overdue_one_open on overdue_case (org_id, invoice_id) where state = 'open';
create index overdue_open on overdue_case (org_id, first_failed_on) where state = 'open';
create index overdue_contact on overdue_case (org_id, contact_id);
create index overdue_subscription on overdue_case (org_id, subscription_id);

create table overdue_step (
  org_id uuid not null,
  case_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('retry', 'reminder', 'final')),
  due_on date not null,
  done_at timestamptz,
  outcome text check (outcome in ('paid', 'declined', 'unknown', 'sent', 'skipped', 'cancelled')),
  attempt_id uuid,
  primary key (org_id, case_id, position),
  foreign key (org_id, case_id) references overdue_case (org_id, id) on delete cascade,
  foreign key (org_id, attempt_id) references payment_attempt (org_id, id)
);
create index overdue_step_due on overdue_step (org_id, due_on) where done_at is null;

-- ---------------------------------------------------------------- gateway events and the test gateway
create table gateway_event (
  org_id uuid not null,
  id uuid not null,
  gateway text not null,
  event_id text not null,
  kind text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  primary key (org_id, id),
  unique (org_id, gateway, event_id),
  foreign key (org_id) references organization (id) on delete cascade
);

-- What the built-in test gateway "really" charged: its memory, kept apart from ours on purpose.
create table test_gateway_charge (
  org_id uuid not null references organization (id) on delete cascade,
  idempotency_key uuid not null,
  token text not null,
  amount bigint not null,
  currency char(3) not null,
  outcome text not null
    check (outcome in ('succeeded', 'declined', 'processing', 'requires_action')),
  decline_kind text,
  reason text,
  refunded bigint not null default 0,
  settles_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, idempotency_key)
);
create table test_gateway_refund (
  org_id uuid not null references organization (id) on delete cascade,
  idempotency_key uuid not null,
  charge_key uuid not null,
  amount bigint not null,
  created_at timestamptz not null,
  primary key (org_id, idempotency_key)
);

-- ---------------------------------------------------------------- activity and messages
create table activity (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamptz not null,
  kind text not null check (kind in ('access', 'affiliate', 'billing', 'email', 'login', 'page')),
  event text not null,
  contact_id uuid,
  subscription_id uuid,
  invoice_id uuid,
  amount bigint,
  currency char(3),
  -- {kind: staff | member | system | api, id?, name?}
  actor jsonb not null,
  data jsonb not null default '{}',
  primary key (org_id, id)
);
create index activity_contact on activity (org_id, contact_id, at desc);
create index activity_recent on activity (org_id, at desc);

create function is_append_only() returns trigger language plpgsql as $$
begin
  if exists (select from organization where id = old.org_id) then
    raise exception '% is append-only', tg_table_name using errcode = 'CE004';
  end if;
  return old;
end $$;
create trigger activity_append_only before update or delete on activity
  for each row execute function is_append_only();
create trigger ledger_append_only before update or delete on ledger_entry
  for each row execute function is_append_only();

create table message (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  -- what made it be said; once per cause, recipient and template
  cause text not null,
  template text not null,
  contact_id uuid,
  to_email text,
  language text not null,
  data jsonb not null,
  -- as sent; empty until then
  subject text,
  body_text text,
  body_html text,
  attachments jsonb not null default '[]',
  state text not null check (state in ('queued', 'outbox', 'sent', 'failed', 'withheld')),
  tries smallint not null default 0,
  next_try_at timestamptz,
  error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade
);
create unique index message_once on message
  (org_id, cause, template, (coalesce(contact_id::text, to_email)));
create index message_queue on message (org_id, next_try_at) where state = 'queued';
create index message_recent on message (org_id, created_at desc, id desc);
create index message_contact on message (org_id, contact_id, created_at desc);

-- Sign-in links and confirmations; only hashes are kept.
create table sign_in_link (
  org_id uuid not null,
  token_hash text not null,
  contact_id uuid not null,
  purpose text not null check (purpose in ('invitation', 'magic', 'update_card', 'pay')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, token_hash),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade
);
create index sign_in_link_token on sign_in_link (token_hash);

-- ---------------------------------------------------------------- long work
create table import (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  profile text not null,
  file_name text not null,
  file_hash text not null,
  -- what was recognised: format, encoding, separator, decimal, date order
  recognized jsonb not null default '{}',
  headers jsonb not null default '[]',
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
  state text not null check (state in ('uploaded', 'checked', 'running', 'done', 'failed', 'undone')),
  row_count int not null default 0,
  counts jsonb not null default '{}',
  label_id uuid,
  error text,
  actor jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (org_id, id)
);

create table import_row (
  org_id uuid not null,
  import_id uuid not null,
  row_number int not null,
  -- the cells as they stand in the file, by header position
  cells jsonb not null,
  parsed jsonb,
  outcome text check (outcome in ('create', 'update', 'unchanged', 'refused', 'created', 'updated')),
  problems jsonb,
  contact_id uuid,
  subscription_id uuid,
  -- values before an update, so that undo restores them
  before jsonb,
  primary key (org_id, import_id, row_number),
  foreign key (org_id, import_id) references import (org_id, id) on delete cascade
);

-- Progress of anything that takes longer than a second; read by the interface and the CLI.
create table work (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('import', 'import_undo', 'billing', 'advance', 'demo', 'bulk')),
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'stopped')),
  done int not null default 0,
  total int,
  result jsonb,
  error text,
  stop_requested boolean not null default false,
  actor jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (org_id, id)
);

create table idempotency_key (
  org_id uuid not null references organization (id) on delete cascade,
  key text not null,
  request_hash text not null,
  status smallint,
  response jsonb,
  created_at timestamptz not null,
  primary key (org_id, key)
);

-- ---------------------------------------------------------------- the directory (projection)
-- One wide row per contact: what the list filters, sorts and shows. Facts, never a day's verdict:
-- words such as active or scheduled are worked out from these with today's date when read.
create table directory (
  org_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  name text not null,
  sort_name text not null,
  email text,
  discord text,
  phone text,
  language text,
  -- folded name, e-mail, Discord, phone, notes: what free text looks in
  search text not null,
  created_on date not null,
  joined_on date,
  follower boolean not null,
  blocked boolean not null,
  -- running subscriptions: first day, and the day they are all over (exclusive; null: goes on)
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
  currency char(3) not null,
  interval_unit text,
  interval_count smallint,
  monthly_amount bigint not null,
  lifetime_amount bigint not null,
  payment_count int not null,
  last_charge_at timestamptz,
  last_charge_on date,
  last_charge_outcome text,
  last_charge_amount bigint,
  -- end of the last paid or granted term (exclusive) of a running subscription
  access_until date,
  -- why access is closed whatever the dates say: blocked, overdue, paused; null: dates decide
  access_closed text,
  -- while overdue with grace: the day access closes
  access_closes_on date,
  next_billing_on date,
  open_balance bigint not null,
  oldest_due_on date,
  company_id uuid,
  company_name text,
  payer_id uuid,
  payer_name text,
  fields jsonb not null,
  primary key (org_id, contact_id),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade
);

-- ---------------------------------------------------------------- jobs
-- The application role may enqueue, nothing else; the queue's schema belongs to the worker.
create function enqueue(task text, payload json, job_key text default null,
  run_at timestamptz default null, queue text default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload => payload, job_key => job_key, run_at => run_at,
    queue_name => queue, max_attempts => 25);
end $$;

-- ---------------------------------------------------------------- rights and walls
do $$
declare t text;
begin
  grant usage on schema public to cercle_app, cercle_reader;
  for t in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to cercle_app
      using (org_id = (select app_org())) with check (org_id = (select app_org()))', t);
    execute format('grant select, insert, update, delete on %I to cercle_app', t);
  end loop;
  alter table organization enable row level security;
  alter table organization force row level security;
  create policy tenant on organization to cercle_app
    using (id = (select app_org())) with check (id = (select app_org()));
  grant select, update on organization to cercle_app;
  grant select on staff_person to cercle_app;
  revoke update, delete on activity, ledger_entry, organization_identity from cercle_app;
  -- The owner works outside any organization on these few tables only (set-up, sign-in).
  foreach t in array array['organization', 'staff', 'staff_invitation', 'api_key', 'sign_in_link',
    'organization_identity']
  loop
    execute format('create policy system on %I to %I using (true) with check (true)', t, current_user);
  end loop;
  create policy system on contact for select to current_user using (user_id is not null);
  -- The list's one reader: exempt on what the list reads, and on nothing else.
  create policy reader on directory for select to cercle_reader using (true);
  create policy reader on contact_label for select to cercle_reader using (true);
  create policy reader on label for select to cercle_reader using (true);
  grant select on directory, contact_label, label to cercle_reader;
  revoke execute on function enqueue(text, json, text, timestamptz, text) from public;
  grant execute on function enqueue(text, json, text, timestamptz, text) to cercle_app;
end $$;
