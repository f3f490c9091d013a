import { describe, expect, it } from 'vitest';
import { writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { addDays, localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lateRefusal, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** Runs the billing day of each day from one to another, both included. */
async function days(life: Life, from: string, to: string): Promise<void> {
  for (let day = d(from); day <= to; day = addDays(day, 1)) await life.day(day);
}

describe('what was planned', () => {
  // Found by the simulation (seed 2, community 41), by the check for the story below.
  it('ends with a trial that is cancelled: the free days behind it never come', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000, trialDays: 14 });
    const { subscriptionId: id } = await life.join(plan.id, {
      firstBillingOn: d('2026-11-01'),
      prorate: false,
      paymentMethod: goodCard,
    });
    await cancelSubscription(life.ctx, { id });
    await life.day('2026-10-15');
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled' });
    await life.check();
  });
});

describe('an upgrade', () => {
  it('whose payment is refused by a billing day is taken back first: that day bills the old plan', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const small = await life.plan({ name: 'Small', amount: 1000 });
    const big = await life.plan({ name: 'Big', amount: 3000 });
    const member = await life.join(small.id, {
      firstBillingOn: d('2026-10-01'),
      paymentMethod: goodCard,
    });
    const { subscriptionId: id, contactId } = member;
    await days(life, '2026-10-02', '2026-10-28');
    await setPaymentMethod(life.ctx, contactId, lateRefusal);
    await life.day('2026-10-29');
    await changeSubscription(life.ctx, { id }, { planId: big.id, when: 'now' });
    await days(life, '2026-10-30', '2026-11-01');
    expect(await life.subscription(id)).toMatchObject({
      planId: small.id,
      nextBillingOn: '2026-12-01',
    });
    expect(await life.rows('select type, total, status from invoice order by number')).toEqual([
      { type: 'subscription', total: 1000, status: 'paid' },
      { type: 'proration', total: 193, status: 'void' },
      { type: 'subscription', total: 1000, status: 'open' },
    ]);
    await life.check();
  });
});

describe('a planned end', () => {
  // Found by the simulation (seed 5, communities 23 and 43).
  it('moves with free time that is given, in the cancellation too', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const firstBillingOn = d('2026-10-01');
    const joined = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard });
    const id = joined.subscriptionId;
    await cancelSubscription(life.ctx, { id });
    await extendSubscription(life.ctx, { id }, { days: 5 });
    expect(await life.rows('select ends_on as end from subscription_cancellation')).toEqual([
      { end: '2026-11-06' },
    ]);
    await life.day('2026-11-06');
    life.moveTo('2027-02-01');
    await reactivateSubscription(life.ctx, { id });
    await life.check();
  });
});

describe('what is owed', () => {
  // Found by the simulation (seed 2, community 41).
  it('ends with the subscription: no period counts beyond the day it ended unpaid', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const member = await life.join(plan.id, { firstBillingOn: d('2026-10-01') });
    // Due on the 15th, reminded until 14 November; the second invoice is of 1 November.
    await days(life, '2026-11-01', '2026-11-13');
    const bills = await life.rows<{ id: string; balance: number }>(
      'select id, balance from invoice order by number',
    );
    const pay = ({ id: invoiceId, balance: amount }: (typeof bills)[number]) =>
      recordOfflinePayment(life.ctx, { invoiceId, amount, means: 'transfer' });
    await pay(bills[1]!);
    await days(life, '2026-11-14', '2026-11-14');
    const { state, endsOn } = await life.subscription(member.subscriptionId);
    expect({ state, endsOn }).toEqual({ state: 'cancelled', endsOn: '2026-11-14' });
    // The first is written off, and may still be paid; its period stays lost.
    await pay(bills[0]!);
    expect(
      await life.rows(`select starts_on as start, ends_on as end from term where status <> 'void'`),
    ).toEqual([{ start: '2026-11-01', end: '2026-11-14' }]);
    await life.check();
  });

  it('is tried again by card when the cheque that had paid it bounces', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const member = await life.join(plan.id, {
      firstBillingOn: d('2026-10-01'),
      paymentMethod: emptyCard,
    });
    expect(await life.subscription(member.subscriptionId)).toMatchObject({ state: 'overdue' });
    const { id: invoiceId } = (await life.rows<{ id: string }>('select id from invoice'))[0]!;
    const cheque = { invoiceId, amount: 1000, means: 'cheque' as const };
    const { paymentId } = await recordOfflinePayment(life.ctx, cheque);
    await reverseOfflinePayment(life.ctx, paymentId, 'bounced');
    expect(await life.subscription(member.subscriptionId)).toMatchObject({ state: 'active' });
    await life.day('2026-10-02');
    expect(await life.subscription(member.subscriptionId)).toMatchObject({ state: 'overdue' });
    await life.check();
    await setPaymentMethod(life.ctx, member.contactId, goodCard);
    expect(await life.subscription(member.subscriptionId)).toMatchObject({ state: 'active' });
    await life.check();
  });

  // Found by the simulation (seed 1, community 31): the doctor took the second charge for a double.
  it('is charged to the card that paid the rest when the cheque for a part bounces', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const member = await life.join(plan.id, {
      firstBillingOn: d('2026-10-01'),
      paymentMethod: emptyCard,
    });
    const { id: invoiceId } = (await life.rows<{ id: string }>('select id from invoice'))[0]!;
    const cheque = { invoiceId, amount: 400, means: 'cheque' as const };
    const { paymentId } = await recordOfflinePayment(life.ctx, cheque);
    await setPaymentMethod(life.ctx, member.contactId, goodCard);
    await reverseOfflinePayment(life.ctx, paymentId, 'bounced');
    await days(life, '2026-10-02', '2026-10-06');
    expect(
      await life.rows(
        `select amount from payment_attempt where state = 'succeeded' order by created_at`,
      ),
    ).toEqual([{ amount: 600 }, { amount: 400 }]);
    await life.check();
  });

  // Found by the simulation of the rules alone (1,000 communities, 10 years).
  it('is chased anew when it was given up, paid late, and that cheque bounces', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const member = await life.join(plan.id, {
      firstBillingOn: d('2026-10-01'),
      paymentMethod: emptyCard,
    });
    await days(life, '2026-10-02', '2026-10-08');
    const id = member.subscriptionId;
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled' });
    const { id: invoiceId } = (await life.rows<{ id: string }>('select id from invoice'))[0]!;
    await setPaymentMethod(life.ctx, member.contactId, goodCard);
    const cheque = { invoiceId, amount: 1000, means: 'cheque' as const };
    const { paymentId } = await recordOfflinePayment(life.ctx, cheque);
    await reactivateSubscription(life.ctx, { id });
    await reverseOfflinePayment(life.ctx, paymentId, 'bounced');
    await life.day('2026-10-09');
    const cases = await life.rows(
      `select state from overdue_case where invoice_id = $1
      order by opened_at`,
      [invoiceId],
    );
    expect(cases).toHaveLength(2);
    await life.check();
  });

  // Found by the simulation of the rules alone (seed 1, community 650).
  it('and was written off gives no credit when an upgrade that was net of it is taken back', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const small = await life.plan({ name: 'Small', amount: 1000 });
    const big = await life.plan({ name: 'Big', amount: 3000 });
    const { subscriptionId: id } = await life.join(small.id, { firstBillingOn: d('2026-10-01') });
    const pay = async () => {
      const [bill] = await life.rows<{ id: string; balance: number }>(
        `select id, balance from invoice where status = 'open'`,
      );
      const cheque = { invoiceId: bill!.id, amount: bill!.balance, means: 'cheque' as const };
      return { ...bill!, ...(await recordOfflinePayment(life.ctx, cheque)) };
    };
    const first = await pay();
    await days(life, '2026-10-02', '2026-10-03');
    await changeSubscription(life.ctx, { id }, { planId: big.id, when: 'now' });
    await pay();
    await reverseOfflinePayment(life.ctx, first.paymentId, 'bounced');
    await writeOffInvoice(life.ctx, first.id);
    // 29 of 31 days: 28.06 for Big, less 9.35 for Small; the latter was never paid in the end.
    await changeSubscription(life.ctx, { id }, { planId: small.id, when: 'now' });
    expect(await life.rows('select sum(amount)::int as credit from credit_entry')).toEqual([
      { credit: 936 },
    ]);
    await life.check();
  });
});
