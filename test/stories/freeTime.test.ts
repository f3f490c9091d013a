import { describe, expect, it } from 'vitest';
import { voidInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import {
  extendSubscription,
  undoExtension,
} from '../../src/actions/subscriptions/extendSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../src/actions/subscriptions/resumeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const terms = (life: Life) =>
  life.rows(
    `select starts_on as start, ends_on as end, kind from term where status <> 'void'
     order by starts_on`,
  );

describe('free days', () => {
  // Found by the simulation of the rules alone (seed 7, community 67).
  it('after a period that was given up come before the next bill, and leave no hole there', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const { subscriptionId: id } = await life.join(plan.id, { firstBillingOn: d('2026-10-01') });
    const [bill] = await life.rows<{ id: string }>('select id from invoice');
    await voidInvoice(life.ctx, bill!.id, 'gift');
    await life.day('2026-10-20');
    const given = await extendSubscription(life.ctx, { id }, { days: 10 });
    expect(given).toEqual({ days: 10, accessUntil: '2026-11-11' });
    expect(await terms(life)).toEqual([
      { start: '2026-11-01', end: '2026-11-11', kind: 'granted' },
    ]);
    expect(await life.subscription(id)).toMatchObject({ nextBillingOn: '2026-11-11' });
    await undoExtension(life.ctx, { id });
    expect(await life.subscription(id)).toMatchObject({ nextBillingOn: '2026-11-01' });
    await life.check();
  });

  it('of something sold once whose only bill was given up begin today, not in the past', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000, kind: 'one_time' });
    const { subscriptionId: id } = await life.join(plan.id);
    const [bill] = await life.rows<{ id: string }>('select id from invoice');
    await voidInvoice(life.ctx, bill!.id, 'gift');
    await life.day('2026-10-20');
    expect(await extendSubscription(life.ctx, { id }, { days: 10 })).toEqual({
      days: 10,
      accessUntil: '2026-10-30',
    });
    await life.check();
  });

  it('given while a pause had given the paid time back begin with its end, then it is billed', async () => {
    const settings = { subscriptions: { pause_gives_back: 'credit' } };
    const life = await lifeWorld(db, '2026-10-01', settings);
    const plan = await life.plan({ amount: 3100 });
    const { subscriptionId: id } = await life.join(plan.id, {
      firstBillingOn: d('2026-10-01'),
      paymentMethod: goodCard,
    });
    await life.day('2026-10-11');
    await pauseSubscription(life.ctx, { id });
    await extendSubscription(life.ctx, { id }, { days: 5 });
    await extendSubscription(life.ctx, { id }, { days: 2 });
    await life.check();
    await life.day('2026-11-20');
    expect(await previewResume(life.ctx, id)).toMatchObject({
      nextBillingOn: '2026-11-27',
      invoice: null,
    });
    await resumeSubscription(life.ctx, { id });
    expect(await terms(life)).toEqual([
      { start: '2026-10-01', end: '2026-10-11', kind: 'paid' },
      { start: '2026-11-20', end: '2026-11-25', kind: 'granted' },
      { start: '2026-11-25', end: '2026-11-27', kind: 'granted' },
    ]);
    await life.check();
    for (const day of ['2026-11-27', '2026-12-08']) await life.day(day);
    expect((await terms(life)).slice(3)).toEqual([
      { start: '2026-11-27', end: '2026-12-08', kind: 'paid' },
      { start: '2026-12-08', end: '2027-01-08', kind: 'paid' },
    ]);
    await life.check();
  });
});
