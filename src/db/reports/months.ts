import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import type { MonthValue } from './overview.ts';

/** The last twelve months up to `$1`, the first day of each. */
const months = `select (date_trunc('month', $1::date) - n * interval '1 month')::date as month
  from generate_series(11, 0, -1) n`;

/**
 * Members at the end of each of the last twelve months: people with at least one subscription that
 * had begun and not ended. Overlapping subscriptions of one person count once.
 */
export function membersByMonth(tx: Queryable, today: LocalDate): Promise<MonthValue[]> {
  return tx.query<MonthValue>(
    `with held as (
       select unnest(range_agg(daterange(starts_on, case when state in ('cancelled', 'expired')
         then greatest(starts_on, coalesce(ends_on, starts_on)) end))) as span
       from subscription
       where org_id = app_org() and state <> 'pending_approval' and starts_on <= $1::date
       group by contact_id
     ), moved as (
       select date_trunc('month', day)::date as month, sum(step) as step
       from held, lateral (values (lower(span), 1), (upper(span), -1)) as move (day, step)
       where day <= $1::date group by 1
     )
     select to_char(m.month, 'YYYY-MM') as month,
       coalesce(sum(moved.step), 0)::int as value
     from (${months}) m left join moved on moved.month <= m.month
     group by m.month order by m.month`,
    [today],
  );
}

const monthly = (amount: string, unit: string, count: string) => `(${amount} / ${count}
  * case ${unit} when 'month' then 1 when 'year' then 1 / 12.0 when 'week' then 365 / 84.0
    else 365 / 12.0 end)`;

/**
 * Recurring revenue at the end of each of the last twelve months by currency, minor units without
 * tax, from what happened: starts, changes of plan, pauses and ends.
 */
export async function recurringByMonth(
  tx: Queryable,
  today: LocalDate,
): Promise<Map<string, MonthValue[]>> {
  const rows = await tx.query<MonthValue & { currency: string }>(
    `with paid as (
       select s.id, s.currency, s.starts_on, case when s.state in ('cancelled', 'expired')
           then greatest(s.starts_on, coalesce(s.ends_on, s.starts_on)) end as ended_on,
         case when v.tax_inclusive then 1 + tax_percent(v.tax_rate) / 100 else 1 end as net,
         ${monthly('(s.amount * s.quantity + s.addons_amount)', 's.interval_unit', 's.interval_count')} as worth
       from subscription s
       join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
       where s.org_id = app_org() and s.state <> 'pending_approval' and s.starts_on <= $1::date
         and s.amount + s.addons_amount > 0 and not s.once
     ), changed as (
       select c.subscription_id as id, c.effective_on,
         ${monthly('c.amount * c.quantity', 'c.interval_unit', 'c.interval_count')}
         - ${monthly(
           "(c.before ->> 'amount')::numeric * (c.before ->> 'quantity')::int",
           "c.before ->> 'intervalUnit'",
           "(c.before ->> 'intervalCount')::int",
         )} as step
       from subscription_change c where c.org_id = app_org() and c.applied_at is not null
     ), moves as (
       select currency, starts_on as day,
         (worth - coalesce((select sum(step) from changed where changed.id = paid.id), 0)) / net
           as step
       from paid
       union all select currency, ended_on, -worth / net from paid where ended_on is not null
       union all select paid.currency, effective_on, step / net from changed join paid using (id)
       union all
       select paid.currency, day, sign * worth / net from subscription_pause p
       join paid on paid.id = p.subscription_id,
         lateral (values (p.from_on, -1), (p.resumed_on, 1)) as mark (day, sign)
       where p.org_id = app_org() and (paid.ended_on is null or day <= paid.ended_on)
     ), moved as (
       select currency, date_trunc('month', day)::date as month, sum(step) as step
       from moves where day <= $1::date group by 1, 2
     )
     select c.currency, to_char(m.month, 'YYYY-MM') as month,
       greatest(0, round(coalesce(sum(moved.step), 0)))::bigint as value
     from (${months}) m cross join (select distinct currency from moved) c
     left join moved on moved.month <= m.month and moved.currency = c.currency
     group by c.currency, m.month order by c.currency, m.month`,
    [today],
  );
  return Map.groupBy(rows, ({ currency }) => currency) as Map<string, MonthValue[]>;
}
