-- A membership bill may be sent as a numbered pro-forma notice first. It is a row of `invoice` in the
-- series 'PF' until something is booked on it; then it takes the next number of the invoices, and
-- remembers what it was called, so that both series stay without a gap.
alter table invoice
  add column proforma_year smallint,
  add column proforma_serial int,
  add column proforma_number text,
  add column proforma_on date,
  -- Nothing is ever booked on a notice.
  add constraint invoice_proforma_is_unbooked
    check (series <> 'PF' or (settled = 0 and credited = 0 and status in ('open', 'void'))),
  add constraint invoice_proforma_is_whole
    check (num_nulls(proforma_year, proforma_serial, proforma_number, proforma_on) in (0, 4)),
  add constraint invoice_proforma_is_past check (proforma_serial is null or series = '');

create unique index invoice_proforma on invoice (org_id, proforma_year, proforma_serial)
  where proforma_serial is not null;

create or replace function invoice_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' and exists (select from organization where id = old.org_id) then
      raise exception 'an issued invoice is never deleted' using errcode = 'CE002';
    end if;
    return old;
  end if;
  if old.status = 'draft' then
    return new;
  end if;
  if (new.type, new.contact_id, new.payer_id, new.subscription_id, new.period_start,
      new.period_end, new.currency, new.net, new.tax, new.total, new.identity_id, new.buyer)
    is distinct from (old.type, old.contact_id, old.payer_id, old.subscription_id,
      old.period_start, old.period_end, old.currency, old.net, old.tax, old.total,
      old.identity_id, old.buyer) then
    raise exception 'an issued invoice is never changed' using errcode = 'CE002';
  end if;
  if (new.number, new.series, new.year, new.serial, new.issued_on, new.proforma_year,
      new.proforma_serial, new.proforma_number, new.proforma_on)
    is distinct from (old.number, old.series, old.year, old.serial, old.issued_on,
      old.proforma_year, old.proforma_serial, old.proforma_number, old.proforma_on)
    -- The one change there is: an open notice becomes an invoice, and remembers its name.
    and (old.series, old.status, new.series, new.proforma_year, new.proforma_serial,
      new.proforma_number, new.proforma_on) is distinct from ('PF', 'open', '', old.year,
      old.serial, old.number, old.issued_on) then
    raise exception 'an issued invoice is never changed' using errcode = 'CE002';
  end if;
  return new;
end $$;
