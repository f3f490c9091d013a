import type { BulkTarget } from '../../db/bulk/items.ts';
import { payingAmong } from '../../db/people/contact.ts';
import { findPlan } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { holdersAmong } from '../../db/subscriptions/held.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscriptions } from '../../db/subscriptions/load.ts';
import { lastTermEnds } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Scene } from '../context.ts';
import type { ReturnFacts } from '../subscriptions/decideReactivation.ts';
import { readReturns } from '../subscriptions/decideReactivation.ts';
import type { Prepared } from './prepare.ts';

/** What is read for a page of targets at once; each act fills what its check asks for. */
export type PageFacts = {
  rows: Map<string, SubscriptionRow>;
  /** Subscriptions to the plan an act leads to, by contact. */
  held: Map<string, string[]>;
  /** End (exclusive) of the last term. */
  ends: Map<string, LocalDate>;
  plans: Map<string, PlanRecord>;
  /** Contacts who pay for others. */
  paying: Set<string>;
  returns: Map<string, ReturnFacts>;
};

/** Reads a page of targets for the check of an act. */
export async function readPage(
  scene: Scene,
  { act, sale }: Prepared,
  targets: readonly BulkTarget[],
): Promise<PageFacts> {
  const { tx, today } = scene;
  const ids = targets.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const contacts = [...new Set(targets.map(({ contactId }) => contactId))];
  const found = await findSubscriptions(tx, today, ids);
  return {
    rows: new Map(found.map((row) => [row.id, row])),
    held: sale ? await heldBy(scene, contacts, sale.plan.id) : new Map<string, string[]>(),
    ends: act.act === 'extend' ? await lastTermEnds(tx, ids) : new Map<string, LocalDate>(),
    plans: act.act === 'undo' ? await plansOf(scene, found) : new Map<string, PlanRecord>(),
    paying: act.act === 'payer' ? await payingAmong(tx, contacts) : new Set<string>(),
    returns:
      act.act === 'reactivate' ? await readReturns(scene, found) : new Map<string, ReturnFacts>(),
  };
}

async function heldBy({ tx }: Scene, contacts: string[], planId: string) {
  const held = new Map<string, string[]>();
  for (const { contactId, subscriptionId } of await holdersAmong(tx, contacts, planId)) {
    held.set(contactId, [...(held.get(contactId) ?? []), subscriptionId]);
  }
  return held;
}

async function plansOf({ tx }: Scene, rows: readonly SubscriptionRow[]) {
  const plans = new Map<string, PlanRecord>();
  for (const id of new Set(rows.map(({ planId }) => planId))) {
    const plan = await findPlan(tx, id);
    if (plan) plans.set(id, plan);
  }
  return plans;
}
