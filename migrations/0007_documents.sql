-- Documents: which credit note an entry of the books is for (so that its tax is told apart by rate),
-- and invoices by hand while they are still being written.

alter table ledger_entry add column credit_note_id uuid;

-- A draft has no number and books nothing; issuing makes an invoice of it and deletes it.
create table invoice_draft (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  payer_id uuid not null,
  currency char(3) not null,
  -- days after the issue; null: a date of its own
  due_days smallint check (due_days between 0 and 365),
  due_on date,
  tax_inclusive boolean not null,
  -- [{description, quantity, unit_amount, tax_rate}], in their order
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  total bigint not null,
  actor jsonb not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade,
  foreign key (org_id, payer_id) references contact (org_id, id) on delete cascade,
  check ((due_days is null) <> (due_on is null))
);
create index invoice_draft_recent on invoice_draft (org_id, created_at desc, id desc);
create index invoice_draft_contact on invoice_draft (org_id, contact_id);
create index invoice_draft_payer on invoice_draft (org_id, payer_id);

alter table invoice_draft enable row level security;
alter table invoice_draft force row level security;
create policy tenant on invoice_draft to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update, delete on invoice_draft to cercle_app;
