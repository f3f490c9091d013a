import { describe, expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../src/actions/subscriptions/pauseSubscription.ts';
import { previewResume } from '../../src/actions/subscriptions/resumeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld } from './billingWorld.ts';

const db = await testDatabase();

/** Billed on the 25th by invoice, overdue since 9 November, paused from the 18th to a day. */
async function late(untilOn: string, settings: object = {}) {
  const life = await billingWorld(db, '2026-10-25', { settings });
  const plan = await life.plan({ amount: 1000 });
  const { subscriptionId: id } = await life.join(plan, { firstBillingOn: d('2026-10-25') });
  await pauseSubscription(life.ctx, { id }, { fromOn: d('2026-11-18'), untilOn: d(untilOn) });
  await life.until('2026-11-20');
  expect(await life.subscription(id)).toMatchObject({ state: 'overdue' });
  const payAll = async () => {
    const open = await life.rows<{ id: string; balance: number }>(
      `select id, balance from invoice where status = 'open' and balance > 0`,
    );
    for (const { id: invoiceId, balance: amount } of open) {
      await recordOfflinePayment(life.ctx, { invoiceId, amount, means: 'transfer' });
    }
  };
  const pauses = () =>
    life.rows('select from_on as "from", resumed_on as resumed from subscription_pause');
  return { life, id, payAll, pauses };
}

// Found by the simulation of the rules alone (seed 2, community 639).
describe('a pause whose day comes while the subscription is overdue', () => {
  it('begins on the day after all is paid, and counts from there', async () => {
    const { life, id, payAll, pauses } = await late('2026-12-15');
    await life.until('2026-11-30');
    await payAll();
    await life.until('2026-12-01');
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
    expect(await pauses()).toEqual([{ from: '2026-12-01', resumed: null }]);
    await life.until('2026-12-15');
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      nextBillingOn: '2027-01-08',
    });
    await life.check();
  });

  for (const gives of ['dates', 'credit']) {
    it(`moves and credits nothing when it is over before it could begin: ${gives}`, async () => {
      const settings = { subscriptions: { pause_gives_back: gives } };
      const { life, id, pauses } = await late('2026-11-30', settings);
      expect(await previewResume(life.ctx, id)).toMatchObject({ pausedDays: 0, invoice: null });
      await life.until('2026-11-30');
      expect(await life.subscription(id)).toMatchObject({
        state: 'overdue',
        nextBillingOn: '2026-12-25',
      });
      expect(await pauses()).toEqual([{ from: '2026-11-18', resumed: '2026-11-18' }]);
      expect(await life.rows('select id from credit_entry')).toEqual([]);
      expect((await life.news()).mails).not.toContain('resumed');
      await life.check();
    });
  }
});

describe('a pause asked for while an invoice is late, before anybody chases it', () => {
  it('is refused before it is done as when it is done, unless staff say anyway', async () => {
    const settings = { subscriptions: { pause_keeps_access: true } };
    const life = await billingWorld(db, '2026-10-25', { settings });
    const plan = await life.plan({ amount: 1000 });
    const { subscriptionId: id } = await life.join(plan, { firstBillingOn: d('2026-10-25') });
    await life.moveTo('2026-11-30');
    const refused = { code: 'pause_while_overdue' };
    await expect(previewPause(life.ctx, id)).rejects.toMatchObject(refused);
    await expect(pauseSubscription(life.ctx, { id })).rejects.toMatchObject(refused);
    const anyway = { untilOn: d('2026-12-10'), overdue: 'anyway' as const };
    expect(await previewPause(life.ctx, id, anyway)).toMatchObject({
      ...{ pausedDays: 10, keepsAccess: true },
    });
    await pauseSubscription(life.ctx, { id }, anyway);
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
  });
});
