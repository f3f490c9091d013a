import { describe, expect, it } from 'vitest';
import { previewBilling } from '../../src/actions/billing/previewBilling.ts';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { advanceClock } from '../../src/actions/clock/advanceClock.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { monthlyMember, periodsOf } from './monthlyMember.ts';

const db = await testDatabase();

const nothing = { events: [], mails: [], charges: [] };

function member(day: string, firstBillingOn: string, options: { card?: string } = {}) {
  return monthlyMember(db, { day, firstBillingOn }, options.card);
}

describe('dates', () => {
  it('31 January stays the anchor over February and a leap year', async () => {
    const { world } = await member('2027-12-31', '2027-12-31');
    for (const day of ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']) {
      await world.wakesOn(day);
    }
    expect((await periodsOf(world)).map(({ on }) => on)).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
      '2028-05-31',
    ]);
    const terms = await world.rows('select starts_on as a, ends_on as b from term order by 1');
    expect(terms.at(2)).toEqual({ a: '2028-02-29', b: '2028-03-31' });
    await world.check();
  });

  it('29 February yearly: 28 February, and the 29th again in a leap year', async () => {
    const settings = { anchor_days_29_31: true };
    const world = await billingWorld(db, '2028-02-29', { settings });
    const price = {
      amount: 9000,
      currency: 'EUR',
      intervalUnit: 'year' as const,
      intervalCount: 1,
    };
    const planId = await world.plan({ amount: 9000, prices: [price] });
    const { subscriptionId } = await world.join(planId, {
      card: cards.good,
      firstBillingOn: d('2028-02-29'),
      prorate: false,
    });
    expect((await world.subscription(subscriptionId)).nextBillingOn).toBe('2029-02-28');
    await world.wakesOn('2029-02-28');
    await world.wakesOn('2030-02-28');
    await world.wakesOn('2031-02-28');
    expect((await world.subscription(subscriptionId)).nextBillingOn).toBe('2032-02-29');
    await world.check();
  });

  it('the days on which clocks change are billed once, at the local hour', async () => {
    const { world } = await member('2026-02-28', '2026-02-28');
    await world.wakesOn('2026-03-27');
    await world.until('2026-03-29');
    const [spring] = await world.rows('select clock_at as at from organization');
    expect(spring).toEqual({ at: '2026-03-29T06:00:00.000Z' });
    for (const day of ['04-28', '05-28', '06-28', '07-28', '08-28', '09-28', '10-24']) {
      await world.wakesOn(`2026-${day}`);
    }
    await world.until('2026-10-25');
    const [autumn] = await world.rows('select clock_at as at from organization');
    expect(autumn).toEqual({ at: '2026-10-25T07:00:00.000Z' });
    expect((await periodsOf(world)).map(({ on }) => on.slice(5))).toEqual([
      ...['02-28', '03-28', '04-28', '05-28', '06-28', '07-28', '08-28', '09-28'],
    ]);
    await world.check();
  });

  it('waits for the billing hour when the calendar asks, not when staff do', async () => {
    const { world } = await member('2026-03-01', '2026-03-02');
    await world.moveTo('2026-03-02', 5);
    const calendar = { ...world.ctx, actor: { kind: 'system' as const } };
    expect(await runBillingDay(calendar)).toMatchObject({ days: 0, invoices: 0 });
    expect(await runBillingDay(world.ctx)).toMatchObject({ days: 1, invoices: 1, charged: 1 });
  });
});

describe('a run', () => {
  it('run twice changes nothing', async () => {
    const { world } = await member('2026-03-01', '2026-03-02');
    await world.until('2026-03-02');
    await world.news();
    expect(await runBillingDay(world.ctx)).toMatchObject({ invoices: 0, charged: 0 });
    expect(await world.news()).toEqual(nothing);
  });

  it('two at once do the work of one', async () => {
    const world = await billingWorld(db, '2026-03-01');
    const planId = await world.plan({ amount: 3000 });
    for (let i = 0; i < 12; i += 1) {
      await world.join(planId, {
        card: cards.good,
        firstBillingOn: d('2026-03-02'),
        prorate: false,
      });
    }
    await world.moveTo('2026-03-02');
    const runs = await Promise.all([runBillingDay(world.ctx), runBillingDay(world.ctx)]);
    expect(runs[0].invoices + runs[1].invoices).toBe(12);
    expect(runs[0].charged + runs[1].charged).toBe(12);
    const [numbers] = await world.rows('select min(serial), max(serial), count(*) from invoice');
    expect(numbers).toEqual({ min: 1, max: 12, count: 12 });
    await world.check();
  });

  it('previews what it then does', async () => {
    const { world } = await member('2026-03-01', '2026-03-02');
    const preview = await previewBilling(world.ctx, { until: d('2026-05-02') });
    expect(preview.days.map(({ on, invoices, amount }) => [on, invoices, amount])).toEqual([
      ['2026-03-02', 1, [{ amount: 3000, currency: 'EUR' }]],
      ['2026-04-02', 1, [{ amount: 3000, currency: 'EUR' }]],
      ['2026-05-02', 1, [{ amount: 3000, currency: 'EUR' }]],
    ]);
    for (const day of ['2026-03-02', '2026-04-02', '2026-05-02']) await world.wakesOn(day);
    expect((await periodsOf(world)).map(({ on }) => on)).toEqual(preview.days.map(({ on }) => on));
  });

  it('uses credit first and charges the rest', async () => {
    const { world, contactId } = await member('2026-03-01', '2026-03-02');
    await world.rows(
      `with given as (
         insert into credit_entry (org_id, id, payer_id, amount, currency, cause, created_at)
         values (app_org(), uuid_v7(), $1, 1200, 'EUR', 'plan_change', '2026-03-01T00:00:00Z'))
       insert into ledger_entry (org_id, transaction_id, account, amount, currency, booked_on,
         payer_id)
       values (app_org(), $1, 'revenue', 1200, 'EUR', '2026-03-01', $1),
         (app_org(), $1, 'credit', -1200, 'EUR', '2026-03-01', $1)`,
      [contactId],
    );
    await world.news();
    await world.until('2026-03-02');
    expect(await world.news()).toEqual({
      events: ['charge_succeeded', 'credit_used', 'invoice_issued'],
      mails: ['receipt'],
      charges: ['succeeded 1800'],
    });
    await world.check();
  });

  it('starts what begins and ends what is over', async () => {
    const world = await billingWorld(db, '2026-03-01');
    const planId = await world.plan({ amount: 3000 });
    const { subscriptionId } = await world.join(planId, {
      card: cards.good,
      startOn: d('2026-03-10'),
      firstBillingOn: d('2026-03-10'),
      prorate: false,
    });
    expect((await world.subscription(subscriptionId)).state).toBe('scheduled');
    await world.until('2026-03-10');
    expect((await world.subscription(subscriptionId)).state).toBe('active');
    await world.rows(`update subscription set ends_on = '2026-04-10', end_cause = 'cancelled'`);
    await world.wakesOn('2026-04-10');
    await world.wakesOn('2026-05-10');
    expect(await world.subscription(subscriptionId)).toMatchObject({
      state: 'cancelled',
      nextBillingOn: null,
    });
    expect(await periodsOf(world)).toHaveLength(1);
    await world.check();
  });
});

it('only a sandbox has a clock to move, and only forward', async () => {
  const real = await billingWorld(db, '2026-03-01', { sandbox: false });
  await expect(real.until('2026-03-02')).rejects.toMatchObject({ code: 'real_time_only' });
  const world = await billingWorld(db, '2026-03-01');
  await expect(world.until('2026-03-01')).rejects.toMatchObject({ code: 'clock_goes_forward' });
  const stop = new Error('stop');
  const mail = { kind: 'outbox' as const, note: () => undefined };
  const progress = async (done: number) => {
    if (done === 2) throw stop;
  };
  const until = d('2026-03-31');
  await expect(advanceClock({ ...world.ctx, mail }, { until, progress })).rejects.toBe(stop);
  const [clock] = await world.rows(
    'select clock_at as at, billed_until as until from organization',
  );
  expect(clock).toEqual({ at: '2026-03-03T07:00:00.000Z', until: '2026-03-03' });
});
