import type { AddonFacts } from '../../domain/billing/plan.ts';
import type { FirstPeriod } from '../../domain/billing/season.ts';
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
  /** The payer owes the tax. */
  reverseCharge: boolean;
  /** Minor units of `currency` per unit and interval. */
  amount: number;
  currency: string;
  quantity: number;
  /** Charged with the first invoice; 0 once it was. */
  setupAmount: number;
  addons: AddonFacts[];
  firstPeriod: FirstPeriod | null;
  once: boolean;
  intervalUnit: IntervalUnit;
  intervalCount: number;
  anchorOn: LocalDate;
  anchorDay: number;
  nextBillingOn: LocalDate;
  endsOn: LocalDate | null;
  /** From here on only an approved renewal is billed; null: all is. */
  askedFrom: LocalDate | null;
  collection: Collection;
  hasMethod: boolean;
};

const ownColumns = `s.id, s.contact_id, s.payer_id, s.plan_id, s.plan_version_id, s.amount,
  s.currency, s.quantity, s.interval_unit, s.interval_count, s.anchor_on, s.anchor_day,
  s.next_billing_on, s.ends_on, s.asked_from, s.collection, s.setup_amount, s.addons,
  s.first_period, s.once`;

// LIMIT keeps the look-up of the method one index probe per row, whatever the planner believes.
const read = `select s.id, s.contact_id as "contactId", s.payer_id as "payerId",
    s.plan_id as "planId", s.plan_version_id as "planVersionId", v.name as "planName",
    v.tax_rate as "taxRate", v.tax_inclusive as "taxInclusive", s.amount, s.currency, s.quantity,
    s.interval_unit as "intervalUnit", s.interval_count as "intervalCount",
    s.anchor_on as "anchorOn", s.anchor_day as "anchorDay", s.next_billing_on as "nextBillingOn",
    s.ends_on as "endsOn", s.asked_from as "askedFrom", s.collection,
    s.setup_amount as "setupAmount", s.addons,
    s.first_period as "firstPeriod", s.once, m.found is not null as "hasMethod",
    (select c.reverse_charge from contact c where c.org_id = app_org() and c.id = s.payer_id)
      as "reverseCharge"`;
const joined = `join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
  left join lateral (select true as found from payment_method m where m.org_id = app_org()
    and m.payer_id = s.payer_id and m.replaced_at is null limit 1) m on true`;

const isDue = `s.org_id = app_org() and s.next_billing_on <= $1 and s.next_billing_on is not null
  and s.state in ('scheduled', 'trialing', 'active', 'overdue') and not s.billing_held
  and (s.asked_from is null or s.next_billing_on < s.asked_from)`;

const payersOf = `select c.id from contact c where c.org_id = app_org()
    and c.id = any(array(select payer_id from due)) order by c.id for no key update`;

// Never waits, so the order of its locks does not matter: what is held elsewhere is passed over.
const claimFree = `with due as materialized (
    select ${ownColumns} from subscription s where ${isDue}
    order by s.next_billing_on, s.id limit $2 for no key update skip locked
  ), payers as materialized (${payersOf} skip locked)
  ${read} from due s join payers p on p.id = s.payer_id ${joined}
  order by s.next_billing_on, s.id`;

// Waits: payers first, then subscriptions, each in one order.
const claimAll = `with due as materialized (
    select s.id, s.payer_id from subscription s where ${isDue}
    order by s.next_billing_on, s.id limit $2
  ), payers as materialized (${payersOf})
  ${read} from due d join payers p on p.id = d.payer_id
  join subscription s on s.org_id = app_org() and s.id = d.id ${joined}
  where ${isDue} order by s.next_billing_on, s.id for no key update of s`;

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
    if (!(await isAnyDue(tx, claim.today))) return [];
  }
}

/** Whether something due by `today` is left, held elsewhere or not, as this transaction sees it. */
export async function isAnyDue(tx: Tx, today: LocalDate): Promise<boolean> {
  return (await tx.one<{ due: boolean }>(anyDue, [today])).due;
}

/**
 * What the payers of claimed subscriptions owe besides, claimed too. They are locked, so whoever
 * holds one of these at the moment waits for nobody here and is soon done.
 */
export async function claimRest(
  tx: Tx,
  { today, claimed }: { today: LocalDate; claimed: readonly DueSubscription[] },
): Promise<DueSubscription[]> {
  return tx.query<DueSubscription>(
    `${read} from subscription s ${joined}
     where ${isDue} and s.payer_id = any($2::uuid[]) and s.id <> all($3::uuid[])
     order by s.next_billing_on, s.id for no key update of s`,
    [today, [...new Set(claimed.map((due) => due.payerId))], claimed.map((due) => due.id)],
  );
}

/** The plans whose invoices are sent ahead to who pays by invoice, with the days. */
export async function leadsByPlan(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; days: number }>(
    `select id, renewal_lead_days as days from plan where org_id = app_org()
       and renewal_lead_days > 0 and renewal_policy = 'invoice'`,
  );
  return new Map(rows.map(({ id, days }) => [id, days]));
}

/** The subscriptions that will be due by a day, by pages of their ids, unlocked. */
export async function upcomingDue(
  tx: Tx,
  page: { until: LocalDate; after: string; limit: number },
): Promise<DueSubscription[]> {
  return tx.query<DueSubscription>(
    `${read} from subscription s ${joined}
     where ${isDue} and s.id > $2 order by s.id limit $3`,
    [page.until, page.after, page.limit],
  );
}

/**
 * Subscriptions paid by invoice whose plan sends the invoice of the next term ahead, from the day
 * it is to be sent until the term begins; claimed with their payers. What somebody already decided
 * about that term, or planned for it, is left to its day; what others hold is passed over.
 */
export async function claimAhead(
  tx: Tx,
  claim: { today: LocalDate; limit: number },
): Promise<DueSubscription[]> {
  return tx.query<DueSubscription>(
    `with due as materialized (
       select ${ownColumns} from plan l
       join subscription s on s.org_id = app_org() and s.plan_id = l.id
       where l.org_id = app_org() and l.renewal_lead_days > 0
         and s.asked_from is null and s.collection = 'invoice' and not s.once
         and s.state in ('active', 'overdue') and s.ends_on is null and not s.billing_held
         and s.next_billing_on > $1 and s.next_billing_on - l.renewal_lead_days <= $1::date
         and s.amount * s.quantity + s.addons_amount > 0
         and exists (select from term t where t.org_id = app_org() and t.subscription_id = s.id
           and t.ends_on = s.next_billing_on and t.status <> 'void' and t.kind <> 'trial')
         and not exists (select from renewal r where r.org_id = app_org()
           and r.subscription_id = s.id and r.ends_on = s.next_billing_on)
         and not exists (select from subscription_change c where c.org_id = app_org()
           and c.subscription_id = s.id and c.applied_at is null and c.withdrawn_at is null)
       order by s.next_billing_on, s.id limit $2 for no key update of s skip locked
     ), payers as materialized (${payersOf} skip locked)
     ${read} from due s join payers p on p.id = s.payer_id ${joined}
     order by s.next_billing_on, s.id`,
    [claim.today, claim.limit],
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
    `${read} from subscription s ${joined}
     where s.org_id = app_org() and s.id = $1 and s.billing_held and s.next_billing_on is not null
       and s.state in ('trialing', 'active', 'overdue') for no key update of s`,
    [id],
  );
}

/** Where a subscription's billing stands after a run. */
export type Advance = {
  id: string;
  nextBillingOn: LocalDate | null;
  held: boolean;
  /** An invoice was issued: the set-up fee was on it. */
  billed: boolean;
};

const advanceColumns: Columns<Advance> = {
  id: ['uuid', (row) => row.id],
  next_on: ['date', (row) => row.nextBillingOn],
  held: ['boolean', (row) => row.held],
  billed: ['boolean', (row) => row.billed],
};

const advance = `update subscription s set next_billing_on = d.next_on, billing_held = d.held,
    setup_amount = case when d.billed then 0 else s.setup_amount end,
    version = s.version + 1
  from ${unnested(advanceColumns)} where s.org_id = app_org() and s.id = d.id`;

/** Moves claimed subscriptions on to their next billing date, or holds them. */
export async function advanceBilling(tx: Tx, rows: Advance[]): Promise<void> {
  if (rows.length > 0) await tx.exec(advance, arraysOf(advanceColumns, rows));
}
