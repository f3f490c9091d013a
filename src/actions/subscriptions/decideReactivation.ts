import { blockedAmong } from '../../db/people/contact.ts';
import { findPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { holdingsOf } from '../../db/subscriptions/held.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { PaidTime } from '../../db/subscriptions/paidTime.ts';
import { paidTimes } from '../../db/subscriptions/paidTime.ts';
import type { BillingPlan } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import { seasonOpening } from '../../domain/billing/season.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { dayOfMonth } from '../../domain/dates.ts';
import { refuseFull } from '../../domain/subscriptions/seats.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import { PlanArchived, PlanDeleted } from '../plans/refusals.ts';
import { factsOf } from './facts.ts';
import { AlreadySubscribed, ContactBlocked, NeverRan, SoldOnce } from './refusals.ts';

/** What is to be known of ended subscriptions before they may come back. */
export type ReturnFacts = {
  isBlocked: boolean;
  plan: PlanRecord | undefined;
  /** The contact holds the plan by another subscription, or is about to. */
  isHeld: boolean;
  paid: PaidTime | undefined;
};

/** Paid time that is not over goes on where it was cut; otherwise a new period begins today. */
export type Reactivation = {
  state: SubscriptionRow['state'];
  allowDuplicate: boolean;
} & ({ paid: PaidTime; anew: null } | { paid: null; anew: BillingPlan });

/** Reads for any number of subscriptions what decides whether and how they come back, by id. */
export async function readReturns(
  scene: Scene,
  rows: readonly SubscriptionRow[],
): Promise<Map<string, ReturnFacts>> {
  const { tx, today } = scene;
  const contacts = [...new Set(rows.map(({ contactId }) => contactId))];
  const blocked = await blockedAmong(tx, contacts);
  const ids = rows.map(({ id }) => id);
  const paid = await paidTimes(tx, ids, today);
  const planIds = [...new Set(rows.map(({ planId }) => planId))];
  const plans = await findPlans(tx, planIds);
  const held = new Map<string, Map<string, string[]>>();
  for (const id of planIds) held.set(id, await holdingsOf(tx, contacts, id));
  return new Map(
    rows.map((row) => {
      const others = held.get(row.planId)?.get(row.contactId) ?? [];
      const isHeld = others.some((id) => id !== row.id);
      const isBlocked = blocked.has(row.contactId);
      return [row.id, { isBlocked, plan: plans.get(row.planId), isHeld, paid: paid.get(row.id) }];
    }),
  );
}

/**
 * Decides whether and how an ended subscription comes back; preview, execution and bulk are this
 * one function. Throws `SubscriptionNotInState`, `SoldOnce`, `ContactBlocked`, `PlanDeleted`,
 * `PlanArchived`, `AlreadySubscribed`, `PlanFull`.
 */
export function decideReactivation(
  scene: Scene,
  row: SubscriptionRow,
  facts: ReturnFacts,
): Reactivation {
  const { plan, paid } = facts;
  const name = row.planName;
  const state = nextState('reactivate', row.state);
  if (row.endCause === 'declined') throw new NeverRan({ name: row.contactName });
  if (row.once) throw new SoldOnce();
  if (facts.isBlocked) throw new ContactBlocked({ name: row.contactName });
  if (!plan || plan.deletedAt) throw new PlanDeleted({ name });
  if (plan.archivedAt) throw new PlanArchived({ name });
  if (facts.isHeld && !plan.allowSeveral) {
    throw new AlreadySubscribed({ name: row.contactName, plan: name });
  }
  refuseFull(plan, row.quantity);
  const open = { state, allowDuplicate: plan.allowSeveral };
  if (paid) return { ...open, paid, anew: null };
  return { ...open, paid: null, anew: planAnew(scene, row) };
}

/** A new cycle begins today, or the rest of the season that everybody is in. */
export function anchorFrom(row: SubscriptionRow, today: LocalDate) {
  const { firstPeriod } = row;
  if (row.season === null) return { anchorOn: today, anchorDay: dayOfMonth(today), firstPeriod };
  const every = { unit: row.intervalUnit, count: row.intervalCount };
  const { nextOn, anchor } = seasonOpening(row.season, every, today);
  return { anchorOn: nextOn, anchorDay: anchor.day, firstPeriod: row.season.firstPeriod };
}

function planAnew({ today, org }: Scene, row: SubscriptionRow): BillingPlan {
  const open = { endsOn: null, pause: null, nextBillingOn: today, askedFrom: null };
  const fresh = { ...row, ...anchorFrom(row, today), ...open };
  return planBilling(factsOf(fresh, org, today), today, 'all');
}
