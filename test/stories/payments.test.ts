import { describe, expect, it } from 'vitest';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { voidInvoice, writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { resendInvoice } from '../../src/actions/payments/resendInvoice.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** A member with an open invoice of 30 €, due by invoice. */
async function owing(life: Life) {
  const plan = await life.plan({ amount: 3000 });
  const member = await life.join(plan.id, { firstBillingOn: d('2026-10-01') });
  return { ...member, planId: plan.id, invoiceId: member.invoiceIds[0]! };
}

async function invoice(life: Life, id: string) {
  const [row] = await life.rows(
    `select i.status, i.settled, i.balance, i.paid_on, t.status as term from invoice i
     left join term t on t.invoice_id = i.id where i.id = $1`,
    [id],
  );
  return row;
}

describe('payments that staff record', () => {
  it('settle in parts, and the surplus becomes credit that the next invoice uses first', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId, contactId } = await owing(life);
    const part = { invoiceId, means: 'transfer' as const, reference: 'VIR 1' };
    const first = await recordOfflinePayment(life.ctx, { ...part, amount: 1000 });
    expect(first).toMatchObject({ balance: 2000, toCredit: 0 });
    expect(await invoice(life, invoiceId)).toMatchObject({ status: 'open', term: 'pending' });
    const second = await recordOfflinePayment(life.ctx, { ...part, amount: 2500 });
    expect(second).toMatchObject({ balance: 0, toCredit: 500 });
    expect(await invoice(life, invoiceId)).toMatchObject({
      status: 'paid',
      paid_on: '2026-10-01',
      term: 'active',
    });
    await life.check();
    await life.day('2026-11-01');
    const [next] = await life.rows(
      'select total, settled, balance from invoice where contact_id = $1 and serial = 2',
      [contactId],
    );
    expect(next).toEqual({ total: 3000, settled: 500, balance: 2500 });
    await life.check();
    // The surplus is used by now: with the payment that brought it, it leaves that invoice.
    await reverseOfflinePayment(life.ctx, second.paymentId, 'bounced');
    expect(await invoice(life, invoiceId)).toMatchObject({ status: 'open', balance: 2000 });
    const [owed] = await life.rows('select settled, balance from invoice where serial = 2');
    expect(owed).toEqual({ settled: 0, balance: 3000 });
    await life.check();
  });

  it('are taken back: the invoice is open again and its term waits', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await owing(life);
    const paid = await recordOfflinePayment(life.ctx, { invoiceId, amount: 3500, means: 'cheque' });
    await reverseOfflinePayment(life.ctx, paid.paymentId, 'The cheque bounced');
    expect(await invoice(life, invoiceId)).toEqual({
      status: 'open',
      settled: 0,
      balance: 3000,
      paid_on: null,
      term: 'pending',
    });
    await expect(reverseOfflinePayment(life.ctx, paid.paymentId, 'again')).rejects.toMatchObject({
      code: 'not_taken_back',
    });
    await life.check();
  });

  it('refuses money from the future, nothing, and a paid invoice', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await owing(life);
    const pay = (more: object) =>
      recordOfflinePayment(life.ctx, { invoiceId, amount: 3000, means: 'cash', ...more });
    await expect(pay({ amount: 0 })).rejects.toMatchObject({ code: 'amount_not_positive' });
    await expect(pay({ receivedOn: d('2026-10-02') })).rejects.toMatchObject({
      code: 'received_in_future',
    });
    await pay({});
    await expect(pay({})).rejects.toMatchObject({ code: 'nothing_to_pay' });
    await life.check();
  });

  it('still settle what was written off, and a take-back writes it off again', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await owing(life);
    await writeOffInvoice(life.ctx, invoiceId);
    const part = { invoiceId, amount: 1200, means: 'cash' as const };
    const paid = await recordOfflinePayment(life.ctx, part);
    expect(await invoice(life, invoiceId)).toMatchObject({
      status: 'uncollectible',
      balance: 1800,
    });
    await life.check();
    await reverseOfflinePayment(life.ctx, paid.paymentId, 'mistake');
    await life.check();
    await recordOfflinePayment(life.ctx, { ...part, amount: 3000 });
    expect(await invoice(life, invoiceId)).toMatchObject({ status: 'paid', balance: 0 });
    await life.check();
  });
});

describe('an invoice', () => {
  it('is charged now, once somebody gives a card', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId, contactId } = await owing(life);
    await expect(chargeInvoiceNow(life.ctx, invoiceId)).rejects.toMatchObject({
      code: 'no_payment_method',
    });
    await setPaymentMethod(life.ctx, contactId, emptyCard);
    expect(await chargeInvoiceNow(life.ctx, invoiceId)).toEqual({
      outcome: 'declined',
      reason: 'insufficient_funds',
    });
    await setPaymentMethod(life.ctx, contactId, goodCard);
    expect(await chargeInvoiceNow(life.ctx, invoiceId)).toMatchObject({ outcome: 'succeeded' });
    await expect(setPaymentMethod(life.ctx, contactId, { testCard: '1' })).rejects.toMatchObject({
      code: 'unknown_card',
    });
    await life.check();
  });

  it('is charged at once when an overdue payer gives a new card, and all is well again', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3000 });
    const member = await life.join(plan.id, {
      firstBillingOn: d('2026-10-01'),
      paymentMethod: emptyCard,
    });
    expect((await life.subscription(member.subscriptionId)).state).toBe('overdue');
    await life.check();
    const { charged } = await setPaymentMethod(life.ctx, member.contactId, goodCard);
    expect(charged).toMatchObject([{ invoiceId: member.invoiceIds[0], state: 'succeeded' }]);
    expect(await life.subscription(member.subscriptionId)).toMatchObject({
      state: 'active',
      nextBillingOn: '2026-11-01',
    });
    await life.check();
  });

  it('is voided while nothing is paid on it, keeps its number, and its term never counts', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await owing(life);
    await resendInvoice(life.ctx, invoiceId);
    const part = { invoiceId, amount: 1, means: 'cash' as const };
    const paid = await recordOfflinePayment(life.ctx, part);
    await expect(voidInvoice(life.ctx, invoiceId, 'wrong')).rejects.toMatchObject({
      code: 'invoice_partly_paid',
    });
    await reverseOfflinePayment(life.ctx, paid.paymentId, 'wrong');
    await voidInvoice(life.ctx, invoiceId, 'wrong plan');
    expect(await invoice(life, invoiceId)).toMatchObject({ status: 'void', term: 'void' });
    const told = await life.rows('select template from message order by created_at, id');
    expect(told.map((message) => message.template)).toEqual([
      'invoice',
      'receipt',
      'invoice_voided',
    ]);
    await expect(writeOffInvoice(life.ctx, invoiceId)).rejects.toMatchObject({
      code: 'invoice_not_in_state',
    });
    await life.check();
  });

  it('written off by mistake can be voided instead', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await owing(life);
    await writeOffInvoice(life.ctx, invoiceId);
    await voidInvoice(life.ctx, invoiceId, 'not owed at all');
    await life.check();
  });
});
