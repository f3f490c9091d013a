-- Reverse charge of VAT: the payer owes the tax, so their invoices bear none. A line says so where
-- others have their percentage; drafts by hand and payers are marked.

alter domain tax_rate drop constraint tax_rate_check;
alter domain tax_rate add constraint tax_rate_check
  check (value ~ '^\d{1,2}(\.\d{1,4})?(\+\d{1,2}(\.\d{1,4})?)?$' or value = 'reverse_charge');
-- Who owes the tax is a matter of the payer, never of a plan.
alter table plan_version add constraint plan_version_tax_rate check (tax_rate <> 'reverse_charge');
create or replace function tax_percent(text) returns numeric language sql immutable parallel safe
strict as $$
  select case when $1 = 'reverse_charge' then 0 else split_part($1, '+', 1)::numeric
    + coalesce(nullif(split_part($1, '+', 2), '')::numeric, 0) end
$$;
-- A line in reverse charge bears no tax, of an invoice as of a credit note.
alter table invoice_line add constraint invoice_line_reverse_charge
  check (tax_rate <> 'reverse_charge' or tax = 0);
alter table credit_note_line add constraint credit_note_line_reverse_charge
  check (tax_rate <> 'reverse_charge' or tax = 0);

alter table invoice_draft add column reverse_charge boolean not null default false;

-- As the program reads it (domain/vatNumber): its country's letters first, marks between ignored.
create function is_vat_number(text) returns boolean language sql immutable parallel safe as $$
  select coalesce(upper(regexp_replace($1, '[\s.-]', '', 'g')) ~ '^[A-Z]{2}[0-9A-Z+*]{2,14}$', false)
$$;
alter table contact add column reverse_charge boolean not null default false,
  add constraint contact_reverse_charge check (not reverse_charge or is_vat_number(vat_number));
