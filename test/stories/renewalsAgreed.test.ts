/** What was agreed to otherwise is billed without being asked for (found by the simulation). */
import { expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { asksFirst, openAssociation, yearly } from './renewalWorld.ts';

const db = await testDatabase();

const price = (intervalCount: number, amount: number) => {
  return { amount, currency: 'EUR', intervalUnit: 'month' as const, intervalCount };
};

/** A member by the quarter who is asked, and paid until 1 April. */
async function byQuarter(settings: object = {}) {
  const of = await openAssociation(db, settings);
  const renewal = { policy: 'notice', lead_days: 10, late: 'payment_day' } as const;
  const plan = await of.plan('Desk', 9000, {
    ...{ kind: 'recurring', season: null, renewal },
    prices: [price(3, 9000), price(1, 4000)],
  });
  const [quarterly] = plan.prices;
  const { id, invoiceId } = await of.join(plan.id, { priceId: quarterly!.id });
  await recordOfflinePayment(of.life.ctx, { invoiceId, amount: 9000, means: 'cash' });
  return { of, plan, id };
}

it('who is brought back pays for a new period, and is asked about the one after it', async () => {
  const { of, id } = await byQuarter();
  await of.life.day('2026-03-22');
  await of.life.day('2026-05-10');
  expect(await of.life.subscription(id)).toMatchObject({ state: 'expired', endsOn: '2026-04-01' });
  await reactivateSubscription(of.life.ctx, { id });
  expect((await of.invoices(id))[1]).toMatchObject({ type: 'subscription', total: 9000 });
  expect((await of.terms(id))[1]).toMatchObject({ starts_on: '2026-05-10' });
  await of.life.check();
  await of.life.day('2026-08-01');
  expect((await of.renewal(id)).state).toBe('sent');
  await of.life.check();
});

it('who changes to another period pays for it at once', async () => {
  const { of, plan, id } = await byQuarter();
  await of.life.day('2026-01-20');
  const [, monthly] = plan.prices;
  await changeSubscription(of.life.ctx, { id }, { priceId: monthly!.id, when: 'now' });
  expect(await of.life.subscription(id)).toMatchObject({ nextBillingOn: '2026-02-20' });
  expect((await of.terms(id)).at(-1)).toMatchObject({ ends_on: '2026-02-20' });
  await of.life.check();
  await of.life.day('2026-02-10');
  await of.life.day('2026-02-20');
  expect(await of.life.subscription(id)).toMatchObject({ state: 'expired' });
  await of.life.check();
});

it('who was asked too late, because the program was away, has a week and keeps access', async () => {
  const { of, id } = await byQuarter();
  await of.life.day('2026-05-10');
  expect((await of.renewal(id)).state).toBe('sent');
  const [open] = await of.life.rows('select access_until, running from directory where running');
  expect(open).toBeDefined();
  await of.life.check();
  await of.life.day('2026-05-16');
  expect(await of.life.subscription(id)).toMatchObject({ state: 'active' });
  await of.life.day('2026-05-17');
  expect(await of.life.subscription(id)).toMatchObject({ state: 'expired', endsOn: '2026-04-01' });
  await of.life.check();
});

it('who comes back from a pause that gave credit pays for what it had given back', async () => {
  const { of, id } = await byQuarter({ subscriptions: { pause_gives_back: 'credit' } });
  await of.life.day('2026-01-20');
  await pauseSubscription(of.life.ctx, { id }, { untilOn: d('2026-02-10') });
  await of.life.day('2026-02-10');
  const [, resumed] = await of.invoices(id);
  expect(resumed).toMatchObject({ status: 'paid' });
  expect(await of.life.subscription(id)).toMatchObject({
    ...{ state: 'active', nextBillingOn: '2026-04-01' },
  });
  await of.life.check();
  await of.life.day('2026-03-22');
  expect((await of.renewal(id)).state).toBe('sent');
  await of.life.day('2026-04-01');
  expect(await of.life.subscription(id)).toMatchObject({ state: 'expired' });
  await of.life.check();
});

it('nobody is asked before the first period they joined for was billed', async () => {
  const of = await openAssociation(db);
  const plan = await of.plan('Monthly', 3000, {
    ...{ kind: 'recurring', season: null, prices: yearly(3000) },
    renewal: { ...asksFirst, lead_days: 20 },
  });
  const { id } = await of.join(plan.id, { startOn: '2026-01-01' as never });
  expect(await of.invoices(id)).toHaveLength(1);
  const later = await of.join(plan.id, { startOn: '2026-03-10' as never });
  await of.life.day('2026-03-10');
  await of.life.day('2026-04-01');
  expect((await of.invoices(later.id)).map(({ type }) => type)).toEqual([
    'subscription',
    'subscription',
  ]);
  await expect(of.renewal(later.id)).rejects.toThrow('nothing is asked');
  await of.life.check();
});
