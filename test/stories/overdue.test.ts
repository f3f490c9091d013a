import { describe, expect, it } from 'vitest';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { accessOf, announced, nothing, overdueMember, stepsOf } from './overdueWorld.ts';

const db = await testDatabase();

describe('the worked example of overdue.md (default settings, Europe/Paris)', () => {
  it('never updated: retries on 4, 7 and 9 March, then the end', async () => {
    const { world, subscriptionId, contactId } = await overdueMember(db);
    expect(await world.until('2026-03-02')).toEqual([
      {
        on: '2026-03-02',
        invoices: 1,
        charged: 0,
        declined: 1,
        recovered: 0,
        cancelled: 0,
        messages: 1,
      },
    ]);
    expect(await world.news()).toEqual({
      events: ['access_suspended', 'charge_failed', 'invoice_issued', 'overdue_opened'],
      mails: ['declined_first'],
      charges: ['declined 2500'],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    expect(await accessOf(world, contactId)).toMatchObject({ overdue: true, closed: 'overdue' });

    await world.until('2026-03-03');
    expect(await world.news()).toEqual(announced);
    await world.until('2026-03-04');
    expect(await world.news()).toEqual({
      events: ['charge_failed'],
      mails: ['declined_again'],
      charges: ['declined 2500'],
    });
    await world.until('2026-03-05');
    expect(await world.news()).toEqual(nothing);
    await world.until('2026-03-06');
    expect(await world.news()).toEqual(announced);
    await world.until('2026-03-07');
    expect(await world.news()).toEqual({
      events: ['charge_failed'],
      mails: ['declined_last_warning'],
      charges: ['declined 2500'],
    });
    await world.until('2026-03-08');
    expect(await world.news()).toEqual(announced);
    await world.until('2026-03-09');
    expect(await world.news()).toEqual({
      events: ['charge_failed', 'invoice_written_off', 'overdue_lost', 'subscription_cancelled'],
      mails: ['cancelled_unpaid'],
      charges: ['declined 2500'],
    });
    expect(await world.subscription(subscriptionId)).toMatchObject({
      state: 'cancelled',
      endCause: 'unpaid',
      endsOn: '2026-03-09',
      nextBillingOn: null,
    });
    await world.until('2026-04-15');
    expect(await world.news()).toEqual(nothing);
    const attempts = await world.rows(
      `select local_day as on from payment_attempt where state = 'declined' order by created_at`,
    );
    expect(attempts.map((each) => each.on)).toEqual([
      '2026-03-02',
      '2026-03-04',
      '2026-03-07',
      '2026-03-09',
    ]);
    await world.check();
  });

  it('card updated on Friday 6: charged at once, active again, next billing still 2 April', async () => {
    const { world, subscriptionId, contactId } = await overdueMember(db);
    await world.until('2026-03-06');
    await world.news();
    await world.card(contactId, cards.good);
    expect(await world.news()).toEqual({
      events: [
        'access_restored',
        'charge_succeeded',
        'overdue_recovered',
        'payment_method_changed',
      ],
      mails: ['recovered'],
      charges: ['succeeded 2500'],
    });
    expect(await world.subscription(subscriptionId)).toMatchObject({
      state: 'active',
      nextBillingOn: '2026-04-02',
    });
    expect(await accessOf(world, contactId)).toMatchObject({ overdue: false, closed: null });
    expect(await stepsOf(world)).toEqual([
      { kind: 'retry', on: '2026-03-04', outcome: 'declined' },
      { kind: 'retry', on: '2026-03-07', outcome: 'cancelled' },
      { kind: 'retry', on: '2026-03-09', outcome: 'cancelled' },
      { kind: 'final', on: '2026-03-09', outcome: 'cancelled' },
    ]);
    await world.until('2026-04-01');
    expect(await world.news()).toEqual(nothing);
    await world.until('2026-04-02');
    expect(await world.news()).toEqual({
      events: ['charge_succeeded', 'invoice_issued'],
      mails: ['receipt'],
      charges: ['succeeded 2500'],
    });
    await world.check();
  });

  it('a retry that is paid recovers by itself', async () => {
    const { world, subscriptionId } = await overdueMember(db, cards.once);
    await world.until('2026-03-04');
    expect(await world.news()).toEqual({
      events: [
        'access_restored',
        'access_suspended',
        'charge_failed',
        'charge_succeeded',
        'invoice_issued',
        'overdue_opened',
        'overdue_recovered',
      ],
      mails: ['declined_first', 'recovered', 'retry_announced'],
      charges: ['declined 2500', 'succeeded 2500'],
    });
    expect((await world.subscription(subscriptionId)).state).toBe('active');
    expect((await stepsOf(world))[0]).toMatchObject({ kind: 'retry', outcome: 'paid' });
    await world.check();
  });
});

describe('other ends', () => {
  it('a hard decline is never charged again: the member is asked, then it ends', async () => {
    const { world, subscriptionId } = await overdueMember(db, cards.stolen);
    await world.until('2026-03-02');
    expect(await world.news()).toMatchObject({
      mails: ['hard_declined'],
      charges: ['declined 2500'],
    });
    await world.until('2026-03-08');
    expect(await world.news()).toEqual({
      events: [],
      mails: ['hard_declined', 'hard_declined'],
      charges: [],
    });
    await world.until('2026-03-09');
    expect(await world.news()).toMatchObject({ mails: ['cancelled_unpaid'], charges: [] });
    expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
    await world.check();
  });

  it('void by setting, and access kept until cancelled', async () => {
    const { world, contactId } = await overdueMember(db, cards.empty, {
      overdue: { after_last: 'void', access: { kind: 'keep_until_cancelled' } },
    });
    await world.until('2026-03-02');
    expect((await world.news()).events).toEqual([
      'charge_failed',
      'invoice_issued',
      'overdue_opened',
    ]);
    expect(await accessOf(world, contactId)).toMatchObject({ overdue: true, closed: null });
    await world.until('2026-03-09');
    expect((await world.news()).events).toContain('invoice_voided');
    await world.check();
  });

  it('access is kept for the days the plan says', async () => {
    const { world, contactId } = await overdueMember(db, cards.empty, {
      overdue: { access: { kind: 'keep_days', days: 3 } },
    });
    await world.until('2026-03-02');
    const [row] = await world.rows(
      'select access_closes_on as on from directory where contact_id = $1',
      [contactId],
    );
    expect(row).toEqual({ on: '2026-03-05' });
    await world.check();
  });

  it('invoice-paying members: reminders after the due date, then the same end', async () => {
    const world = await billingWorld(db, '2026-02-02', {
      settings: { overdue: { access: { kind: 'keep_until_cancelled' } } },
    });
    const planId = await world.plan({ amount: 4000 });
    const { subscriptionId } = await world.join(planId, {
      firstBillingOn: d('2026-03-02'),
      prorate: false,
      collection: 'invoice',
    });
    await world.news();
    await world.until('2026-03-02');
    expect(await world.news()).toEqual({
      events: ['invoice_issued'],
      mails: ['invoice'],
      charges: [],
    });
    // Due on 16 March (14 days); reminders 7, 14 and 30 days later, the end on the last.
    await world.until('2026-03-16');
    expect(await world.news()).toEqual(nothing);
    await world.until('2026-03-17');
    expect(await world.news()).toEqual({ ...nothing, events: ['overdue_opened'] });
    await world.until('2026-03-23');
    expect(await world.news()).toEqual({ ...nothing, mails: ['reminder'] });
    await world.until('2026-03-30');
    expect(await world.news()).toEqual({ ...nothing, mails: ['reminder'] });
    await world.until('2026-04-14');
    expect((await world.news()).mails).toEqual(['invoice']);
    await world.until('2026-04-15');
    expect((await world.news()).mails).toEqual(['cancelled_unpaid']);
    expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
    await world.check();
  });
});
