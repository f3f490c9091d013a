import { describe, expect, it } from 'vitest';
import { previewBilling } from '../../src/actions/billing/previewBilling.ts';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { decideHeldBilling } from '../../src/actions/subscriptions/decideHeldBilling.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { confirmTestCharge } from '../../src/gateways/payment/test/gateway.ts';
import { testDatabase } from '../support/database.ts';
import { cards } from './billingWorld.ts';
import { monthlyMember, periodsOf } from './monthlyMember.ts';

const db = await testDatabase();

function member(day: string, firstBillingOn: string, options: { card?: string } = {}) {
  return monthlyMember(db, { day, firstBillingOn }, options.card);
}

describe('gateways that do not answer', () => {
  it('time-out before effect: never charged; the member is asked, the schedule begins', async () => {
    const { world, subscriptionId } = await member('2026-03-01', '2026-03-02', {
      card: cards.silentNothing,
    });
    await world.news();
    await world.until('2026-03-02');
    expect(await world.news()).toEqual({
      events: [
        'access_suspended',
        'charge_failed',
        'charge_unknown',
        'invoice_issued',
        'overdue_opened',
      ],
      mails: ['declined_first'],
      charges: [],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    await world.check();
  });

  it('time-out after effect: found out by asking, never charged twice', async () => {
    const { world, subscriptionId } = await member('2026-03-01', '2026-03-02', {
      card: cards.silentCharged,
    });
    await world.news();
    await world.until('2026-03-02');
    expect(await world.news()).toEqual({
      events: ['charge_succeeded', 'charge_unknown', 'invoice_issued'],
      mails: ['receipt'],
      charges: ['succeeded 3000'],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('active');
    await world.check();
  });

  it('a late settlement is waited for: no retry, no overdue step meanwhile', async () => {
    const { world, subscriptionId } = await member('2026-03-01', '2026-03-02', {
      card: cards.late,
    });
    await world.news();
    await world.until('2026-03-04');
    expect(await world.news()).toEqual({
      events: ['invoice_issued'],
      mails: [],
      charges: ['processing 3000'],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('active');
    await world.until('2026-03-06');
    expect(await world.news()).toEqual({
      events: ['charge_succeeded'],
      mails: ['receipt'],
      charges: ['succeeded 3000'],
    });
    await world.check();
  });
});

describe('a charge that the member confirms at the bank', () => {
  it('waits for the confirmation, and is paid by it', async () => {
    const { world } = await member('2026-03-01', '2026-03-02', { card: cards.confirm });
    await world.until('2026-03-02');
    // Nobody was there to confirm the automatic charge; the member pays now themselves.
    const [invoice] = await world.rows<{ id: string }>('select id from invoice');
    await world.news();
    const paying = await chargeInvoiceNow(world.ctx, invoice!.id, 'member');
    expect(paying.outcome).toBe('requires_action');
    const [attempt] = await world.rows<{ id: string }>(
      `select id from payment_attempt where state = 'requires_action'`,
    );
    await expect(chargeInvoiceNow(world.ctx, invoice!.id, 'staff')).rejects.toMatchObject({
      code: 'attempt_unresolved',
    });
    expect(await confirmTestCharge(db, world.ctx.orgId, attempt!.id)).toBe(true);
    await world.moveTo('2026-03-02', 9);
    await runBillingDay(world.ctx);
    expect((await world.news()).events).toEqual([
      'access_restored',
      'charge_succeeded',
      'overdue_recovered',
    ]);
    await world.check();
  });
});

describe('after downtime', () => {
  it('three days: each period with its own date, one charge, the cycle from today', async () => {
    const { world } = await member('2026-03-01', '2026-03-02', { card: cards.empty });
    await world.wakesOn('2026-03-01');
    await world.news();
    expect(await world.wakesOn('2026-03-05')).toMatchObject({ days: 4, invoices: 1, declined: 1 });
    expect((await periodsOf(world))[0]).toMatchObject({ on: '2026-03-02', start: '2026-03-02' });
    const steps = await world.rows('select due_on as on from overdue_step order by position');
    expect(steps.map(({ on }) => on)).toEqual([
      '2026-03-07',
      '2026-03-10',
      '2026-03-12',
      '2026-03-12',
    ]);
    await world.check();
  });

  it('all retries passed by: one attempt and its notice before the end, no burst', async () => {
    const { world, subscriptionId } = await member('2026-03-01', '2026-03-02', {
      card: cards.empty,
    });
    await world.until('2026-03-02');
    await world.news();
    await world.wakesOn('2026-03-20');
    expect(await world.news()).toEqual({
      events: ['charge_failed', 'overdue_moved'],
      mails: ['declined_last_warning'],
      charges: ['declined 3000'],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    await world.until('2026-03-22');
    expect(await world.news()).toMatchObject({
      mails: ['cancelled_unpaid', 'retry_announced'],
      charges: ['declined 3000'],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
    await world.check();
  });

  it('three months: held until staff decide, then only the current period is billed', async () => {
    const { world, subscriptionId } = await member('2026-03-01', '2026-03-02');
    await world.wakesOn('2026-03-01');
    expect(await world.wakesOn('2026-06-05')).toMatchObject({ invoices: 0, held: 1 });
    expect(await world.subscription(subscriptionId)).toMatchObject({ billingHeld: true });
    const preview = await previewBilling(world.ctx, { until: d('2026-06-30') });
    expect(preview.held.map((each) => each.subscriptionId)).toEqual([subscriptionId]);
    await decideHeldBilling(world.ctx, { id: subscriptionId }, 'current');
    expect(await periodsOf(world)).toEqual([
      { on: '2026-06-05', start: '2026-06-02', end: '2026-07-02', status: 'paid' },
    ]);
    await world.check();
  });
});
