/** Many people's deliveries noted as done at once, from the list. */
import { expect, it } from 'vitest';
import { markDelivered } from '../../src/actions/benefits/tickDeliveries.ts';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { previewBulk, startBulk } from '../../src/actions/bulk/startBulk.ts';
import { readWish } from '../../src/actions/bulk/wish.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { testDatabase } from '../support/database.ts';
import { giving, october, owed, todo } from './benefitWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** Two months of three members who are owed a print, and one of a plan that gives none. */
async function world() {
  const life = await lifeWorld(db, '2026-10-01');
  const print = await giving(life);
  const plan = await life.plan({ amount: 3100, benefits: [print] });
  const bare = await life.plan({ amount: 500, name: 'Bare' });
  const ids: string[] = [];
  for (const planId of [plan.id, plan.id, plan.id, bare.id]) {
    ids.push((await october(life, planId)).contactId);
  }
  await life.day('2026-11-01');
  const wish = (who: object, month?: string) =>
    readWish({ act: { act: 'deliver', benefit_id: print, month }, who, plan_id: null });
  const run = async (asked: ReturnType<typeof readWish>) => {
    const { id } = await startBulk(life.ctx, asked);
    return runWork(life.ctx, id, (progress) => runBulk(life.ctx, id, progress));
  };
  const states = async () => (await owed(life)).map(({ from, state }) => `${from} ${state}`);
  return { life, print, ids, wish, run, states };
}

it('marks a month done for those who are owed it, and leaves out the others', async () => {
  const { life, print, ids, wish, run, states } = await world();
  await markDelivered(life.ctx, { benefitId: print, contactIds: [ids[2]!] });
  const asked = wish({ ids }, '2026-11');
  expect(await previewBulk(life.ctx, asked)).toMatchObject({
    ...{ touched: 2, people: 2, billed: [] },
    excluded: [{ code: 'nothing_to_deliver', count: 2 }],
  });
  await run(asked);
  expect((await states()).filter((each) => each.endsWith('todo'))).toEqual([
    ...['2026-10-01 todo', '2026-10-01 todo'],
  ]);
  const told = await life.rows("select 1 from activity where event = 'benefit_delivered'");
  expect(told).toHaveLength(4);
  await life.check();
});

it('marks all that is to do for whom a query finds, once', async () => {
  const { life, wish, run, states } = await world();
  const asked = wish({ query: 'to-deliver:any' });
  await run(asked);
  expect(new Set((await states()).map((each) => each.slice(11)))).toEqual(new Set(['done']));
  await expect(startBulk(life.ctx, asked)).rejects.toMatchObject({ code: 'nobody_left' });
  await life.check();
});

it('reports whoever was ticked by somebody else meanwhile', async () => {
  const { life, print, ids, wish } = await world();
  const { id } = await startBulk(life.ctx, wish({ ids: ids.slice(0, 2) }, '2026-10'));
  let isFirst = true;
  const result = await runBulk(life.ctx, id, async () => {
    if (!isFirst) return;
    isFirst = false;
    await markDelivered(life.ctx, { benefitId: print, contactIds: [ids[0]!] });
  });
  expect(result).toEqual({ done: 1, failed: 1, excluded: 0 });
  expect(await owed(life)).toContainEqual(todo('2026-11-01'));
});

it('is refused for a benefit nobody knows', async () => {
  const { life, ids } = await world();
  const gone = '00000000-0000-7000-8000-000000000000';
  const asked = readWish({
    act: { act: 'deliver', benefit_id: gone },
    who: { ids },
    plan_id: null,
  });
  await expect(previewBulk(life.ctx, asked)).rejects.toMatchObject({ code: 'not_found' });
});
