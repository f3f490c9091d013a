import { describe, expect, it } from 'vitest';
import { refundAsFraud } from '../../src/actions/disputes/refundFraud.ts';
import { playBank } from '../../src/actions/gateways/testBank.ts';
import { joinByMember } from '../../src/actions/joining/joinByMember.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { testDatabase } from '../support/database.ts';
import { cash, decide, dispute, paidMember } from './disputeWorld.ts';
import type { Life } from './lifeWorld.ts';

const db = await testDatabase();

describe('fraud', () => {
  const where = (life: Life) =>
    life.rows('select last_charge_outcome as outcome, running from directory');

  it('found by the gateway refunds the payer and ends access, once', async () => {
    const { life, charge, subscriptionId } = await paidMember(db);
    const report = { kind: 'report_fraud', chargeId: charge } as const;
    await playBank(life.ctx, report);
    await playBank(life.ctx, report);
    expect(await cash(life)).toBe(0);
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'cancelled' });
    expect(await where(life)).toEqual([{ outcome: 'refunded_as_fraud', running: false }]);
    expect(await life.rows('select id from refund')).toHaveLength(1);
    expect(await life.rows('select id from payment_method where replaced_at is null')).toEqual([]);
    await life.check();
  });

  it('found by staff does the same at any age', async () => {
    const { life } = await paidMember(db);
    for (const day of ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01']) await life.day(day);
    const [first] = await life.rows<{ id: string }>(
      'select id from payment order by received_at limit 1',
    );
    const made = await refundAsFraud(life.ctx, first!.id);
    expect(made).toMatchObject({ amount: 1000, state: 'succeeded' });
    await expect(refundAsFraud(life.ctx, first!.id)).rejects.toThrow();
    await life.check();
  });

  it('keeps its person from coming back or joining by themselves; staff still may', async () => {
    const { life, charge, subscriptionId: id } = await paidMember(db);
    await cancelSubscription(life.ctx, { id });
    await life.day('2026-11-20');
    await playBank(life.ctx, { kind: 'report_fraud', chargeId: charge });
    const { contactId, planId } = await life.subscription(id);
    const member = { ...life.ctx, actor: { kind: 'member' as const, id: contactId, name: 'M' } };
    const refused = { code: 'member_may_not' };
    await expect(reactivateSubscription(member, { id })).rejects.toMatchObject(refused);
    const wish = { contactId, planId, answers: {}, message: '' };
    await expect(joinByMember(member, wish)).rejects.toMatchObject(refused);
    await reactivateSubscription(life.ctx, { id });
    await life.check();
  });

  it('is what a lost dispute of a cardholder who did not pay comes to', async () => {
    const { life, charge, subscriptionId } = await paidMember(db);
    await dispute(life, charge, 'fraudulent');
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'active' });
    await decide(life, 'lost');
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'cancelled' });
    expect(await where(life)).toEqual([{ outcome: 'refunded_as_fraud', running: false }]);
    await life.check();
  });
});

describe('a refund', () => {
  it('that comes back later is booked back as credit, and staff are told', async () => {
    const { life, invoice } = await paidMember(db);
    const made = await refundPayment(life.ctx, {
      ...{ invoiceId: invoice, amount: 400, reason: '', way: 'gateway' as const },
      ...{ renewal: 'goes_on' as const, access: 'stays' as const },
    });
    expect(await cash(life)).toBe(600);
    await playBank(life.ctx, { kind: 'fail_refund', refundId: made.id });
    expect(await cash(life)).toBe(1000);
    expect(await life.rows('select state, failed_reason as why from refund')).toEqual([
      { state: 'failed', why: 'account_closed' },
    ]);
    expect(await life.rows('select amount, cause from credit_entry')).toEqual([
      { amount: 400, cause: 'refund_failed' },
    ]);
    expect(
      await life.rows(`select event from activity where event = 'refund_returned'`),
    ).toHaveLength(1);
    await life.check();
  });
});
