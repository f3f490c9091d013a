-- When somebody held a subscription, as stretches of days: members over time, those who stayed of a
-- month's joiners, and the list's `member:`, `left:` and `returned:` all read the same ones. What
-- ended on the day it would have begun was never held, and nobody joins by it.
create index cancellation_undone on subscription_cancellation (org_id, subscription_id)
  where undone_at is not null;
alter table directory add column held datemultirange not null default '{}';

alter table directory no force row level security;
alter table contact no force row level security;
alter table subscription no force row level security;
alter table subscription_cancellation no force row level security;
with span as (
  select s.org_id, s.contact_id, range_agg(datemultirange(daterange(s.starts_on,
      case when s.ends_on is not null or s.state in ('cancelled', 'expired')
        then greatest(s.starts_on, s.ends_on) end)) - coalesce(gap.days, '{}')) as held
  from subscription s join organization o on o.id = s.org_id
  left join lateral (
    select range_agg(daterange(x.ends_on, (x.undone_at at time zone o.timezone)::date)) as days
    from subscription_cancellation x
    where x.org_id = s.org_id and x.subscription_id = s.id and x.undone_at is not null
      and (x.undone_at at time zone o.timezone)::date > x.ends_on
  ) gap on true
  where s.state <> 'pending_approval'
  group by s.org_id, s.contact_id
), known as (
  select c.org_id, c.id, case when c.opening_joined_on < lower(span.held)
    then span.held + datemultirange(daterange(c.opening_joined_on, lower(span.held)))
    else span.held end as held
  from span join contact c on c.org_id = span.org_id and c.id = span.contact_id
)
update directory d set held = coalesce(known.held, '{}'), joined_on = lower(known.held)
from directory each left join known on known.org_id = each.org_id and known.id = each.contact_id
where each.org_id = d.org_id and each.contact_id = d.contact_id
  and (known.id is not null or d.joined_on is not null);
alter table directory force row level security;
alter table contact force row level security;
alter table subscription force row level security;
alter table subscription_cancellation force row level security;
