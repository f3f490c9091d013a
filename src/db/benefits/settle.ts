/** What benefits owe, derived from terms and written down once each (docs/decisions/0013). */
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

/** Whether a delivery `d` is owed by its term and what its plan gives now. */
const isOwed = `exists (select from ${given}
    join term t on t.org_id = app_org() and t.id = d.term_id and t.plan_version_id = v.id
    where g.org_id = app_org() and b.id = d.benefit_id and ${counts})`;

/** Live deliveries of the same benefit to whoever holds subscription `s`. */
const hasLive = `exists (select from subscription x
    join benefit_delivery l on l.org_id = app_org() and l.subscription_id = x.id
    where x.org_id = app_org() and x.contact_id = s.contact_id and l.benefit_id = b.id
      and l.void_at is null)`;

/** Whether a delivery `d` of something given once comes after another to the same member. */
const isSurplus = `exists (select from benefit b, subscription s, subscription x, benefit_delivery l
    where b.org_id = app_org() and b.id = d.benefit_id and b.delivery = 'once'
      and s.org_id = app_org() and s.id = d.subscription_id
      and x.org_id = app_org() and x.contact_id = s.contact_id
      and l.org_id = app_org() and l.subscription_id = x.id and l.benefit_id = d.benefit_id
      and l.void_at is null and l.id <> d.id
      and (l.done_at is not null or (l.starts_on, l.id) < (d.starts_on, d.id)))`;

const missing = `select b.id as benefit_id, s.contact_id, s.id as subscription_id, t.id as term_id,
    t.starts_on, t.ends_on, t.invoice_id, b.delivery
  from ${given}
  join term t on t.org_id = app_org() and t.plan_version_id = v.id
  join subscription s on s.org_id = app_org() and s.id = t.subscription_id
  where g.org_id = app_org() and ${counts} and t.starts_on <= $1
    and t.ends_on > $1::date - ${lookBackDays}
    and not exists (select from benefit_delivery d where d.org_id = app_org()
      and d.term_id = t.id and d.benefit_id = b.id)`;

/**
 * Writes the next delivery that each member lacks of each benefit, the oldest first; answers how
 * many. A term that only goes on with what an earlier one was paid for (a change of plan inside a
 * period) owes nothing of its own; a benefit given once is owed once per member.
 */
export async function oweNext(tx: Tx, on: { today: LocalDate; now: string }): Promise<number> {
  return tx.exec(
    `with missing as materialized (
       ${missing} and b.delivery = 'period'
         and not exists (select from benefit_delivery d where d.org_id = app_org()
           and d.subscription_id = s.id and d.benefit_id = b.id and d.void_at is null
           and d.starts_on <= t.starts_on and d.ends_on >= t.ends_on)
       union all
       ${missing} and b.delivery = 'once' and not ${hasLive})
     insert into benefit_delivery (org_id, benefit_id, subscription_id, term_id, starts_on, ends_on,
       created_at)
     select distinct on (m.benefit_id, m.contact_id) app_org(), m.benefit_id, m.subscription_id,
       m.term_id, m.starts_on, greatest(m.ends_on, (select max(l.period_end) from invoice_line l
         where l.org_id = app_org() and l.invoice_id = m.invoice_id
           and l.subscription_id = m.subscription_id
           and l.kind in ('subscription', 'proration_charge'))), $2
     from missing m
     order by m.benefit_id, m.contact_id, m.starts_on, m.term_id
     on conflict do nothing`,
    [on.today, on.now],
  );
}

/** What is to do no longer is void; what was done stays. */
export async function voidLost(tx: Tx, now: string): Promise<number> {
  return tx.exec(
    `update benefit_delivery d set void_at = $1
     where d.org_id = app_org() and d.done_at is null and d.void_at is null
       and (not ${isOwed} or ${isSurplus})`,
    [now],
  );
}

/** What became owed again is to do again, once per member where it is given once. */
export async function reviveOwed(tx: Tx): Promise<number> {
  return tx.exec(
    `update benefit_delivery d set void_at = null from benefit b, subscription s
     where d.org_id = app_org() and d.void_at is not null
       and b.org_id = app_org() and b.id = d.benefit_id
       and s.org_id = app_org() and s.id = d.subscription_id
       and (b.delivery = 'period' or not ${hasLive}) and ${isOwed}`,
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
