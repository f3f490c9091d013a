import { describe, expect, it } from 'vitest';
import { acceptDispute, submitEvidence } from '../../src/actions/disputes/answerDispute.ts';
import { applyDispute } from '../../src/actions/disputes/applyDispute.ts';
import { decideLost } from '../../src/actions/disputes/decideLost.ts';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { testDatabase } from '../support/database.ts';
import type { Standing } from './disputeWorld.ts';
import { cash, decide, dispute, disputes, invoices, paidMember, told } from './disputeWorld.ts';
import { goodCard } from './lifeWorld.ts';

const db = await testDatabase();

describe('a dispute', () => {
  it('reopens the balance, is not chased, and closes it again when it is won', async () => {
    const { life, charge, subscriptionId } = await paidMember(db);
    life.moveTo('2026-10-20');
    await dispute(life, charge);
    expect(await disputes(life)).toMatchObject([{ state: 'needs_response' }]);
    expect(await invoices(life)).toEqual([{ status: 'open', balance: 1000 }]);
    expect(await cash(life)).toBe(0);
    await life.check();
    // Past the due date, with a month between: nobody is charged, reminded or closed out for it.
    for (const day of ['2026-10-21', '2026-10-31', '2026-11-01', '2026-11-12']) await life.day(day);
    expect(await life.rows('select id from overdue_case')).toEqual([]);
    expect(
      await life.rows(`select id from payment_attempt where invoice_id in (
      select id from invoice where period_start = '2026-10-01')`),
    ).toHaveLength(1);
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'active' });
    await life.check();
    await decide(life, 'won');
    expect((await invoices(life))[0]).toEqual({ status: 'paid', balance: 0 });
    expect(await cash(life)).toBe(2000);
    await life.check();
  });

  it('is not charged to a new card', async () => {
    const { life, charge, subscriptionId } = await paidMember(db);
    const { payerId } = await life.subscription(subscriptionId);
    await dispute(life, charge);
    life.moveTo('2026-10-20');
    const { charged } = await setPaymentMethod(life.ctx, payerId, goodCard);
    expect(charged).toEqual([]);
    expect(await life.rows('select id from payment_attempt')).toHaveLength(1);
    expect(await invoices(life)).toEqual([{ status: 'open', balance: 1000 }]);
    await life.check();
  });

  it('that is lost waits for staff, who write it off', async () => {
    const { life, charge } = await paidMember(db);
    await dispute(life, charge);
    await decide(life, 'lost');
    await life.day('2026-10-25');
    expect(await life.rows('select id from overdue_case')).toEqual([]);
    const [lost] = await disputes(life);
    expect(lost).toMatchObject({ state: 'lost', aftermath: null });
    await decideLost(life.ctx, lost!.id, 'written_off');
    expect(await invoices(life)).toEqual([{ status: 'uncollectible', balance: 1000 }]);
    await expect(decideLost(life.ctx, lost!.id, 'chased')).rejects.toThrow();
    await life.check();
    // The bank thinks again: what was written off is settled after all.
    const { reference } = lost!;
    await applyDispute(life.ctx, 'test', told(charge, { reference, state: 'won' }));
    expect(await invoices(life)).toEqual([{ status: 'paid', balance: 0 }]);
    expect(await cash(life)).toBe(1000);
    await life.check();
  });

  it('that is lost is asked for by reminders, never by charging the card again', async () => {
    const { life, charge } = await paidMember(db);
    await dispute(life, charge);
    await decide(life, 'lost');
    const [lost] = await disputes(life);
    await decideLost(life.ctx, lost!.id, 'chased');
    await life.day('2026-10-05');
    expect(
      await life.rows<{ mode: string }>(`select policy ->> 'mode' as mode from overdue_case`),
    ).toEqual([{ mode: 'invoice' }]);
    for (const day of ['2026-10-12', '2026-10-19']) await life.day(day);
    expect(await life.rows('select id from payment_attempt')).toHaveLength(1);
    await life.check();
  });

  it('that is lost may be paid by the member again, and that is no second charge', async () => {
    const { life, charge, invoice } = await paidMember(db);
    await dispute(life, charge);
    await decide(life, 'lost');
    const [lost] = await disputes(life);
    await decideLost(life.ctx, lost!.id, 'chased');
    life.moveTo('2026-10-06');
    await chargeInvoiceNow(life.ctx, invoice, 'member');
    expect(await invoices(life)).toEqual([{ status: 'paid', balance: 0 }]);
    expect(await cash(life)).toBe(1000);
    await life.check();
  });

  it('that is lost is asked for by reminders also when the subscription is over', async () => {
    const { life, charge, subscriptionId } = await paidMember(db);
    await dispute(life, charge);
    await decide(life, 'lost');
    const { version } = await life.subscription(subscriptionId);
    await cancelSubscription(life.ctx, { id: subscriptionId, version }, { reason: 'left' });
    await life.day('2026-11-02');
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'cancelled' });
    const [lost] = await disputes(life);
    await decideLost(life.ctx, lost!.id, 'chased');
    for (const day of ['2026-11-03', '2026-11-10', '2026-11-17']) await life.day(day);
    const mails = () => life.rows(`select template from message order by created_at`);
    expect(await mails()).toContainEqual({ template: 'reminder' });
    await life.check();
    for (const day of ['2026-12-03', '2026-12-05']) await life.day(day);
    expect(await invoices(life)).toEqual([{ status: 'uncollectible', balance: 1000 }]);
    expect(await mails()).not.toContainEqual({ template: 'cancelled_unpaid' });
    await life.check();
  });

  it('may be paid otherwise meanwhile: a won one is then credit', async () => {
    const { life, charge, invoice } = await paidMember(db);
    await dispute(life, charge);
    await recordOfflinePayment(life.ctx, { invoiceId: invoice, amount: 1000, means: 'transfer' });
    await life.check();
    await decide(life, 'won');
    await life.check();
    expect(await life.rows('select amount, cause from credit_entry')).toEqual([
      { amount: 1000, cause: 'dispute_won' },
    ]);
  });

  it('of a payment that was refunded in part takes what is left, and the rest is a loss', async () => {
    const { life, charge, invoice } = await paidMember(db);
    await dispute(life, charge);
    await decide(life, 'won');
    await refundPayment(life.ctx, {
      ...{ invoiceId: invoice, amount: 400, reason: '', way: 'gateway' as const },
      ...{ renewal: 'goes_on' as const, access: 'stays' as const },
    });
    await applyDispute(life.ctx, 'test', told(charge, { reference: 'second', state: 'lost' }));
    expect(
      await life.rows(`select kind, amount from dispute_place where released_at is null
      order by kind`),
    ).toEqual([
      { kind: 'invoice', amount: 600 },
      { kind: 'loss', amount: 400 },
    ]);
    await life.check();
  });

  it('is answered: evidence, then accepted', async () => {
    const { life, charge } = await paidMember(db);
    await dispute(life, charge);
    const [open] = await disputes(life);
    await submitEvidence(life.ctx, open!.id);
    expect(await disputes(life)).toMatchObject([{ state: 'under_review' }]);
    const [sent] = await life.rows<{ evidence: Record<string, string> }>(
      'select evidence from test_gateway_dispute',
    );
    expect(sent!.evidence.text).toContain('2026-000001');
    await acceptDispute(life.ctx, open!.id);
    expect(await disputes(life)).toMatchObject([{ state: 'lost' }]);
    await expect(submitEvidence(life.ctx, open!.id)).rejects.toThrow();
    await life.check();
  });
});

describe('news of a dispute', () => {
  it('comes in any order and repetition to the same end', async () => {
    const { life, charge } = await paidMember(db);
    const state = (each: Standing['state']) =>
      applyDispute(life.ctx, 'test', told(charge, { reference: 'dp', state: each }));
    for (const each of ['lost', 'needs_response', 'lost', 'under_review'] as const)
      await state(each);
    expect(await disputes(life)).toMatchObject([{ state: 'lost' }]);
    expect(await cash(life)).toBe(0);
    await life.check();
    for (const each of ['won', 'lost', 'won', 'needs_response'] as const) await state(each);
    expect(await disputes(life)).toMatchObject([{ state: 'won' }]);
    expect(await cash(life)).toBe(1000);
    await life.check();
  });

  it('about an inquiry moves no money until it becomes a dispute', async () => {
    const { life, charge } = await paidMember(db);
    const tell = (inquiry: boolean) =>
      applyDispute(life.ctx, 'test', {
        ...told(charge, { reference: 'dp', state: 'needs_response' }),
        inquiry,
      });
    await tell(true);
    expect(await invoices(life)).toEqual([{ status: 'paid', balance: 0 }]);
    await life.check();
    await tell(false);
    await tell(true);
    expect(await invoices(life)).toEqual([{ status: 'open', balance: 1000 }]);
    await life.check();
  });
});
