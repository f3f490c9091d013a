import { describe, expect, it } from 'vitest';
import { listRefundable } from '../../src/actions/payments/listRefundable.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { resolveRefunds } from '../../src/actions/payments/resolveRefunds.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const plain = {
  reason: 'goodwill',
  renewal: 'goes_on',
  access: 'stays',
  way: 'gateway',
} as const;

/** A member who paid 12 € on 1 October and on the first of the next months. */
async function paying(life: Life, months: string[] = []) {
  const plan = await life.plan({ amount: 1200, taxRate: '20' });
  const first = d('2026-10-01');
  const member = await life.join(plan.id, { firstBillingOn: first, paymentMethod: goodCard });
  for (const month of months) await life.day(month);
  const invoices = await life.rows<{ id: string; number: string }>(
    'select id, number from invoice order by year, serial',
  );
  return { ...member, invoices };
}

describe('refunds', () => {
  it('gives back any of the three latest, and no older one', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const months = ['2026-11-01', '2026-12-01', '2027-01-01'];
    const { invoices, contactId } = await paying(life, months);
    const listed = await listRefundable(life.ctx, contactId);
    expect(listed.map(({ number, allowed, whyNot }) => [number, allowed, whyNot])).toEqual([
      ['2027-000001', true, null],
      ['2026-000003', true, null],
      ['2026-000002', true, null],
      ['2026-000001', false, 'not_latest'],
    ]);
    const old = { ...plain, invoiceId: invoices[0]!.id, amount: 1200 };
    await expect(refundPayment(life.ctx, old)).rejects.toMatchObject({ code: 'not_refundable' });
    for (const invoice of invoices.slice(1)) {
      const made = await refundPayment(life.ctx, {
        ...plain,
        invoiceId: invoice.id,
        amount: 1200,
      });
      expect(made.state).toBe('succeeded');
    }
    const notes = await life.rows(
      'select number, net, tax, total from credit_note order by serial',
    );
    expect(notes).toEqual([
      { number: 'AV-2027-000001', net: 1000, tax: 200, total: 1200 },
      { number: 'AV-2027-000002', net: 1000, tax: 200, total: 1200 },
      { number: 'AV-2027-000003', net: 1000, tax: 200, total: 1200 },
    ]);
    // What was made outside is recorded at any age.
    const outside = await refundPayment(life.ctx, { ...old, way: 'outside' });
    expect(outside.creditNote?.number).toBe('AV-2027-000004');
    await life.check();
  });

  it('refuses what is too old, by the setting', async () => {
    const life = await lifeWorld(db, '2026-10-01', { refunds: { latest: 3, max_age_days: 30 } });
    const { invoices } = await paying(life);
    life.moveTo('2026-11-01');
    await expect(
      refundPayment(life.ctx, { ...plain, invoiceId: invoices[0]!.id, amount: 1200 }),
    ).rejects.toMatchObject({ code: 'not_refundable', params: { why: 'too_old' } });
  });

  it('gives back in parts, never more than came, with the tax to the cent', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoices, subscriptionId } = await paying(life);
    const invoiceId = invoices[0]!.id;
    await refundPayment(life.ctx, { ...plain, invoiceId, amount: 333 });
    await expect(
      refundPayment(life.ctx, { ...plain, invoiceId, amount: 868 }),
    ).rejects.toMatchObject({ code: 'refund_too_large', fields: [{ pointer: '/amount' }] });
    await refundPayment(life.ctx, { ...plain, invoiceId, amount: 867 });
    const [sum] = await life.rows(
      'select sum(net)::int as net, sum(tax)::int as tax from credit_note',
    );
    expect(sum).toEqual({ net: 1000, tax: 200 });
    // A refund alone does not cancel, and access stays.
    const row = await life.subscription(subscriptionId);
    expect(row).toMatchObject({ state: 'active', endsOn: null, nextBillingOn: '2026-11-01' });
    await life.check();
  });

  it('never gives back twice what two people ask for at the same moment', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoices } = await paying(life);
    const wish = { ...plain, invoiceId: invoices[0]!.id, amount: 1200 };
    const results = await Promise.allSettled([
      refundPayment(life.ctx, wish),
      refundPayment(life.ctx, wish),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [charge] = await life.rows('select refunded from test_gateway_charge');
    expect(charge).toEqual({ refunded: 1200 });
    await life.check();
  });

  it('ends access at once, or only the renewal, as the form says', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gone = await paying(life);
    life.moveTo('2026-10-10');
    const invoiceId = gone.invoices[0]!.id;
    await refundPayment(life.ctx, { ...plain, invoiceId, amount: 1200, access: 'ends' });
    const [row] = await life.rows(
      `select s.state, s.ends_on, d.access_until, d.last_charge_outcome from subscription s
       join directory d on d.contact_id = s.contact_id where s.id = $1`,
      [gone.subscriptionId],
    );
    expect(row).toEqual({
      state: 'cancelled',
      ends_on: '2026-10-10',
      access_until: null,
      last_charge_outcome: 'refunded',
    });
    const plan = await life.plan({ name: 'Silver', amount: 900 });
    const stops = await life.join(plan.id, {
      firstBillingOn: d('2026-10-10'),
      paymentMethod: goodCard,
    });
    await refundPayment(life.ctx, {
      ...plain,
      invoiceId: stops.invoiceIds[0]!,
      amount: 900,
      renewal: 'stops',
    });
    expect(await life.subscription(stops.subscriptionId)).toMatchObject({
      state: 'active',
      endsOn: '2026-11-10',
      nextBillingOn: null,
    });
    const mails = await life.rows<{ template: string; data: { accessLastDay: string | null } }>(
      `select template, data from message where template <> 'receipt' order by created_at, id`,
    );
    expect(mails.map(({ template, data }) => [template, data.accessLastDay])).toEqual([
      ['refunded', '2026-10-09'],
      ['refunded', '2026-11-09'],
    ]);
    await life.check();
  });
});

describe('a refund after a change of plan', () => {
  it('gives back no day twice: what went into the upgrade is left out, until that is refunded', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { subscriptionId: id, contactId, invoices } = await paying(life);
    const gold = await life.plan({ name: 'Platinum', amount: 3100, taxRate: '20' });
    life.moveTo('2026-10-16');
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    // 16 of 31 days of 12.00 were credited: 6.19; 31.00 × 16/31 = 16.00 less that was paid.
    const left = async () => {
      const listed = await listRefundable(life.ctx, contactId);
      return listed.map(({ amountLeft }) => amountLeft);
    };
    expect(await left()).toEqual([981, 581]);
    const first = { ...plain, invoiceId: invoices[0]!.id };
    await expect(refundPayment(life.ctx, { ...first, amount: 582 })).rejects.toMatchObject({
      code: 'refund_too_large',
      params: { max: 581 },
    });
    const [upgrade] = await life.rows<{ id: string }>(
      `select id from invoice where type = 'proration'`,
    );
    await refundPayment(life.ctx, { ...plain, invoiceId: upgrade!.id, amount: 981 });
    expect(await left()).toEqual([0, 1200]);
    await refundPayment(life.ctx, { ...first, amount: 1200 });
    expect(await life.rows('select settled, credited, total from invoice order by serial')).toEqual(
      [
        { settled: 0, credited: 1200, total: 1200 },
        { settled: 0, credited: 981, total: 981 },
      ],
    );
    await life.check();
  });
});

describe('a refund without an answer', () => {
  it('stays unknown and reserved, is asked about, and is made once', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoices } = await paying(life);
    const silent = { ...life.ctx, gateways: { payment: { test: silentOnce(life) } } };
    const wish = { ...plain, invoiceId: invoices[0]!.id, amount: 1200 };
    expect(await refundPayment(silent, wish)).toMatchObject({ state: 'unknown', creditNote: null });
    await expect(refundPayment(life.ctx, wish)).rejects.toMatchObject({ code: 'not_refundable' });
    expect(await life.rows('select id from credit_note')).toEqual([]);
    await life.check();
    expect(await resolveRefunds(life.ctx)).toBe(1);
    expect(await resolveRefunds(life.ctx)).toBe(0);
    expect(await life.rows('select state from refund')).toEqual([{ state: 'succeeded' }]);
    expect(await life.rows('select refunded from test_gateway_charge')).toEqual([
      { refunded: 1200 },
    ]);
    await life.check();
  });

  it('that the gateway refuses gives nothing back and says so', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoices } = await paying(life);
    const test = life.ctx.gateways.payment.test!;
    const refund = async () => ({ state: 'failed' as const, reason: 'charge_not_found' });
    const refusing = { ...life.ctx, gateways: { payment: { test: { ...test, refund } } } };
    const wish = { ...plain, invoiceId: invoices[0]!.id, amount: 1200 };
    await expect(refundPayment(refusing, wish)).rejects.toMatchObject({ code: 'refund_failed' });
    expect((await refundPayment(life.ctx, wish)).state).toBe('succeeded');
    await life.check();
  });
});

/** The test gateway on a bad line: the refund is made, but its answer never comes. */
function silentOnce(life: Life) {
  const test = life.ctx.gateways.payment.test!;
  return {
    ...test,
    refund: async (request: Parameters<typeof test.refund>[0]) => {
      await test.refund(request);
      return { state: 'unknown' as const };
    },
  };
}
