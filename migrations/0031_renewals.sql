-- How a plan goes on after a term (renewals.md, Policy): by an invoice, sent so many days ahead where
-- the member pays by invoice, or by a notice that is billed only once somebody said yes.
alter table plan
  add column renewal_policy text not null default 'invoice'
    check (renewal_policy in ('invoice', 'notice')),
  add column renewal_lead_days smallint not null default 0
    check (renewal_lead_days between 0 and 180),
  -- where a renewal begins that is approved after the term was over
  add column renewal_late text not null default 'payment_day'
    check (renewal_late in ('payment_day', 'keeps_dates'));

alter table subscription
  -- one's own rule; null: as the plan
  add column auto_renews boolean,
  -- why somebody is to look at it before its renewal is sent
  add column intervention text check (length(intervention) between 1 and 500),
  -- what begins on this day or later is billed only by an approved renewal; null: by itself
  add column asked_from date;

-- The first period was agreed to by joining; every one after it is asked for. A season is joined for
-- what is left of it; an import was paid elsewhere, up to its first day here.
create function subscription_is_asked() returns trigger language plpgsql as $$
declare of_plan text; has_season boolean;
begin
  select p.renewal_policy, v.season_day is not null into of_plan, has_season
  from plan p join plan_version v on v.org_id = p.org_id and v.id = new.plan_version_id
  where p.org_id = new.org_id and p.id = new.plan_id;
  new.asked_from := case
    when new.once or coalesce(new.auto_renews, of_plan = 'invoice') then null
    when new.source = 'import' then coalesce(new.first_billing_on, new.starts_on)
    when has_season then coalesce(new.trial_ends_on, new.starts_on) + 1
    else coalesce(new.first_billing_on, new.starts_on) + 1 end;
  return new;
end $$;
create trigger subscription_asked
  before insert or update of plan_id, plan_version_id, once, auto_renews, source, starts_on,
    trial_ends_on, first_billing_on on subscription
  for each row execute function subscription_is_asked();

-- The question "do you want the next term?", one per term: its outcome confirms, changes or ends
-- what comes next.
create table renewal (
  org_id uuid not null references organization (id) on delete cascade,
  id uuid not null,
  subscription_id uuid not null,
  policy text not null check (policy in ('invoice', 'notice')),
  state text not null check (state in ('scheduled', 'sent', 'change_requested', 'intervention',
    'approved', 'refused', 'completed', 'lapsed')),
  -- first day after the term it asks about
  ends_on date not null,
  send_on date not null,
  sent_at timestamptz,
  reminders smallint not null default 0,
  reminded_at timestamptz,
  -- what staff offer where it is not the same again: plan, price, quantity, add-ons
  offer jsonb check (jsonb_typeof(offer) = 'object'),
  -- what the member asked for
  wish jsonb check (jsonb_typeof(wish) = 'object'),
  asked_at timestamptz,
  reason text not null default '' check (length(reason) <= 500),
  comment text not null default '' check (length(comment) <= 2000),
  invoice_id uuid,
  decided_by jsonb,
  decided_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, subscription_id, ends_on),
  foreign key (org_id, subscription_id) references subscription (org_id, id) on delete cascade,
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  check ((wish is null) = (asked_at is null)),
  check (num_nulls(decided_by, decided_at) in (0, 2)),
  check ((decided_at is null) = (state in ('scheduled', 'sent', 'change_requested',
    'intervention', 'lapsed'))),
  check (invoice_id is null or state in ('approved', 'completed'))
);
create index renewal_state on renewal (org_id, state, ends_on, id);
-- nobody is asked two questions at once; several that are approved may wait to be paid
create unique index renewal_open on renewal (org_id, subscription_id)
  where state in ('scheduled', 'sent', 'change_requested', 'intervention');
create index renewal_invoice on renewal (org_id, invoice_id) where invoice_id is not null;

alter table renewal enable row level security;
alter table renewal force row level security;
create policy tenant on renewal to cercle_app
  using (org_id = (select app_org())) with check (org_id = (select app_org()));
grant select, insert, update on renewal to cercle_app;

alter table invoice drop constraint invoice_type_check,
  add constraint invoice_type_check check (type in ('subscription', 'renewal', 'proration', 'manual'));

-- A change that begins with a renewed term was billed with it.
alter table subscription_change add column renewal_id uuid,
  add foreign key (org_id, renewal_id) references renewal (org_id, id);

-- Whose term is over unanswered.
create index subscription_unanswered on subscription (org_id, next_billing_on)
  where asked_from is not null and state in ('trialing', 'active', 'overdue');

-- The link in a notice signs in and leads to its renewal.
alter table sign_in_link drop constraint sign_in_link_purpose_check,
  add constraint sign_in_link_purpose_check
    check (purpose in ('invitation', 'magic', 'update_card', 'pay', 'renew')),
  add column renewal_id uuid,
  add foreign key (org_id, renewal_id) references renewal (org_id, id) on delete cascade,
  add constraint sign_in_link_names_renewal check ((purpose = 'renew') = (renewal_id is not null));
