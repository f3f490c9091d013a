import type { Queryable } from '../transaction.ts';

/** What was done to a membership, in the words that stand beside charges (spec). */
export const memberActs = [
  'upgraded',
  'downgraded',
  'cancelled',
  'renewed',
  'plan_deleted',
] as const;

export type MemberAct = {
  outcome: (typeof memberActs)[number];
  /** ISO instant. */
  at: string;
  /** The plan's name: after a change, the new one. */
  plan: string;
};

/**
 * Acts on the memberships of the contact `$1`, as SQL: changes that took effect and were not taken
 * back, cancellations unless they were undone before they ended anything, what was brought back,
 * and the deletion of a plan somebody held.
 */
export const memberActsSql = `
  select c.id, case c.kind when 'upgrade' then 'upgraded' else 'downgraded' end as outcome,
    c.applied_at as at, v.name as plan, s.currency
  from subscription s
  join subscription_change c on c.org_id = app_org() and c.subscription_id = s.id
    and c.kind in ('upgrade', 'downgrade') and c.applied_at is not null and c.withdrawn_at is null
  join plan_version v on v.org_id = app_org() and v.id = c.plan_version_id
  where s.org_id = app_org() and s.contact_id = $1
  union all
  select c.id, 'cancelled', c.created_at, v.name, s.currency
  from subscription s
  join subscription_cancellation c on c.org_id = app_org() and c.subscription_id = s.id
  join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
  where s.org_id = app_org() and s.contact_id = $1 and (c.undone_at is null
    or exists (select from activity a where a.org_id = app_org() and a.contact_id = $1
      and a.at = c.undone_at and a.subscription_id = s.id
      and a.event = 'subscription_started' and a.data ->> 'cause' = 'renewed'))
  union all
  select a.id, case a.event when 'plan_deleted' then a.event else 'renewed' end, a.at,
    coalesce(a.data ->> 'plan', v.name), s.currency
  from activity a
  join subscription s on s.org_id = app_org() and s.id = a.subscription_id
  join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
  where a.org_id = app_org() and a.contact_id = $1 and (a.event = 'plan_deleted'
    or a.event = 'subscription_started' and a.data ->> 'cause' = 'renewed')`;

/** The latest of them, when it came after the last charge; null: the charge is the last word. */
export async function actSinceCharge(tx: Queryable, contactId: string): Promise<MemberAct | null> {
  const row = await tx.maybeOne<MemberAct>(
    `select outcome, at, plan from (${memberActsSql}) act
     where at > coalesce((select last_charge_at from directory
       where org_id = app_org() and contact_id = $1), '-infinity')
     order by at desc, id desc limit 1`,
    [contactId],
  );
  return row ?? null;
}
