-- Money a bank takes back (or asks about), from the gateway's events: one row per dispute, and where
-- its money was taken from, so that a won one goes back exactly there.
create table dispute (
  org_id uuid not null,
  id uuid not null,
  gateway text not null check (gateway ~ '^[a-z][a-z0-9_]{1,29}$'),
  -- the gateway's own name of it
  reference text not null,
  payment_id uuid not null,
  -- minor units
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  -- what the gateway keeps for it, as far as it told; not booked, like its fees of charges
  fee bigint check (fee >= 0),
  reason text not null default '',
  -- the bank only asks: no money has moved
  inquiry boolean not null,
  state text not null check (state in ('needs_response', 'under_review', 'won', 'lost')),
  respond_by timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  evidence_sent_at timestamptz,
  accepted_at timestamptz,
  -- what staff decided about the balance a lost dispute leaves open
  aftermath text check (aftermath in ('written_off', 'chased')),
  aftermath_at timestamptz,
  primary key (org_id, id),
  unique (org_id, gateway, reference),
  foreign key (org_id, payment_id) references payment (org_id, id),
  check ((state in ('won', 'lost')) = (closed_at is not null)),
  check (aftermath is null or state = 'lost'),
  check ((aftermath is null) = (aftermath_at is null))
);
create index dispute_payment on dispute (org_id, payment_id);
create index dispute_open on dispute (org_id, respond_by) where state in ('needs_response', 'under_review');
create index dispute_undecided on dispute (org_id, closed_at) where state = 'lost' and aftermath is null;

create table dispute_place (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  dispute_id uuid not null,
  -- invoice: it owes again; credit: unused credit that came from the payment; loss: nothing was left
  kind text not null check (kind in ('invoice', 'credit', 'loss')),
  invoice_id uuid,
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  -- the money came back
  released_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, dispute_id) references dispute (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  check ((kind = 'invoice') = (invoice_id is not null))
);
create index dispute_place_of on dispute_place (org_id, dispute_id);
create index dispute_place_invoice on dispute_place (org_id, invoice_id) where released_at is null;

-- Staff looked at a difference: it stays listed, and no longer waits for anybody.
alter table gateway_difference add column seen_at timestamptz, add column seen_by jsonb;

alter table credit_entry drop constraint credit_entry_cause_check;
alter table credit_entry add constraint credit_entry_cause_check check (cause in ('overpayment',
  'plan_change', 'used', 'returned', 'paid_out', 'late_success', 'reversed', 'disputed',
  'dispute_won', 'refund_failed'));

-- A refund that was made and did not arrive: since then, and why.
alter table refund add column failed_reason text;

-- The test gateway's own books of disputes, and of refunds that did not arrive.
create table test_gateway_dispute (
  org_id uuid not null references organization (id) on delete cascade,
  reference text not null,
  charge_key uuid not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  reason text not null,
  state text not null check (state in ('needs_response', 'under_review', 'won', 'lost')),
  due_at timestamptz not null,
  evidence jsonb,
  created_at timestamptz not null,
  primary key (org_id, reference)
);
alter table test_gateway_refund add column failed_reason text;

do $$
declare t text;
begin
  foreach t in array array['dispute', 'dispute_place', 'test_gateway_dispute']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to cercle_app
      using (org_id = (select app_org())) with check (org_id = (select app_org()))', t);
    execute format('grant select, insert, update, delete on %I to cercle_app', t);
  end loop;
end $$;
