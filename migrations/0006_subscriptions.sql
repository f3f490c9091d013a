-- Who pays may change, a pause may give the unused part back instead of moving dates, members may be
-- allowed more or less per plan, a price may change for those who have it, and many people can be
-- acted on at once.

alter table subscription_change drop constraint subscription_change_kind_check;
alter table subscription_change add constraint subscription_change_kind_check check (
  kind in ('upgrade', 'downgrade', 'interval', 'quantity', 'price', 'payer'));

-- dates: last day, next billing and anchor move by the paused days; credit: the unused part is given
-- back and billing begins anew on resuming (billing-rules §13)
alter table subscription_pause add column gives_back text not null default 'dates'
  check (gives_back in ('dates', 'credit'));

-- {"change": true, "pause": false, …}; null, or a word that is missing: as the organization says
alter table plan add column member_rules jsonb;

create table price_change (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  from_price_id uuid not null,
  to_price_id uuid not null,
  scope text not null check (scope in ('new_members', 'next_period', 'now')),
  prorate boolean not null default false,
  notice_days int not null default 0 check (notice_days between 0 and 366),
  actor jsonb not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade,
  foreign key (org_id, from_price_id) references price (org_id, id),
  foreign key (org_id, to_price_id) references price (org_id, id)
);
create index price_change_plan on price_change (org_id, plan_id, created_at);

alter table subscription_change add column price_change_id uuid;
alter table subscription_change add foreign key (org_id, price_change_id)
  references price_change (org_id, id);
create index change_of_price on subscription_change (org_id, price_change_id)
  where price_change_id is not null;

-- What is done to many people at once; its id is that of its work.
create table bulk (
  org_id uuid not null,
  id uuid not null,
  act text not null,
  -- the act with what it needs, and for whom: {"act": …, "who": …}
  wish jsonb not null,
  price_change_id uuid,
  listed_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, id) references work (org_id, id) on delete cascade,
  foreign key (org_id, price_change_id) references price_change (org_id, id)
);

create table bulk_item (
  org_id uuid not null,
  bulk_id uuid not null,
  position int not null,
  contact_id uuid not null,
  subscription_id uuid,
  state text not null check (state in ('waiting', 'done', 'excluded', 'failed')),
  -- why not: a refusal's code, and its sentence in both languages
  code text,
  reason jsonb,
  primary key (org_id, bulk_id, position),
  foreign key (org_id, bulk_id) references bulk (org_id, id) on delete cascade,
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade,
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  check ((state in ('excluded', 'failed')) = (code is not null))
);
create index bulk_item_waiting on bulk_item (org_id, bulk_id, position) where state = 'waiting';

do $$
declare t text;
begin
  foreach t in array array['price_change', 'bulk', 'bulk_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to cercle_app
      using (org_id = (select app_org())) with check (org_id = (select app_org()))', t);
    execute format('grant select, insert, update, delete on %I to cercle_app', t);
  end loop;
end $$;
