-- What the members list is searched and sorted by. Few on purpose: every one of them is written
-- again whenever a row changes, and a billing run changes them all.

create extension if not exists btree_gin;

-- Two more columns of the list: the delivery address, and the latest note (staff only).
alter table directory add address jsonb, add latest_note text;

-- The search text stands apart: its index is the dearest to write, and billing never changes it.
alter table directory drop column search;
create table directory_text (
  org_id uuid not null,
  contact_id uuid not null,
  -- as in directory, so that who is found is in order without reading it
  sort_name text not null,
  -- a space, then folded name, e-mail (unless withheld), Discord, phone and notes
  search text not null,
  primary key (org_id, contact_id),
  foreign key (org_id, contact_id) references directory (org_id, contact_id) on delete cascade
);
-- What waits to be sorted into the index is read by every search: kept short.
create index directory_text_search on directory_text using gin (org_id, search gin_trgm_ops)
  with (gin_pending_list_limit = 256);
alter table directory_text enable row level security;
alter table directory_text force row level security;
create policy tenant on directory_text to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update, delete on directory_text to cercle_app;

create index directory_by_name on directory (org_id, sort_name, contact_id);
create index directory_by_joined on directory (org_id, joined_on, contact_id);
create index directory_by_lifetime on directory (org_id, lifetime_amount, contact_id);
create index directory_by_next_billing on directory (org_id, next_billing_on, contact_id)
  where next_billing_on is not null;
create index directory_by_last_charge on directory (org_id, last_charge_on, contact_id)
  where last_charge_on is not null;
create index directory_by_company on directory (org_id, company_id) where company_id is not null;
create index directory_by_payer on directory (org_id, payer_id) where payer_id is not null;
create index directory_open_balance on directory (org_id, oldest_due_on)
  where oldest_due_on is not null;
create index directory_plans on directory using gin (org_id, plan_ids)
  with (gin_pending_list_limit = 256);

-- What the directory is derived from.
create index invoice_paid_for on invoice (org_id, contact_id) where payer_id <> contact_id;
create index invoice_pays_for on invoice (org_id, payer_id) where payer_id <> contact_id;
create index invoice_open_contact on invoice (org_id, contact_id) where status = 'open';
create index payment_offline on payment (org_id, payer_id, received_on desc)
  where attempt_id is null and reversed_at is null;

-- The search text, and the names that queries use, are looked up by the list's one reader.
create policy reader on directory_text for select to cercle_reader using (true);
create policy reader on plan for select to cercle_reader using (true);
create policy reader on field for select to cercle_reader using (true);
grant select on directory_text, plan, field to cercle_reader;
