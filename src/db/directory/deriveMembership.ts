import { currencyOf } from './deriveCurrency.ts';

/** Of a subscription `s`: what closes access, and until when it is given (spec/overdue.md). */
const accessOfOne = `case
        when s.state = 'paused' and not coalesce(pause.keeps_access, false) then 'paused'
        when (over.case_id is not null or s.state = 'overdue')
          and coalesce(over.access, 'suspend') = 'suspend' then 'overdue'
      end as closed,
      least(t.until, s.ends_on) as until`;

/** Those waiting for approval are not. */
const isRunning = "s.state not in ('cancelled', 'expired', 'pending_approval')";

/** Case, pause and last term of a subscription `s`: what decides about access. */
const accessFacts = `
    left join lateral (
      select oc.id as case_id, oc.first_failed_on, oc.policy -> 'access' ->> 'kind' as access,
        (oc.policy -> 'access' ->> 'days')::int as days
      from overdue_case oc
      where oc.org_id = s.org_id and oc.subscription_id = s.id and oc.state = 'open'
      order by oc.first_failed_on, oc.id limit 1
    ) over on true
    left join subscription_pause pause on pause.org_id = s.org_id and pause.subscription_id = s.id
      and pause.resumed_on is null
    left join lateral (
      select term.ends_on as until from term
      where term.org_id = s.org_id and term.subscription_id = s.id and term.status <> 'void'
        and (term.status = 'active' or s.state <> 'overdue' and over.case_id is null)
      -- terms never overlap, so the last to begin is the last to end
      order by term.starts_on desc limit 1
    ) t on true`;

/** Running subscriptions with what each is worth a month, without tax (billing-rules §15). */
const runningSubscriptions = `
    select s.*, p.name as plan_name, p.position, p.kind as plan_kind, over.case_id is not null
        or s.state = 'overdue' as is_overdue, ${accessOfOne},
      case when over.access = 'keep_days' then over.first_failed_on + over.days end as closes_on,
      case when s.state in ('active', 'trialing', 'overdue', 'scheduled') and not s.once then round(
        (s.amount * s.quantity + s.addons_amount)
        / case when v.tax_inclusive then 1 + tax_percent(v.tax_rate) / 100 else 1 end
        / s.interval_count
        * case s.interval_unit when 'month' then 1 when 'year' then 1 / 12.0
            when 'week' then 365 / 84.0 else 365 / 12.0 end) else 0 end as monthly
    from ids
    join subscription s on s.org_id = app_org() and s.contact_id = ids.contact_id
      and ${isRunning}${accessFacts}
    join plan p on p.org_id = s.org_id and p.id = s.plan_id
    join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id`;

const untilTogether = 'coalesce(max(until) filter (where closed is null), max(until))';
const nextTogether = "min(next_billing_on) filter (where state <> 'paused')";

/**
 * All running subscriptions of a contact, put together. The dearest one decides in which currency
 * and interval the amount is shown; what has not begun is worth nothing a month beside what has.
 */
const runningTogether = `
    select contact_id, min(starts_on) as runs_from,
      case when bool_and(ends_on is not null) then max(ends_on) end as ends_on,
      case when bool_and(ends_on is not null)
        then (array_agg(end_cause order by ends_on desc, id desc))[1] end as end_cause,
      case when bool_and(trial_ends_on is not null) then max(trial_ends_on) end as trial_ends_on,
      bool_or(is_overdue) as overdue, bool_and(state = 'paused') as paused,
      bool_or(amount > 0) as paying,
      bool_and(plan_kind = 'custom') as custom_amount,
      array_agg(distinct plan_id) as plan_ids,
      string_agg(plan_name, ', ' order by position, plan_name, id) as plan_name,
      sum(amount * quantity) filter (where currency = main_currency
        and interval_unit = main_unit and interval_count = main_count)::bigint as amount,
      min(main_currency) as currency, min(main_unit) as interval_unit,
      min(main_count) as interval_count,
      sum(monthly) filter (where currency = main_currency
        and (state <> 'scheduled' or not any_started))::bigint as monthly_amount,
      case when bool_and(closed is not null) then min(closed) end as closed,
      case when bool_and(closes_on is not null) filter (where closed is null)
        then max(closes_on) filter (where closed is null) end as closes_on,
      ${untilTogether} as until, ${nextTogether} as next_billing_on
    from (
      select *, bool_or(state in ('active', 'trialing', 'overdue')) over same as any_started,
        first_value(currency) over dearest as main_currency,
        first_value(interval_unit) over dearest as main_unit,
        first_value(interval_count) over dearest as main_count
      from running
      window same as (partition by contact_id),
        dearest as (partition by contact_id order by amount * quantity desc, id desc)
    ) one group by contact_id`;

/**
 * The days on which a contact `c` of an organization `o` held a subscription: from the first day to
 * the end (a planned one too), without the stretch between an end and being brought back. What
 * ended as it began was never held. An earlier membership elsewhere goes on into the first one.
 */
const heldDays = `
      select case when c.opening_joined_on < lower(own.days)
        then own.days + datemultirange(daterange(c.opening_joined_on, lower(own.days)))
        else coalesce(own.days, '{}') end as days
      from (
        select range_agg(datemultirange(daterange(s.starts_on,
            case when s.ends_on is not null or s.state in ('cancelled', 'expired')
              then greatest(s.starts_on, s.ends_on) end)) - coalesce(gap.days, '{}')) as days
        from subscription s
        left join lateral (
          select range_agg(daterange(x.ends_on, back.day)) as days
          from subscription_cancellation x,
            lateral (select (x.undone_at at time zone o.timezone)::date as day) back
          where x.org_id = s.org_id and x.subscription_id = s.id and x.undone_at is not null
            and back.day > x.ends_on
        ) gap on true
        where s.org_id = c.org_id and s.contact_id = c.id and s.state <> 'pending_approval'
          and s.end_cause is distinct from 'declined'
      ) own`;

/** What they hold and held: dates, plans, amounts, and what closes access. */
export const membership = {
  columns: `held, joined_on, running, runs_from, ends_on, end_cause, ended_on, trial_ends_on,
    pending_approval, overdue, paused, paying, custom_amount, plan_ids, former_plan_ids, plan_name,
    amount, currency, interval_unit, interval_count, monthly_amount, access_until, access_closed,
    access_closes_on, next_billing_on`,
  sql: `
    with running as materialized (${runningSubscriptions}),
    together as (${runningTogether})
    select c.id as contact_id, held.days as held, lower(held.days) as joined_on,
      r.contact_id is not null as running, r.runs_from, r.ends_on,
      case when r.contact_id is not null then r.end_cause else every.end_cause end as end_cause,
      every.ended_on, r.trial_ends_on,
      coalesce(every.pending_approval, false) as pending_approval,
      coalesce(r.overdue, false) as overdue, coalesce(r.paused, false) as paused,
      coalesce(r.paying, false) as paying, coalesce(r.custom_amount, false) as custom_amount,
      coalesce(r.plan_ids, '{}') as plan_ids,
      coalesce(every.former_plan_ids, '{}') as former_plan_ids,
      r.plan_name, coalesce(r.amount, 0) as amount, ${currencyOf} as currency,
      r.interval_unit, r.interval_count, coalesce(r.monthly_amount, 0) as monthly_amount,
      r.until as access_until,
      case when c.blocked_at is not null then 'blocked' else r.closed end as access_closed,
      r.closes_on as access_closes_on, r.next_billing_on
    from ids
    join contact c on c.org_id = app_org() and c.id = ids.contact_id
    join organization o on o.id = c.org_id
    left join together r on r.contact_id = c.id
    left join lateral (
      select bool_or(s.state = 'pending_approval') as pending_approval,
        max(s.ends_on) filter (where s.state in ('cancelled', 'expired')) as ended_on,
        (array_agg(coalesce(s.end_cause, s.state) order by s.ends_on desc, s.id desc)
          filter (where s.state in ('cancelled', 'expired')))[1] as end_cause,
        array_agg(distinct s.plan_id) filter (where s.state in ('cancelled', 'expired')
          and s.plan_id <> all (coalesce(r.plan_ids, '{}'))) as former_plan_ids
      from subscription s where s.org_id = c.org_id and s.contact_id = c.id
        and s.end_cause is distinct from 'declined'
    ) every on true
    cross join lateral (${heldDays}) held`,
};

/**
 * Access and next billing date of contacts with a running subscription, by the same rules as
 * `membership`: all of it that issuing invoices changes. The array itself is looked up ($1), which
 * reads the index once from left to right: many times cheaper than one look-up per contact.
 */
export const billed = `
    select contact_id, ${untilTogether} as access_until, ${nextTogether} as next_billing_on
    from (
      select s.contact_id, s.state, s.next_billing_on, ${accessOfOne}
      from subscription s${accessFacts}
      where s.org_id = app_org() and s.contact_id = any ($1) and ${isRunning}
    ) one group by contact_id`;
