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
