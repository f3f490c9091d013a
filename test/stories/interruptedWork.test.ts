import { expect, it } from 'vitest';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { startBulk } from '../../src/actions/bulk/startBulk.ts';
import { readWish } from '../../src/actions/bulk/wish.ts';
import { runWork, WorkInterrupted } from '../../src/actions/work/work.ts';
import { localDate } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

it('long work leaves off when the program ends, and goes on at its next start', async () => {
  const life = await lifeWorld(db, '2026-10-01');
  const plan = await life.plan({ name: 'Gold', amount: 3100 });
  const how = { firstBillingOn: localDate('2026-10-01'), paymentMethod: goodCard };
  for (let i = 0; i < 60; i += 1) await life.join(plan.id, how);
  const act = { act: 'extend', days: 3 };
  const wish = readWish({ act, who: { query: 'status:active' }, plan_id: null });
  const { id } = await startBulk(life.ctx, wish);
  const end = new AbortController();
  const ctx = { ...life.ctx, ending: end.signal };
  const interrupted = runWork(ctx, id, (progress) =>
    runBulk(ctx, id, async (done, total) => {
      if (done === 50) end.abort();
      await progress(done, total);
    }),
  );
  await expect(interrupted).rejects.toThrow(WorkInterrupted);
  const work = () => life.rows('select state, error from work where id = $1', [id]);
  const extended = () => life.rows('select count(*)::int as n from subscription_extension');
  expect(await work()).toEqual([{ state: 'running', error: null }]);
  expect(await extended()).toEqual([{ n: 50 }]);

  await runWork(life.ctx, id, (progress) => runBulk(life.ctx, id, progress));
  expect(await work()).toEqual([{ state: 'done', error: null }]);
  expect(await extended()).toEqual([{ n: 60 }]);
  await life.check();
});
