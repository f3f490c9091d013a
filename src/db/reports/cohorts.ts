import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** How many of those who joined in `month` are members `after` months later. */
export type CohortCell = { month: string; size: number; after: number; kept: number };

/**
 * Retention by month of joining: the last `months` cohorts and, on the last day of each month since
 * (of the running one: `today`), how many held a subscription; `after` 0 is the month of joining.
 * Who left and came back is missing in between. People with an earlier membership elsewhere join in
 * the month that was imported for them.
 */
export function cohortTable(
  tx: Queryable,
  { today, months }: { today: LocalDate; months: number },
): Promise<CohortCell[]> {
  return tx.query<CohortCell>(
    `with cohort as (
       select (date_trunc('month', $1::date) - n * interval '1 month')::date as joined, n
       from generate_series(0, $2::int - 1) n
     ), person as (
       select date_trunc('month', joined_on)::date as joined, held from directory
       where org_id = app_org() and joined_on <= $1::date
         and joined_on >= (select min(joined) from cohort)
     )
     select to_char(k.joined, 'YYYY-MM') as month, count(*)::int as size, a.after,
       count(*) filter (where p.held @> least($1::date,
         (k.joined + (a.after + 1) * interval '1 month')::date - 1))::int as kept
     from cohort k join person p on p.joined = k.joined
     cross join lateral generate_series(0, k.n) as a (after)
     group by k.joined, a.after order by k.joined, a.after`,
    [today, months],
  );
}
