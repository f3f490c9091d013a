import { describe, expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';

const db = await testDatabase();

/** 25 € a month from 2 February, the first by cheque; the card that comes then is empty. */
async function chequeThenCard() {
  const world = await billingWorld(db, '2026-02-02');
  const plan = await world.plan({ amount: 2500 });
  const first = { firstBillingOn: d('2026-02-02'), prorate: false };
  const { contactId, subscriptionId } = await world.join(plan, first);
  const { paymentId } = await pay(world, '2026-02-02');
  await world.card(contactId, cards.empty);
  await world.rows(`update subscription set collection = 'automatic'`);
  return { world, contactId, subscriptionId, paymentId };
}

/** Cash for everything open that was due on a day. */
async function pay(world: World, dueOn: string) {
  const [bill] = await world.rows<{ id: string; balance: number }>(
    'select id, balance from invoice where due_on >= $1 and balance > 0 order by due_on',
    [dueOn],
  );
  const money = { invoiceId: bill!.id, amount: bill!.balance, means: 'cash' as const };
  return recordOfflinePayment(world.ctx, money);
}

/** What the payer reads of the payment that was just made. */
async function mailsOf(world: World, payment: () => Promise<unknown>) {
  await world.news();
  await payment();
  return (await world.news()).mails;
}

describe('"everything is in order" is written', () => {
  it('when the last of two invoices of a subscription is paid, not before', async () => {
    const { world, subscriptionId, paymentId } = await chequeThenCard();
    await world.until('2026-03-02');
    await reverseOfflinePayment(world.ctx, paymentId, 'bounced');
    await world.until('2026-03-03');
    expect(await world.rows(`select id from overdue_case where state = 'open'`)).toHaveLength(2);
    expect(await mailsOf(world, () => pay(world, '2026-03-01'))).toEqual(['receipt']);
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    expect(await mailsOf(world, () => pay(world, '2026-02-01'))).toEqual(['recovered']);
    expect((await world.subscription(subscriptionId)).state).toBe('active');
    await world.check();
  });

  it('when a new card paid the last of two subscriptions', async () => {
    const { world, contactId } = await chequeThenCard();
    const other = await world.plan({ amount: 900 });
    const from = { firstBillingOn: d('2026-03-02'), prorate: false };
    await world.join(other, { who: { contactId }, ...from });
    await world.until('2026-03-03');
    const mails = await mailsOf(world, () => world.card(contactId, cards.good));
    expect(mails).toEqual(['receipt', 'recovered']);
    await world.check();
  });

  it('never of a subscription that is over: then it is a receipt', async () => {
    const { world, subscriptionId, paymentId } = await chequeThenCard();
    await world.until('2026-03-20');
    expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
    await reverseOfflinePayment(world.ctx, paymentId, 'bounced');
    await world.until('2026-03-21');
    expect(await world.rows(`select id from overdue_case where state = 'open'`)).toHaveLength(1);
    expect(await mailsOf(world, () => pay(world, '2026-02-01'))).toEqual(['receipt']);
    await world.check();
  });
});
