import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** How many of those who joined in `month` are still members `after` months later. */
export type CohortCell = { month: string; size: number; after: number; kept: number };

/**
 * Retention by month of joining: the last `months` cohorts and, at the end of each month since, how
 * many of them held a subscription (`after` 0 is the month of joining itself). People with an
 * earlier membership elsewhere join in the month that was imported for them.
 */
export function cohortTable(
  tx: Queryable,
  { today, months }: { today: LocalDate; months: number },
): Promise<CohortCell[]> {
  return tx.query<CohortCell>(
    `with held as (
       select contact_id, min(starts_on) as first_on,
         range_agg(daterange(starts_on, case when state in ('cancelled', 'expired')
           then greatest(starts_on, coalesce(ends_on, starts_on)) end)) as spans
       from subscription
       where org_id = app_org() and state <> 'pending_approval' and starts_on <= $1::date
       group by contact_id
     ), person as (
       select date_trunc('month', least(h.first_on, c.opening_joined_on))::date as joined, h.spans
       from held h join contact c on c.org_id = app_org() and c.id = h.contact_id
     ), cohort as (
       select (date_trunc('month', $1::date) - n * interval '1 month')::date as joined, n
       from generate_series(0, $2::int - 1) n
     )
     select to_char(k.joined, 'YYYY-MM') as month, count(*)::int as size, a.after,
       count(*) filter (where p.spans @> least($1::date,
         (k.joined + (a.after + 1) * interval '1 month')::date - 1))::int as kept
     from cohort k join person p on p.joined = k.joined
     cross join lateral generate_series(0, k.n) as a (after)
     group by k.joined, a.after order by k.joined, a.after`,
    [today, months],
  );
}
