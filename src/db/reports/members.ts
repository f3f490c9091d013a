import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** People in a month `YYYY-MM`; opening + joined + returned - left = closing, always. */
export type MembersMonth = {
  month: string;
  opening: number;
  joined: number;
  returned: number;
  left: number;
  closing: number;
};

/**
 * Members over time, by the days on which each person held a subscription: who became one for the
 * first time, came back after a gap, or left (several subscriptions of one person count once).
 * `months` of them up to the one of `today`, which counts up to that day.
 */
export function membersByMonth(
  tx: Queryable,
  { today, months }: { today: LocalDate; months: number },
): Promise<MembersMonth[]> {
  return tx.query<MembersMonth>(
    `with stretch as (
       select unnest(held) as days, lower(held) as first_on from directory where org_id = app_org()
     ), moved as (
       select date_trunc('month', day)::date as month, what, count(*) as people
       from stretch, lateral (values
         (lower(days), case when lower(days) = first_on then 'joined' else 'returned' end),
         (upper(days), 'left')) as move (day, what)
       where day <= $1::date group by 1, 2
     ), month as (
       select (date_trunc('month', $1::date) - n * interval '1 month')::date as month
       from generate_series($2::int - 1, 0, -1) n
     ), sums as (
       select m.month,
         coalesce(sum(people) filter (where what = 'joined'), 0)::int as joined,
         coalesce(sum(people) filter (where what = 'returned'), 0)::int as returned,
         coalesce(sum(people) filter (where what = 'left'), 0)::int as "left"
       from month m left join moved using (month) group by m.month
     ), before as (
       select coalesce(sum(case what when 'left' then -people else people end), 0)::int as people
       from moved where month < (select min(month) from month)
     )
     select to_char(month, 'YYYY-MM') as month, joined, returned, "left",
       (people + sum(joined + returned - "left") over run
         - (joined + returned - "left"))::int as opening,
       (people + sum(joined + returned - "left") over run)::int as closing
     from sums cross join before window run as (order by month) order by month`,
    [today, months],
  );
}
