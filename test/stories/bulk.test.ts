import { describe, expect, it } from 'vitest';
import { changePrice, previewPriceChange } from '../../src/actions/bulk/priceChange.ts';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { previewBulk, startBulk, stopBulk } from '../../src/actions/bulk/startBulk.ts';
import { undoPriceChange } from '../../src/actions/bulk/undoPriceChange.ts';
import type { BulkWish } from '../../src/actions/bulk/wish.ts';
import { readWish } from '../../src/actions/bulk/wish.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** Members of Gold (31 € a month) who paid October. */
async function members(life: Life, count: number) {
  const plan = await life.plan({ name: 'Gold', amount: 3100 });
  const joined = [];
  for (let i = 0; i < count; i += 1) {
    const firstBillingOn = d('2026-10-01');
    joined.push(await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard }));
  }
  return { plan, joined, ids: joined.map(({ contactId }) => contactId) };
}

const wish = (act: object, who: object, planId: string | null = null): BulkWish =>
  readWish({ act, who, plan_id: planId });

async function run(life: Life, id: string) {
  await runWork(life.ctx, id, (progress) => runBulk(life.ctx, id, progress));
  return life.rows<{ state: string; done: number; total: number; result: unknown; error: unknown }>(
    'select state, done, total, result, error from work where id = $1',
    [id],
  );
}

const items = (life: Life, id: string) =>
  life.rows(
    'select state, code, count(*)::int as n from bulk_item where bulk_id = $1 group by 1, 2 order by 1, 2',
    [id],
  );

describe('a bulk action', () => {
  it('pauses whom it can, says whom not and why, and tells everyone paused', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { joined, ids } = await members(life, 4);
    const follower = await life.rows<{ id: string }>(
      `insert into contact (org_id, id, kind, display_name, created_at, updated_at)
       values (app_org(), uuid_v7(), 'person', 'Nobody', now(), now()) returning id`,
    );
    await pauseSubscription(life.ctx, { id: joined[0]!.subscriptionId });
    const who = { ids: [...ids, follower[0]!.id] };
    const pause = wish({ act: 'pause', until_on: '2026-10-21' }, who);
    expect(await previewBulk(life.ctx, pause)).toMatchObject({
      touched: 3,
      people: 3,
      excluded: [
        { code: 'subscription_not_in_state', count: 1, examples: [{ id: ids[0] }] },
        { code: 'no_running_subscription', count: 1, examples: [{ name: 'Nobody' }] },
      ],
    });
    const { id } = await startBulk(life.ctx, pause);
    expect(await run(life, id)).toMatchObject([
      { state: 'done', done: 3, total: 3, result: { done: 3, failed: 0, excluded: 2 } },
    ]);
    const states = `select state, count(*)::int as n from subscription group by state`;
    expect(await life.rows(states)).toEqual([{ state: 'paused', n: 4 }]);
    const mails = `select count(*)::int as n from message where template = 'paused'`;
    expect(await life.rows(mails)).toEqual([{ n: 4 }]);
    const entries = `select count(*)::int as n from activity where event = 'subscription_paused'`;
    expect(await life.rows(entries)).toEqual([{ n: 4 }]);
    await life.rows('delete from contact where id = $1', [follower[0]!.id]);
    await life.check();
    await expect(startBulk(life.ctx, wish({ act: 'pause' }, { ids }))).rejects.toMatchObject({
      code: 'nobody_left',
    });
  });

  it('means everybody a query matches; stopped, what is done stays and nothing more follows', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    await members(life, 60);
    const { id } = await startBulk(
      life.ctx,
      wish({ act: 'extend', days: 3 }, { query: 'status:active' }),
    );
    await runWork(life.ctx, id, (progress) =>
      runBulk(life.ctx, id, async (done, total) => {
        if (done === 50) await stopBulk(life.ctx, id);
        await progress(done === 50 ? total! : done, total);
      }),
    );
    expect(await life.rows('select state from work where id = $1', [id])).toEqual([
      { state: 'stopped' },
    ]);
    expect(await items(life, id)).toEqual([
      { state: 'done', code: null, n: 50 },
      { state: 'waiting', code: null, n: 10 },
    ]);
    const extended = 'select count(*)::int as n from subscription_extension';
    expect(await life.rows(extended)).toEqual([{ n: 50 }]);
    await life.check();
  });

  it('reports who failed meanwhile, and takes that one back alone', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { joined, ids } = await members(life, 3);
    const { id } = await startBulk(life.ctx, wish({ act: 'cancel', reason: 'moving' }, { ids }));
    const before = await life.sendings();
    await runWork(life.ctx, id, async (progress) => {
      let first = true;
      return runBulk(life.ctx, id, async (done, total) => {
        if (first) await cancelSubscription(life.ctx, { id: joined[1]!.subscriptionId });
        first = false;
        await progress(done, total);
      });
    });
    expect(await items(life, id)).toEqual([
      { state: 'done', code: null, n: 2 },
      { state: 'failed', code: 'already_cancelling', n: 1 },
    ]);
    expect(await life.sendings()).toBeGreaterThanOrEqual(before + 2);
    await life.check();
  });

  it('changes plan from the next period; deletes only whom nothing ties', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { ids } = await members(life, 2);
    const silver = await life.plan({ name: 'Silver', amount: 1000 });
    const extra = await life.join(silver.id, {
      who: { contactId: ids[0]! },
      firstBillingOn: d('2026-10-01'),
    });
    const change = wish({ act: 'change', plan_id: silver.id }, { ids });
    expect(await previewBulk(life.ctx, change)).toMatchObject({
      touched: 1,
      excluded: [{ code: 'already_subscribed' }, { code: 'nothing_changes' }],
    });
    await run(life, (await startBulk(life.ctx, change)).id);
    await life.day('2026-11-01');
    const second = await life.rows(`select s.amount from subscription s where contact_id = $1`, [
      ids[1],
    ]);
    expect(second).toEqual([{ amount: 1000 }]);
    expect((await life.subscription(extra.subscriptionId)).amount).toBe(1000);
    const deletion = wish({ act: 'delete' }, { ids });
    expect(await previewBulk(life.ctx, deletion)).toMatchObject({
      touched: 0,
      excluded: [{ code: 'contact_still_running', count: 2 }],
    });
    await life.check();
  });
});

describe('a change of price', () => {
  it('gives notice, waits for each next period, and is billed then', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { plan, joined } = await members(life, 3);
    await changeSubscription(
      life.ctx,
      { id: joined[2]!.subscriptionId },
      { amount: 2000, when: 'now', prorate: false },
    );
    life.moveTo('2026-10-10');
    const wanted = {
      planId: plan.id,
      priceId: plan.prices[0]!.id,
      amount: 3500,
      scope: 'next_period' as const,
      noticeDays: 30,
    };
    expect(await previewPriceChange(life.ctx, wanted)).toMatchObject({
      touched: 2,
      monthlyBefore: 6200,
      monthlyAfter: 7000,
      firstOn: '2026-12-01',
      lastOn: '2026-12-01',
      excluded: [{ code: 'own_amount', count: 1 }],
    });
    const { workId } = await changePrice(life.ctx, wanted);
    await run(life, workId!);
    const mails = `select count(*)::int as n from message where template = 'price_changed'`;
    expect(await life.rows(mails)).toEqual([{ n: 2 }]);
    await life.day('2026-11-01');
    await life.day('2026-12-01');
    const billed = `select issued_on, array_agg(total order by total) as totals from invoice
      group by issued_on order by issued_on`;
    expect(await life.rows(billed)).toEqual([
      { issued_on: '2026-10-01', totals: [3100, 3100, 3100] },
      { issued_on: '2026-11-01', totals: [2000, 3100, 3100] },
      { issued_on: '2026-12-01', totals: [2000, 3500, 3500] },
    ]);
    const late = await life.join(plan.id, { firstBillingOn: d('2026-12-01') });
    expect(await life.subscription(late.subscriptionId)).toMatchObject({ amount: 3500 });
    await life.check();
  });

  it('moves with a pause, and is taken back for everybody who still waits', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { plan, joined } = await members(life, 2);
    const priceId = plan.prices[0]!.id;
    const wanted = { planId: plan.id, priceId, amount: 3500, scope: 'next_period' as const };
    const { id, workId } = await changePrice(life.ctx, wanted);
    await expect(undoPriceChange(life.ctx, id)).rejects.toMatchObject({ code: 'work_running' });
    await run(life, workId!);
    await pauseSubscription(
      life.ctx,
      { id: joined[0]!.subscriptionId },
      { untilOn: d('2026-10-11') },
    );
    await life.day('2026-10-11');
    const waiting = `select effective_on as on from subscription_change order by effective_on`;
    expect(await life.rows(waiting)).toEqual([{ on: '2026-11-01' }, { on: '2026-11-11' }]);
    await life.day('2026-11-01');
    expect(await undoPriceChange(life.ctx, id)).toEqual({ withdrawn: 1 });
    await life.day('2026-11-11');
    const amounts = 'select amount from subscription order by amount';
    expect(await life.rows(amounts)).toEqual([{ amount: 3100 }, { amount: 3500 }]);
    const kept = `select count(*)::int as n from message where template = 'price_kept'`;
    expect(await life.rows(kept)).toEqual([{ n: 1 }]);
    await expect(undoPriceChange(life.ctx, id)).rejects.toMatchObject({ code: 'not_found' });
    await life.check();
  });

  it('at once charges the days that are left; the declined one is chased', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { plan, joined } = await members(life, 1);
    const poor = await life.join(plan.id, {
      firstBillingOn: d('2026-11-01'),
      prorate: false,
      paymentMethod: emptyCard,
    });
    life.moveTo('2026-10-16');
    const priceId = plan.prices[0]!.id;
    const now = { planId: plan.id, priceId, amount: 6200, scope: 'now' as const, prorate: true };
    const { workId } = await changePrice(life.ctx, now);
    await run(life, workId!);
    // 16 of 31 days of 31.00 more.
    expect(await life.rows('select total from invoice order by serial')).toEqual([
      { total: 3100 },
      { total: 1600 },
    ]);
    expect(await life.subscription(joined[0]!.subscriptionId)).toMatchObject({ amount: 6200 });
    expect(await life.subscription(poor.subscriptionId)).toMatchObject({ amount: 6200 });
    await life.check();
  });
});
