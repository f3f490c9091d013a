import { describe, expect, it } from 'vitest';
import { changePrice, previewPriceChange } from '../../src/actions/bulk/priceChange.ts';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { undoPriceChange } from '../../src/actions/bulk/undoPriceChange.ts';
import { deletePlan } from '../../src/actions/plans/deletePlan.ts';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

async function gold(life: Life, count: number) {
  const plan = await life.plan({ name: 'Gold', amount: 3100 });
  for (let i = 0; i < count; i += 1) await joinGold(life, plan.id);
  return { planId: plan.id, priceId: plan.prices[0]!.id };
}

const joinGold = (life: Life, planId: string) =>
  life.join(planId, { firstBillingOn: d('2026-10-01'), paymentMethod: goodCard });

/** Changes a price and lets the background work run. */
async function change(life: Life, wish: Parameters<typeof changePrice>[1]) {
  const { id, workId } = await changePrice(life.ctx, wish);
  if (workId) await runWork(life.ctx, workId, (progress) => runBulk(life.ctx, workId, progress));
  return id;
}

type Sold = { id: string; amount: number };

const onSale = (life: Life) =>
  life.rows<Sold>('select id, amount from price where archived_at is null order by amount');

/** Who waits for which amount, and from when. */
const waiting = (life: Life) =>
  life.rows(`select amount, effective_on as on, count(*)::int as n from subscription_change
    where applied_at is null and withdrawn_at is null group by 1, 2 order by 1, 2`);

/** What the mails of a template say of prices, from the first. */
async function told(life: Life, template: string) {
  type Price = { amount: number };
  const rows = await life.rows<{ data: { priceBefore?: Price; price?: Price } }>(
    'select data from message where template = $1 order by id',
    [template],
  );
  return rows.map(({ data }) => [data.priceBefore?.amount, data.price?.amount]);
}

describe('a price under its plan’s rules', () => {
  it('refuses what the plan refuses, before and when it is done', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const free = await life.plan({ name: 'Friends', kind: 'free', amount: 0 });
    const rec = await life.plan({ name: 'Gold', amount: 3100 });
    const own = await life.plan({ name: 'Own', kind: 'custom', amount: 900, minimumAmount: 500 });
    const cases = [
      [free, 500, 'not_free'],
      [rec, 0, 'zero'],
      [own, 400, 'below_minimum'],
    ] as const;
    for (const [plan, amount, code] of cases) {
      const priceId = plan.prices[0]!.id;
      const wish = { planId: plan.id, priceId, amount, scope: 'new_members' as const };
      const refused = { code: 'invalid_input', fields: [{ pointer: '/amount', code }] };
      await expect(previewPriceChange(life.ctx, wish)).rejects.toMatchObject(refused);
      await expect(changePrice(life.ctx, wish)).rejects.toMatchObject(refused);
      await editPlan(life.ctx, { id: plan.id, version: 1 }, { description: 'as before' });
    }
  });
});

describe('those on an older price', () => {
  it('are brought along to what is sold now, each told from their own price', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { planId, priceId } = await gold(life, 2);
    await change(life, { planId, priceId, amount: 3500, scope: 'new_members' });
    const sold = await onSale(life);
    const present = { planId, priceId: sold[0]!.id, scope: 'next_period' as const };
    await joinGold(life, planId);
    const same = { ...present, amount: 3500, noticeDays: 30 };
    await expect(previewPriceChange(life.ctx, same)).rejects.toMatchObject({
      code: 'nothing_changes',
    });
    const everybody = { ...present, amount: 3800, olderToo: true };
    expect(await previewPriceChange(life.ctx, everybody)).toMatchObject({
      ...{ amountBefore: 3500, touched: 3, older: 2, people: 3 },
      ...{ monthlyBefore: 9700, monthlyAfter: 11_400, firstOn: '2026-11-01' },
    });
    const id = await change(life, { ...same, olderToo: true });
    expect(await onSale(life)).toEqual(sold);
    expect(await waiting(life)).toEqual([{ amount: 3500, on: '2026-11-01', n: 2 }]);
    expect(await told(life, 'price_changed')).toEqual([
      [3100, 3500],
      [3100, 3500],
    ]);
    expect(await undoPriceChange(life.ctx, id)).toEqual({ withdrawn: 2 });
    expect(await onSale(life)).toEqual(sold);
    expect(await told(life, 'price_kept')).toEqual([
      [undefined, 3100],
      [undefined, 3100],
    ]);
    await change(life, everybody);
    await life.day('2026-11-01');
    const amounts = 'select amount, count(*)::int as n from subscription group by amount';
    expect(await life.rows(amounts)).toEqual([{ amount: 3800, n: 3 }]);
    expect(await onSale(life)).toMatchObject([{ amount: 3800 }]);
    await life.check();
  });

  it('can change by themselves, without anything else on sale', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { planId, priceId } = await gold(life, 1);
    await change(life, { planId, priceId, amount: 3500, scope: 'new_members' });
    const sold = await onSale(life);
    const wish = { planId, priceId, amount: 3300 };
    await expect(
      previewPriceChange(life.ctx, { ...wish, scope: 'new_members' }),
    ).rejects.toMatchObject({ code: 'nothing_changes', fields: [{ pointer: '/scope' }] });
    await change(life, { ...wish, scope: 'next_period' });
    expect(await onSale(life)).toEqual(sold);
    await life.day('2026-11-01');
    expect(await life.rows('select amount from subscription')).toEqual([{ amount: 3300 }]);
    expect(await life.rows('select total from invoice order by serial')).toEqual([
      { total: 3100 },
      { total: 3300 },
    ]);
    await life.check();
  });
});

describe('a second change of price', () => {
  it('takes along who waits for the first: they get the newest, and are told of it once', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { planId, priceId } = await gold(life, 2);
    const later = { planId, scope: 'next_period' as const };
    const first = await change(life, { ...later, priceId, amount: 3500 });
    const [second] = await onSale(life);
    const again = { ...later, priceId: second!.id, amount: 3700, noticeDays: 40 };
    expect(await previewPriceChange(life.ctx, again)).toMatchObject({
      ...{ touched: 2, older: 0, monthlyBefore: 6200, monthlyAfter: 7400 },
    });
    const newest = await change(life, again);
    expect(await waiting(life)).toEqual([{ amount: 3700, on: '2026-12-01', n: 2 }]);
    expect(await told(life, 'price_changed')).toEqual([
      ...[3500, 3500].map((amount) => [3100, amount]),
      ...[3700, 3700].map((amount) => [3100, amount]),
    ]);
    await expect(undoPriceChange(life.ctx, first)).rejects.toMatchObject({
      code: 'price_replaced',
    });
    expect(await undoPriceChange(life.ctx, newest)).toEqual({ withdrawn: 2 });
    expect(await onSale(life)).toMatchObject([{ amount: 3500 }]);
    expect(await waiting(life)).toEqual([]);
    await life.check();
  });

  it('back to what they pay today leaves them waiting for the first, and says so', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { planId, priceId } = await gold(life, 1);
    await change(life, { planId, priceId, amount: 3500, scope: 'next_period' });
    const [second] = await onSale(life);
    const back = { planId, priceId: second!.id, amount: 3100, scope: 'now' as const };
    expect(await previewPriceChange(life.ctx, back)).toMatchObject({
      ...{ touched: 0, excluded: [{ code: 'change_waits', count: 1 }] },
    });
  });
});

describe('an announced change of price', () => {
  it('can be taken back when the plan is deleted, or its price was taken out of sale', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { planId, priceId } = await gold(life, 1);
    const announced = { planId, priceId, amount: 3500, scope: 'next_period' as const };
    const id = await change(life, announced);
    const yearly = { amount: 30_000, currency: 'EUR', intervalUnit: 'year' as const };
    const prices = [{ ...yearly, intervalCount: 1 }];
    await editPlan(life.ctx, { id: planId, version: 2 }, { prices });
    await deletePlan(life.ctx, { id: planId });
    expect(await undoPriceChange(life.ctx, id)).toEqual({ withdrawn: 1 });
    expect(await onSale(life)).toMatchObject([{ amount: 30_000 }]);
    await life.day('2026-11-01');
    expect(await life.rows('select amount from subscription')).toEqual([{ amount: 3100 }]);
    await life.check();
  });
});
