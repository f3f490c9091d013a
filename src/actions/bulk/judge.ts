import { contactsOwed } from '../../db/benefits/deliveries.ts';
import type { BulkTarget } from '../../db/bulk/items.ts';
import { tiedContacts } from '../../db/bulk/items.ts';
import { contactNames } from '../../db/people/contact.ts';
import { NothingToDeliver } from '../../domain/benefits.ts';
import type { BulkAct } from '../../domain/bulk.ts';
import { NoEndedSubscription, NoOpenRenewal, NoRunningSubscription } from '../../domain/bulk.ts';
import { Refusal } from '../../domain/errors.ts';
import { ContactStillRunning } from '../../domain/members/contact.ts';
import type { Scene } from '../context.ts';
import { NoRequest } from '../subscriptions/refusals.ts';
import type { Billed } from './checks.ts';
import { check } from './checks.ts';
import type { DeliverAct } from './deliver.ts';
import { tickingOf } from './deliver.ts';
import { readPage } from './pageFacts.ts';
import type { Prepared } from './prepare.ts';

/** A target with why it is left out, or with what acting on it bills at once. */
export type Judged = BulkTarget & ({ why: Refusal } | { why: null; billed: Billed });

/**
 * Says of each target whether the act is possible, by the rules that carry it out, reading
 * set-wise: thousands take a second. Carrying it out asks again, under locks.
 */
export async function judge(
  scene: Scene,
  prepared: Prepared,
  targets: readonly BulkTarget[],
): Promise<Judged[]> {
  const { act } = prepared;
  if (act.act === 'delete') return judgeDeletion(scene, targets);
  if (act.act === 'deliver') return judgeDelivery(scene, act, targets);
  const facts = await readPage(scene, prepared, targets);
  return targets.map((target) => {
    const row = target.subscriptionId ? facts.rows.get(target.subscriptionId) : undefined;
    if (row) return { ...target, ...verdictOf(() => check(scene, prepared, { row, facts })) };
    return { ...target, why: nothingFor(act) };
  });
}

function nothingFor({ act }: BulkAct): Refusal {
  if (act === 'reactivate') return new NoEndedSubscription();
  if (act === 'renewal') return new NoOpenRenewal();
  return act === 'approve' || act === 'decline' ? new NoRequest() : new NoRunningSubscription();
}

function verdictOf(judging: () => Billed): { why: Refusal } | { why: null; billed: Billed } {
  try {
    return { why: null, billed: judging() };
  } catch (error) {
    if (error instanceof Refusal) return { why: error };
    throw error;
  }
}

async function judgeDelivery(
  scene: Scene,
  act: DeliverAct,
  targets: readonly BulkTarget[],
): Promise<Judged[]> {
  const contactIds = targets.map(({ contactId }) => contactId);
  const owed = await contactsOwed(scene.tx, { ...tickingOf(act), contactIds });
  return targets.map((target) => {
    if (owed.has(target.contactId)) return { ...target, why: null, billed: [] };
    return { ...target, why: new NothingToDeliver() };
  });
}

async function judgeDeletion(scene: Scene, targets: readonly BulkTarget[]): Promise<Judged[]> {
  const ids = targets.map(({ contactId }) => contactId);
  const tied = await tiedContacts(scene.tx, ids);
  const names = await contactNames(scene.tx, [...tied.keys()]);
  return targets.map((target) => {
    const plan = tied.get(target.contactId);
    if (plan === undefined) return { ...target, why: null, billed: [] };
    return {
      ...target,
      why: new ContactStillRunning({ name: names.get(target.contactId) ?? '', plan }),
    };
  });
}
