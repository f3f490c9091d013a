-- What the billing run reads by: open invoices page by page, cases by invoice and payer, and the
-- test gateway's memory of refused cards.

drop index invoice_open;
create index invoice_open on invoice (org_id, due_on, id) where status = 'open';

create index overdue_invoice on overdue_case (org_id, invoice_id);
create index overdue_payer on overdue_case (org_id, payer_id);

create index test_gateway_declined on test_gateway_charge (org_id, token)
  where outcome = 'declined';
