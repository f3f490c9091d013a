-- What plans give beside access. One that is delivered (a print, a call) leaves a "to do" per member:
-- once, or for each period that is paid (or free by the plan).
create table benefit (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null check (length(trim(name)) > 0),
  description text not null default '',
  delivery text not null check (delivery in ('none', 'once', 'period')),
  deleted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id)
);
create unique index benefit_name on benefit (org_id, fold(name)) where deleted_at is null;

-- Since when a plan gives it: periods that were over by then owe nothing.
create table plan_benefit (
  org_id uuid not null,
  plan_id uuid not null,
  benefit_id uuid not null,
  position int not null,
  since_on date not null,
  primary key (org_id, plan_id, benefit_id),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade,
  foreign key (org_id, benefit_id) references benefit (org_id, id) on delete cascade
);
create index plan_benefit_benefit on plan_benefit (org_id, benefit_id);

-- One thing to hand over to one member, for one term: nothing is owed twice for it. Moved or
-- lengthened, a term keeps its id, and so does what is owed for it.
create table benefit_delivery (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  benefit_id uuid not null,
  subscription_id uuid not null,
  term_id uuid not null,
  -- The period it is for, as it was paid: a change of plan may cut the term short.
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  done_at timestamptz,
  done_by jsonb,
  -- Not owed any more: the term is void, or the plan gives it no more.
  void_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, term_id, benefit_id),
  foreign key (org_id, benefit_id) references benefit (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  foreign key (org_id, term_id) references term (org_id, id) on delete cascade,
  check (num_nulls(done_at, done_by) in (0, 2)),
  check (done_at is null or void_at is null)
);
create index benefit_delivery_period on benefit_delivery (org_id, benefit_id, starts_on)
  where void_at is null;
create index benefit_delivery_open on benefit_delivery (org_id, benefit_id, starts_on)
  where done_at is null and void_at is null;
create index benefit_delivery_subscription on benefit_delivery (org_id, subscription_id);

alter table benefit enable row level security;
alter table benefit force row level security;
create policy tenant on benefit to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update on benefit to cercle_app;

alter table plan_benefit enable row level security;
alter table plan_benefit force row level security;
create policy tenant on plan_benefit to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update, delete on plan_benefit to cercle_app;

alter table benefit_delivery enable row level security;
alter table benefit_delivery force row level security;
create policy tenant on benefit_delivery to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update (done_at, done_by, void_at) on benefit_delivery to cercle_app;

-- The people list asks who has what, and to whom what is owed, across row-level security.
create policy reader on benefit for select to cercle_reader using (true);
create policy reader on plan_benefit for select to cercle_reader using (true);
create policy reader on benefit_delivery for select to cercle_reader using (true);
create policy reader on subscription for select to cercle_reader using (true);
grant select on benefit, plan_benefit, benefit_delivery to cercle_reader;
grant select (org_id, id, contact_id) on subscription to cercle_reader;
