import { describe, expect, it } from 'vitest';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { resumeSubscription } from '../../src/actions/subscriptions/resumeSubscription.ts';
import { undoCancellation } from '../../src/actions/subscriptions/undoCancellation.ts';
import { testDatabase } from '../support/database.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const plain = { reason: 'goodwill', access: 'stays', way: 'gateway' } as const;

describe('a refund of what was sold once', () => {
  it('has no renewal to stop, is made, and nothing bills it again', async () => {
    const settings = { subscriptions: { pause_gives_back: 'credit' } };
    const life = await lifeWorld(db, '2026-10-01', settings);
    const pack = await life.plan({ name: 'Ten days', kind: 'pack', uses: 10, amount: 9000 });
    const { subscriptionId: id } = await life.join(pack.id, { paymentMethod: goodCard });
    const [invoice] = await life.rows<{ id: string }>('select id from invoice');
    const wish = { ...plain, invoiceId: invoice!.id, amount: 9000, renewal: 'stops' as const };
    expect(await refundPayment(life.ctx, wish)).toMatchObject({ state: 'succeeded' });
    // It ends by itself: that is no cancellation that could be undone, and billed again.
    await expect(undoCancellation(life.ctx, { id })).rejects.toMatchObject({ code: 'not_ending' });
    await pauseSubscription(life.ctx, { id }, {});
    await life.day('2026-10-11');
    await resumeSubscription(life.ctx, { id });
    expect(await life.subscription(id)).toMatchObject({ state: 'active', nextBillingOn: null });
    await life.check();
  });
});

describe('a trial of what is sold once', () => {
  for (const kind of ['one_time', 'pack'] as const) {
    it(`that is cancelled and taken up again is billed on its day: ${kind}`, async () => {
      const life = await lifeWorld(db, '2026-10-01');
      const uses = kind === 'pack' ? { uses: 10 } : {};
      const plan = await life.plan({ amount: 1000, kind, trialDays: 14, ...uses });
      const { subscriptionId: id } = await life.join(plan.id, { paymentMethod: goodCard });
      const before = await life.subscription(id);
      await cancelSubscription(life.ctx, { id });
      await undoCancellation(life.ctx, { id });
      const { endsOn, nextBillingOn } = before;
      expect(await life.subscription(id)).toMatchObject({ endsOn, nextBillingOn });
      await life.day('2026-10-15');
      expect(await life.rows('select total, status from invoice')).toEqual([
        { total: 1000, status: 'paid' },
      ]);
      await life.check();
    });
  }
});
