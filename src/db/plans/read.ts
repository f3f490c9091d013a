import { benefitsOf } from '../benefits/read.ts';
import type { Queryable } from '../transaction.ts';
import { pictureOf } from './pictures.ts';
import type { PlanRecord } from './types.ts';

const prices = `coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'amount', r.amount, 'currency', r.currency,
      'intervalUnit', r.interval_unit, 'intervalCount', r.interval_count,
      'setupAmount', r.setup_amount,
      'archivedAt', r.archived_at) order by r.archived_at nulls first, r.position, r.id)
  from price r where r.org_id = p.org_id and r.plan_id = p.id), '[]') as prices`;

const addons = `coalesce((
  select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'maxQuantity', a.max_quantity,
      'amounts', coalesce((select jsonb_object_agg(ap.price_id, ap.amount) from addon_price ap
        where ap.org_id = a.org_id and ap.addon_id = a.id), '{}')) order by a.position, a.id)
  from addon a where a.org_id = p.org_id and a.plan_id = p.id and a.archived_at is null),
  '[]') as addons`;

const pages = `coalesce((
  select jsonb_agg(jsonb_build_object('id', g.id, 'title', g.title) order by g.position, g.path)
  from page_plan x join page g on g.org_id = x.org_id and g.id = x.page_id
    and g.deleted_at is null
  where x.org_id = p.org_id and x.plan_id = p.id), '[]') as pages`;

/** The season of a plan version `v` as the domain takes it; null without one. */
export const seasonOf = `case when v.season_day is not null then jsonb_build_object(
    'start', jsonb_build_object('day', v.season_day, 'month', v.season_month),
    'rollover', case when v.rollover_day is not null then
      jsonb_build_object('day', v.rollover_day, 'month', v.rollover_month) end,
    'firstPeriod', v.first_period) end`;

const columns = `p.id, p.name, p.kind, p.description, p.color,
  ${pictureOf('p')} as picture, p.public, p.position,
  p.archived_at as "archivedAt", p.deleted_at as "deletedAt", p.version,
  v.id as "versionId", v.number as "versionNumber", v.tax_rate as "taxRate",
  v.tax_inclusive as "taxInclusive", v.minimum_amount as "minimumAmount",
  v.trial_days as "trialDays", v.overdue_policy as "overduePolicy", ${seasonOf} as season,
  v.forever, v.uses,
  v.commitment_months as "commitmentMonths", v.notice_days as "noticeDays", p.capacity,
  p.seats_taken as "seatsTaken", p.allow_several as "allowSeveral",
  p.member_rules as "memberRules", p.approval_needed as "approvalNeeded",
  p.join_form as "joinForm",
  jsonb_build_object('policy', p.renewal_policy, 'lead_days', p.renewal_lead_days,
    'late', p.renewal_late) as renewal, ${addons}, ${benefitsOf('p')} as benefits, ${pages},
  ${prices}`;

const from = `from plan p
  join plan_version v on v.org_id = p.org_id and v.id = p.current_version_id`;

/** Plans in their order, archived ones after the others; no deleted ones. */
export async function listPlans(tx: Queryable): Promise<PlanRecord[]> {
  return tx.query<PlanRecord>(
    `select ${columns} ${from} where p.org_id = app_org() and p.deleted_at is null
     order by p.archived_at is not null, p.position, p.name`,
  );
}

/** Plans that were deleted, the latest first: some may still run on them. */
export async function listDeletedPlans(tx: Queryable): Promise<PlanRecord[]> {
  return tx.query<PlanRecord>(
    `select ${columns} ${from} where p.org_id = app_org() and p.deleted_at is not null
     order by p.deleted_at desc, p.id desc`,
  );
}

/** One plan, deleted or not; undefined when there is none. */
export async function findPlan(tx: Queryable, id: string): Promise<PlanRecord | undefined> {
  return tx.maybeOne<PlanRecord>(
    { name: 'plan', text: `select ${columns} ${from} where p.org_id = app_org() and p.id = $1` },
    [id],
  );
}

/** Plans by their ids, deleted or not. */
export async function findPlans(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, PlanRecord>> {
  const rows = await tx.query<PlanRecord>(
    `select ${columns} ${from} where p.org_id = app_org() and p.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((plan) => [plan.id, plan]));
}

/** Subscriptions that run or are over; `priced`: those billed again, by the price they have. */
export type PlanCounts = { running: number; ended: number; priced: Record<string, number> };

type PriceCounts = { id: string; priceId: string | null; running: number; ended: number } & {
  billed: number;
};

/** How many subscriptions of each plan run or are over, by plan id. */
export async function countPlanSubscriptions(
  tx: Queryable,
  planIds: string[],
): Promise<Map<string, PlanCounts>> {
  const rows = await tx.query<PriceCounts>(
    `select plan_id as id, price_id as "priceId",
       count(*) filter (where state not in ('cancelled', 'expired')) as running,
       count(*) filter (where state in ('cancelled', 'expired')
         and end_cause is distinct from 'declined') as ended,
       count(*) filter (where not once
         and state not in ('cancelled', 'expired', 'pending_approval')) as billed
     from subscription where org_id = app_org() and plan_id = any($1::uuid[])
     group by plan_id, price_id`,
    [planIds],
  );
  const counts = new Map<string, PlanCounts>();
  for (const { id, priceId, running, ended, billed } of rows) {
    const found = counts.get(id) ?? { running: 0, ended: 0, priced: {} };
    if (priceId) found.priced[priceId] = billed;
    const sums = { running: found.running + running, ended: found.ended + ended };
    counts.set(id, { ...found, ...sums });
  }
  return counts;
}
