-- Where a gateway's list and our books tell different stories, found by the daily comparison.
create table gateway_difference (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null default uuid_v7(),
  gateway text not null,
  -- unknown_charge: theirs, not ours; missing: ours, not theirs; dispute: waits for staff
  kind text not null check (kind in ('unknown_charge', 'missing', 'amount', 'refund', 'dispute')),
  -- the gateway's own name of what it is about
  reference text not null,
  attempt_id uuid,
  -- minor units; null: nothing there
  ours bigint,
  theirs bigint,
  currency char(3) not null,
  found_at timestamptz not null,
  resolved_at timestamptz,
  primary key (org_id, id),
  unique (org_id, gateway, kind, reference),
  foreign key (org_id, attempt_id) references payment_attempt (org_id, id)
);
create index gateway_difference_open on gateway_difference (org_id, found_at)
  where resolved_at is null;

-- Until when its list was compared with ours.
alter table gateway_account add compared_at timestamptz;

do $$
begin
  alter table gateway_difference enable row level security;
  alter table gateway_difference force row level security;
  create policy tenant on gateway_difference to cercle_app
    using (org_id = (select app_org())) with check (org_id = (select app_org()));
  grant select, insert, update, delete on gateway_difference to cercle_app;
end $$;
