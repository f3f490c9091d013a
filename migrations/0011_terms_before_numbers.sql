-- A billing run writes terms before it takes the invoice numbers, which everybody else waits for:
-- the invoice of a term has to be there when the transaction ends, not before.

alter table term alter constraint term_org_id_invoice_id_fkey deferrable initially deferred;
