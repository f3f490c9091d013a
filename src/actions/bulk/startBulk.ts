import type { BulkTarget } from '../../db/bulk/items.ts';
import { contactNames } from '../../db/people/contact.ts';
import { NobodyLeft } from '../../domain/bulk.ts';
import type { Refusal, Sentence } from '../../domain/errors.ts';
import type { Money } from '../../domain/money.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { startWork, stopWork } from '../work/work.ts';
import type { Judged } from './judge.ts';
import { judge } from './judge.ts';
import type { Prepared } from './prepare.ts';
import { prepareAct } from './prepare.ts';
import { inPages, targetsFor } from './targets.ts';
import type { BulkWish } from './wish.ts';

const shownNames = 5;

export type Excluded = {
  code: string;
  count: number;
  /** Why, as it is said of the first of them. */
  reason: Sentence;
  examples: { id: string; name: string }[];
};

export type BulkPreview = {
  /** Subscriptions (or people, when people are deleted) that would be acted on. */
  touched: number;
  people: number;
  /** What is invoiced at once, by currency; minor units, tax included. */
  billed: Money[];
  excluded: Excluded[];
};

/** How many an act would touch, and who is left out and why; writes nothing. */
export async function previewBulk(ctx: Context, wish: BulkWish): Promise<BulkPreview> {
  return look(ctx, (scene) => previewIn(scene, wish));
}

async function previewIn(scene: Scene, wish: BulkWish): Promise<BulkPreview> {
  const prepared = await prepareAct(scene, wish.act);
  const targets = await targetsFor(scene, wish, prepared);
  return gather(scene, judgedPages(scene, prepared, targets));
}

async function* judgedPages(scene: Scene, prepared: Prepared, targets: BulkTarget[]) {
  for (const page of inPages(targets)) yield await judge(scene, prepared, page);
}

/** Counts who is touched and who is left out, by reason, with a few names. */
export async function gather(scene: Scene, pages: AsyncIterable<Judged[]>): Promise<BulkPreview> {
  const excluded = new Map<string, Excluded>();
  const people = new Set<string>();
  const billed = new Map<string, number>();
  let touched = 0;
  for await (const page of pages) {
    for (const one of page) {
      if (one.why) {
        leaveOut(excluded, one.why, one.contactId);
        continue;
      }
      people.add(one.contactId);
      touched += 1;
      for (const { amount, currency } of one.billed) {
        billed.set(currency, (billed.get(currency) ?? 0) + amount);
      }
    }
  }
  return {
    touched,
    people: people.size,
    billed: [...billed].map(([currency, amount]) => ({ amount, currency })),
    excluded: await named(scene, [...excluded.values()]),
  };
}

function leaveOut(excluded: Map<string, Excluded>, why: Refusal, contactId: string): void {
  const reason = { en: why.say('en'), fr: why.say('fr') };
  const group = excluded.get(why.code) ?? { code: why.code, count: 0, reason, examples: [] };
  group.count += 1;
  if (group.examples.length < shownNames) group.examples.push({ id: contactId, name: '' });
  excluded.set(why.code, group);
}

async function named(scene: Scene, groups: Excluded[]): Promise<Excluded[]> {
  const ids = groups.flatMap((group) => group.examples.map(({ id }) => id));
  const names = await contactNames(scene.tx, ids);
  return groups
    .map((group) => ({
      ...group,
      examples: group.examples.map(({ id }) => ({ id, name: names.get(id) ?? '' })),
    }))
    .toSorted((a, b) => b.count - a.count);
}

/**
 * Starts a bulk action in the background; its work can be followed and stopped. Refuses with
 * `NobodyLeft` when nobody would be touched, `WorkRunning`, and what the act refuses for everybody.
 */
export async function startBulk(ctx: Context, wish: BulkWish): Promise<{ id: string }> {
  const { touched } = await previewBulk({ ...ctx, once: undefined }, wish);
  if (touched === 0) throw new NobodyLeft();
  return act(ctx, async (scene) => ({ id: await startBulkIn(scene, wish) }));
}

/** The same in an open transaction, whoever is left. */
export async function startBulkIn(
  scene: Scene,
  wish: BulkWish,
  priceChangeId: string | null = null,
): Promise<string> {
  const id = await startWork(scene, 'bulk', { name: 'bulk', payload: {} });
  await scene.tx.exec(
    `insert into bulk (org_id, id, act, wish, price_change_id, created_at)
     values (app_org(), $1, $2, $3, $4, $5)`,
    [id, wish.act.act, JSON.stringify(wish), priceChangeId, scene.now],
  );
  return id;
}

/** Stops a bulk action after the transaction it is in; what is done stays. */
export async function stopBulk(ctx: Context, id: string): Promise<void> {
  await stopWork(ctx, id);
}
