import { recordActivity } from '../../activity/record.ts';
import type { ItemOutcome, WaitingItem } from '../../db/bulk/items.ts';
import {
  closeItems,
  countItems,
  findBulk,
  insertItems,
  waitingItems,
} from '../../db/bulk/items.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import { partOf } from '../../db/transaction.ts';
import { NotFound, Refusal } from '../../domain/errors.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { collectNow } from '../subscriptions/collectNow.ts';
import type { Progress } from '../work/work.ts';
import type { Prepared } from './judge.ts';
import { judge, prepareAct } from './judge.ts';
import { perform } from './perform.ts';
import { inPages, targetsFor } from './targets.ts';
import type { BulkWish } from './wish.ts';
import { readWish } from './wish.ts';

const chunkSize = 50;

export type BulkResult = { done: number; failed: number; excluded: number };

/**
 * Carries a bulk action out: lists whom it concerns once, then acts on one after the other, some in
 * one transaction, each taken back by itself when it is refused. Safe to run again: what is done
 * stays done. `progress` may throw to stop between two transactions.
 */
export async function runBulk(
  ctx: Context,
  bulkId: string,
  progress: Progress,
): Promise<BulkResult> {
  const wish = await listItems(ctx, bulkId);
  const before = await act(ctx, ({ tx }) => countItems(tx, bulkId));
  const total = before.waiting + before.done + before.failed;
  let handled = before.done + before.failed;
  await progress(handled, total);
  for (;;) {
    const chunk = await act(ctx, (scene) => doChunk(scene, bulkId, wish));
    if (chunk.size === 0) break;
    await collectNow(ctx, chunk.issued);
    handled += chunk.size;
    await progress(handled, total);
  }
  return act(ctx, (scene) => finish(scene, bulkId, wish));
}

/** Writes down once whom the action concerns, and who is left out and why. */
async function listItems(ctx: Context, bulkId: string): Promise<BulkWish> {
  return act(ctx, async (scene) => {
    const bulk = await findBulk(scene.tx, bulkId);
    if (!bulk) throw new NotFound();
    const wish = readWish(bulk.wish);
    if (bulk.listedAt) return wish;
    const prepared = await prepareAct(scene, wish.act);
    const targets = await targetsFor(scene, wish, prepared);
    let position = 0;
    for (const page of inPages(targets)) {
      const judged = await judge(scene, prepared, page);
      await insertItems(
        scene.tx,
        judged.map(({ why, ...target }) => {
          position += 1;
          const state = why ? ('excluded' as const) : ('waiting' as const);
          return { ...target, ...reasonOf(why), bulkId, position, state };
        }),
      );
    }
    await scene.tx.exec('update bulk set listed_at = $2 where org_id = app_org() and id = $1', [
      bulkId,
      scene.now,
    ]);
    return wish;
  });
}

async function doChunk(
  scene: Scene,
  bulkId: string,
  wish: BulkWish,
): Promise<{ size: number; issued: IssuedInvoice[] }> {
  const { tx } = scene;
  const items = await waitingItems(tx, bulkId, chunkSize);
  if (items.length === 0) return { size: 0, issued: [] };
  const prepared = await prepareAct(scene, wish.act);
  await lockEverybody(scene, items);
  const touched = new Set<string>();
  const issued: IssuedInvoice[] = [];
  const outcomes: ItemOutcome[] = [];
  for (const item of items) {
    const done = await attempt(scene, prepared, item);
    outcomes.push({ position: item.position, ...reasonOf(done.why) });
    for (const id of done.contacts) touched.add(id);
    issued.push(...done.issued);
  }
  await refreshDirectory(tx, [...touched]);
  await closeItems(tx, bulkId, outcomes);
  return { size: items.length, issued };
}

/** In the one order everybody takes, before anything else is locked (billing-rules §17). */
async function lockEverybody({ tx }: Scene, items: WaitingItem[]): Promise<void> {
  const ids = items.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const payers = await tx.query<{ id: string }>(
    `select distinct payer_id as id from subscription
     where org_id = app_org() and id = any($1::uuid[])`,
    [ids],
  );
  const contacts = items.map(({ contactId }) => contactId);
  await lockContacts(tx, [...new Set([...contacts, ...payers.map(({ id }) => id)])]);
}

async function attempt(scene: Scene, prepared: Prepared, item: WaitingItem) {
  const done = await partOf(scene.tx, () => perform(scene, prepared, item));
  if (done instanceof Refusal) return { issued: [], contacts: [], why: done };
  return { ...done, why: null };
}

function reasonOf(why: Refusal | null) {
  if (!why) return { code: null, reason: null };
  return { code: why.code, reason: { en: why.say('en'), fr: why.say('fr') } };
}

async function finish(scene: Scene, bulkId: string, wish: BulkWish): Promise<BulkResult> {
  const { done, failed, excluded } = await countItems(scene.tx, bulkId);
  await recordActivity(scene, [
    { event: 'bulk_done', data: { act: wish.act.act, bulk_id: bulkId, done, failed, excluded } },
  ]);
  return { done, failed, excluded };
}
