-- Pages written here, and who may open them: anybody, whoever has access, or whoever has it by some
-- plans; overdue or paused members only where the page says so, and not before its day.
create table page (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  -- Lower-case words in folders: "guides/first-steps".
  path text not null check (length(path) <= 200
    and path ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$'),
  title text not null check (length(trim(title)) > 0),
  -- What who may not open it reads.
  teaser text not null default '',
  body text not null default '' check (length(body) <= 100000),
  audience text not null check (audience in ('everyone', 'members', 'plans')),
  opens_overdue boolean not null default false,
  opens_paused boolean not null default false,
  -- Days since joining before it opens; 0: at once.
  after_days int not null default 0 check (after_days between 0 and 3650),
  published boolean not null default false,
  position int not null,
  deleted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  -- What everybody may open asks nothing of anybody.
  check (audience <> 'everyone' or not opens_overdue and not opens_paused and after_days = 0)
);
create unique index page_path on page (org_id, path) where deleted_at is null;

-- The plans that open a page, where plans decide. A deleted plan goes on opening for who has it.
create table page_plan (
  org_id uuid not null,
  page_id uuid not null,
  plan_id uuid not null,
  primary key (org_id, page_id, plan_id),
  foreign key (org_id, page_id) references page (org_id, id) on delete cascade,
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade
);
create index page_plan_plan on page_plan (org_id, plan_id);

alter table page enable row level security;
alter table page force row level security;
create policy tenant on page to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update on page to cercle_app;

alter table page_plan enable row level security;
alter table page_plan force row level security;
create policy tenant on page_plan to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, delete on page_plan to cercle_app;
