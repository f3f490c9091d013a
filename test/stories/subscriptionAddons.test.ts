/** Add-ons changed after joining: now, at the next period, taken back; to the cent of each line. */
import { describe, expect, it } from 'vitest';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import {
  changeSubscription,
  previewChange,
  withdrawChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const price = (amount: number, unit: 'month' | 'year' = 'month') => ({
  ...{ amount, currency: 'EUR', intervalUnit: unit, intervalCount: 1, setupAmount: 0 },
});

/** A plan of 31.00 a month or 310.00 a year with lockers, and a studio that only months have. */
async function club(life: Life) {
  const plan = await life.plan({
    amount: 0,
    prices: [price(3100), price(31_000, 'year')],
    addons: [
      { name: 'Locker', maxQuantity: 3, amounts: [620, 6000] },
      { name: 'Studio', maxQuantity: 1, amounts: [1550, null] },
    ],
  });
  const [locker, studio] = plan.addons.map(({ id }) => id);
  const [month, year] = plan.prices.map(({ id }) => id);
  return { plan, locker: locker!, studio: studio!, month: month!, year: year! };
}

/** One who joined on 1 October with some lockers, and paid. */
async function october(life: Life, lockers: number, more: object = {}) {
  const all = await club(life);
  const { subscriptionId: id, contactId } = await life.join(all.plan.id, {
    ...{ priceId: all.month, firstBillingOn: d('2026-10-01'), paymentMethod: goodCard },
    addons: lockers > 0 ? [{ addonId: all.locker, quantity: lockers }] : [],
    ...more,
  });
  return { ...all, id, contactId };
}

function lines(life: Life, id: string) {
  return life.rows<{ kind: string; total: number }>(
    `select l.kind, l.description as name, l.quantity as n, l.total from invoice_line l
     join invoice i on i.id = l.invoice_id
     where l.subscription_id = $1 order by i.issued_on, i.serial, l.position`,
    [id],
  );
}

describe('add-ons of a running subscription', () => {
  it('a second one now: days credited and charged line by line, the preview to the cent', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, locker, studio } = await october(life, 1);
    life.moveTo('2026-10-15');
    const addons = [
      { addonId: locker, quantity: 2 },
      { addonId: studio, quantity: 1 },
    ];
    const preview = await previewChange(life.ctx, id, { addons });
    expect(preview.decision).toMatchObject({ kind: 'upgrade', applies: 'now' });
    const done = await changeSubscription(life.ctx, { id }, { addons });
    expect(done).toMatchObject({ applies: 'now', charge: 'succeeded' });
    // 17 of 31 days: 31.00 → 17.00, 6.20 → 3.40, 12.40 → 6.80, 15.50 → 8.50
    expect((await lines(life, id)).slice(2)).toEqual([
      { kind: 'proration_credit', name: 'Gold', n: 1, total: -1700 },
      { kind: 'proration_credit', name: 'Locker', n: 1, total: -340 },
      { kind: 'proration_charge', name: 'Gold', n: 1, total: 1700 },
      { kind: 'addon', name: 'Locker', n: 2, total: 680 },
      { kind: 'addon', name: 'Studio', n: 1, total: 850 },
    ]);
    expect(preview.decision.invoice!.draft.total).toBe(1190);
    const [bill] = await life.rows('select total from invoice where id = $1', [done.invoiceIds[0]]);
    expect(bill).toEqual({ total: 1190 });
    await life.check();
    await life.day('2026-11-01');
    expect((await lines(life, id)).slice(-3).map(({ total }) => total)).toEqual([3100, 1240, 1550]);
    const [told] = await life.rows(
      `select data -> 'price' ->> 'amount' as price, data -> 'priceBefore' ->> 'amount' as before
       from message where template = 'subscription_changed'`,
    );
    expect(told).toEqual({ price: '5890', before: '3720' });
    await life.check();
  });

  it('on one day, there and back: each line is credited what it has, and all nets to zero', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, locker, contactId } = await october(life, 1);
    life.moveTo('2026-10-15');
    const one = [{ addonId: locker, quantity: 1 }];
    await changeSubscription(life.ctx, { id }, { addons: [{ addonId: locker, quantity: 3 }] });
    await changeSubscription(life.ctx, { id }, { addons: one, when: 'now' });
    const [sums] = await life.rows(
      `select (select sum(total - credited) from invoice where payer_id = $1)::int as billed,
         (select sum(amount) from credit_entry where payer_id = $1)::int as credit`,
      [contactId],
    );
    // 37.20 for October, and 6.80 paid on the way came back as credit.
    expect(sums).toEqual({ billed: 3720, credit: 680 });
    await life.check();
  });

  it('fewer wait for the next period, are shown, replaced and taken back', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, locker } = await october(life, 2);
    life.moveTo('2026-10-15');
    const one = { addons: [{ addonId: locker, quantity: 1 }] };
    expect(await changeSubscription(life.ctx, { id }, one)).toMatchObject({
      ...{ applies: 'later', effectiveOn: '2026-11-01', invoiceIds: [] },
    });
    expect((await life.subscription(id)).pendingChange).toMatchObject({
      kind: 'downgrade',
      addons: [{ name: 'Locker', quantity: 1, unitAmount: 620 }],
    });
    await changeSubscription(life.ctx, { id }, { addons: [] });
    expect((await life.subscription(id)).pendingChange?.addons).toEqual([]);
    await withdrawChange(life.ctx, { id });
    expect((await life.subscription(id)).pendingChange).toBeNull();
    await changeSubscription(life.ctx, { id }, one);
    await life.check();
    await life.day('2026-11-01');
    expect((await lines(life, id)).slice(2)).toEqual([
      { kind: 'subscription', name: 'Gold', n: 1, total: 3100 },
      { kind: 'addon', name: 'Locker', n: 1, total: 620 },
    ]);
    const said = await life.rows(
      `select data ->> 'addons' as addons from activity where event in
         ('subscription_change_planned', 'subscription_changed') order by at, id`,
    );
    expect(said.map(({ addons }) => addons)).toEqual(['Locker ×1', '–', 'Locker ×1', 'Locker ×1']);
    await life.check();
  });

  it('whose payment is declined are not had: the term and the add-ons before stay', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, locker, studio, contactId } = await october(life, 1);
    await setPaymentMethod(life.ctx, contactId, emptyCard);
    life.moveTo('2026-10-15');
    const addons = [{ addonId: studio, quantity: 1 }];
    await expect(changeSubscription(life.ctx, { id }, { addons })).rejects.toMatchObject({
      code: 'upgrade_declined',
    });
    expect((await life.subscription(id)).addons).toMatchObject([{ addonId: locker, quantity: 1 }]);
    await life.check();
  });

  it('while the invoice is unpaid, what is not used is credited on it, the rest billed anew', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, locker } = await october(life, 1, { paymentMethod: null, collection: 'invoice' });
    life.moveTo('2026-10-15');
    await changeSubscription(life.ctx, { id }, { addons: [{ addonId: locker, quantity: 2 }] });
    const open = await life.rows<{ id: string; total: number; balance: number }>(
      'select id, total, credited, balance from invoice where subscription_id = $1 order by serial',
      [id],
    );
    // 37.20 less 17.00 and 3.40; then 17.00 and 6.80
    expect(open).toMatchObject([
      { total: 3720, credited: 2040, balance: 1680 },
      { total: 2380, credited: 0, balance: 2380 },
    ]);
    for (const { id: invoiceId, balance } of open) {
      await recordOfflinePayment(life.ctx, { invoiceId, amount: balance, means: 'transfer' });
    }
    await life.check();
  });

  it('go along to another interval at its price, unless it has none', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, plan, month, year, locker, studio } = await october(life, 2);
    const to = { priceId: year, when: 'now' as const };
    life.moveTo('2026-10-15');
    await changeSubscription(life.ctx, { id }, to);
    expect((await lines(life, id)).slice(-2)).toEqual([
      { kind: 'subscription', name: 'Gold', n: 1, total: 31_000 },
      { kind: 'addon', name: 'Locker', n: 2, total: 12_000 },
    ]);
    const studioOnly = await life.join(plan.id, {
      ...{ priceId: month, firstBillingOn: d('2026-11-01'), paymentMethod: goodCard },
      addons: [{ addonId: studio, quantity: 1 }],
    });
    const other = { id: studioOnly.subscriptionId };
    await expect(changeSubscription(life.ctx, other, to)).rejects.toMatchObject({
      ...{ code: 'addons_first', params: { name: 'Studio' } },
    });
    await changeSubscription(life.ctx, other, {
      ...to,
      addons: [{ addonId: locker, quantity: 1 }],
    });
    expect((await life.subscription(other.id)).addons).toMatchObject([{ unitAmount: 6000 }]);
    await life.check();
  });

  it('refuses more than the plan allows, the same one twice, and one of another plan', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, locker } = await october(life, 1);
    const wrong = [
      [{ addonId: locker, quantity: 4 }],
      [{ addonId: locker, quantity: 0 }],
      [
        { addonId: locker, quantity: 1 },
        { addonId: locker, quantity: 1 },
      ],
      [{ addonId: id, quantity: 1 }],
    ];
    for (const addons of wrong) {
      await expect(changeSubscription(life.ctx, { id }, { addons })).rejects.toMatchObject({
        code: 'addon_not_for_sale',
      });
    }
    const same = { addons: [{ addonId: locker, quantity: 1 }] };
    await expect(changeSubscription(life.ctx, { id }, same)).rejects.toMatchObject({
      code: 'nothing_changes',
    });
  });

  it('a pause that gives back the unused part gives back the add-ons too', async () => {
    const life = await lifeWorld(db, '2026-10-01', {
      subscriptions: { pause_gives_back: 'credit' },
    });
    const { id, contactId } = await october(life, 1);
    life.moveTo('2026-10-15');
    await pauseSubscription(life.ctx, { id }, {});
    const [credit] = await life.rows(
      'select sum(amount)::int as given from credit_entry where payer_id = $1',
      [contactId],
    );
    expect(credit).toEqual({ given: 1700 + 340 });
    await life.check();
  });
});
