import { describe, expect, it } from 'vitest';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { previewBulk, startBulk } from '../../src/actions/bulk/startBulk.ts';
import { readWish } from '../../src/actions/bulk/wish.ts';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();
const firstBillingOn = d('2026-10-01');
const silent = '00000000-0000-7000-8000-000000000000';

/** Members of Gold (31 € a month) who paid October. */
async function world(count: number, more: object = {}, settings: object = {}) {
  const life = await lifeWorld(db, '2026-10-01', settings);
  const plan = await life.plan({ name: 'Gold', amount: 3100, ...more });
  const joined = [];
  for (let i = 0; i < count; i += 1) {
    joined.push(await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard }));
  }
  const ids = joined.map(({ contactId }) => contactId);
  return { life, plan, ids, subscriptions: joined.map(({ subscriptionId: id }) => id) };
}

const wish = (act: object, ids: string[], planId: string | null = null) =>
  readWish({ act, who: { ids }, plan_id: planId });

/** Carries it out; every one that the preview counted must be done. */
async function carryOut(life: Life, asked: ReturnType<typeof wish>) {
  const preview = await previewBulk(life.ctx, asked);
  const { id } = await startBulk(life.ctx, asked);
  await runWork(life.ctx, id, (progress) => runBulk(life.ctx, id, progress));
  const [work] = await life.rows<{ result: object }>('select result from work where id = $1', [id]);
  expect(work?.result).toMatchObject({ done: preview.touched, failed: 0 });
  return preview;
}

const mails = (life: Life, template: string) =>
  life.rows<{ contact: string; data: Record<string, unknown> }>(
    'select contact_id as contact, data from message where template = $1 order by id',
    [template],
  );

describe('many people', () => {
  it('are ended at once, brought back for what the preview says, and told each time', async () => {
    const { life, ids, subscriptions } = await world(4);
    life.moveTo('2026-10-10');
    await carryOut(life, wish({ act: 'revoke', reason: 'closing' }, ids.slice(0, 3)));
    expect(await mails(life, 'revoked')).toHaveLength(3);
    life.moveTo('2026-11-20');
    await blockContact(life.ctx, ids[2]!, 'rude');
    const back = wish({ act: 'reactivate' }, ids);
    expect(await carryOut(life, back)).toMatchObject({
      touched: 2,
      billed: [{ amount: 6200, currency: 'EUR' }],
      excluded: [
        { code: 'contact_blocked', count: 1, examples: [{ id: ids[2] }] },
        { code: 'no_ended_subscription', count: 1, examples: [{ id: ids[3] }] },
      ],
    });
    expect(await mails(life, 'reactivated')).toHaveLength(2);
    const paid = `select count(*)::int as n, sum(total)::int as total from invoice
      where issued_on = '2026-11-20' and status = 'paid'`;
    expect(await life.rows(paid)).toEqual([{ n: 2, total: 6200 }]);
    expect(await life.subscription(subscriptions[0]!)).toMatchObject({ state: 'active' });
    await life.check();
  });

  it('keep what they had cancelled while a seat is left for each', async () => {
    const { life, ids, plan, subscriptions } = await world(3, { capacity: 3 });
    life.moveTo('2026-10-10');
    for (const id of subscriptions) await cancelSubscription(life.ctx, { id });
    await life.join(plan.id, { firstBillingOn: d('2026-10-10'), paymentMethod: goodCard });
    const preview = await carryOut(life, wish({ act: 'undo' }, ids));
    expect(preview).toMatchObject({ touched: 2, excluded: [{ code: 'plan_full', count: 1 }] });
    expect(await mails(life, 'cancellation_undone')).toHaveLength(2);
    await life.check();
  });

  it('come back while a seat is left, to one plan of those that ended', async () => {
    const { life, ids, plan, subscriptions } = await world(2, { capacity: 1 + 1 });
    const other = await life.plan({ name: 'Other', amount: 500 });
    const { subscriptionId } = await life.join(other.id, { who: { contactId: ids[0]! } });
    for (const id of [...subscriptions, subscriptionId]) await revokeSubscription(life.ctx, { id });
    await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard });
    const preview = await carryOut(life, wish({ act: 'reactivate' }, ids, plan.id));
    expect(preview).toMatchObject({ touched: 1, excluded: [{ code: 'plan_full', count: 1 }] });
    expect((await life.subscription(subscriptionId)).state).toBe('cancelled');
    await life.check();
  });

  it('are paid for by another, who hears of all of them in one message', async () => {
    const { life, ids } = await world(3);
    const acme = await createContact(life.ctx, { kind: 'company', display_name: 'Acme' });
    const asked = wish({ act: 'payer', payer_id: acme.id }, ids);
    expect(await carryOut(life, asked)).toMatchObject({ touched: 3, billed: [] });
    const told = await mails(life, 'payer_changed');
    expect(told).toHaveLength(4);
    const toPayer = told.filter(({ contact }) => contact === acme.id);
    expect(toPayer).toMatchObject([{ data: { pays: true, openInvoices: 0 } }]);
    expect(toPayer[0]?.data.others).toHaveLength(2);
    expect(await previewBulk(life.ctx, asked)).toMatchObject({
      touched: 0,
      excluded: [{ code: 'nothing_changes', count: 3 }],
    });
    const [payer] = ids;
    const chain = wish({ act: 'payer', payer_id: payer! }, [ids[1]!]);
    expect(await previewBulk(life.ctx, chain)).toMatchObject({ touched: 1 });
    await life.check();
    await life.rows('update contact set payer_id = $2 where id = $1', [payer, acme.id]);
    expect((await previewBulk(life.ctx, chain)).excluded).toMatchObject([{ code: 'payer_chain' }]);
    await expect(
      previewBulk(life.ctx, wish({ act: 'payer', payer_id: silent }, ids)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are cancelled with what they owe given up, those overdue at once', async () => {
    const { life, ids, plan } = await world(1);
    const poor = await life.join(plan.id, { firstBillingOn, paymentMethod: emptyCard });
    await life.day('2026-10-03');
    const cancel = { act: 'cancel', stop_collecting: true };
    await carryOut(life, wish(cancel, [...ids, poor.contactId]));
    expect(await life.subscription(poor.subscriptionId)).toMatchObject({ state: 'cancelled' });
    const open = `select count(*)::int as n from overdue_case where state = 'open'`;
    expect(await life.rows(open)).toEqual([{ n: 0 }]);
    await life.check();
  });

  it('are extended to a day, and whoever lasts longer is left out; of several, one plan', async () => {
    const { life, ids, plan } = await world(2);
    const year = { amount: 9000, currency: 'EUR', intervalUnit: 'year' as const, intervalCount: 1 };
    const yearly = await life.plan({ name: 'Year', amount: 0, prices: [year] });
    await life.join(yearly.id, { who: { contactId: ids[0]! }, firstBillingOn });
    const extend = { act: 'extend', until: '2026-11-15' };
    expect(await previewBulk(life.ctx, wish(extend, ids))).toMatchObject({
      touched: 2,
      people: 2,
      excluded: [{ code: 'invalid_extension', count: 1 }],
    });
    expect(await carryOut(life, wish(extend, ids, plan.id))).toMatchObject({ excluded: [] });
    const ends = `select distinct next_billing_on as on from subscription where plan_id = $1`;
    expect(await life.rows(ends, [plan.id])).toEqual([{ on: '2026-11-16' }]);
    await life.check();
  });

  it('resume for what the preview says, where a pause had given the unused part back', async () => {
    const settings = { subscriptions: { pause_gives_back: 'credit' } };
    const { life, ids, subscriptions } = await world(3, {}, settings);
    life.moveTo('2026-10-11');
    await carryOut(life, wish({ act: 'pause' }, ids));
    await extendSubscription(life.ctx, { id: subscriptions[0]! }, { days: 5 });
    life.moveTo('2026-10-22');
    // 10 of 31 days of October each; the first has 5 free days before, so nothing is due yet.
    const preview = await carryOut(life, wish({ act: 'resume' }, ids));
    expect(preview).toMatchObject({ touched: 3, billed: [{ amount: 2000, currency: 'EUR' }] });
    const [issued] = await life.rows<{ total: number }>(
      `select sum(total)::bigint as total from invoice where period_start = '2026-10-22'`,
    );
    expect(issued).toEqual({ total: 2000 });
    await life.check();
  });

  it('change to a plan once each: of two subscriptions the second is left out', async () => {
    const { life, ids } = await world(1);
    const bronze = await life.plan({ name: 'Bronze', amount: 1000 });
    await life.join(bronze.id, { who: { contactId: ids[0]! }, firstBillingOn });
    const silver = await life.plan({ name: 'Silver', amount: 2000 });
    const preview = await carryOut(life, wish({ act: 'change', plan_id: silver.id }, ids));
    expect(preview).toMatchObject({ touched: 1, excluded: [{ code: 'already_subscribed' }] });
    await life.day('2026-11-01');
    await life.check();
  });

  it('are not cancelled or changed in what they bought once', async () => {
    const { life, ids } = await world(1);
    const pass = await life.plan({ name: 'Pass', kind: 'one_time', amount: 900 });
    await life.join(pass.id, { who: { contactId: ids[0]! } });
    const silver = await life.plan({ name: 'Silver', amount: 2000 });
    expect(await carryOut(life, wish({ act: 'cancel' }, ids))).toMatchObject({
      touched: 1,
      excluded: [{ code: 'ends_by_itself' }],
    });
    const change = wish({ act: 'change', plan_id: silver.id }, ids, pass.id);
    expect((await previewBulk(life.ctx, change)).excluded).toMatchObject([{ code: 'sold_once' }]);
  });
});
