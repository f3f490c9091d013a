import type { LocalDate } from '../../domain/dates.ts';
import type { EndCause } from '../../domain/subscriptions/transitions.ts';
import type { Queryable, Tx } from '../transaction.ts';
import type { SubscriptionRow, SubscriptionState } from './load.ts';

/** The columns of a subscription that actions change; those left out stay. */
export type SubscriptionPatch = Partial<
  Pick<
    SubscriptionRow,
    | 'payerId'
    | 'collection'
    | 'paymentMethodId'
    | 'planId'
    | 'planVersionId'
    | 'priceId'
    | 'amount'
    | 'quantity'
    | 'setupAmount'
    | 'addons'
    | 'firstPeriod'
    | 'once'
    | 'usesGranted'
    | 'intervalUnit'
    | 'intervalCount'
    | 'anchorOn'
    | 'anchorDay'
    | 'startsOn'
    | 'trialEndsOn'
    | 'firstBillingOn'
    | 'nextBillingOn'
    | 'endsOn'
    | 'billingHeld'
    | 'allowDuplicate'
    | 'autoRenews'
    | 'intervention'
    | 'askedFrom'
  > & { state: SubscriptionState; endCause: EndCause | null }
>;

const columns: Record<keyof SubscriptionPatch, string> = {
  payerId: 'payer_id',
  collection: 'collection',
  paymentMethodId: 'payment_method_id',
  planId: 'plan_id',
  planVersionId: 'plan_version_id',
  priceId: 'price_id',
  amount: 'amount',
  quantity: 'quantity',
  setupAmount: 'setup_amount',
  addons: 'addons',
  firstPeriod: 'first_period',
  once: 'once',
  usesGranted: 'uses_granted',
  intervalUnit: 'interval_unit',
  intervalCount: 'interval_count',
  anchorOn: 'anchor_on',
  anchorDay: 'anchor_day',
  trialEndsOn: 'trial_ends_on',
  nextBillingOn: 'next_billing_on',
  endsOn: 'ends_on',
  billingHeld: 'billing_held',
  allowDuplicate: 'allow_duplicate',
  state: 'state',
  endCause: 'end_cause',
  startsOn: 'starts_on',
  firstBillingOn: 'first_billing_on',
  autoRenews: 'auto_renews',
  intervention: 'intervention',
  askedFrom: 'asked_from',
};

const patchKeys = Object.keys(columns) as (keyof SubscriptionPatch)[];

/** Changes a locked subscription and raises its version; `now` is an ISO instant. */
export async function saveSubscription(
  tx: Tx,
  target: { id: string; now: string },
  patch: SubscriptionPatch,
): Promise<void> {
  const keys = (Object.keys(patch) as (keyof SubscriptionPatch)[]).filter(
    (key) => patch[key] !== undefined,
  );
  const sets = keys.map((key, i) => `${columns[key]} = $${i + 3}`);
  const text = `update subscription
    set ${[...sets, 'version = version + 1', 'updated_at = $2'].join(', ')}
    where org_id = app_org() and id = $1`;
  await tx.exec({ name: `save_subscription_${patchNumber(keys)}`, text }, [
    target.id,
    target.now,
    ...keys.map((key) => cellOf(patch, key)),
  ]);
}

/** Names the columns of a patch in their order, short enough for the name of a statement. */
function patchNumber(keys: readonly (keyof SubscriptionPatch)[]): string {
  return keys.map((key) => patchKeys.indexOf(key).toString(36)).join('');
}

/** Lists go in as JSON text: pg would write an array of its own. */
function cellOf(patch: SubscriptionPatch, key: keyof SubscriptionPatch): unknown {
  return key === 'addons' ? JSON.stringify(patch.addons) : patch[key];
}

export type NewSubscription = Omit<
  SubscriptionRow,
  | 'contactName'
  | 'payerName'
  | 'planName'
  | 'planKind'
  | 'planDeleted'
  | 'planMemberRules'
  | 'taxRate'
  | 'taxInclusive'
  | 'reverseCharge'
  | 'minimumAmount'
  | 'overduePolicy'
  | 'commitmentMonths'
  | 'noticeDays'
  | 'usesTaken'
  | 'season'
  | 'forever'
  | 'endCause'
  | 'askedFrom'
  | 'autoRenews'
  | 'intervention'
  | 'billingHeld'
  | 'version'
  | 'pause'
  | 'cancellation'
  | 'pendingChange'
  | 'renewal'
  | 'overdueInvoices'
>;

/** Writes a new subscription. */
export async function insertSubscription(tx: Tx, row: NewSubscription): Promise<void> {
  await tx.exec(
    `insert into subscription (org_id, id, contact_id, payer_id, plan_id, plan_version_id,
       price_id, amount, currency, quantity, interval_unit, interval_count, anchor_on, anchor_day,
       starts_on, trial_ends_on, first_billing_on, next_billing_on, state, collection,
       payment_method_id, allow_duplicate, source, created_at, updated_at, setup_amount, addons,
       first_period, once, uses_granted, ends_on)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
       $17, $18, $19, $20, $21, $22, $23, $23, $24, $25, $26, $27, $28, $29)`,
    [
      row.id,
      row.contactId,
      row.payerId,
      row.planId,
      row.planVersionId,
      row.priceId,
      row.amount,
      row.currency,
      row.quantity,
      row.intervalUnit,
      row.intervalCount,
      row.anchorOn,
      row.anchorDay,
      row.startsOn,
      row.trialEndsOn,
      row.firstBillingOn,
      row.nextBillingOn,
      row.state,
      row.collection,
      row.paymentMethodId,
      row.allowDuplicate,
      row.source,
      row.createdAt,
      row.setupAmount,
      JSON.stringify(row.addons),
      row.firstPeriod,
      row.once,
      row.usesGranted,
      row.endsOn,
    ],
  );
}

/** Ends every term of a subscription on `day`: those after it are void, one around it is cut. */
export async function cutTerms(tx: Tx, subscriptionId: string, day: LocalDate): Promise<void> {
  await tx.exec(
    `update term set status = 'void' where org_id = app_org() and subscription_id = $1
       and status <> 'void' and starts_on >= $2`,
    [subscriptionId, day],
  );
  await tx.exec(
    `update term set ends_on = $2 where org_id = app_org() and subscription_id = $1
       and status <> 'void' and ends_on > $2`,
    [subscriptionId, day],
  );
}

/** Cuts the terms of subscriptions that are over at their end: no time counts beyond it. */
export async function cutTermsAtEnd(tx: Tx, subscriptionIds: readonly string[]): Promise<void> {
  await tx.exec(
    `update term t set
       status = case when t.starts_on >= s.ends_on then 'void' else t.status end,
       ends_on = case when t.starts_on >= s.ends_on then t.ends_on else s.ends_on end
     from subscription s where s.org_id = app_org() and s.id = t.subscription_id
       and t.org_id = app_org() and t.subscription_id = any($1::uuid[]) and t.status <> 'void'
       and t.ends_on > s.ends_on`,
    [subscriptionIds],
  );
}

const lastTermEndOf = {
  name: 'last_term_end',
  text: `select max(ends_on) as end from term
    where org_id = app_org() and subscription_id = $1 and status <> 'void'`,
};

/** Ends (exclusive) of the last terms of subscriptions, by id; without one there is none. */
export async function lastTermEnds(
  tx: Queryable,
  subscriptionIds: readonly string[],
): Promise<Map<string, LocalDate>> {
  const rows = await tx.query<{ id: string; end: LocalDate }>(
    `select subscription_id as id, max(ends_on) as end from term
     where org_id = app_org() and subscription_id = any($1::uuid[]) and status <> 'void'
     group by subscription_id`,
    [subscriptionIds],
  );
  return new Map(rows.map(({ id, end }) => [id, end]));
}

/** End (exclusive) of the last term that is not void; null without one. */
export async function lastTermEnd(tx: Tx, subscriptionId: string): Promise<LocalDate | null> {
  const row = await tx.one<{ end: LocalDate | null }>(lastTermEndOf, [subscriptionId]);
  return row.end;
}
