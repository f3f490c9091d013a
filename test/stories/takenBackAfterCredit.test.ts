import { describe, expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';

const db = await testDatabase();

/** 31.00 a month from 1 October 2026, paid by cheque on that day; now it is the 16th. */
async function paid(amount = 3100) {
  const life = await billingWorld(db, '2026-10-01', {
    settings: { subscriptions: { pause_gives_back: 'credit' } },
  });
  const plan = await life.plan({ amount: 3100 });
  const { subscriptionId: id, contactId } = await life.join(plan, {
    firstBillingOn: d('2026-10-01'),
  });
  const [invoice] = await life.rows<{ id: string }>('select id from invoice');
  await recordOfflinePayment(life.ctx, { invoiceId: invoice!.id, amount, means: 'cheque' });
  await life.moveTo('2026-10-16');
  const changeTo = async (price: number) => {
    const planId = await life.plan({ amount: price });
    const [found] = await life.rows<{ id: string }>('select id from price where plan_id = $1', [
      planId,
    ]);
    await changeSubscription(life.ctx, { id }, { planId, priceId: found!.id, when: 'now' });
  };
  const bounces = async () => {
    const [payment] = await life.rows<{ id: string }>('select id from payment');
    await reverseOfflinePayment(life.ctx, payment!.id, 'bounced');
  };
  const invoices = () =>
    life.rows('select total, settled, credited, balance, status from invoice order by number');
  const credit = async () =>
    (await life.rows('select coalesce(sum(amount), 0)::bigint as left from credit_entry'))[0];
  return { life, id, contactId, changeTo, bounces, invoices, credit };
}

// The database had refused the first two by a check: staff could not record the bounced cheque.
describe('a cheque that bounces after a part of it became credit', () => {
  it('of a pause: the credit goes, and the days that were used are owed', async () => {
    const { life, id, bounces, invoices, credit } = await paid();
    await pauseSubscription(life.ctx, { id }, { untilOn: d('2026-11-10') });
    expect(await credit()).toEqual({ left: 1600 });
    await bounces();
    expect(await invoices()).toEqual([
      { total: 3100, settled: 0, credited: 1600, balance: 1500, status: 'open' },
    ]);
    expect(await credit()).toEqual({ left: 0 });
    await life.check();
    await life.until('2026-12-10');
    await life.check();
  });

  it('of a downgrade: what the credit had settled since owes again too', async () => {
    const { life, changeTo, bounces, invoices, credit } = await paid();
    await changeTo(1000);
    expect(await invoices()).toEqual([
      { total: 3100, settled: 1500, credited: 1600, balance: 0, status: 'paid' },
      { total: 516, settled: 516, credited: 0, balance: 0, status: 'paid' },
    ]);
    await bounces();
    expect(await invoices()).toEqual([
      { total: 3100, settled: 0, credited: 1600, balance: 1500, status: 'open' },
      { total: 516, settled: 0, credited: 0, balance: 516, status: 'open' },
    ]);
    expect(await credit()).toEqual({ left: 0 });
    await life.check();
    await life.until('2026-12-10');
    await life.check();
  });

  it('of too much money: the surplus that paid the next invoice leaves it', async () => {
    const { life, bounces, invoices, credit } = await paid(4100);
    await life.until('2026-11-02');
    expect((await invoices())[1]).toMatchObject({ settled: 1000, balance: 2100 });
    await bounces();
    expect(await invoices()).toMatchObject([{ balance: 3100 }, { settled: 0, balance: 3100 }]);
    expect(await credit()).toEqual({ left: 0 });
    await life.check();
  });

  // Found by the simulation of the whole program (seed 2): the doctor took it for a second charge.
  it('of too much money: what the card had not paid is charged to it now', async () => {
    const { life, contactId, bounces, invoices } = await paid(4100);
    await life.card(contactId, cards.good);
    await life.rows(`update subscription set collection = 'automatic'`);
    await life.until('2026-11-02');
    expect((await life.news()).charges).toEqual(['succeeded 2100']);
    await bounces();
    expect(await invoices()).toMatchObject([{ balance: 3100 }, { settled: 2100, balance: 1000 }]);
    await life.check();
    await life.until('2026-11-20');
    expect((await life.news()).charges).toContain('succeeded 1000');
    await life.check();
  });

  it('after an upgrade: the whole first invoice is owed, the second as it was', async () => {
    const { life, changeTo, bounces, invoices } = await paid();
    await changeTo(6200);
    await bounces();
    expect(await invoices()).toMatchObject([{ balance: 3100 }, { balance: 1600 }]);
    await life.check();
    await life.until('2026-12-10');
    await life.check();
  });
});
