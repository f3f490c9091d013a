-- One invoice may carry what several members owe to one payer for one billing day: what it covers of
-- whom is a row each. It has no subscription of its own; its lines and terms have.
create table invoice_cover (
  org_id uuid not null references organization (id) on delete cascade,
  invoice_id uuid not null,
  subscription_id uuid not null,
  contact_id uuid not null,
  -- What the lines of the subscription add up to.
  total bigint not null check (total >= 0),
  period_start date not null,
  period_end date not null,
  primary key (org_id, invoice_id, subscription_id),
  foreign key (org_id, invoice_id) references invoice (org_id, id) on delete cascade,
  foreign key (org_id, subscription_id) references subscription (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id)
);

-- Whoever pays such invoices is found at once; whoever does not costs nothing.
create index invoice_consolidated on invoice (org_id, payer_id)
  where subscription_id is null and type <> 'manual';

create index invoice_cover_subscription on invoice_cover (org_id, subscription_id);
create index invoice_cover_contact on invoice_cover (org_id, contact_id);

alter table invoice_cover enable row level security;
alter table invoice_cover force row level security;
create policy tenant on invoice_cover for all to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update, delete on invoice_cover to cercle_app;

-- While such an invoice is overdue, each subscription on it has a case of its own, for its access;
-- what is planned and said is the invoice's case, which leads them.
alter table overdue_case
  add column lead_id uuid,
  add foreign key (org_id, lead_id) references overdue_case (org_id, id),
  add constraint overdue_case_follows_for_a_subscription
    check (lead_id is null or subscription_id is not null);

drop index overdue_one_open;
create unique index overdue_one_open on overdue_case (org_id, invoice_id)
  where state = 'open' and lead_id is null;
create unique index overdue_one_following on overdue_case (org_id, invoice_id, subscription_id)
  where state = 'open' and lead_id is not null;
create index overdue_following on overdue_case (org_id, lead_id) where lead_id is not null;

-- The share of an amount that falls between two marks of a whole, rounded at each mark: what is paid
-- on such an invoice is shared out between its members, and the shares always add up.
create function share_between(amount bigint, below bigint, upto bigint, whole bigint)
returns bigint language sql immutable parallel safe as $$
  select case when whole = 0 then 0
    else (round(amount::numeric * upto / whole) - round(amount::numeric * below / whole))::bigint end
$$;
