import { describe, expect, it } from 'vitest';
import { previewBilling } from '../../src/actions/billing/previewBilling.ts';
import { changePrice, previewPriceChange } from '../../src/actions/bulk/priceChange.ts';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { look } from '../../src/actions/context.ts';
import { forecastInvoices } from '../../src/actions/reports/forecast.ts';
import { changePayer } from '../../src/actions/subscriptions/changePayer.ts';
import {
  changeSubscription,
  previewChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { portalSubscriptions } from '../../src/db/portal/overview.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';
import { company, edit, identity, membership } from './reverseChargeWorld.ts';

const db = await testDatabase();

const documents = (life: Life) =>
  life.rows<{ net: number; tax: number; total: number }>(
    'select net, tax, total from invoice order by year, serial',
  );

const lines = (life: Life) =>
  life.rows(
    `select l.kind, l.tax_rate::text as rate, l.net, l.tax from invoice_line l
     join invoice i on i.id = l.invoice_id order by i.serial, l.position`,
  );

describe('a payer who owes the tax', () => {
  it('is billed without: joins, renewals, previews and the forecast say the same', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity });
    const { id: payerId } = await company(life);
    const { preview } = await membership(life, payerId);
    expect(preview.invoices.map(({ draft }) => [draft.net, draft.tax, draft.total])).toEqual([
      [1000, 0, 1000],
      [1000, 0, 1000],
      [1000, 0, 1000],
    ]);
    const first = { net: 1000, tax: 0, total: 1000 };
    expect(await documents(life)).toEqual([first]);
    const { days } = await previewBilling(life.ctx, { until: d('2026-11-01') });
    expect(days).toMatchObject([{ on: '2026-11-01', amount: [{ amount: 1000 }] }]);
    const { items } = await forecastInvoices(life.ctx);
    expect(items.find(({ month }) => month === '2026-11')).toMatchObject({
      net: 1000,
      total: 1000,
    });
    await life.day('2026-11-01');
    expect(await documents(life)).toEqual([first, first]);
    expect(await lines(life)).toEqual([
      { kind: 'subscription', rate: 'reverse_charge', net: 1000, tax: 0 },
      { kind: 'subscription', rate: 'reverse_charge', net: 1000, tax: 0 },
    ]);
    await life.check();
  });

  it('decides, not the member; what is exempt stays exempt; prices without tax stay', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity });
    const { id: payerId } = await company(life);
    const { silver } = await membership(life, payerId);
    const exempt = await life.plan({ name: 'Course', amount: 900, taxRate: '0' });
    const plain = { amount: 900, taxRate: '20', taxInclusive: false };
    const net = await life.plan({ name: 'Net', ...plain });
    const firstBillingOn = d('2026-10-01');
    for (const planId of [exempt.id, net.id]) await life.join(planId, { payerId, firstBillingOn });
    await life.join(silver.id, { firstBillingOn, who: { contactId: payerId } });
    await life.join(silver.id, { firstBillingOn });
    expect((await lines(life)).map(({ rate, net }) => [rate, net])).toEqual([
      ['reverse_charge', 1000],
      ['0', 900],
      ['reverse_charge', 900],
      ['reverse_charge', 1000],
      ['20', 1000],
    ]);
    // Their own page says so: of what they hold and pay themselves.
    const held = await look(life.ctx, ({ tx, today, org }) =>
      portalSubscriptions(tx, payerId, { today, rules: org.settings.subscriptions.members_may }),
    );
    expect(held.map(({ plan_name, reverse_charge }) => [plan_name, reverse_charge])).toEqual([
      ['Silver', true],
    ]);
    await life.check();
  });

  it('gets one invoice without tax where bills of a day are put together', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity, invoice: { per_payer: 'payer' } });
    const { id: payerId } = await company(life);
    const { silver } = await membership(life, payerId, { amount: 999 });
    await life.join(silver.id, { payerId, firstBillingOn: d('2026-11-01'), prorate: false });
    await life.day('2026-11-01');
    // 9.99 holds 1.67 of tax; each line is rounded by itself.
    expect((await documents(life)).at(-1)).toEqual({ net: 1664, tax: 0, total: 1664 });
    await life.check();
  });
});

describe('a change of price', () => {
  it('is shown, told and billed at what such a payer pays', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity });
    const { id: payerId } = await company(life);
    const { silver, memberId } = await membership(life, payerId);
    await life.join(silver.id, { payerId: memberId, firstBillingOn: d('2026-10-01') });
    const priceId = silver.prices[0]!.id;
    const wish = { priceId, planId: silver.id, amount: 1800, scope: 'next_period' as const };
    const change = { ...wish, noticeDays: 30, prorate: false };
    // One pays without tax, one with it.
    expect(await previewPriceChange(life.ctx, change)).toMatchObject({
      ...{ monthlyBefore: 1000 + 1200, monthlyAfter: 1500 + 1800 },
    });
    const { workId } = await changePrice(life.ctx, change);
    await runWork(life.ctx, workId!, (progress) => runBulk(life.ctx, workId!, progress));
    const told = await life.rows(
      `select (data -> 'price' ->> 'amount')::int as price from message
       where template = 'price_changed' order by 1`,
    );
    expect(told).toEqual([{ price: 1500 }, { price: 1800 }]);
    await life.day('2026-11-01');
    await life.day('2026-12-01');
    const latest = (await documents(life)).slice(-2).map(({ total }) => total);
    expect(latest.sort()).toEqual([1500, 1800]);
    await life.check();
  });
});

describe('becoming a payer who owes the tax', () => {
  it('gives back what was billed, with its tax, and charges without; and the other way', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity });
    const { id: payerId } = await company(life, { reverse_charge: false });
    const { id } = await membership(life, payerId);
    const gold = await life.plan({ name: 'Gold', amount: 3720, taxRate: '20' });
    const top = await life.plan({ name: 'Top', amount: 7440, taxRate: '20' });
    expect(await documents(life)).toEqual([{ net: 1000, tax: 200, total: 1200 }]);
    life.moveTo('2026-10-16');
    await edit(life, payerId, { reverse_charge: true });
    const preview = await previewChange(life.ctx, id, { planId: gold.id });
    // 16 of 31 days: 12.00 × 16/31 = 6.19 back with its tax; 37.20 × 16/31 = 19.20, net 16.00.
    expect(preview.decision.invoice!.draft).toMatchObject({ net: 1084, tax: -103, total: 981 });
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    expect((await documents(life)).at(-1)).toEqual({ net: 1084, tax: -103, total: 981 });
    await life.check();
    life.moveTo('2026-10-21');
    await edit(life, payerId, { reverse_charge: false });
    await changeSubscription(life.ctx, { id }, { planId: top.id });
    expect((await lines(life)).slice(1)).toEqual([
      { kind: 'proration_credit', rate: '20', net: -516, tax: -103 },
      { kind: 'proration_charge', rate: 'reverse_charge', net: 1600, tax: 0 },
      { kind: 'proration_credit', rate: 'reverse_charge', net: -1100, tax: 0 },
      { kind: 'proration_charge', rate: '20', net: 2200, tax: 440 },
    ]);
    await life.check();
    await life.day('2026-11-01');
    expect((await documents(life)).at(-1)).toEqual({ net: 6200, tax: 1240, total: 7440 });
    await life.check();
  });

  it('counts from the next invoice, also when another one pays', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity });
    const { id: plain } = await company(life, { display_name: 'Élan', reverse_charge: false });
    const { id: payerId } = await company(life);
    const { id } = await membership(life, plain);
    const change = await changePayer(life.ctx, { id }, payerId);
    expect(change).toMatchObject({ reverseCharge: true });
    const told = await life.rows<{ price: unknown }>(
      `select data -> 'price' as price from message where template = 'payer_changed'
       order by contact_id = $1`,
      [payerId],
    );
    expect(told.map(({ price }) => price)).toEqual([
      { amount: 1200, currency: 'EUR' },
      { amount: 1000, currency: 'EUR' },
    ]);
    await life.day('2026-11-01');
    await changePayer(life.ctx, { id }, plain);
    await life.day('2026-12-01');
    expect((await documents(life)).map(({ tax, total }) => [tax, total])).toEqual([
      [200, 1200],
      [0, 1000],
      [200, 1200],
    ]);
    await life.check();
  });

  it('gives a pause that credits what was billed, not what would be now', async () => {
    const subscriptions = { pause_gives_back: 'credit' };
    const life = await lifeWorld(db, '2026-10-01', { identity, subscriptions });
    const { id: payerId } = await company(life);
    const { id } = await membership(life, payerId);
    life.moveTo('2026-10-16');
    await edit(life, payerId, { reverse_charge: false });
    await pauseSubscription(life.ctx, { id }, { fromOn: d('2026-10-16'), untilOn: null });
    expect(await life.rows('select net, tax, total from credit_note')).toEqual([
      { net: 516, tax: 0, total: 516 },
    ]);
    await life.check();
  });
});
