/** A story per kind of plan, on a moved clock, with the doctor at the end of each. */
import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { recordUse, takeBackUse } from '../../src/actions/subscriptions/packUses.ts';
import { previewMember } from '../../src/actions/subscriptions/previewMember.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const yearly = (amount: number, setupAmount = 0) => ({
  ...{ amount, currency: 'EUR', intervalUnit: 'year' as const, intervalCount: 1, setupAmount },
});
const monthly = (amount: number, setupAmount = 0) => ({
  ...{ amount, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1, setupAmount },
});

function invoices(life: Life, id: string) {
  return life.rows<{ on: string; total: number; start: string; end: string }>(
    `select issued_on as on, total, period_start as start, period_end as end from invoice
     where subscription_id = $1 order by issued_on, id`,
    [id],
  );
}

function lines(life: Life, id: string) {
  return life.rows<{ kind: string; quantity: number; total: number }>(
    `select l.kind, l.quantity, l.total from invoice_line l join invoice i on i.id = l.invoice_id
     where l.subscription_id = $1 order by i.issued_on, l.position`,
    [id],
  );
}

describe('fixed dates', () => {
  it('two who join on different days renew together, and roll over from October on', async () => {
    const life = await lifeWorld(db, '2026-04-15');
    const plan = await life.plan({
      amount: 0,
      kind: 'fixed_date',
      season: {
        start: { day: 1, month: 1 },
        rollover: { day: 1, month: 10 },
        firstPeriod: 'months',
      },
      prices: [yearly(12_000)],
    });
    const wish = { planId: plan.id, contactId: null };
    const preview = await previewMember(life.ctx, wish);
    expect(preview.sentence.en).toMatch(/everybody renews on 1\sJanuary\s2027/);
    const early = await life.join(plan.id, { paymentMethod: goodCard });
    expect(await invoices(life, early.subscriptionId)).toEqual([
      { on: '2026-04-15', total: 9000, start: '2026-04-15', end: '2027-01-01' },
    ]);
    expect(preview.invoices[0]!.draft.total).toBe(9000);
    await life.day('2026-11-03');
    const late = await life.join(plan.id, { paymentMethod: goodCard });
    expect(await invoices(life, late.subscriptionId)).toEqual([
      { on: '2026-11-03', total: 12_000, start: '2026-11-03', end: '2028-01-01' },
    ]);
    await life.day('2027-01-01');
    expect((await invoices(life, early.subscriptionId)).at(-1)).toMatchObject({
      on: '2027-01-01',
      total: 12_000,
    });
    expect(await invoices(life, late.subscriptionId)).toHaveLength(1);
    await life.check();
    await life.day('2028-01-01');
    for (const { subscriptionId } of [early, late]) {
      expect((await invoices(life, subscriptionId)).at(-1)).toMatchObject({ start: '2028-01-01' });
    }
    await life.check();
  });
});

describe('sold once', () => {
  it('one invoice, one paid term, then it expires and nothing more is billed', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 0, kind: 'one_time', prices: [monthly(2500)] });
    const { subscriptionId: id } = await life.join(plan.id, { paymentMethod: goodCard });
    await expect(cancelSubscription(life.ctx, { id })).rejects.toMatchObject({
      code: 'ends_by_itself',
    });
    await life.day('2026-10-31');
    expect(await life.subscription(id)).toMatchObject({ state: 'active', nextBillingOn: null });
    await life.day('2026-11-01');
    expect(await life.subscription(id)).toMatchObject({ state: 'expired', endsOn: '2026-11-01' });
    await life.day('2027-03-01');
    expect(await invoices(life, id)).toHaveLength(1);
    await life.check();
  });

  it('for good: access without an end', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({
      ...{ amount: 0, kind: 'one_time', forever: true, prices: [yearly(50_000)] },
    });
    const { subscriptionId: id, contactId } = await life.join(plan.id, {
      paymentMethod: goodCard,
    });
    await life.day('2031-10-02');
    expect(await life.subscription(id)).toMatchObject({ state: 'active', endsOn: null });
    expect(await invoices(life, id)).toHaveLength(1);
    const [row] = await life.rows(
      'select access_until as until, monthly_amount as monthly from directory where contact_id = $1',
      [contactId],
    );
    expect(row).toEqual({ until: '9999-12-31', monthly: 0 });
    await life.check();
  });
});

describe('a pack', () => {
  it('counts its uses, refuses one too many, gives one back, and ends with its validity', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const price = { ...monthly(9000), intervalCount: 3 };
    const plan = await life.plan({ amount: 0, kind: 'pack', uses: 5, prices: [price] });
    const { subscriptionId: id } = await life.join(plan.id, {
      paymentMethod: goodCard,
      quantity: 2,
    });
    const first = await recordUse(life.ctx, { id }, { count: 9 });
    expect(first.left).toBe(1);
    await expect(recordUse(life.ctx, { id }, { count: 2 })).rejects.toMatchObject({
      code: 'uses_left',
    });
    expect((await recordUse(life.ctx, { id }, { note: 'Rainy day' })).left).toBe(0);
    expect(await takeBackUse(life.ctx, { id }, first.id)).toEqual({ left: 9 });
    const future = recordUse(life.ctx, { id }, { usedOn: d('2026-10-02') });
    await expect(future).rejects.toMatchObject({ code: 'use_outside_pack' });
    const said = await life.rows(
      "select event from activity where subscription_id = $1 and event like 'pack%' order by id",
      [id],
    );
    expect(said.map(({ event }) => event)).toEqual(['pack_used', 'pack_used', 'pack_use_undone']);
    await life.day('2027-01-01');
    expect(await life.subscription(id)).toMatchObject({ state: 'expired', usesTaken: 1 });
    expect((await invoices(life, id)).map(({ total }) => total)).toEqual([18_000]);
    await life.check();
  });
});

describe('set-up fee, trial and add-ons', () => {
  it('the trial costs nothing, the first invoice has the fee, the next only the price', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({
      amount: 0,
      trialDays: 14,
      prices: [monthly(3000, 5000)],
      addons: [{ name: 'Locker', maxQuantity: 3, amounts: [700] }],
    });
    const addon = plan.addons[0]!;
    const { subscriptionId: id } = await life.join(plan.id, {
      paymentMethod: goodCard,
      firstBillingOn: d('2026-10-15'),
      addons: [{ addonId: addon.id, quantity: 2 }],
    });
    expect(await life.subscription(id)).toMatchObject({ state: 'trialing', setupAmount: 5000 });
    await life.day('2026-10-15');
    expect(await lines(life, id)).toEqual([
      { kind: 'subscription', quantity: 1, total: 3000 },
      { kind: 'addon', quantity: 2, total: 1400 },
      { kind: 'setup', quantity: 1, total: 5000 },
    ]);
    await life.day('2026-11-15');
    expect((await invoices(life, id)).map(({ total }) => total)).toEqual([9400, 4400]);
    expect(await life.subscription(id)).toMatchObject({ setupAmount: 0, state: 'active' });
    await expect(
      life.join(plan.id, { addons: [{ addonId: addon.id, quantity: 4 }] }),
    ).rejects.toMatchObject({ code: 'addon_not_for_sale' });
    await life.check();
  });

  it('cancelled in the trial, it ends with it and nothing was billed', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({
      ...{ amount: 0, trialDays: 14, commitmentMonths: 12, noticeDays: 30 },
      prices: [monthly(3000, 5000)],
    });
    const { subscriptionId: id } = await life.join(plan.id, {
      paymentMethod: goodCard,
      firstBillingOn: d('2026-10-15'),
    });
    const { endsOn } = await cancelSubscription(life.ctx, { id });
    expect(endsOn).toBe('2026-10-15');
    await life.day('2026-12-01');
    expect(await invoices(life, id)).toEqual([]);
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled' });
    await life.check();
  });

  it('cancelled within the commitment, it is billed to the end of that', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3000, commitmentMonths: 3 });
    const { subscriptionId: id } = await life.join(plan.id, {
      paymentMethod: goodCard,
      firstBillingOn: d('2026-10-01'),
    });
    expect((await cancelSubscription(life.ctx, { id })).endsOn).toBe('2027-01-01');
    for (const day of ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01']) await life.day(day);
    expect(await invoices(life, id)).toHaveLength(3);
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled' });
    await life.check();
  });
});

describe('two taxes side by side', () => {
  it('are on the line, in the table by rate, and in the ledger', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 10_000, taxRate: '5+9.975', taxInclusive: false });
    const { subscriptionId: id } = await life.join(plan.id, {
      paymentMethod: goodCard,
      firstBillingOn: d('2026-10-01'),
    });
    const [line] = await life.rows(
      'select tax_rate as rate, net, tax, total from invoice_line where subscription_id = $1',
      [id],
    );
    expect(line).toEqual({ rate: '5+9.975', net: 10_000, tax: 1498, total: 11_498 });
    const [ledger] = await life.rows(
      `select sum(e.amount) as booked from ledger_entry e join invoice i on i.id = e.invoice_id
       where i.subscription_id = $1 and e.account = 'tax'`,
      [id],
    );
    expect(Number(ledger!.booked)).toBe(-1498);
    await life.check();
  });
});
