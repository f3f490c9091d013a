import { describe, expect, it } from 'vitest';
import {
  previewRevocation,
  revokeSubscription,
} from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

describe('ending a subscription now is previewed', () => {
  it('with the day, which is its start where that is ahead, and what stays to be paid', async () => {
    const life = await lifeWorld(db, '2026-10-05');
    const plan = await life.plan({ amount: 3100 });
    const running = await life.join(plan.id, { firstBillingOn: d('2026-10-05') });
    const ahead = await life.join(plan.id, { startOn: d('2026-11-01') });
    const cases = [
      [running.subscriptionId, { endsOn: '2026-10-05', openBalance: 3100 }],
      [ahead.subscriptionId, { endsOn: '2026-11-01', openBalance: 0 }],
    ] as const;
    for (const [id, expected] of cases) {
      const preview = await previewRevocation(life.ctx, id);
      expect(preview).toEqual({ ...expected, currency: 'EUR' });
      expect(await revokeSubscription(life.ctx, { id })).toEqual({ endsOn: preview.endsOn });
      await expect(previewRevocation(life.ctx, id)).rejects.toMatchObject({
        code: 'subscription_not_in_state',
      });
    }
    await life.check();
  });
});
