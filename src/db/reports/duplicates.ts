/** What is there twice: a plan held twice by one contact, and people who may be the same one. */
import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

export type DuplicateSubscriptions = {
  contact_id: string;
  name: string;
  plan_id: string;
  plan_name: string;
  running: number;
  first_on: LocalDate;
  latest_on: LocalDate;
  /** Of all of them per interval, minor units, add-ons included. */
  amount: number;
  currency: string;
  /** The plan may be held several times. */
  allowed: boolean;
};

/** Contacts with several running subscriptions to one plan, most first. */
export function duplicateSubscriptions(
  tx: Queryable,
  limit: number,
): Promise<DuplicateSubscriptions[]> {
  return tx.query<DuplicateSubscriptions>(
    `select d.contact_id, c.display_name as name, d.plan_id, p.name as plan_name, d.running,
       d.first_on, d.latest_on, d.amount, d.currency, p.allow_several as allowed
     from (
       select contact_id, plan_id, currency, count(*)::int as running, min(starts_on) as first_on,
         max(starts_on) as latest_on, sum(amount * quantity + addons_amount)::bigint as amount,
         sum(count(*)) over (partition by contact_id, plan_id) as held
       from subscription where org_id = app_org() and state not in ('cancelled', 'expired')
       group by contact_id, plan_id, currency
     ) d
     join contact c on c.org_id = app_org() and c.id = d.contact_id
     join plan p on p.org_id = app_org() and p.id = d.plan_id
     where d.held > 1
     order by p.allow_several, d.running desc, c.display_name, d.contact_id, d.plan_id limit $1`,
    [limit],
  );
}

export type DuplicatePerson = {
  /** The value they share, folded; with the reason it names their group. */
  shared: string;
  reason: 'name' | 'phone' | 'discord';
  contact_id: string;
  kind: 'person' | 'company';
  name: string;
  /** Null while it is withheld. */
  email: string | null;
  phone: string | null;
  running: number;
  since: LocalDate;
};

const alive = 'c.org_id = app_org() and c.deleted_at is null and c.merged_into is null';

// One address is one contact already (contact_email), so what is left are these.
const shared = {
  name: 'fold(c.display_name)',
  phone: "nullif(regexp_replace(c.phone, '[^0-9+]', '', 'g'), '')",
  discord: "nullif(lower(c.discord), '')",
};

const groups = Object.entries(shared).map(
  ([reason, value]) => `(select '${reason}' as reason, ${value} as shared
    from contact c where ${alive} and ${value} is not null
    group by ${value} having count(*) > 1 order by ${value} limit $1)`,
);

const members = Object.entries(shared).map(
  ([reason, value]) => `select g.reason, g.shared, c.id from twice g
    join contact c on ${alive} and ${value} = g.shared where g.reason = '${reason}'`,
);

/** People and companies who share a name, a phone or a Discord user, group by group. */
export function duplicatePeople(tx: Queryable, limit: number): Promise<DuplicatePerson[]> {
  return tx.query<DuplicatePerson>(
    `with twice as materialized (${groups.join(' union all ')}),
     found as (${members.join(' union all ')})
     select f.shared, f.reason, c.id as contact_id, c.kind, c.display_name as name,
       case when not c.email_withheld then c.email end as email, c.phone,
       (select count(*)::int from subscription s where s.org_id = app_org()
          and s.contact_id = c.id and s.state not in ('cancelled', 'expired')) as running,
       (c.created_at at time zone o.timezone)::date as since
     from found f join contact c on c.org_id = app_org() and c.id = f.id
     join organization o on o.id = app_org()
     order by f.reason, f.shared, c.created_at, c.id limit $1`,
    [limit],
  );
}
