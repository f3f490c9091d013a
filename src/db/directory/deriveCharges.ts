import { currencyOf } from './deriveCurrency.ts';

/** What became of an attempt, in the words of `ChargeOutcome` (domain/members/status.ts). */
const outcomes = `case a.state when 'succeeded' then 'paid' when 'declined' then 'declined'
  else 'pending' end`;

/**
 * Invoices that one contact pays for another; few, and found by an index of their own, so that the
 * many who pay for themselves cost nothing here.
 */
const paidForOthers = `
    select i.id, i.contact_id, i.payer_id from invoice i
    where i.org_id = app_org() and i.payer_id <> i.contact_id`;

/**
 * What came in on consolidated invoices for each member on them, less what was given back: shared
 * out by what is left of their lines after credit notes, so that the shares add up to the whole.
 * What is more than that became credit of whoever paid.
 */
const shares = `
    select v.contact_id, i.payer_id, i.currency, r.n,
      share_between(least(r.received, v.whole), v.upto - v.remains, v.upto, v.whole) as amount
    from (
      select i.id from ids join invoice i on i.org_id = app_org()
        and i.payer_id = ids.contact_id and i.subscription_id is null and i.type <> 'manual'
      union
      select v.invoice_id from ids
      join invoice_cover v on v.org_id = app_org() and v.contact_id = ids.contact_id
    ) wanted
    join invoice i on i.org_id = app_org() and i.id = wanted.id
    cross join lateral (
      select coalesce(sum(al.amount), 0)::bigint
        - coalesce((select sum(r.amount) from refund r
          where r.org_id = app_org() and r.invoice_id = i.id
            and r.state = 'succeeded'), 0)::bigint
        - coalesce((select sum(l.amount) from dispute_place l where l.org_id = app_org()
          and l.invoice_id = i.id and l.released_at is null), 0)::bigint as received,
        count(*)::int as n
      from allocation al
      join payment p on p.org_id = app_org() and p.id = al.payment_id and p.reversed_at is null
      where al.org_id = app_org() and al.invoice_id = i.id and al.reversed_at is null
    ) r
    cross join lateral (
      select c.contact_id, c.remains, sum(c.remains) over (order by c.subscription_id)::bigint
          as upto, sum(c.remains) over ()::bigint as whole
      from (
        select v.contact_id, v.subscription_id, v.total - coalesce((select sum(n.total)
            from invoice_line l join credit_note_line n
              on n.org_id = app_org() and n.invoice_line_id = l.id
            where l.org_id = app_org() and l.invoice_id = i.id
              and l.subscription_id = v.subscription_id), 0)::bigint as remains
        from invoice_cover v where v.org_id = app_org() and v.invoice_id = i.id
      ) c
    ) v`;

/**
 * Money that came in for a contact, by currency, less what was given or taken back: what they paid,
 * without what they paid for others, and with what others paid for them. Allocations of a payment
 * always add up to it.
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
      select s.payer_id, s.currency, -s.amount, 0
      from shares s join ids on ids.contact_id = s.payer_id where s.contact_id <> s.payer_id
      union all
      select s.contact_id, s.currency, s.amount, s.n
      from shares s join ids on ids.contact_id = s.contact_id where s.contact_id <> s.payer_id
      union all
      select i.contact_id, r.currency, -r.amount, 0
      from ids join invoice i on i.org_id = app_org() and i.contact_id = ids.contact_id
      join refund r on r.org_id = app_org() and r.invoice_id = i.id and r.state = 'succeeded'
      union all
      select i.contact_id, i.currency, -l.amount, 0
      from ids join invoice i on i.org_id = app_org() and i.contact_id = ids.contact_id
      join dispute_place l on l.org_id = app_org() and l.invoice_id = i.id
        and l.released_at is null
    ) movement group by contact_id, currency`;

/** The latest attempt and the latest offline payment on invoices of the contact, or covering it. */
const latestCharges = `
    select payers.contact_id, a.*
    from payers cross join lateral (
      select a.id, coalesce(a.resolved_at, a.sent_at, a.created_at) as at, a.local_day as day,
        ${outcomes} as outcome, a.amount, null::uuid as payment_id
      from payment_attempt a
      join invoice i on i.org_id = app_org() and i.id = a.invoice_id
        and i.contact_id = payers.contact_id
      where a.org_id = app_org() and a.payer_id = payers.payer_id
        and a.reason is distinct from 'no_longer_due'
      order by a.created_at desc, a.id desc limit 1
    ) a
    union all
    select v.contact_id, a.*
    from ids
    join invoice_cover v on v.org_id = app_org() and v.contact_id = ids.contact_id
    cross join lateral (
      select a.id, coalesce(a.resolved_at, a.sent_at, a.created_at) as at, a.local_day as day,
        ${outcomes} as outcome, a.amount, null::uuid as payment_id
      from payment_attempt a where a.org_id = app_org() and a.invoice_id = v.invoice_id
        and a.reason is distinct from 'no_longer_due'
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
    ) p
    union all
    select v.contact_id, null, p.received_at, p.received_on, 'paid', p.amount, p.id
    from ids
    join invoice_cover v on v.org_id = app_org() and v.contact_id = ids.contact_id
    join allocation al on al.org_id = app_org() and al.invoice_id = v.invoice_id
      and al.reversed_at is null
    join payment p on p.org_id = app_org() and p.id = al.payment_id and p.attempt_id is null
      and p.reversed_at is null`;

/**
 * Money received for the contact, whoever paid; and the last charge: the latest attempt or offline
 * payment, successful or not, with what was refunded of it or went with a lost dispute.
 */
export const charges = {
  columns: `lifetime_amount, payment_count, last_charge_at, last_charge_on, last_charge_outcome,
    last_charge_amount`,
  sql: `
    with shares as materialized (${shares}),
    money as materialized (${moneyReceived}),
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
        when l.outcome = 'paid' and back.taken then 'declined'
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
      select sum(r.amount) as amount, bool_or(r.fraud) as fraud,
        exists (select from payment p where p.org_id = app_org() and p.attempt_id = l.id
          and p.reversed_at is not null) as taken
      from (select r.payment_id, r.amount, r.fraud from refund r
          where r.org_id = app_org() and r.state = 'succeeded'
        union all
        select d.payment_id, d.amount, d.reason = 'fraudulent' from dispute d
          where d.org_id = app_org() and d.state = 'lost' and not d.inquiry) r
      where l.outcome = 'paid'
        and r.payment_id = coalesce(l.payment_id, (select p.id from payment p
          where p.org_id = app_org() and p.attempt_id = l.id))
    ) back on true`,
};
