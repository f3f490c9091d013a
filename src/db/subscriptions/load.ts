import type { FirstPeriod, Season } from '../../domain/billing/season.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import type { RenewalState } from '../../domain/renewals/states.ts';
import type { MemberRules } from '../../domain/subscriptions/memberRules.ts';
import type { GivesBack } from '../../domain/subscriptions/pause.ts';
import type { ChangeKind } from '../../domain/subscriptions/planChange.ts';
import type { SubscriptionState } from '../../domain/subscriptions/transitions.ts';
import { openInvoicesOf } from '../billing/owedOf.ts';
import { seasonOf } from '../plans/read.ts';
import type { AddonSold, OverdueAccess, PlanKind } from '../plans/types.ts';
import { isComing } from '../renewals/coming.ts';
import type { Queryable, Tx } from '../transaction.ts';

export type { SubscriptionState };

export type OpenPause = {
  id: string;
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  keepsAccess: boolean;
  givesBack: GivesBack;
  /** It begins on its day although something is overdue then. */
  despiteOverdue: boolean;
};

export type OpenCancellation = { id: string; endsOn: LocalDate; cause: string; reason: string };

export type PendingChange = {
  id: string;
  kind: ChangeKind | 'payer';
  planId: string;
  planVersionId: string;
  planName: string;
  priceId: string | null;
  amount: number;
  quantity: number;
  addons: AddonSold[];
  intervalUnit: IntervalUnit;
  intervalCount: number;
  effectiveOn: LocalDate;
  /** Set when a change of the plan's price planned it. */
  priceChangeId: string | null;
  /** Set when it begins with a renewed term, which is billed already. */
  renewalId: string | null;
};

/** A subscription with the frozen version it runs on and what is open on it. */
export type SubscriptionRow = {
  id: string;
  contactId: string;
  contactName: string;
  payerId: string;
  payerName: string;
  planId: string;
  planVersionId: string;
  planName: string;
  planKind: PlanKind;
  planDeleted: boolean;
  planMemberRules: Partial<MemberRules> | null;
  /** Percent as exact decimal text. */
  taxRate: string;
  taxInclusive: boolean;
  /** The payer owes the tax. */
  reverseCharge: boolean;
  minimumAmount: number;
  overduePolicy: OverdueAccess | null;
  priceId: string | null;
  /** Minor units of `currency` for one unit and interval. */
  amount: number;
  currency: string;
  quantity: number;
  /** Set-up fee still to be billed, with the first invoice. */
  setupAmount: number;
  addons: AddonSold[];
  firstPeriod: FirstPeriod | null;
  /** Billed a single time. */
  once: boolean;
  /** Uses of a pack, bought and taken; null for what is no pack. */
  usesGranted: number | null;
  usesTaken: number;
  /** Of the frozen version: whole months from the first paid day, and days before an end. */
  commitmentMonths: number;
  noticeDays: number;
  season: Season | null;
  forever: boolean;
  intervalUnit: IntervalUnit;
  intervalCount: number;
  anchorOn: LocalDate;
  anchorDay: number;
  startsOn: LocalDate;
  trialEndsOn: LocalDate | null;
  firstBillingOn: LocalDate | null;
  nextBillingOn: LocalDate | null;
  endsOn: LocalDate | null;
  /** From here on only an approved renewal is billed; null: all is. */
  askedFrom: LocalDate | null;
  /** One's own rule of renewal; null: as the plan. */
  autoRenews: boolean | null;
  /** Why staff are to look at it before its renewal is sent. */
  intervention: string | null;
  endCause: string | null;
  state: SubscriptionState;
  billingHeld: boolean;
  collection: 'automatic' | 'invoice';
  paymentMethodId: string | null;
  allowDuplicate: boolean;
  source: string;
  version: number;
  createdAt: string;
  pause: OpenPause | null;
  cancellation: OpenCancellation | null;
  pendingChange: PendingChange | null;
  /** The renewal that asks about the coming term, or is approved for it. */
  renewal: { id: string; state: RenewalState; endsOn: LocalDate } | null;
  /** Unpaid invoices of it past their due date, or refused on it. */
  overdueInvoices: number;
};

const dated = 'and x.org_id = s.org_id and x.subscription_id = s.id limit 1)';

const columns = `s.id, s.contact_id as "contactId", c.display_name as "contactName",
  s.payer_id as "payerId", p.display_name as "payerName", s.plan_id as "planId",
  s.plan_version_id as "planVersionId", v.name as "planName", l.kind as "planKind",
  l.deleted_at is not null as "planDeleted", l.member_rules as "planMemberRules",
  v.tax_rate as "taxRate", v.tax_inclusive as "taxInclusive",
  p.reverse_charge as "reverseCharge", v.minimum_amount as "minimumAmount",
  v.overdue_policy as "overduePolicy", s.price_id as "priceId", s.amount, s.currency, s.quantity,
  s.setup_amount as "setupAmount", s.addons, s.first_period as "firstPeriod", s.once,
  s.uses_granted as "usesGranted", s.uses_taken as "usesTaken",
  v.commitment_months as "commitmentMonths", v.notice_days as "noticeDays",
  ${seasonOf} as season, v.forever,
  s.interval_unit as "intervalUnit", s.interval_count as "intervalCount",
  s.anchor_on as "anchorOn", s.anchor_day as "anchorDay", s.starts_on as "startsOn",
  s.trial_ends_on as "trialEndsOn", s.first_billing_on as "firstBillingOn",
  s.next_billing_on as "nextBillingOn", s.ends_on as "endsOn",
  s.asked_from as "askedFrom", s.auto_renews as "autoRenews",
  s.intervention, s.end_cause as "endCause",
  s.state, s.billing_held as "billingHeld", s.collection,
  s.payment_method_id as "paymentMethodId", s.allow_duplicate as "allowDuplicate", s.source,
  s.version, s.created_at as "createdAt",
  (select jsonb_build_object('id', x.id, 'fromOn', x.from_on, 'untilOn', x.until_on,
     'keepsAccess', x.keeps_access, 'givesBack', x.gives_back,
     'despiteOverdue', x.despite_overdue) from subscription_pause x
   where x.resumed_on is null ${dated} as pause,
  (select jsonb_build_object('id', x.id, 'endsOn', x.ends_on, 'cause', x.cause,
     'reason', x.reason) from subscription_cancellation x
   where x.undone_at is null ${dated} as cancellation,
  (select jsonb_build_object('id', x.id, 'kind', x.kind, 'planId', x.plan_id,
     'planVersionId', x.plan_version_id, 'planName', xv.name, 'priceId', x.price_id,
     'amount', x.amount, 'quantity', x.quantity, 'addons', x.addons,
     'intervalUnit', x.interval_unit,
     'intervalCount', x.interval_count, 'effectiveOn', x.effective_on,
     'priceChangeId', x.price_change_id, 'renewalId', x.renewal_id)
   from subscription_change x
   join plan_version xv on xv.org_id = x.org_id and xv.id = x.plan_version_id
   where x.applied_at is null and x.withdrawn_at is null ${dated} as "pendingChange",
  (select jsonb_build_object('id', x.id, 'state', x.state, 'endsOn', x.ends_on)
   from renewal x where ${isComing('x', '$1')} ${dated} as renewal,
  (select count(*) from ${openInvoicesOf('s.id')} i
   where i.balance > 0 and (i.due_on < $1::date or exists (select from overdue_case x
     where x.org_id = s.org_id and x.invoice_id = i.id
       and (x.state = 'open' or x.set_aside)))) as "overdueInvoices"`;

const from = `from subscription s
  join contact c on c.org_id = s.org_id and c.id = s.contact_id
  join contact p on p.org_id = s.org_id and p.id = s.payer_id
  join plan l on l.org_id = s.org_id and l.id = s.plan_id
  join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id`;

/** One subscription as it stands; undefined when there is none. `today` dates "overdue". */
export async function findSubscription(
  tx: Queryable,
  today: LocalDate,
  id: string,
): Promise<SubscriptionRow | undefined> {
  return tx.maybeOne<SubscriptionRow>(
    // Planning it takes longer than running it, and every act on a subscription begins with it.
    {
      name: 'subscription',
      text: `select ${columns} ${from} where s.org_id = app_org() and s.id = $2`,
    },
    [today, id],
  );
}

/** Some subscriptions as they stand, in the order of their ids. */
export async function findSubscriptions(
  tx: Queryable,
  today: LocalDate,
  ids: readonly string[],
): Promise<SubscriptionRow[]> {
  return tx.query<SubscriptionRow>(
    `select ${columns} ${from} where s.org_id = app_org() and s.id = any($2::uuid[]) order by s.id`,
    [today, ids],
  );
}

/** A contact's own subscriptions and those they pay for: running ones first, then latest first. */
export async function listSubscriptions(
  tx: Queryable,
  today: LocalDate,
  contactId: string,
): Promise<SubscriptionRow[]> {
  return tx.query<SubscriptionRow>(
    `select ${columns} ${from}
     where s.org_id = app_org() and (s.contact_id = $2 or s.payer_id = $2)
     order by s.state in ('cancelled', 'expired'), s.starts_on desc, s.id desc`,
    [today, contactId],
  );
}

/**
 * Locks a subscription for a change, its payer first (billing-rules §17), and gives it as it is
 * under the lock. Refuses with `NotFound`, and with `StaleEdit` when `version` is another one.
 */
export async function lockSubscription(
  tx: Tx,
  today: LocalDate,
  target: { id: string; version?: number },
): Promise<SubscriptionRow> {
  await lockPayerOf(tx, target.id);
  await tx.exec(
    'select id from subscription where org_id = app_org() and id = $1 for no key update',
    [target.id],
  );
  const row = await findSubscription(tx, today, target.id);
  if (!row) throw new NotFound();
  if (target.version !== undefined && row.version !== target.version) throw new StaleEdit();
  return row;
}

/** Locks contacts in the order of their ids, so that two actions never wait for each other. */
export async function lockContacts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.exec(
    `select id from contact where org_id = app_org() and id = any($1::uuid[])
     order by id for no key update`,
    [ids],
  );
}

async function lockPayerOf(tx: Tx, subscriptionId: string): Promise<void> {
  await tx.exec(
    `select id from contact where org_id = app_org() and id in (
       select payer_id from subscription where org_id = app_org() and id = $1)
     order by id for no key update`,
    [subscriptionId],
  );
}
