-- Plans of every kind: a season with one date for everybody, access sold once, packs of uses,
-- capacity, set-up fees, add-ons, commitment and notice, two taxes side by side.

alter table plan drop constraint plan_kind_check;
alter table plan add constraint plan_kind_check
  check (kind in ('recurring', 'fixed_date', 'one_time', 'pack', 'free', 'custom'));
-- Seats are counted only while there is a capacity (null: any number); see count_seats below.
alter table plan add column capacity int check (capacity > 0),
  add column seats_taken int not null default 0 check (seats_taken >= 0),
  add column allow_several boolean not null default false,
  add constraint plan_capacity check (capacity is null or seats_taken <= capacity);

-- Percent as an exact decimal text: '20', '0', or two side by side: '5+9.975'.
create domain tax_rate as text
  check (value ~ '^\d{1,2}(\.\d{1,4})?(\+\d{1,2}(\.\d{1,4})?)?$');
create function tax_percent(text) returns numeric language sql immutable parallel safe strict as $$
  select split_part($1, '+', 1)::numeric + coalesce(nullif(split_part($1, '+', 2), '')::numeric, 0)
$$;
alter table plan_version drop constraint plan_version_tax_rate_check;
alter table plan_version alter column tax_rate drop default;
alter table plan_version alter column tax_rate type tax_rate using trim_scale(tax_rate)::text;
alter table plan_version alter column tax_rate set default '0';
alter table invoice_line alter column tax_rate type tax_rate using trim_scale(tax_rate)::text;
alter table credit_note_line alter column tax_rate type tax_rate using trim_scale(tax_rate)::text;

alter table plan_version
  -- a season: boundaries fall on this day-month and every interval of the price from it
  add column season_day smallint check (season_day between 1 and 31),
  add column season_month smallint check (season_month between 1 and 12),
  -- joining on or after it gives the rest of the period and the whole next one
  add column rollover_day smallint check (rollover_day between 1 and 31),
  add column rollover_month smallint check (rollover_month between 1 and 12),
  add column first_period text check (first_period in ('full', 'months', 'days')),
  -- sold once, without an end; else the price's interval is how long it lasts
  add column forever boolean not null default false,
  add column uses int check (uses > 0),
  add column commitment_months smallint not null default 0
    check (commitment_months between 0 and 120),
  add column notice_days smallint not null default 0 check (notice_days between 0 and 365),
  add check ((season_day is null) = (season_month is null)),
  add check ((season_day is null) = (first_period is null)),
  add check ((rollover_day is null) = (rollover_month is null)),
  add check (rollover_day is null or season_day is not null);

alter table price add column setup_amount bigint not null default 0 check (setup_amount >= 0);

create table addon (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  name text not null check (length(trim(name)) > 0),
  max_quantity int not null default 1 check (max_quantity between 1 and 10000),
  position int not null default 0,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan (org_id, id) on delete cascade
);
create index addon_plan on addon (org_id, plan_id);

-- What one unit of an add-on costs with each price of its plan: same currency, same interval.
create table addon_price (
  org_id uuid not null,
  addon_id uuid not null,
  price_id uuid not null,
  amount bigint not null check (amount >= 0),
  primary key (org_id, addon_id, price_id),
  foreign key (org_id, addon_id) references addon (org_id, id) on delete cascade,
  foreign key (org_id, price_id) references price (org_id, id) on delete cascade
);

create function addons_amount(jsonb) returns bigint language sql immutable parallel safe strict
as $$
  select coalesce(sum((a ->> 'unitAmount')::bigint * (a ->> 'quantity')::int), 0)::bigint
  from jsonb_array_elements($1) a
$$;
alter table subscription
  -- still to be billed, with the first invoice
  add column setup_amount bigint not null default 0 check (setup_amount >= 0),
  -- how a season's first part is priced; null: by days
  add column first_period text check (first_period in ('full', 'months', 'days')),
  -- billed a single time: nothing follows its first invoice
  add column once boolean not null default false,
  -- as sold: [{addonId, name, unitAmount, quantity}]; a column, as each run reads all that is due
  add column addons jsonb not null default '[]' check (jsonb_typeof(addons) = 'array'),
  add column addons_amount bigint not null generated always as (addons_amount(addons)) stored,
  add column uses_granted int check (uses_granted > 0),
  add column uses_taken int not null default 0,
  add constraint subscription_uses
    check (uses_taken = 0 or uses_taken between 0 and uses_granted);

create table pack_use (
  org_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  count int not null check (count > 0),
  used_on date not null,
  note text not null default '',
  actor jsonb not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  undone_by jsonb,
  primary key (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade
);
create index pack_use_subscription on pack_use (org_id, subscription_id, used_on);

alter table invoice_line drop constraint invoice_line_kind_check;
alter table invoice_line add constraint invoice_line_kind_check check (kind in ('subscription',
  'proration_charge', 'proration_credit', 'setup', 'addon', 'manual'));
-- What days and days_of count.
alter table invoice_line add column part_unit text not null default 'day'
  check (part_unit in ('day', 'month'));

-- ---------------------------------------------------------------- capacity
-- A subscription holds its quantity of seats while it runs and is not being cancelled; a change
-- that waits for its day holds them in the new plan already, so that its day cannot fail.
-- The counter is recounted under the lock of the plan's row, in a statement of its own, so that it
-- sees what others have committed while this one waited; plan_capacity refuses the seat too many.
create function held_seats(org uuid, plan uuid) returns int language sql stable as $$
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
$$;

create function count_seats(org uuid, plan_of uuid) returns void language plpgsql as $$
begin
  -- The key lock makes a capacity that is being set wait for us, and us for it.
  perform from plan p where p.org_id = org and p.id = plan_of for key share;
  perform from plan p where p.org_id = org and p.id = plan_of and p.capacity is not null;
  if not found then
    return;
  end if;
  perform from plan p where p.org_id = org and p.id = plan_of for no key update;
  update plan p set seats_taken = held_seats(org, plan_of) where p.org_id = org and p.id = plan_of;
end $$;

create function seats_after_joining() returns trigger language plpgsql as $$
declare r record;
begin
  for r in select distinct org_id, plan_id from changed order by org_id, plan_id loop
    perform count_seats(r.org_id, r.plan_id);
  end loop;
  return null;
end $$;
create trigger seats_joined after insert on subscription
  referencing new table as changed for each statement execute function seats_after_joining();
create trigger seats_removed after delete on subscription
  referencing old table as changed for each statement execute function seats_after_joining();

create function seats_after_change() returns trigger language plpgsql as $$
begin
  perform count_seats(new.org_id, p) from unnest(array[old.plan_id, new.plan_id]) p
    group by p order by p;
  return null;
end $$;
create trigger seats_changed after update of state, quantity, plan_id on subscription
  for each row when (old.plan_id <> new.plan_id or old.quantity <> new.quantity
    or (old.state in ('cancelled', 'expired')) <> (new.state in ('cancelled', 'expired')))
  execute function seats_after_change();

create function seats_after_cancelling() returns trigger language plpgsql as $$
begin
  perform count_seats(s.org_id, s.plan_id) from subscription s
    where s.org_id = new.org_id and s.id = new.subscription_id;
  return null;
end $$;
create trigger seats_cancelled after insert or update of undone_at on subscription_cancellation
  for each row execute function seats_after_cancelling();

create function seats_after_planning() returns trigger language plpgsql as $$
begin
  perform count_seats(new.org_id, new.plan_id);
  return null;
end $$;
create trigger seats_planned
  after insert or update of applied_at, withdrawn_at, plan_id, quantity on subscription_change
  for each row execute function seats_after_planning();

-- ---------------------------------------------------------------- rights and walls
do $$
declare t text;
begin
  foreach t in array array['addon', 'addon_price', 'pack_use'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to cercle_app
      using (org_id = (select app_org())) with check (org_id = (select app_org()))', t);
    execute format('grant select, insert, update, delete on %I to cercle_app', t);
  end loop;
end $$;
