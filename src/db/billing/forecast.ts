import type { Season } from '../../domain/billing/season.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import { seasonOf } from '../plans/read.ts';
import type { AddonSold, PlanKind } from '../plans/types.ts';
import { noticesByDay } from '../renewals/due.ts';
import { isAskedSql } from '../renewals/lead.ts';
import type { Tx } from '../transaction.ts';
import { isSuspendedSql, needsMethodSql } from './openCases.ts';

/** A change of plan, price or quantity that waits for its day. */
export type PlannedChange = {
  subscriptionId: string;
  effectiveOn: LocalDate;
  planName: string;
  planKind: PlanKind;
  season: Season | null;
  forever: boolean;
  addons: AddonSold[];
  taxRate: string;
  taxInclusive: boolean;
  amount: number;
  quantity: number;
  intervalUnit: IntervalUnit;
  intervalCount: number;
};

/** Changes of these subscriptions that take effect by a day. */
export async function plannedChanges(
  tx: Tx,
  subscriptionIds: readonly string[],
  until: LocalDate,
): Promise<Map<string, PlannedChange>> {
  const rows = await tx.query<PlannedChange>(
    `select c.subscription_id as "subscriptionId", c.effective_on as "effectiveOn",
       c.addons, p.kind as "planKind", ${seasonOf} as season, v.forever,
       v.name as "planName", v.tax_rate as "taxRate", v.tax_inclusive as "taxInclusive",
       c.amount, c.quantity, c.interval_unit as "intervalUnit",
       c.interval_count as "intervalCount"
     from subscription_change c
     join plan_version v on v.org_id = app_org() and v.id = c.plan_version_id
     join plan p on p.org_id = app_org() and p.id = c.plan_id
     where c.org_id = app_org() and c.subscription_id = any($1::uuid[])
       and c.applied_at is null and c.withdrawn_at is null and c.effective_on <= $2`,
    [subscriptionIds, until],
  );
  return new Map(rows.map((row) => [row.subscriptionId, row]));
}

export type DayCount = { on: LocalDate; count: number };

/**
 * How many subscriptions start, or end, on each day to come, how many are charged again, and how
 * many are asked about their next term (what is late counts for `today`). Nobody answers meanwhile.
 */
export async function movesByDay(
  tx: Tx,
  span: { today: LocalDate; until: LocalDate },
): Promise<Record<'starts' | 'ends' | 'retries' | 'notices', DayCount[]>> {
  const params = [span.today, span.until];
  const starts = await tx.query<DayCount>(
    `select greatest(starts_on, $1::date) as on, count(*) as count from subscription
     where org_id = app_org() and state = 'scheduled' and starts_on <= $2 group by 1`,
    params,
  );
  const ends = await tx.query<DayCount>(
    `select greatest(s.until, $1::date) as on, count(*) as count from (
       select ends_on as until from subscription
       where org_id = app_org() and ends_on <= $2 and ends_on is not null
         and state not in ('cancelled', 'expired', 'pending_approval')
       union all select s.next_billing_on from subscription s
       where s.org_id = app_org() and ${isAskedSql} and s.next_billing_on <= $2) s group by 1`,
    params,
  );
  const retries = await tx.query<DayCount>(
    `select greatest(s.due_on, $1::date) as on, count(distinct c.id) as count from overdue_step s
     join overdue_case c on c.org_id = app_org() and c.id = s.case_id
     where s.org_id = app_org() and s.done_at is null and s.kind = 'retry' and s.due_on <= $2
       and c.state = 'open' and not ${needsMethodSql} and not ${isSuspendedSql} group by 1`,
    params,
  );
  return { starts, ends, retries, notices: await noticesByDay(tx, span) };
}

export type HeldRow = {
  subscriptionId: string;
  contactId: string;
  contactName: string;
  planName: string;
  since: LocalDate;
};

/** Subscriptions whose billing waits for a decision of staff. */
export async function heldSubscriptions(tx: Tx, limit: number): Promise<HeldRow[]> {
  return tx.query<HeldRow>(
    `select s.id as "subscriptionId", c.id as "contactId", c.display_name as "contactName",
       v.name as "planName", s.next_billing_on as since
     from subscription s
     join contact c on c.org_id = app_org() and c.id = s.contact_id
     join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
     where s.org_id = app_org() and s.billing_held and s.next_billing_on is not null
       and s.state not in ('cancelled', 'expired')
     order by s.next_billing_on, s.id limit $1`,
    [limit],
  );
}
