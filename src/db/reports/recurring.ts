/**
 * Recurring revenue as dated steps (billing-rules §15): one definition for the overview's curve,
 * the movements, and the people behind them. Minor units per month, without tax; trials, pauses,
 * free ones and what is sold once count for nothing.
 */
import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation';

export const movementKinds: readonly MovementKind[] = [
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
];

const perMonth = (amount: string, unit: string, count: string) => `(${amount}) / ${count}
  * case ${unit} when 'month' then 1 when 'year' then 1 / 12.0 when 'week' then 365 / 84.0
    else 365 / 12.0 end`;
const net = (version: string) =>
  `case when ${version}.tax_inclusive then 1 + tax_percent(${version}.tax_rate) / 100 else 1 end`;

/** What each subscription is worth a month from a day on: at its start, and after each change. */
const worths = `
  sub as materialized (
    select s.id, s.contact_id, s.currency, greatest(s.starts_on, s.trial_ends_on) as begins_on,
      case when s.state in ('cancelled', 'expired')
        then greatest(s.starts_on, coalesce(s.ends_on, s.starts_on)) end as ended_on,
      case when s.once then 0 else ${perMonth(
        's.amount * s.quantity + s.addons_amount',
        's.interval_unit',
        's.interval_count',
      )} / ${net('v')} end as worth_now
    from subscription s
    join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
    where s.org_id = app_org() and s.state <> 'pending_approval'
      and s.end_cause is distinct from 'declined'
      and greatest(s.starts_on, s.trial_ends_on) <= $1::date
  ), change as materialized (
    -- a change says what was before it; what it leads to stands before the next one, or now
    select c.subscription_id as id, c.effective_on as dated,
      row_number() over turn as turn, lead(w.before) over turn as next_before, w.before
    from subscription_change c
    join plan_version v on v.org_id = c.org_id
      and v.id = coalesce((c.before ->> 'planVersionId')::uuid, c.plan_version_id),
      lateral (select case when (c.before ->> 'once')::boolean then 0 else ${perMonth(
        `(c.before ->> 'amount')::numeric * (c.before ->> 'quantity')::int
          + addons_amount(coalesce(c.before -> 'addons', '[]'))`,
        "c.before ->> 'intervalUnit'",
        "(c.before ->> 'intervalCount')::int",
      )} / ${net('v')} end as before) w
    where c.org_id = app_org() and c.applied_at is not null and c.withdrawn_at is null
      and c.effective_on <= $1::date
    window turn as (partition by c.subscription_id order by c.effective_on, c.applied_at, c.id)
  ), worth as (
    select sub.id, sub.begins_on as dated, 0 as turn, coalesce(c.before, sub.worth_now) as worth
    from sub left join change c on c.id = sub.id and c.turn = 1
    union all
    select c.id, greatest(c.dated, sub.begins_on), c.turn, coalesce(c.next_before, sub.worth_now)
    from change c join sub on sub.id = c.id
  )`;

/** Stretches without revenue: after an end (until brought back), and while paused. */
const silences = `
  silence as materialized (
    select id, ended_on as from_on, null::date as until_on, false as pause
    from sub where ended_on is not null
    union all
    select x.subscription_id, x.ends_on, (x.undone_at at time zone o.timezone)::date, false
    from subscription_cancellation x join organization o on o.id = x.org_id
    where x.org_id = app_org() and x.undone_at is not null
      and (x.undone_at at time zone o.timezone)::date > x.ends_on
    union all
    select p.subscription_id, p.from_on, p.resumed_on, true from subscription_pause p
    where p.org_id = app_org() and p.from_on <= $1::date
      and (p.resumed_on is null or p.resumed_on > p.from_on)
  ), quiet as (
    select q.id, greatest(lower(span), sub.begins_on) as from_on, upper(span) as until_on
    from (select id, unnest(range_agg(daterange(from_on, until_on))) as span
      from silence where from_on <= $1::date group by id) q
    join sub on sub.id = q.id
    where upper(span) is null or upper(span) > sub.begins_on
  ), edge as (
    select id, dated, bool_and(pause) as pausing
    from silence, lateral (values (from_on), (until_on)) as day (dated)
    where dated is not null group by id, dated
  )`;

/**
 * By person, currency and day: what they are worth before and after, whole minor units. A mark
 * carries a new worth, or begins or ends a silence; what is missing is as at the mark before.
 */
const days = `
  mark as (
    select id, dated, (array_agg(worth order by turn desc) filter (where worth is not null))[1]
      as worth, max(quiet) as quiet
    from (
      select id, dated, turn, worth, null::int as quiet from worth
      union all select id, from_on, 0, null, 1 from quiet
      union all select id, until_on, 0, null, 0 from quiet where until_on <= $1::date
    ) one where dated <= $1::date group by id, dated
  ), counted as (
    select id, dated, worth, quiet, count(worth) over w as worths, count(quiet) over w as quiets
    from mark window w as (partition by id order by dated)
  ), state as (
    select id, dated, case when coalesce(max(quiet) over (partition by id, quiets), 0) = 1 then 0
      else coalesce(max(worth) over (partition by id, worths), 0) end as worth
    from counted
  ), step as (
    select id, dated, worth - coalesce(lag(worth) over (partition by id order by dated), 0) as step
    from state
  ), day as (
    select sub.contact_id, sub.currency, step.dated, sum(step) as step,
      bool_or(coalesce(edge.pausing, false)) as pausing
    from step join sub on sub.id = step.id
    left join edge on edge.id = step.id and edge.dated = step.dated
    group by sub.contact_id, sub.currency, step.dated
  ), sums as (
    select day.*, round(sum(step) over w)::bigint as after,
      round(sum(step) over w - step)::bigint as before
    from day window w as (partition by contact_id, currency order by dated)
  )`;

/** Each day with its name, `named`: to nothing by a pause is less, back from it is more. */
export const namedDays = `with ${worths}, ${silences}, ${days}, ever as (
    select sums.*, coalesce(max(after) over (partition by contact_id, currency order by dated
      rows between unbounded preceding and 1 preceding), 0) as most
    from sums where before <> after
  ), named as materialized (
    select contact_id, currency, dated, after, after - before as amount,
      case when before = 0 and most = 0 then 'new'
        when before = 0 and not pausing then 'reactivation'
        when after = 0 and not pausing then 'churn'
        when after > before then 'expansion' else 'contraction' end as kind
    from ever
  )`;

export type MovementMonth = {
  month: string;
  currency: string;
  opening: number;
  closing: number;
} & Record<MovementKind, number>;

const sumOf = (kind: MovementKind) =>
  `coalesce(sum(n.amount) filter (where n.kind = '${kind}'), 0)::bigint as ${kind}`;

/**
 * The movements of recurring revenue by month and currency: opening + movements = closing, always.
 * `months` of them up to the one of `today`, which is still running.
 */
export function movementsByMonth(
  tx: Queryable,
  { today, months }: { today: LocalDate; months: number },
): Promise<MovementMonth[]> {
  return tx.query<MovementMonth>(
    `${namedDays}, month as (
       select (date_trunc('month', $1::date) - n * interval '1 month')::date as first
       from generate_series($2::int - 1, 0, -1) n
     ), moved as (
       select m.first, c.currency, ${movementKinds.map(sumOf).join(', ')},
         coalesce(sum(n.amount), 0)::bigint as moved
       from month m cross join (select distinct currency from named) c
       left join named n on n.currency = c.currency and n.dated >= m.first
         and n.dated < m.first + interval '1 month'
       group by m.first, c.currency
     ), opened as (
       select c.currency, coalesce((select sum(amount) from named n where n.currency = c.currency
         and n.dated < (select min(first) from month)), 0)::bigint as opening
       from (select distinct currency from named) c
     )
     select to_char(first, 'YYYY-MM') as month, s.currency, ${movementKinds.join(', ')},
       (o.opening + sum(moved) over run - moved)::bigint as opening,
       (o.opening + sum(moved) over run)::bigint as closing
     from moved s join opened o using (currency)
     window run as (partition by s.currency order by first)
     order by s.currency, first`,
    [today, months],
  );
}

/**
 * Statement that finds people whose movements do not come to what their subscriptions are worth
 * today (`$1`); the doctor asks it.
 */
export const strayMovements = `${namedDays}, moved as (
    select contact_id, currency, sum(amount) as worth from named group by 1, 2
  ), held as (
    select sub.contact_id, sub.currency, round(sum(sub.worth_now)) as worth from sub
    join subscription s on s.org_id = app_org() and s.id = sub.id
      and s.state not in ('cancelled', 'expired')
    where not exists (select from subscription_pause p where p.org_id = app_org()
      and p.subscription_id = sub.id and p.resumed_on is null and p.from_on <= $1::date)
    group by 1, 2
  )
  select contact_id as id from moved full join held using (contact_id, currency)
  where coalesce(moved.worth, 0) <> coalesce(held.worth, 0)`;
