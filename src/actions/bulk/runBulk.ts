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
import { askAgain } from '../../db/messages/queue.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscriptions, lockContacts } from '../../db/subscriptions/load.ts';
import { partOf } from '../../db/transaction.ts';
import { NotFound, Refusal } from '../../domain/errors.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { gathering } from '../gather.ts';
import { collectNow } from '../subscriptions/collectNow.ts';
import type { Progress } from '../work/work.ts';
import { judge } from './judge.ts';
import type { Performed } from './perform.ts';
import { perform } from './perform.ts';
import type { Prepared } from './prepare.ts';
import { prepareAct } from './prepare.ts';
import { inPages, targetsFor } from './targets.ts';
import type { BulkWish } from './wish.ts';
import { readWish } from './wish.ts';

const chunkSize = 50;

export type BulkResult = { done: number; failed: number; excluded: number };

/**
 * Carries a bulk action out: lists whom it concerns once, then acts on one after the other, some in
 * one transaction, each taken back by itself where one is refused. Safe to run again: what is done
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
  const rows = await lockEverybody(scene, prepared, items);
  const chunk = { prepared, items, rows };
  // Whoever cannot be acted on was left out before: one refusal is rare, and costs its chunk twice.
  const all = await partOf(tx, () => actTogether(scene, chunk));
  const done = all instanceof Refusal ? await actOneByOne(scene, chunk) : all;
  const touched = new Set(done.flatMap(({ contacts }) => contacts));
  const issued = done.flatMap((each) => each.issued);
  const outcomes = items.map(({ position }, i): ItemOutcome => {
    return { position, ...reasonOf(done[i]!.why) };
  });
  await refreshDirectory(tx, [...touched]);
  await closeItems(tx, bulkId, outcomes);
  return { size: items.length, issued };
}

/**
 * In the one order everybody takes, before anything else is locked (billing-rules §17): payers,
 * then subscriptions, which are read as they then are.
 */
async function lockEverybody(
  { tx, today }: Scene,
  { payer }: Prepared,
  items: WaitingItem[],
): Promise<Map<string, SubscriptionRow>> {
  const ids = items.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const payers = await tx.query<{ id: string }>(
    `select distinct payer_id as id from subscription
     where org_id = app_org() and id = any($1::uuid[])`,
    [ids],
  );
  const contacts = items.map(({ contactId }) => contactId);
  const coming = payer ? [payer.id] : [];
  const locked = new Set([...contacts, ...payers.map(({ id }) => id), ...coming]);
  await lockContacts(tx, [...locked]);
  await tx.exec(
    `select id from subscription where org_id = app_org() and id = any($1::uuid[])
     order by id for no key update`,
    [ids],
  );
  const rows = await findSubscriptions(tx, today, ids);
  // One whose payer changed at this very moment is locked and read by itself, when its turn comes.
  return new Map(rows.filter((row) => locked.has(row.payerId)).map((row) => [row.id, row]));
}

type Chunk = { prepared: Prepared; items: WaitingItem[]; rows: Map<string, SubscriptionRow> };
type Done = Performed & { why: Refusal | null };

/** All of a chunk; the first refusal ends it. */
async function actTogether(scene: Scene, { prepared, items, rows }: Chunk): Promise<Done[]> {
  return gathering(scene, async (together) => {
    const done: Done[] = [];
    for (const item of items) {
      const performed = await perform(together, prepared, { item, row: rowOf(item, rows) });
      done.push({ ...performed, why: null });
    }
    return done;
  });
}

/** The same, each taken back by itself when it is refused. */
async function actOneByOne(scene: Scene, { prepared, items, rows }: Chunk): Promise<Done[]> {
  const done: Done[] = [];
  askAgain(scene.tx);
  for (const item of items) {
    const one = { item, row: rowOf(item, rows) };
    const performed = await partOf(scene.tx, () => perform(scene, prepared, one));
    const refused = performed instanceof Refusal;
    if (refused) askAgain(scene.tx);
    done.push(refused ? { issued: [], contacts: [], why: performed } : { ...performed, why: null });
  }
  return done;
}

function rowOf({ subscriptionId }: WaitingItem, rows: Map<string, SubscriptionRow>) {
  return subscriptionId === null ? undefined : rows.get(subscriptionId);
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
