/** What plans give: who is owed what, when, once; ticked, undone, void. */
import { describe, expect, it } from 'vitest';
import { settleDeliveries } from '../../src/actions/benefits/settleDeliveries.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { resumeSubscription } from '../../src/actions/subscriptions/resumeSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { giving, october, owed, todo } from './benefitWorld.ts';
import { emptyCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

describe('a benefit given each period', () => {
  it('is owed once for every paid period, however often the day is run', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life)] });
    await october(life, plan.id);
    await life.day('2026-10-01');
    expect(await owed(life)).toEqual([todo('2026-10-01')]);
    await life.day('2026-10-01');
    await life.day('2026-10-02');
    expect(await settleDeliveries(life.ctx)).toEqual({ owed: 0, lost: 0 });
    await life.day('2026-11-01');
    await life.day('2026-12-01');
    expect(await owed(life)).toEqual([todo('2026-10-01'), todo('2026-11-01'), todo('2026-12-01')]);
    await life.check();
  });

  it('is owed after days without a run, each period once', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life)] });
    await october(life, plan.id);
    await life.day('2026-11-20');
    expect(await owed(life)).toEqual([todo('2026-10-01'), todo('2026-11-01')]);
    await life.check();
  });

  it('is not owed for what is not paid, nor for free days, nor before a period begins', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life)] });
    await october(life, plan.id, { paymentMethod: emptyCard });
    const { subscriptionId: id } = await october(life, plan.id, {
      ...{ startOn: d('2026-10-05'), firstBillingOn: d('2026-10-05') },
    });
    await life.day('2026-10-04');
    expect(await owed(life)).toEqual([]);
    await life.day('2026-10-05');
    await extendSubscription(life.ctx, { id }, { days: 10 });
    await life.day('2026-11-06');
    expect(await owed(life)).toEqual([todo('2026-10-05')]);
    await life.check();
  });

  it('is owed once by a period that a change of plan cuts, even when both come to light late', async () => {
    for (const settles of [true, false]) {
      const life = await lifeWorld(db, '2026-10-01');
      const print = await giving(life);
      const small = await life.plan({ amount: 3100, name: 'Small', benefits: [print] });
      const big = await life.plan({ amount: 6200, name: 'Big', benefits: [print] });
      const { subscriptionId: id } = await october(life, small.id);
      if (settles) await settleDeliveries(life.ctx);
      life.moveTo('2026-10-15');
      await changeSubscription(life.ctx, { id }, { planId: big.id, when: 'now' });
      await settleDeliveries(life.ctx);
      expect(await owed(life)).toEqual([todo('2026-10-01')]);
      await life.day('2026-11-01');
      expect(await owed(life)).toEqual([todo('2026-10-01'), todo('2026-11-01')]);
      await life.check();
    }
  });

  it('is owed by a longer period that begins inside the one before', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const prices = [
      { amount: 3100, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1 },
      { amount: 31000, currency: 'EUR', intervalUnit: 'year' as const, intervalCount: 1 },
    ];
    const plan = await life.plan({ amount: 0, prices, benefits: [await giving(life)] });
    const { subscriptionId: id } = await october(life, plan.id, { priceId: plan.prices[0]!.id });
    await life.day('2026-10-10');
    await changeSubscription(life.ctx, { id }, { priceId: plan.prices[1]!.id, when: 'now' });
    await settleDeliveries(life.ctx);
    expect(await owed(life)).toEqual([todo('2026-10-01'), todo('2026-10-10')]);
    await life.check();
  });

  it('stays owed once when a pause moves or lengthens its period', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life)] });
    const { subscriptionId: id } = await october(life, plan.id);
    await life.day('2026-10-11');
    await pauseSubscription(life.ctx, { id });
    await life.day('2026-10-21');
    await resumeSubscription(life.ctx, { id });
    await life.day('2026-10-22');
    expect(await owed(life)).toEqual([todo('2026-10-01')]);
    await life.check();
  });

  it('is void when its period never was, and stays when it was begun and paid', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life)] });
    const gone = await october(life, plan.id);
    const left = await october(life, plan.id);
    await life.day('2026-10-01');
    await revokeSubscription(life.ctx, { id: gone.subscriptionId });
    await life.day('2026-10-02');
    const states = async () => (await owed(life)).map(({ state }) => state).toSorted();
    expect(await states()).toEqual(['todo', 'void']);
    await revokeSubscription(life.ctx, { id: left.subscriptionId });
    await life.day('2026-10-03');
    expect(await states()).toEqual(['todo', 'void']);
    await life.check();
  });
});
