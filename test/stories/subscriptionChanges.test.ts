import { describe, expect, it } from 'vitest';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lateRefusal, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** A member of Silver (10 €) since 1 October who can move to Gold (31 €). */
async function silver(life: Life, more: object = {}) {
  const plan = await life.plan({ name: 'Silver', amount: 1000 });
  const gold = await life.plan({ name: 'Gold', amount: 3100 });
  const firstBillingOn = d('2026-10-01');
  const member = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard, ...more });
  return { ...member, id: member.subscriptionId, silver: plan, gold };
}

function documents(life: Life) {
  return life.rows(`select type, total, status from invoice order by year, serial`);
}

function terms(life: Life, id: string) {
  return life.rows(
    `select starts_on as start, ends_on as end, status from term
     where subscription_id = $1 and status <> 'void' order by starts_on`,
    [id],
  );
}

describe('a change of plan', () => {
  it('upwards counts now: credit and charge by days, one payment of the net', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold } = await silver(life);
    life.moveTo('2026-10-16');
    const preview = await previewChange(life.ctx, id, { planId: gold.id });
    // 16 of 31 days: 10.00 × 16/31 = 5.16 back, 31.00 × 16/31 = 16.00 to pay.
    const lines = preview.decision.invoice!.draft.lines.map((l) => [l.kind, l.total, l.fraction]);
    expect(lines).toEqual([
      ['proration_credit', -516, { days: 16, of: 31 }],
      ['proration_charge', 1600, { days: 16, of: 31 }],
    ]);
    const changed = await changeSubscription(life.ctx, { id }, { planId: gold.id });
    expect(changed).toMatchObject({ applies: 'now', charge: 'succeeded' });
    expect(await documents(life)).toEqual([
      { type: 'subscription', total: 1000, status: 'paid' },
      { type: 'proration', total: 1084, status: 'paid' },
    ]);
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-10-16', status: 'active' },
      { start: '2026-10-16', end: '2026-11-01', status: 'active' },
    ]);
    await life.check();
    await life.day('2026-11-01');
    expect((await documents(life)).at(-1)).toEqual({
      type: 'subscription',
      total: 3100,
      status: 'paid',
    });
    const labels = await life.rows(
      'select l.name from contact_label c join label l on l.id = c.label_id',
    );
    expect(labels).toEqual([{ name: 'Gold' }]);
    await life.check();
  });

  it('and its reversal on the same day net to zero', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold, silver: before, contactId } = await silver(life);
    life.moveTo('2026-10-16');
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    await changeSubscription(life.ctx, { id }, { planId: before.id, when: 'now' });
    const [sums] = await life.rows(
      `select (select sum(total) from invoice)::int as billed,
         (select sum(total) from credit_note)::int as credited,
         (select sum(amount) from payment)::int as paid,
         (select sum(amount) from credit_entry where payer_id = $1)::int as credit`,
      [contactId],
    );
    // Billed 10.00 + 10.84 + 5.16 and credited 16.00: what remains billed is the 10.00 of Silver.
    expect(sums).toEqual({ billed: 2600, credited: 1600, paid: 2084, credit: 1084 });
    expect(await life.subscription(id)).toMatchObject({
      amount: 1000,
      nextBillingOn: '2026-11-01',
    });
    await life.check();
  });

  it('downwards waits for the next period, is replaced and withdrawn', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, silver: plan } = await silver(life);
    const bronze = await life.plan({ name: 'Bronze', amount: 500 });
    const tin = await life.plan({ name: 'Tin', amount: 200 });
    life.moveTo('2026-10-16');
    const planned = await changeSubscription(life.ctx, { id }, { planId: tin.id });
    expect(planned).toMatchObject({ applies: 'later', effectiveOn: '2026-11-01' });
    await changeSubscription(life.ctx, { id }, { planId: bronze.id });
    expect(await life.subscription(id)).toMatchObject({
      planId: plan.id,
      pendingChange: { planName: 'Bronze', effectiveOn: '2026-11-01' },
    });
    await life.day('2026-11-01');
    expect(await life.subscription(id)).toMatchObject({ planId: bronze.id, pendingChange: null });
    expect((await documents(life)).at(-1)).toMatchObject({ total: 500, status: 'paid' });
    await changeSubscription(life.ctx, { id }, { planId: tin.id });
    await withdrawChange(life.ctx, { id });
    await expect(withdrawChange(life.ctx, { id })).rejects.toMatchObject({
      code: 'no_pending_change',
    });
    await life.day('2026-12-01');
    expect((await documents(life)).at(-1)).toMatchObject({ total: 500 });
    await life.check();
  });

  it('whose payment is declined leaves the plan before as it was', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold, silver: plan, contactId } = await silver(life);
    await setPaymentMethod(life.ctx, contactId, emptyCard);
    life.moveTo('2026-10-16');
    await expect(changeSubscription(life.ctx, { id }, { planId: gold.id })).rejects.toMatchObject({
      code: 'upgrade_declined',
      status: 402,
    });
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      planId: plan.id,
      amount: 1000,
      nextBillingOn: '2026-11-01',
    });
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-11-01', status: 'active' },
    ]);
    expect((await documents(life)).at(-1)).toMatchObject({ type: 'proration', status: 'void' });
    await life.check();
    await setPaymentMethod(life.ctx, contactId, goodCard);
    await life.day('2026-11-01');
    await life.check();
  });

  // The gateway said "processing", then no: nobody chased that invoice, and the plan stayed.
  it('whose payment is declined days later is taken back then, and the member hears of it', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold, silver: plan, contactId } = await silver(life);
    await setPaymentMethod(life.ctx, contactId, lateRefusal);
    life.moveTo('2026-10-16');
    const changed = await changeSubscription(life.ctx, { id }, { planId: gold.id });
    expect(changed.charge).toBe('processing');
    expect(await life.subscription(id)).toMatchObject({ planId: gold.id });
    await life.day('2026-10-18');
    await life.day('2026-10-20');
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      planId: plan.id,
      nextBillingOn: '2026-11-01',
    });
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-11-01', status: 'active' },
    ]);
    expect((await documents(life)).at(-1)).toMatchObject({ type: 'proration', status: 'void' });
    const told = await life.rows(
      `select data->>'toPlan' as plan from message where template = 'plan_changed' order by id`,
    );
    expect(told).toEqual([{ plan: 'Gold' }, { plan: 'Silver' }]);
    await life.check();
  });

  it('whose payment is declined after life went on is chased like any other invoice', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold, contactId } = await silver(life);
    await setPaymentMethod(life.ctx, contactId, lateRefusal);
    life.moveTo('2026-10-16');
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    await extendSubscription(life.ctx, { id }, { days: 3 });
    await life.day('2026-10-19');
    await life.day('2026-10-20');
    await life.day('2026-10-21');
    await life.day('2026-10-24');
    expect(await life.subscription(id)).toMatchObject({ state: 'overdue', planId: gold.id });
    await life.check();
  });

  it('of an unpaid period goes onto its open invoice and becomes no money', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold } = await silver(life, { paymentMethod: null });
    life.moveTo('2026-10-16');
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    const rows = await life.rows('select total, credited, balance from invoice order by serial');
    expect(rows).toEqual([
      { total: 1000, credited: 516, balance: 484 },
      { total: 1600, credited: 0, balance: 1600 },
    ]);
    expect(await life.rows('select id from credit_entry')).toEqual([]);
    await life.check();
  });

  it('to a yearly price restarts the cycle that day, and granted days stay behind it', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const year = {
      amount: 12000,
      currency: 'EUR',
      intervalUnit: 'year' as const,
      intervalCount: 1,
    };
    const month = { ...year, amount: 1000, intervalUnit: 'month' as const };
    const plan = await life.plan({ name: 'Both', amount: 0, prices: [month, year] });
    const yearly = plan.prices.find((price) => price.intervalUnit === 'year')!;
    const monthly = plan.prices.find((price) => price.intervalUnit === 'month')!;
    const { subscriptionId: id } = await life.join(plan.id, {
      priceId: monthly.id,
      firstBillingOn: d('2026-10-01'),
      paymentMethod: goodCard,
    });
    await extendSubscription(life.ctx, { id }, { days: 10, reason: 'heating was out' });
    life.moveTo('2026-10-16');
    await changeSubscription(life.ctx, { id }, { priceId: yearly.id, when: 'now' });
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-10-16', status: 'active' },
      { start: '2026-10-16', end: '2027-10-16', status: 'active' },
      { start: '2027-10-16', end: '2027-10-26', status: 'active' },
    ]);
    expect((await life.subscription(id)).nextBillingOn).toBe('2027-10-26');
    await life.check();
  });

  it('of the quantity keeps the frozen version, and a plan held already is refused', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, gold, contactId, silver: plan } = await silver(life);
    await changeSubscription(life.ctx, { id }, { quantity: 3 });
    expect(await life.subscription(id)).toMatchObject({
      quantity: 3,
      planVersionId: plan.versionId,
    });
    expect((await documents(life)).at(-1)).toMatchObject({ type: 'proration', total: 2000 });
    await expect(changeSubscription(life.ctx, { id }, { quantity: 3 })).rejects.toMatchObject({
      code: 'nothing_changes',
    });
    await life.join(gold.id, { who: { contactId } });
    await expect(changeSubscription(life.ctx, { id }, { planId: gold.id })).rejects.toMatchObject({
      code: 'already_subscribed',
    });
    await life.check();
  });
});
