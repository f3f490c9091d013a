-- Who asks to join a plan that wants approval waits: nothing runs and nothing is billed before
-- (joining.md, "New members must be approved").
alter table plan add column approval_needed boolean not null default false;

-- What the plan's own sign-up form asks, in its order; null: nothing beyond the plan itself.
alter table plan add column join_form jsonb check (jsonb_typeof(join_form) = 'object');

alter table subscription
  drop constraint subscription_end_cause_check,
  add constraint subscription_end_cause_check check (end_cause in
    ('cancelled', 'revoked', 'unpaid', 'expired', 'deleted', 'declined')),
  add constraint subscription_waits_unbilled check (state <> 'pending_approval'
    or (next_billing_on is null and ends_on is null)),
  -- one that was declined never ran
  add constraint subscription_declined_never_ran check (end_cause is distinct from 'declined'
    or (state = 'cancelled' and ends_on = starts_on and next_billing_on is null));

-- A request to join: what was asked for is the subscription that waits with it.
create table join_request (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  subscription_id uuid not null,
  -- whether a partial first invoice was wished; the other wishes are on the subscription
  prorate boolean not null,
  message text not null default '' check (length(message) <= 2000),
  -- what the form asked and was told: [{"label": ..., "value": ...}]
  answers jsonb not null default '[]' check (jsonb_typeof(answers) = 'array'),
  asked_by jsonb not null,
  asked_at timestamptz not null,
  outcome text check (outcome in ('approved', 'declined', 'withdrawn')),
  reason text not null default '' check (length(reason) <= 1000),
  decided_by jsonb,
  decided_at timestamptz,
  primary key (org_id, id),
  unique (org_id, subscription_id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  check (num_nulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is not null or reason = '')
);

-- the queue, the oldest first, and what was decided, the latest first
create index join_request_waiting on join_request (org_id, asked_at, id) where outcome is null;
create index join_request_decided on join_request (org_id, decided_at desc, id desc)
  where outcome is not null;

alter table join_request enable row level security;
alter table join_request force row level security;
create policy tenant on join_request to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update on join_request to cercle_app;

-- Somebody unknown who wants to join: their address is proved by the link before a contact is made.
create table sign_up (
  org_id uuid not null references organization (id) on delete cascade,
  token_hash text not null,
  email text not null check (length(email) <= 254),
  name text not null check (length(name) between 1 and 200),
  language text not null check (language in ('en', 'fr')),
  plan_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, token_hash),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade
);

create index sign_up_token on sign_up (token_hash);
create index sign_up_expired on sign_up (org_id, expires_at);

alter table sign_up enable row level security;
alter table sign_up force row level security;
create policy tenant on sign_up to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
-- the organization of a link is found by its token
do $$ begin
  execute format('create policy system on sign_up for select to %I using (true)', current_user);
end $$;
grant select, insert, update, delete on sign_up to cercle_app;
