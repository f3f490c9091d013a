-- What a gateway kept of a payment, or for its dispute, as its own list tells: once by its own name
-- of the movement, so that whoever hears of it again books nothing.
create table gateway_fee (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  gateway text not null check (gateway ~ '^[a-z][a-z0-9_]{1,29}$'),
  -- the gateway's own name of the movement that it was kept from
  reference text not null,
  payment_id uuid not null,
  cause text not null check (cause in ('charge', 'dispute')),
  -- minor units; 0: it kept nothing; negative: a fee that came back
  amount bigint not null,
  -- of the account at the gateway, not always that of the payment
  currency char(3) not null,
  booked_on date not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, gateway, reference),
  foreign key (org_id, payment_id) references payment (org_id, id)
);
create index gateway_fee_payment on gateway_fee (org_id, payment_id);

alter table gateway_fee enable row level security;
alter table gateway_fee force row level security;
create policy tenant on gateway_fee to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert on gateway_fee to cercle_app;
