import type { BulkTarget } from '../../db/bulk/items.ts';
import {
  endedTargetsOf,
  holdersOf,
  requestTargetsOf,
  targetsNamed,
  targetsOf,
} from '../../db/bulk/items.ts';
import { directoryIds } from '../../db/directory/ids.ts';
import type { Scene } from '../context.ts';
import type { Prepared } from './prepare.ts';
import type { BulkWish } from './wish.ts';

const pageSize = 1000;

/**
 * Whom a wish means now: each running subscription of each contact, the one that ended last where
 * it is to come back, requests that wait where they are decided, the subscriptions named, or each
 * contact.
 */
export async function targetsFor(
  scene: Scene,
  wish: BulkWish,
  prepared: Prepared,
): Promise<BulkTarget[]> {
  const { tx, org, today, ctx } = scene;
  if (prepared.repricing) return holdersOf(tx, Object.keys(prepared.repricing.before));
  const { who } = wish;
  if ('subscription_ids' in who) {
    const named = await targetsNamed(tx, who.subscription_ids);
    return isOfPeople(wish) ? eachOnce(named.map(({ contactId }) => contactId)) : named;
  }
  const scope = { orgId: org.id, today, currency: org.currency };
  const ids = 'ids' in who ? who.ids : await directoryIds(ctx.db, scope, who.query);
  if (isOfPeople(wish)) return eachOnce(ids);
  const read = readerOf(wish);
  const targets: BulkTarget[] = [];
  for (const page of inPages(ids)) targets.push(...(await read(tx, page, wish.plan_id)));
  return targets;
}

/** Acts on people as such, whatever they hold. */
function isOfPeople({ act }: BulkWish): boolean {
  return act.act === 'delete' || act.act === 'deliver';
}

function eachOnce(contactIds: readonly string[]): BulkTarget[] {
  return [...new Set(contactIds)].map((contactId) => ({ contactId, subscriptionId: null }));
}

function readerOf({ act }: BulkWish): typeof targetsOf {
  if (act.act === 'reactivate') return endedTargetsOf;
  return act.act === 'approve' || act.act === 'decline' ? requestTargetsOf : targetsOf;
}

/** A list in pieces of a size that one statement takes well. */
export function* inPages<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += pageSize) yield all.slice(from, from + pageSize);
}
