-- SEPA direct debit by files: mandates, debits, the batches they go to the bank in, and what banks
-- sent back.

create table sepa_mandate (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  payer_id uuid not null,
  -- the unique mandate reference that payers and banks read
  reference text not null check (reference ~ '^[A-Za-z0-9+?/:().,''-][A-Za-z0-9+?/:().,'' -]{0,34}$'),
  -- of those the program named itself
  number int,
  scheme text not null check (scheme in ('CORE', 'B2B')),
  holder text not null,
  -- the account number, sealed with the installation's own key
  iban text not null,
  last4 text not null,
  country char(2) not null,
  bic text,
  signed_on date not null,
  -- what a payer agreed to in their portal, word for word; null: on paper
  agreed_text text,
  agreed_language text check (agreed_language in ('en', 'fr')),
  used_on date,
  ended_at timestamptz,
  end_reason text check (end_reason in ('revoked', 'replaced', 'returned')),
  ended_by jsonb,
  actor jsonb not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, id, payer_id),
  foreign key (org_id, payer_id) references contact (org_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create unique index sepa_mandate_reference on sepa_mandate (org_id, upper(reference));
create unique index sepa_mandate_number on sepa_mandate (org_id, number) where number is not null;
create index sepa_mandate_payer on sepa_mandate (org_id, payer_id, created_at desc);

create table sepa_batch (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  number int not null,
  message_id text not null,
  collect_on date not null,
  -- when what the bank did not send back counts as paid
  settles_on date not null,
  count int not null check (count > 0),
  -- minor units
  total bigint not null check (total > 0),
  currency char(3) not null default 'EUR',
  state text not null check (state in ('made', 'sent', 'cancelled')),
  -- the file as it was made, sealed: it names accounts
  file text not null,
  file_name text not null,
  actor jsonb not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  sent_by jsonb,
  cancelled_at timestamptz,
  cancelled_by jsonb,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, number),
  unique (org_id, message_id),
  check (settles_on > collect_on),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (state <> 'sent' or sent_at is not null)
);
create index sepa_batch_settling on sepa_batch (org_id, settles_on) where state = 'sent';

-- One debit is one attempt; its batch is where it is now, so it can never be in two.
create table sepa_debit (
  org_id uuid not null,
  attempt_id uuid not null,
  -- the attempt's id as banks see it, without dashes
  end_to_end text not null,
  payer_id uuid not null,
  mandate_id uuid not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null check (currency = 'EUR'),
  created_at timestamptz not null,
  batch_id uuid,
  sequence text check (sequence in ('FRST', 'RCUR')),
  settled_on date,
  returned_on date,
  return_code text check (return_code ~ '^[A-Z0-9]{1,35}$'),
  -- what the bank asked for the return, minor units
  return_fee bigint check (return_fee > 0),
  withdrawn_on date,
  primary key (org_id, attempt_id),
  unique (org_id, end_to_end),
  foreign key (org_id, attempt_id) references payment_attempt (org_id, id),
  -- a mandate of somebody else is never charged
  foreign key (org_id, mandate_id, payer_id) references sepa_mandate (org_id, id, payer_id),
  foreign key (org_id, batch_id) references sepa_batch (org_id, id),
  check (end_to_end = replace(attempt_id::text, '-', '')),
  check ((batch_id is null) = (sequence is null)),
  check (batch_id is not null or (settled_on is null and returned_on is null)),
  check (withdrawn_on is null or batch_id is null),
  check ((returned_on is null) = (return_code is null)),
  check (return_fee is null or returned_on is not null)
);
create index sepa_debit_batch on sepa_debit (org_id, batch_id) where batch_id is not null;
create index sepa_debit_waiting on sepa_debit (org_id, created_at)
  where batch_id is null and withdrawn_on is null;
create index sepa_debit_mandate on sepa_debit (org_id, mandate_id);

-- A debit asks for what its attempt asks for, of the same payer.
create function sepa_debit_is_its_attempt() returns trigger language plpgsql as $$
begin
  if not exists (select from payment_attempt a where a.org_id = new.org_id and a.id = new.attempt_id
      and a.gateway = 'sepa' and a.payer_id = new.payer_id and a.amount = new.amount
      and a.currency = new.currency) then
    raise exception 'a debit is not what its attempt asks for' using errcode = 'CE005';
  end if;
  return new;
end $$;
create trigger sepa_debit_checked before insert or update of attempt_id, payer_id, amount, currency
  on sepa_debit for each row execute function sepa_debit_is_its_attempt();

-- A file a bank sent, read once.
create table sepa_return_file (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  name text not null,
  digest text not null,
  kind text not null check (kind in ('pain.002', 'camt.053', 'camt.054')),
  actor jsonb not null,
  read_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, digest)
);
create table sepa_return_entry (
  org_id uuid not null,
  file_id uuid not null,
  position int not null,
  end_to_end text not null,
  code text not null,
  -- minor units; null: the file does not say
  amount bigint,
  returned_on date,
  outcome text not null
    check (outcome in ('returned', 'already', 'unknown', 'amount', 'not_sent', 'credit_used')),
  attempt_id uuid,
  primary key (org_id, file_id, position),
  foreign key (org_id, file_id) references sepa_return_file (org_id, id) on delete cascade,
  foreign key (org_id, attempt_id) references sepa_debit (org_id, attempt_id)
);

do $$
declare t text;
begin
  foreach t in array array['sepa_mandate', 'sepa_batch', 'sepa_debit', 'sepa_return_file',
    'sepa_return_entry']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to cercle_app
      using (org_id = (select app_org())) with check (org_id = (select app_org()))', t);
    execute format('grant select, insert, update, delete on %I to cercle_app', t);
  end loop;
end $$;
