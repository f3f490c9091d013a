import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { creditInvoice } from '../../src/actions/payments/creditInvoice.ts';
import { voidInvoice, writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { resolveRefunds } from '../../src/actions/payments/resolveRefunds.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { decide, dispute, paidMember } from './disputeWorld.ts';
import { accessOf, overdueMember } from './overdueWorld.ts';

const db = await testDatabase();

const credit = (ctx: Context, invoiceId: string, amount: number) =>
  creditInvoice(ctx, { invoiceId, credited: { amount }, reason: '', notify: 'payer' });

describe('a credit note on an overdue invoice', () => {
  it('ends the case and gives access back when nothing is left to pay, and not before', async () => {
    const { world, subscriptionId, contactId } = await overdueMember(db, cards.empty);
    await world.until('2026-03-03');
    const [invoice] = await world.rows<{ id: string; balance: number }>(
      `select i.id, i.balance from invoice i join overdue_case c on c.invoice_id = i.id
       where c.state = 'open'`,
    );
    const { id, balance } = invoice!;
    await world.news();
    await credit(world.ctx, id, balance - 100);
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    await world.check();
    await credit(world.ctx, id, 100);
    expect(await world.subscription(subscriptionId)).toMatchObject({ state: 'active' });
    expect(await accessOf(world, contactId)).toMatchObject({ overdue: false, closed: null });
    expect(await world.news()).toEqual({
      events: [
        ...['access_restored', 'credit_note_issued', 'credit_note_issued', 'overdue_recovered'],
      ],
      mails: ['credit_note', 'credit_note'],
      charges: [],
    });
    await world.check();
  });

  it('leaves only the rest to be collected', async () => {
    const { world } = await overdueMember(db, cards.once);
    await world.until('2026-03-02');
    const [invoice] = await world.rows<{ id: string; balance: number }>(
      "select id, balance from invoice where status = 'open'",
    );
    await world.news();
    await credit(world.ctx, invoice!.id, 400);
    expect(await chargeInvoiceNow(world.ctx, invoice!.id)).toMatchObject({ outcome: 'succeeded' });
    expect((await world.news()).charges).toEqual([`succeeded ${invoice!.balance - 400}`]);
    await world.check();
  });
});

describe('a credit note on a pro-forma notice', () => {
  it('makes an invoice of it first', async () => {
    const settings = { invoice: { membership_bills: 'proforma' } };
    const life = await billingWorld(db, '2026-10-01', { settings });
    const planId = await life.plan({ amount: 1200, taxRate: '20' });
    const { invoiceIds } = await life.join(planId, { firstBillingOn: d('2026-10-01') });
    await life.news();
    await credit(life.ctx, invoiceIds[0]!, 300);
    expect(await life.rows('select number, series, credited, balance from invoice')).toEqual([
      { number: '2026-000001', series: '', credited: 300, balance: 900 },
    ]);
    expect((await life.news()).events).toEqual(['credit_note_issued', 'invoice_issued']);
    await life.check();
  });
});

describe('a credit note is refused', () => {
  it('on what is void or written off', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const planId = await life.plan({ amount: 1200 });
    const first = await life.join(planId, { firstBillingOn: d('2026-10-01') });
    const second = await life.join(planId, { firstBillingOn: d('2026-10-01') });
    await voidInvoice(life.ctx, first.invoiceIds[0]!, '');
    await writeOffInvoice(life.ctx, second.invoiceIds[0]!);
    for (const { invoiceIds } of [first, second]) {
      await expect(credit(life.ctx, invoiceIds[0]!, 100)).rejects.toMatchObject({
        code: 'invoice_not_in_state',
      });
    }
    await life.check();
  });

  it('while a charge has no answer', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const planId = await life.plan({ amount: 1200 });
    const { invoiceIds } = await life.join(planId, {
      ...{ firstBillingOn: d('2026-10-01'), card: cards.silentNothing },
    });
    await expect(credit(life.ctx, invoiceIds[0]!, 100)).rejects.toMatchObject({
      code: 'attempt_unresolved',
    });
    await life.check();
  });

  it('while a refund has none, or a bank holds the money; afterwards as far as is left', async () => {
    const { life, invoice, charge } = await paidMember(db);
    const test = life.ctx.gateways.payment.test!;
    const refund = async (request: Parameters<typeof test.refund>[0]) => {
      await test.refund(request);
      return { state: 'unknown' as const };
    };
    const silent = { ...life.ctx, gateways: { payment: { test: { ...test, refund } } } };
    await refundPayment(silent, {
      ...{ invoiceId: invoice, amount: 400, reason: '', way: 'gateway' },
      ...{ renewal: 'goes_on', access: 'stays' },
    });
    const refused = (code: string) =>
      expect(credit(life.ctx, invoice, 601)).rejects.toMatchObject({ code });
    await refused('refund_unresolved');
    await resolveRefunds(life.ctx);
    await refused('credit_too_large');
    expect(await credit(life.ctx, invoice, 100)).toMatchObject({ toCredit: 100, balance: 0 });
    await dispute(life, charge);
    await refused('payment_disputed');
    await decide(life, 'won');
    expect(await credit(life.ctx, invoice, 500)).toMatchObject({ toCredit: 500 });
    await life.check();
  });
});
