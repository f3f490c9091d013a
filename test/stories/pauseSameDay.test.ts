/** A pause that gives the paid time back, and that is over on the day it began. */
import { expect, it } from 'vitest';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../src/actions/subscriptions/resumeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

it('is billed anew from that day, paid by what it gave back, twice in a day as well', async () => {
  const settings = { subscriptions: { pause_gives_back: 'credit' } };
  const life = await lifeWorld(db, '2026-10-01', settings);
  const gold = await life.plan({ amount: 3100 });
  const joining = { firstBillingOn: d('2026-10-01'), paymentMethod: goodCard };
  const { subscriptionId: id } = await life.join(gold.id, joining);
  const wish = { fromOn: d('2026-10-01'), untilOn: null };
  for (let times = 0; times < 2; times += 1) {
    await pauseSubscription(life.ctx, { id }, wish);
    const preview = await previewResume(life.ctx, id);
    expect(preview).toMatchObject({ nextBillingOn: '2026-11-01' });
    await resumeSubscription(life.ctx, { id });
  }
  expect(await life.subscription(id)).toMatchObject({
    state: 'active',
    nextBillingOn: '2026-11-01',
  });
  expect(await life.rows('select total, balance, status from invoice order by serial')).toEqual(
    [1, 2, 3].map(() => ({ total: 3100, balance: 0, status: 'paid' })),
  );
  const charged = `select sum(amount)::int as paid from payment_attempt where state = 'succeeded'`;
  expect(await life.rows(charged)).toEqual([{ paid: 3100 }]);
  await life.day('2026-11-01');
  expect(await life.rows('select id from invoice')).toHaveLength(4);
  await life.check();
});
