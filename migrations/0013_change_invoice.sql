-- A change made now remembers the invoice it stands or falls with, and the version its subscription
-- had then: when the gateway says "declined" only days later, the plan before comes back, unless
-- something happened to the subscription since.
alter table subscription_change
  add column invoice_id uuid,
  add column subscription_version int,
  add foreign key (org_id, invoice_id) references invoice (org_id, id);

create unique index change_invoice on subscription_change (org_id, invoice_id)
  where invoice_id is not null;
