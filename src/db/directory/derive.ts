/**
 * Every column of the directory as a query over the facts. Refresh, rebuild and check are all made
 * of these four parts, so they cannot disagree. Each reads `ids (contact_id)`, the contacts asked
 * for, and gives one row for each of them; row-level security keeps it inside the organization.
 */

export type Part = 'people' | 'membership' | 'charges' | 'dues';

/** What became of an attempt, in the words of `ChargeOutcome` (domain/members/status.ts). */
const outcomes = `case a.state when 'succeeded' then 'paid' when 'declined' then 'declined'
  else 'pending' end`;

/**
 * What the person is: names, how to reach them (never a withheld e-mail). `search`, what free text
 * looks in, goes to `directory_text`.
 */
const people = {
  columns: `kind, name, sort_name, email, discord, phone, language, created_on, follower,
    blocked, company_id, company_name, payer_id, payer_name, fields, address, latest_note`,
  sql: `
    select c.id as contact_id, c.kind, c.display_name as name, fold(c.display_name) as sort_name,
      m.email, c.discord, c.phone, c.language,
      ' ' || translate(fold(concat_ws(' ', c.display_name, c.first_name, c.last_name, m.email,
        c.discord, c.phone, n.bodies)), E'\\n\\r\\t', '   ') as search,
      (c.created_at at time zone o.timezone)::date as created_on, c.follower,
      c.blocked_at is not null as blocked, c.company_id, company.display_name as company_name,
      c.payer_id, payer.display_name as payer_name, c.fields, c.address, n.latest as latest_note
    from ids
    join contact c on c.org_id = app_org() and c.id = ids.contact_id
    join organization o on o.id = c.org_id
    cross join lateral (select case when not c.email_withheld then c.email end as email) m
    left join lateral (
      select string_agg(note.body, ' ' order by note.created_at desc, note.id) as bodies,
        (array_agg(note.body order by note.created_at desc, note.id desc))[1] as latest
      from note where note.org_id = c.org_id and note.contact_id = c.id
    ) n on true
    left join contact company on company.org_id = c.org_id and company.id = c.company_id
    left join contact payer on payer.org_id = c.org_id and payer.id = c.payer_id`,
};

/**
 * The currency a contact's amounts are in: of the dearest running subscription, else the latest
 * one, else of what an import brought, else the organization's.
 */
const currencyOf = `coalesce((
    select s.currency from subscription s
    where s.org_id = c.org_id and s.contact_id = c.id
    order by s.state not in ('cancelled', 'expired', 'pending_approval') desc,
      s.amount * s.quantity desc, s.id desc
    limit 1), c.opening_currency, o.currency)`;

/**
 * Running subscriptions (those waiting for approval are not) with what decides about access (spec/overdue.md, "Access policy") and what
 * each is worth a month, without tax (billing-rules §15).
 */
const runningSubscriptions = `
    select s.*, p.name as plan_name, p.position, p.kind as plan_kind, over.case_id is not null
        or s.state = 'overdue' as is_overdue,
      case
        when s.state = 'paused' and not coalesce(pause.keeps_access, false) then 'paused'
        when (over.case_id is not null or s.state = 'overdue')
          and coalesce(over.access, 'suspend') = 'suspend' then 'overdue'
      end as closed,
      case when over.access = 'keep_days' then over.first_failed_on + over.days end as closes_on,
      least(t.until, s.ends_on) as until,
      case when s.state in ('active', 'trialing', 'overdue', 'scheduled') then round(
        s.amount * s.quantity
        / case when v.tax_inclusive then 1 + v.tax_rate / 100 else 1 end
        / s.interval_count
        * case s.interval_unit when 'month' then 1 when 'year' then 1 / 12.0
            when 'week' then 365 / 84.0 else 365 / 12.0 end) else 0 end as monthly
    from ids
    join subscription s on s.org_id = app_org() and s.contact_id = ids.contact_id
      and s.state not in ('cancelled', 'expired', 'pending_approval')
    join plan p on p.org_id = s.org_id and p.id = s.plan_id
    join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
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
      coalesce(max(until) filter (where closed is null), max(until)) as until,
      min(next_billing_on) filter (where state <> 'paused') as next_billing_on
    from (
      select *, bool_or(state in ('active', 'trialing', 'overdue')) over same as any_started,
        first_value(currency) over dearest as main_currency,
        first_value(interval_unit) over dearest as main_unit,
        first_value(interval_count) over dearest as main_count
      from running
      window same as (partition by contact_id),
        dearest as (partition by contact_id order by amount * quantity desc, id desc)
    ) one group by contact_id`;

/** What they hold and held: dates, plans, amounts, and what closes access. */
const membership = {
  columns: `joined_on, running, runs_from, ends_on, end_cause, ended_on, trial_ends_on,
    pending_approval, overdue, paused, paying, custom_amount, plan_ids, former_plan_ids, plan_name,
    amount, currency, interval_unit, interval_count, monthly_amount, access_until, access_closed,
    access_closes_on, next_billing_on`,
  sql: `
    with running as materialized (${runningSubscriptions}),
    together as (${runningTogether})
    select c.id as contact_id, least(c.opening_joined_on, every.joined_on) as joined_on,
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
      select min(s.starts_on) filter (where s.state <> 'pending_approval') as joined_on,
        bool_or(s.state = 'pending_approval') as pending_approval,
        max(s.ends_on) filter (where s.state in ('cancelled', 'expired')) as ended_on,
        (array_agg(coalesce(s.end_cause, s.state) order by s.ends_on desc, s.id desc)
          filter (where s.state in ('cancelled', 'expired')))[1] as end_cause,
        array_agg(distinct s.plan_id) filter (where s.state in ('cancelled', 'expired')
          and s.plan_id <> all (coalesce(r.plan_ids, '{}'))) as former_plan_ids
      from subscription s where s.org_id = c.org_id and s.contact_id = c.id
    ) every on true`,
};

/**
 * Invoices that one contact pays for another; few, and found by an index of their own, so that the
 * many who pay for themselves cost nothing here.
 */
const paidForOthers = `
    select i.id, i.contact_id, i.payer_id from invoice i
    where i.org_id = app_org() and i.payer_id <> i.contact_id`;

/**
 * Money that came in for a contact, by currency, less what was given back: what they paid, without
 * what they paid for others, and with what others paid for them. Allocations of a payment always
 * add up to it.
 */
const moneyReceived = `
    select contact_id, currency, sum(amount) as amount, sum(n)::int as n from (
      select p.payer_id as contact_id, p.currency, p.amount, 1 as n
      from ids join payment p on p.org_id = app_org() and p.payer_id = ids.contact_id
        and p.reversed_at is null
      union all
      select i.payer_id, p.currency, -al.amount, -1
      from ids join (${paidForOthers}) i on i.payer_id = ids.contact_id
      join allocation al on al.org_id = app_org() and al.invoice_id = i.id
        and al.reversed_at is null
      join payment p on p.org_id = app_org() and p.id = al.payment_id and p.reversed_at is null
      union all
      select i.contact_id, p.currency, al.amount, 1
      from ids join (${paidForOthers}) i on i.contact_id = ids.contact_id
      join allocation al on al.org_id = app_org() and al.invoice_id = i.id
        and al.reversed_at is null
      join payment p on p.org_id = app_org() and p.id = al.payment_id and p.reversed_at is null
      union all
      select i.contact_id, r.currency, -r.amount, 0
      from ids join invoice i on i.org_id = app_org() and i.contact_id = ids.contact_id
      join refund r on r.org_id = app_org() and r.invoice_id = i.id and r.state = 'succeeded'
    ) movement group by contact_id, currency`;

/** The latest attempt, and the latest offline payment, on invoices of the contact. */
const latestCharges = `
    select payers.contact_id, a.*
    from payers cross join lateral (
      select a.id, coalesce(a.resolved_at, a.sent_at, a.created_at) as at, a.local_day as day,
        ${outcomes} as outcome, a.amount, null::uuid as payment_id
      from payment_attempt a
      join invoice i on i.org_id = app_org() and i.id = a.invoice_id
        and i.contact_id = payers.contact_id
      where a.org_id = app_org() and a.payer_id = payers.payer_id
      order by a.created_at desc, a.id desc limit 1
    ) a
    union all
    select payers.contact_id, p.*
    from payers cross join lateral (
      select null::uuid as id, p.received_at as at, p.received_on as day, 'paid' as outcome,
        p.amount, p.id as payment_id
      from payment p
      where p.org_id = app_org() and p.payer_id = payers.payer_id and p.attempt_id is null
        and p.reversed_at is null and exists (
          select from allocation al
          join invoice i on i.org_id = app_org() and i.id = al.invoice_id
            and i.contact_id = payers.contact_id
          where al.org_id = app_org() and al.payment_id = p.id and al.reversed_at is null)
      order by p.received_on desc, p.received_at desc, p.id desc limit 1
    ) p`;

/**
 * Money received for the contact, whoever paid; and the last charge: the latest attempt or offline
 * payment, successful or not, with what was refunded of it.
 */
const charges = {
  columns: `lifetime_amount, payment_count, last_charge_at, last_charge_on, last_charge_outcome,
    last_charge_amount`,
  sql: `
    with money as materialized (${moneyReceived}),
    payers as (
      select contact_id, contact_id as payer_id from ids
      union
      select i.contact_id, i.payer_id
      from ids join (${paidForOthers}) i on i.contact_id = ids.contact_id
    ),
    latest as materialized (
      select distinct on (contact_id) contact_id, id, at, day, outcome, amount, payment_id
      from (${latestCharges}) every
      order by contact_id, at desc, id desc nulls last, payment_id desc
    )
    select c.id as contact_id,
      (coalesce(m.amount, 0) + case when cur.code = coalesce(c.opening_currency, cur.code)
        then c.opening_lifetime else 0 end)::bigint as lifetime_amount,
      coalesce(m.n, 0)::int as payment_count,
      case when l.contact_id is not null then l.at else c.opening_last_charge_at
        end as last_charge_at,
      case when l.contact_id is not null then l.day
        else (c.opening_last_charge_at at time zone o.timezone)::date end as last_charge_on,
      case when l.contact_id is null then c.opening_last_charge_outcome
        when l.outcome = 'paid' and back.fraud then 'refunded_as_fraud'
        when l.outcome = 'paid' and back.amount >= l.amount then 'refunded'
        when l.outcome = 'paid' and back.amount > 0 then 'partly_refunded'
        else l.outcome end as last_charge_outcome,
      l.amount as last_charge_amount
    from ids
    join contact c on c.org_id = app_org() and c.id = ids.contact_id
    join organization o on o.id = c.org_id
    cross join lateral (select ${currencyOf} as code offset 0) cur
    left join money m on m.contact_id = c.id and m.currency = cur.code
    left join latest l on l.contact_id = c.id
    left join lateral (
      select sum(r.amount) as amount, bool_or(r.fraud) as fraud
      from refund r
      where l.outcome = 'paid' and r.org_id = app_org() and r.state = 'succeeded'
        and r.payment_id = coalesce(l.payment_id, (select p.id from payment p
          where p.org_id = app_org() and p.attempt_id = l.id))
    ) back on true`,
};

/** Open invoices for the contact: what is left in their currency, and the oldest due date. */
const dues = {
  columns: 'open_balance, oldest_due_on',
  sql: `
    select c.id as contact_id, coalesce(due.balance, 0)::bigint as open_balance, due.oldest_due_on
    from ids
    join contact c on c.org_id = app_org() and c.id = ids.contact_id
    join organization o on o.id = c.org_id
    left join lateral (
      select sum(i.balance) filter (where i.currency = ${currencyOf}) as balance,
        min(i.due_on) as oldest_due_on
      from invoice i
      where i.org_id = c.org_id and i.contact_id = c.id and i.status = 'open' and i.balance > 0
    ) due on true`,
};

/** The parts by name: the columns they own, and the query that derives them. */
export const parts: Record<Part, { columns: readonly string[]; sql: string }> = {
  people: { columns: names(people.columns), sql: people.sql },
  membership: { columns: names(membership.columns), sql: membership.sql },
  charges: { columns: names(charges.columns), sql: charges.sql },
  dues: { columns: names(dues.columns), sql: dues.sql },
};

export const everyPart: readonly Part[] = ['people', 'membership', 'charges', 'dues'];

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
