-- Payment gateways by name: a new one is a folder of the program, not a change of the schema.
alter table payment_method drop constraint payment_method_gateway_check;
alter table payment_method add constraint payment_method_gateway_check
  check (gateway ~ '^[a-z][a-z0-9_]{1,29}$');
alter table payment drop constraint payment_gateway_check;
alter table payment add constraint payment_gateway_check
  check (gateway ~ '^[a-z][a-z0-9_]{1,29}$');

-- Who the payer is at the gateway that holds the method.
alter table payment_method add customer text;

-- How an organization reaches a gateway. Secrets are sealed with the installation's own key.
create table gateway_account (
  org_id uuid not null references organization (id) on delete cascade,
  gateway text not null check (gateway ~ '^[a-z][a-z0-9_]{1,29}$'),
  -- what may be shown: plain values, and the last characters of secret ones
  shown jsonb not null default '{}',
  sealed text not null,
  account_id text not null default '',
  account_name text not null default '',
  live boolean not null default true,
  -- why the gateway refuses us since then; null: it does not
  refused_at timestamptz,
  actor jsonb not null,
  connected_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, gateway)
);

-- One customer at the gateway per payer, so that a second card is not a second person there.
create table gateway_customer (
  org_id uuid not null,
  gateway text not null,
  payer_id uuid not null,
  reference text not null,
  created_at timestamptz not null,
  primary key (org_id, gateway, payer_id),
  unique (org_id, gateway, reference),
  foreign key (org_id, payer_id) references contact (org_id, id)
);

-- A payer was sent to the gateway's own page to enter a method there.
create table method_setup (
  org_id uuid not null,
  id uuid not null,
  gateway text not null,
  payer_id uuid not null,
  reference text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  payment_method_id uuid,
  primary key (org_id, id),
  unique (org_id, gateway, reference),
  foreign key (org_id, payer_id) references contact (org_id, id),
  foreign key (org_id, payment_method_id) references payment_method (org_id, id)
);

-- An event whose subject is not known yet waits, and is tried again.
alter table gateway_event add tries smallint not null default 0, add next_at timestamptz;
update gateway_event set next_at = received_at where processed_at is null;
create index gateway_event_waiting on gateway_event (org_id, next_at) where processed_at is null;

-- A gateway's own name of a charge, to find what its refunds and disputes are about.
create index attempt_reference on payment_attempt (org_id, gateway, gateway_reference)
  where gateway <> 'test' and gateway_reference is not null;
create unique index refund_reference on refund (org_id, gateway_reference)
  where not outside and gateway_reference <> '';

do $$
declare t text;
begin
  foreach t in array array['gateway_account', 'gateway_customer', 'method_setup']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to cercle_app
      using (org_id = (select app_org())) with check (org_id = (select app_org()))', t);
    execute format('grant select, insert, update, delete on %I to cercle_app', t);
  end loop;
end $$;
