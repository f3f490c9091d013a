import type { LocalDate } from '../../domain/dates.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import type { Tx } from '../transaction.ts';
import type { Columns } from './insert.ts';
import { arraysOf, unnested } from './insert.ts';
import type { Collection } from './invoices.ts';

/** What planning a subscription's billing needs, and nothing more: a run reads 100,000 of them. */
export type DueSubscription = {
  id: string;
  contactId: string;
  payerId: string;
  planId: string;
  planVersionId: string;
  planName: string;
  /** Percent as exact decimal text. */
  taxRate: string;
  taxInclusive: boolean;
  /** Minor units of `currency` per unit and interval. */
  amount: number;
  currency: string;
  quantity: number;
  intervalUnit: IntervalUnit;
  intervalCount: number;
  anchorOn: LocalDate;
  anchorDay: number;
  nextBillingOn: LocalDate;
  endsOn: LocalDate | null;
  collection: Collection;
  hasMethod: boolean;
};

/** For queries over `subscription s join plan_version v`. */
export const dueColumns = `s.id, s.contact_id as "contactId", s.payer_id as "payerId",
  s.plan_id as "planId", s.plan_version_id as "planVersionId", v.name as "planName",
  v.tax_rate as "taxRate", v.tax_inclusive as "taxInclusive", s.amount, s.currency, s.quantity,
  s.interval_unit as "intervalUnit", s.interval_count as "intervalCount",
  s.anchor_on as "anchorOn", s.anchor_day as "anchorDay", s.next_billing_on as "nextBillingOn",
  s.ends_on as "endsOn", s.collection, exists (select from payment_method m
    where m.org_id = app_org() and m.payer_id = s.payer_id and m.replaced_at is null)
    as "hasMethod"`;

const isDue = `s.org_id = app_org() and s.next_billing_on <= $1 and s.next_billing_on is not null
  and s.state in ('scheduled', 'trialing', 'active', 'overdue') and not s.billing_held`;

const claimed = `select ${dueColumns} from due d
    join payers p on p.id = d.payer_id
    join subscription s on s.org_id = app_org() and s.id = d.id
    join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id`;

// Never waits, so the order of its locks does not matter: what is held elsewhere is passed over.
const claimFree = `with due as materialized (
    select s.id, s.payer_id from subscription s where ${isDue}
    order by s.next_billing_on, s.id limit $2 for no key update skip locked
  ), payers as materialized (
    select c.id from contact c where c.org_id = app_org()
      and c.id in (select payer_id from due) for no key update skip locked
  )
  ${claimed} order by s.next_billing_on, s.id`;

// Waits: payers first, then subscriptions, each in one order.
const claimAll = `with due as materialized (
    select s.id, s.payer_id from subscription s where ${isDue}
    order by s.next_billing_on, s.id limit $2
  ), payers as materialized (
    select c.id from contact c where c.org_id = app_org()
      and c.id in (select payer_id from due) order by c.id for no key update
  )
  ${claimed} where ${isDue} order by s.next_billing_on, s.id for no key update of s`;

const anyDue = `select exists (select from subscription s where ${isDue}) as due`;

/**
 * Claims the subscriptions due by `today`, longest due first, for this transaction, with their
 * payers (billing-rules §17). What others hold at the moment is passed over; when nothing else is
 * left it is waited for, so that an empty answer means that nothing is due any more.
 */
export async function claimDue(
  tx: Tx,
  claim: { today: LocalDate; limit: number },
): Promise<DueSubscription[]> {
  const params = [claim.today, claim.limit];
  const free = await tx.query<DueSubscription>(claimFree, params);
  if (free.length > 0) return free;
  for (;;) {
    const waited = await tx.query<DueSubscription>(claimAll, params);
    if (waited.length > 0) return waited;
    const { due } = await tx.one<{ due: boolean }>(anyDue, [claim.today]);
    if (!due) return [];
  }
}

/** The subscriptions that will be due by a day, by pages of their ids, unlocked. */
export async function upcomingDue(
  tx: Tx,
  page: { until: LocalDate; after: string; limit: number },
): Promise<DueSubscription[]> {
  return tx.query<DueSubscription>(
    `select ${dueColumns} from subscription s
     join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
     where ${isDue} and s.id > $2 order by s.id limit $3`,
    [page.until, page.after, page.limit],
  );
}

/** One subscription held or due, locked with its payer; undefined when it is not billable. */
export async function claimHeld(tx: Tx, id: string): Promise<DueSubscription | undefined> {
  await tx.exec(
    `select from contact where org_id = app_org() and id in (
       select payer_id from subscription where org_id = app_org() and id = $1)
     for no key update`,
    [id],
  );
  return tx.maybeOne<DueSubscription>(
    `select ${dueColumns} from subscription s
     join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
     where s.org_id = app_org() and s.id = $1 and s.billing_held and s.next_billing_on is not null
       and s.state in ('trialing', 'active', 'overdue') for no key update of s`,
    [id],
  );
}

/** Where a subscription's billing stands after a run. */
export type Advance = { id: string; nextBillingOn: LocalDate | null; held: boolean };

const advanceColumns: Columns<Advance> = {
  id: ['uuid', (row) => row.id],
  next_on: ['date', (row) => row.nextBillingOn],
  held: ['boolean', (row) => row.held],
};

const advance = `update subscription s set next_billing_on = d.next_on, billing_held = d.held,
    version = s.version + 1
  from ${unnested(advanceColumns)} where s.org_id = app_org() and s.id = d.id`;

/** Moves claimed subscriptions on to their next billing date, or holds them. */
export async function advanceBilling(tx: Tx, rows: Advance[]): Promise<void> {
  if (rows.length > 0) await tx.exec(advance, arraysOf(advanceColumns, rows));
}
