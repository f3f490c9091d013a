/** What benefits owe, derived from terms and written down once each (docs/decisions/0014). */
import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

/** Periods that ended longer ago than this are let be, so that a day's work never grows. */
const lookBackDays = 366;

/** A plan (by its version `v`) that gives a deliverable benefit `b`, as the row `g` says. */
const given = `plan_benefit g
    join benefit b on b.org_id = app_org() and b.id = g.benefit_id and b.deleted_at is null
      and b.delivery <> 'none'
    join plan_version v on v.org_id = app_org() and v.plan_id = g.plan_id`;

/** True for a term `t` whose time was paid, or is free by its plan, and not over before `g`. */
const counts = `t.status = 'active' and t.kind in ('paid', 'free') and t.ends_on > g.since_on`;

/** The subscription `s` of a term, of somebody who was not deleted since. */
const holder = `join subscription s on s.org_id = app_org() and s.id = t.subscription_id
    join contact c on c.org_id = app_org() and c.id = s.contact_id and c.deleted_at is null`;

/** Whether a delivery `d` is owed by its term and what its plan gives now. */
const isOwed = `exists (select from ${given}
    join term t on t.org_id = app_org() and t.plan_version_id = v.id
    ${holder}
    where g.org_id = app_org() and t.id = d.term_id and b.id = d.benefit_id and ${counts})`;

/** Terms that have begun, of what their plan gives (`$1`: today), each with its benefit. */
const owing = `select b.id as benefit_id, s.contact_id, s.id as subscription_id, t.id as term_id,
    t.starts_on, t.ends_on, t.invoice_id
  from ${given}
  join term t on t.org_id = app_org() and t.plan_version_id = v.id
  ${holder}
  where g.org_id = app_org() and ${counts} and t.starts_on <= $1
    and t.ends_on > $1::date - ${lookBackDays}`;

/** The end of the period that a term `m` was paid for, which a change of plan may have cut. */
const paidUntil = `greatest(m.ends_on, (select max(l.period_end) from invoice_line l
    where l.org_id = app_org() and l.invoice_id = m.invoice_id
      and l.subscription_id = m.subscription_id
      and l.kind in ('subscription', 'proration_charge')))`;

/**
 * Writes what each period owes and is not written yet; answers how many. A term that only goes on
 * with what an earlier one was paid for (a change of plan inside a period) owes nothing of its own.
 */
export async function owePeriods(tx: Tx, on: { today: LocalDate; now: string }): Promise<number> {
  return tx.exec(
    `with missing as materialized (
       ${owing} and b.delivery = 'period' and not exists (select from benefit_delivery d
         where d.org_id = app_org() and d.term_id = t.id and d.benefit_id = b.id)),
     span as (
       select m.benefit_id, m.subscription_id, m.term_id, m.starts_on, m.ends_on,
         ${paidUntil} as until, true as fresh from missing m
       union all
       select d.benefit_id, d.subscription_id, d.term_id, d.starts_on, d.ends_on, d.ends_on, false
       from benefit_delivery d where d.org_id = app_org() and d.void_at is null
         and (d.benefit_id, d.subscription_id) in (
           select m.benefit_id, m.subscription_id from missing m)),
     ordered as (
       select *, max(until) over (partition by benefit_id, subscription_id
         order by starts_on, fresh rows between unbounded preceding and 1 preceding) as covered
       from span)
     insert into benefit_delivery (org_id, benefit_id, subscription_id, term_id, starts_on, ends_on,
       created_at)
     select app_org(), benefit_id, subscription_id, term_id, starts_on, until, $2
     from ordered where fresh and (covered is null or covered < ends_on)
     on conflict do nothing`,
    [on.today, on.now],
  );
}

/** The same of what is given once: by the first term of each member who has and is owed none. */
export async function oweOnce(tx: Tx, on: { today: LocalDate; now: string }): Promise<number> {
  return tx.exec(
    `insert into benefit_delivery (org_id, benefit_id, subscription_id, term_id, starts_on, ends_on,
       created_at)
     select distinct on (m.benefit_id, m.contact_id) app_org(), m.benefit_id, m.subscription_id,
       m.term_id, m.starts_on, m.ends_on, $2
     from (${owing} and b.delivery = 'once') m
     where not exists (select from benefit_delivery l
       join subscription x on x.org_id = app_org() and x.id = l.subscription_id
       where l.org_id = app_org() and l.benefit_id = m.benefit_id and l.void_at is null
         and x.contact_id = m.contact_id)
     order by m.benefit_id, m.contact_id, m.starts_on, m.term_id
     on conflict do nothing`,
    [on.today, on.now],
  );
}

/** What is to do no longer is void; what was done stays. */
export async function voidLost(tx: Tx, now: string): Promise<number> {
  const lost = await tx.exec(
    `update benefit_delivery d set void_at = $1
     where d.org_id = app_org() and d.done_at is null and d.void_at is null and not ${isOwed}`,
    [now],
  );
  return lost + (await voidSurplus(tx, now));
}

/** Of what is given once, only one is to do per member, and none once it was done. */
async function voidSurplus(tx: Tx, now: string): Promise<number> {
  return tx.exec(
    `update benefit_delivery d set void_at = $1
     from (select o.id, row_number() over (partition by o.benefit_id, s.contact_id
           order by o.done_at is null, o.starts_on, o.id) as place
         from benefit_delivery o
         join benefit b on b.org_id = app_org() and b.id = o.benefit_id and b.delivery = 'once'
         join subscription s on s.org_id = app_org() and s.id = o.subscription_id
         where o.org_id = app_org() and o.void_at is null) o
     where d.org_id = app_org() and d.id = o.id and o.place > 1 and d.done_at is null
       and d.void_at is null`,
    [now],
  );
}

/** What became owed again is to do again. */
export async function reviveOwed(tx: Tx): Promise<number> {
  return tx.exec(
    `update benefit_delivery d set void_at = null
     where d.org_id = app_org() and d.void_at is not null and d.done_at is null and ${isOwed}`,
  );
}

/** Whether any plan gives something to deliver: where none does, nothing is looked for. */
export async function givesDeliveries(tx: Tx): Promise<boolean> {
  const row = await tx.maybeOne(
    `select 1 from plan_benefit g join benefit b on b.org_id = g.org_id and b.id = g.benefit_id
       and b.delivery <> 'none'
     where g.org_id = app_org()
     union all
     (select 1 from benefit_delivery d where d.org_id = app_org() and d.done_at is null
       and d.void_at is null limit 1)
     limit 1`,
    [],
  );
  return row !== undefined;
}
