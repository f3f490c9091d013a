import { blockedAmong } from '../../db/people/contact.ts';
import { findPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { openRequests } from '../../db/subscriptions/requests.ts';
import { daysBetween, maxDate } from '../../domain/dates.ts';
import type { JoinDecision } from '../../domain/subscriptions/join.ts';
import { planJoin } from '../../domain/subscriptions/join.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { Scene } from '../context.ts';
import { PlanArchived, PlanDeleted } from '../plans/refusals.ts';
import { usualFirstBilling } from '../subscriptions/decideJoin.ts';
import { dueDaysOf } from '../subscriptions/facts.ts';
import { saleOf } from '../subscriptions/planForSale.ts';
import { ContactBlocked, NoRequest } from '../subscriptions/refusals.ts';

/** What is to be known of requests before they are approved. */
export type ApprovalFacts = {
  request: { prorate: boolean } | undefined;
  plan: PlanRecord | undefined;
  isBlocked: boolean;
};

/** Reads for any number of subscriptions that wait what decides about them, by id. */
export async function readApprovals(
  { tx }: Scene,
  rows: readonly SubscriptionRow[],
): Promise<Map<string, ApprovalFacts>> {
  const requests = await openRequests(
    tx,
    rows.map(({ id }) => id),
  );
  const plans = await findPlans(tx, [...new Set(rows.map(({ planId }) => planId))]);
  const blocked = await blockedAmong(tx, [...new Set(rows.map(({ contactId }) => contactId))]);
  return new Map(
    rows.map((row) => {
      const plan = plans.get(row.planId);
      const isBlocked = blocked.has(row.contactId);
      return [row.id, { request: requests.get(row.id), plan, isBlocked }];
    }),
  );
}

/**
 * Decides how a request becomes a subscription: as it was asked for, at the price it was asked at,
 * from the day wished or from today when that has passed; the coming dates count from there
 * (joining.md). Preview, execution and bulk are this one function. Throws `NoRequest`,
 * `ContactBlocked`, `PlanDeleted`, `PlanArchived`.
 */
export function decideApproval(
  scene: Scene,
  row: SubscriptionRow,
  { request, plan, isBlocked }: ApprovalFacts,
): JoinDecision {
  const name = row.planName;
  if (row.state !== 'pending_approval' || !request) throw new NoRequest();
  if (isBlocked) throw new ContactBlocked({ name: row.contactName });
  if (!plan || plan.deletedAt) throw new PlanDeleted({ name });
  if (plan.archivedAt) throw new PlanArchived({ name });
  nextState('approve', row.state);
  return planJoin({
    ...soldAs(row),
    ...datesOf(scene, row),
    prorate: request.prorate,
    today: scene.today,
    source: 'signup',
    dueDays: dueDaysOf(row.collection, scene.org),
    reverseCharge: row.reverseCharge,
  });
}

function soldAs(row: SubscriptionRow) {
  const interval = { unit: row.intervalUnit, count: row.intervalCount };
  const { amount, currency, quantity, addons, setupAmount } = row;
  const plan = {
    name: row.planName,
    taxMode: row.taxInclusive ? ('inclusive' as const) : ('exclusive' as const),
    taxes: taxesOf(row.taxRate),
    setupAmount,
    sale: saleOf({ kind: row.planKind, season: row.season, forever: row.forever }),
  };
  return { plan, price: { amount, currency, interval }, quantity, addons };
}

function datesOf(scene: Scene, row: SubscriptionRow) {
  const { plan, price } = soldAs(row);
  const trialDays = row.trialEndsOn === null ? 0 : daysBetween(row.startsOn, row.trialEndsOn);
  const startOn = maxDate(row.startsOn, scene.today);
  const sale = { plan: { trialDays }, interval: price.interval, terms: plan };
  const usual = usualFirstBilling(scene, sale, startOn);
  const wished = startOn === row.startsOn ? row.firstBillingOn : null;
  const firstBillingOn = wished ?? usual;
  const { billingDay } = scene.org;
  const anchorDay = billingDay > 28 && firstBillingOn === usual ? billingDay : null;
  return { startOn, trialDays, firstBillingOn, anchorDay };
}
