-- Add-ons change after joining, and a plan may become one that is sold another way: a change says
-- which add-ons it leads to, and what it began with says how it was billed, to be taken back exactly.
alter table subscription_change
  add column addons jsonb not null default '[]' check (jsonb_typeof(addons) = 'array');
alter table subscription_change drop constraint subscription_change_kind_check;
alter table subscription_change add constraint subscription_change_kind_check check (
  kind in ('upgrade', 'downgrade', 'interval', 'quantity', 'price', 'payer', 'addons'));

-- Until now neither ever changed: what a subscription has is what it had.
alter table subscription_change no force row level security;
alter table subscription no force row level security;
update subscription_change c set addons = s.addons, before = c.before || jsonb_build_object(
    'addons', s.addons, 'firstPeriod', s.first_period, 'once', s.once, 'endsOn', s.ends_on)
  from subscription s where s.org_id = c.org_id and s.id = c.subscription_id;
alter table subscription_change force row level security;
alter table subscription force row level security;
