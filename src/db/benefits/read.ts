import type { Period } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import type { BenefitRecord, Progress } from './types.ts';

/** The benefits of a plan's row `p`, in their order, as JSON. */
export const benefitsOf = (p: string) => `coalesce((
  select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'description', b.description,
      'delivery', b.delivery) order by g.position, b.name)
  from plan_benefit g join benefit b on b.org_id = g.org_id and b.id = g.benefit_id
  where g.org_id = ${p}.org_id and g.plan_id = ${p}.id and b.deleted_at is null), '[]')`;

const columns = `b.id, b.name, b.description, b.delivery, b.version, coalesce((
  select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.position, p.name)
  from plan_benefit g join plan p on p.org_id = g.org_id and p.id = g.plan_id
    and p.deleted_at is null
  where g.org_id = b.org_id and g.benefit_id = b.id), '[]') as plans`;

/** Benefits by name; no deleted ones. */
export async function listBenefits(tx: Queryable): Promise<BenefitRecord[]> {
  return tx.query<BenefitRecord>(
    `select ${columns} from benefit b where b.org_id = app_org() and b.deleted_at is null
     order by fold(b.name), b.id`,
  );
}

/** One benefit; undefined when there is none, or it was deleted. */
export async function findBenefit(tx: Queryable, id: string): Promise<BenefitRecord | undefined> {
  return tx.maybeOne<BenefitRecord>(
    `select ${columns} from benefit b
     where b.org_id = app_org() and b.id = $1 and b.deleted_at is null`,
    [id],
  );
}

/** How far the deliveries of benefits are in a month, by benefit id; none: nothing was owed. */
export async function progressIn(
  tx: Queryable,
  ids: readonly string[],
  month: Period,
): Promise<Map<string, Progress>> {
  const rows = await tx.query<Progress & { id: string }>(
    `select b.id, m.due, m.done, e.earlier
     from unnest($1::uuid[]) b (id)
     cross join lateral (select count(*)::int as due, count(d.done_at)::int as done
       from benefit_delivery d where d.org_id = app_org() and d.benefit_id = b.id
         and d.void_at is null and d.starts_on >= $2 and d.starts_on < $3) m
     cross join lateral (select count(*)::int as earlier
       from benefit_delivery d where d.org_id = app_org() and d.benefit_id = b.id
         and d.done_at is null and d.void_at is null and d.starts_on < $2) e`,
    [ids, month.start, month.end],
  );
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}

/** The months in which something was owed of a benefit, latest first, 'YYYY-MM'. */
export async function monthsOf(tx: Queryable, benefitId: string): Promise<string[]> {
  const rows = await tx.query<{ month: string }>(
    `with recursive m (first) as (
       (select date_trunc('month', max(starts_on))::date from benefit_delivery
         where org_id = app_org() and benefit_id = $1 and void_at is null)
       union all
       select (select date_trunc('month', max(d.starts_on))::date from benefit_delivery d
         where d.org_id = app_org() and d.benefit_id = $1 and d.void_at is null
           and d.starts_on < m.first)
       from m where m.first is not null)
     select to_char(first, 'YYYY-MM') as month from m where first is not null limit 120`,
    [benefitId],
  );
  return rows.map(({ month }) => month);
}
