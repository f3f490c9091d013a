/** Members change plan and add-ons, pause and resume by themselves: what they may, and what not. */
import { describe, expect, it } from 'vitest';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import type { Signed } from '../support/server.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

async function plan(name: string, amount: number, more: object = {}) {
  const price = { amount, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const made = await api.post('/plans', { name, kind: 'recurring', prices: [price], ...more });
  expect(made.status).toBe(201);
  return made.body;
}

const locker = { name: 'Locker', max_quantity: 2, amounts: [620] };
const gold = await plan('Gold', 6200);
const silver = await plan('Silver', 3100, {
  addons: [locker],
  member_rules: { pause: true },
});
const strict = await plan('Strict', 3100, {
  member_rules: { change: false, pause: false },
});

let people = 0;

/** Somebody on a plan since today, signed in to the portal. */
async function member(planId: string, slug = api.org.slug) {
  people += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: planId,
    contact: { display_name: `Zoé ${people}`, email: `portal${people}@example.org` },
    ...{ start_on: '2026-10-15', first_billing_on: '2026-10-15' },
    payment_method: { test_card: '4242424242424242' },
  });
  const who = await api.server.stranger();
  await inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [who.userId, body.contact_id]),
  );
  const id: string = body.subscription.id;
  return { id, who, ask: asker(who, slug) };
}

function asker(who: Signed, slug: string) {
  return async (method: 'GET' | 'POST' | 'DELETE', at: string, payload?: object) => {
    const url = `/api/v1/portal/${slug}/subscriptions/${at}`;
    const answer = await who.ask({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
}

const held = (body: { subscriptions: { id: string }[] }, id: string) =>
  body.subscriptions.find((each) => each.id === id);

describe('a change in the portal', () => {
  it('costs what its preview says, and is shown', async () => {
    const { id, ask } = await member(silver.id);
    const wish = { plan_id: gold.id, price_id: gold.prices[0].id, quantity: 1 };
    const preview = await ask('POST', `${id}/change/preview`, wish);
    expect(preview.body).toMatchObject({
      ...{ kind: 'upgrade', applies: 'now', amount_after: 6200, once: false },
      invoice: { total: 3100, lines: [{ total: -3100 }, { total: 6200 }] },
    });
    const changed = await ask('POST', `${id}/change`, wish);
    expect(held(changed.body, id)).toMatchObject({ plan_name: 'Gold', amount: 6200 });
    const bills = await api.get('/invoices?limit=1');
    expect(bills.body.items[0]).toMatchObject({ total: preview.body.invoice.total });
  });

  it('of add-ons: offered with their price, bought now, given up later, and taken back', async () => {
    const { id, ask } = await member(silver.id);
    const { body: choices } = await ask('GET', `${id}/choices`);
    const [offered] = choices.addons;
    expect(offered).toMatchObject({
      name: 'Locker',
      unit_amount: 620,
      quantity: 0,
      max_quantity: 2,
    });
    const addons = [{ addon_id: offered.addon_id, quantity: 2 }];
    const preview = await ask('POST', `${id}/change/preview`, { addons });
    expect(preview.body).toMatchObject({ applies: 'now', amount_after: 4340 });
    expect(preview.body.invoice.total).toBe(1240);
    const bought = await ask('POST', `${id}/change`, { addons });
    expect(held(bought.body, id)).toMatchObject({ addons: [{ name: 'Locker', quantity: 2 }] });
    const fewer = await ask('POST', `${id}/change`, { addons: [] });
    expect(held(fewer.body, id)).toMatchObject({
      addons: [{ quantity: 2 }],
      pending: { effective_on: '2026-11-15', addons: [], withdrawable: true },
    });
    const back = await ask('DELETE', `${id}/change`);
    expect(held(back.body, id)).toMatchObject({ pending: null });
    const again = await ask('DELETE', `${id}/change`);
    expect([again.status, again.body.code]).toEqual([409, 'no_pending_change']);
    const many = [{ addon_id: offered.addon_id, quantity: 3 }];
    const refused = await ask('POST', `${id}/change`, { addons: many });
    expect(refused.body).toMatchObject({ fields: [{ pointer: '/addons/0' }] });
  });

  it('is refused where the plan does not let them, for strangers, and with unknown words', async () => {
    const { id, ask } = await member(strict.id);
    const wish = { plan_id: gold.id, price_id: gold.prices[0].id, quantity: 1 };
    for (const at of [`${id}/change/preview`, `${id}/change`]) {
      const refused = await ask('POST', at, wish);
      expect([refused.status, refused.body.code]).toEqual([403, 'member_may_not']);
    }
    const other = await member(silver.id);
    for (const [method, at, body] of [
      ['GET', 'choices'],
      ['POST', 'change/preview', wish],
      ['POST', 'change', wish],
      ['DELETE', 'change'],
    ] as const) {
      const answer = await other.ask(method, `${id}/${at}`, body);
      expect([at, answer.status, answer.body.code]).toEqual([at, 404, 'not_found']);
    }
    const more = await other.ask('POST', `${other.id}/change`, { ...wish, when: 'now' });
    expect([more.status, more.body.code]).toEqual([422, 'invalid_input']);
    const staffOnly = asker(api.org.owner, api.org.slug);
    expect((await staffOnly('POST', `${other.id}/change`, wish)).status).toBe(404);
    const elsewhere = await api.server.organization('Elsewhere');
    const foreign = asker(other.who, elsewhere.slug);
    expect((await foreign('GET', `${other.id}/choices`)).status).toBe(404);
  });

  it('can be of one’s own amount and number on what is sold no more; full plans are marked', async () => {
    const own = await plan('Own', 900, { kind: 'custom', minimum_amount: 500 });
    await plan('Small', 100, { capacity: 1 }).then(({ id }) => member(id));
    const { id, ask } = await member(own.id);
    await api.patch(`/plans/${own.id}`, { public: false }, { headers: { 'if-match': '"1"' } });
    const { body: choices } = await ask('GET', `${id}/choices`);
    const names = choices.plans.map(({ name }: { name: string }) => name);
    expect(names).not.toContain('Own');
    expect(choices.present).toEqual({
      ...{ plan_name: 'Own', custom: true, minimum_amount: 500, amount: 900, currency: 'EUR' },
      ...{ interval_unit: 'month', interval_count: 1 },
    });
    const seats = (name: string) =>
      choices.plans.find((each: { name: string }) => each.name === name).seats_left;
    expect([seats('Small'), seats('Gold')]).toEqual([0, null]);
    const low = await ask('POST', `${id}/change/preview`, { quantity: 2, amount: 400 });
    expect(low.body.fields).toMatchObject([{ pointer: '/amount' }]);
    const changed = await ask('POST', `${id}/change`, { quantity: 2, amount: 1000 });
    expect(held(changed.body, id)).toMatchObject({ plan_name: 'Own', quantity: 2 });
  });

  it('to a plan that is not public looks as if there were none', async () => {
    const hidden = await plan('Hidden', 100, { public: false });
    const { id, ask } = await member(silver.id);
    const wish = { plan_id: hidden.id, price_id: hidden.prices[0].id };
    const refused = await ask('POST', `${id}/change`, wish);
    expect(refused.body).toMatchObject({ fields: [{ pointer: '/plan_id', code: 'not_found' }] });
  });
});

describe('a pause in the portal', () => {
  it('moves the next payment as its preview says, and is taken back the same day', async () => {
    const { id, ask } = await member(silver.id);
    const preview = await ask('GET', `${id}/pause?until_on=2026-10-25`);
    expect(preview.body).toMatchObject({ paused_days: 10, next_billing_on: '2026-11-25' });
    const paused = await ask('POST', `${id}/pause`, { until_on: '2026-10-25' });
    expect(held(paused.body, id)).toMatchObject({
      ...{ state: 'paused', pause_until: '2026-10-25', resumable: true, pausable: false },
    });
    const shown = await api.get(`/subscriptions/${id}`);
    expect(shown.body.pause).toMatchObject({ until_on: preview.body.until_on });
    const resumed = await ask('DELETE', `${id}/pause`);
    expect(held(resumed.body, id)).toMatchObject({
      ...{ state: 'active', next_billing_on: '2026-11-15', pause_until: null },
    });
    expect((await ask('DELETE', `${id}/pause`)).body.code).toBe('no_pause');
  });

  it('has an end within what is allowed, on a plan that allows it, and is one’s own', async () => {
    const { id, ask } = await member(silver.id);
    const long = await ask('POST', `${id}/pause`, { until_on: '2028-10-25' });
    expect(long.body).toMatchObject({ fields: [{ pointer: '/until_on', code: 'pause_too_long' }] });
    expect((await ask('POST', `${id}/pause`, {})).status).toBe(422);
    const more = await ask('POST', `${id}/pause`, { until_on: '2026-10-25', keeps_access: true });
    expect([more.status, more.body.code]).toEqual([422, 'invalid_input']);
    const closed = await member(strict.id);
    for (const [method, at, body] of [
      ['GET', 'pause?until_on=2026-10-25'],
      ['POST', 'pause', { until_on: '2026-10-25' }],
    ] as const) {
      const refused = await closed.ask(method, `${closed.id}/${at}`, body);
      expect([at, refused.status, refused.body.code]).toEqual([at, 403, 'member_may_not']);
    }
    for (const [method, at, body] of [
      ['GET', 'pause?until_on=2026-10-25'],
      ['POST', 'pause', { until_on: '2026-10-25' }],
      ['DELETE', 'pause'],
    ] as const) {
      expect((await closed.ask(method, `${id}/${at}`, body)).status).toBe(404);
    }
  });
});

describe('the same by staff', () => {
  it('add-ons over the API: listed, previewed, changed, planned and withdrawn', async () => {
    const { id } = await member(silver.id);
    const at = `/subscriptions/${id}`;
    const { items } = (await api.get(`${at}/addons`)).body;
    const addons = [{ addon_id: items[0].addon_id, quantity: 1 }];
    const preview = await api.post(`${at}/change/preview`, { addons, when: 'period_end' });
    expect(preview.body).toMatchObject({
      ...{ applies: 'later', effective_on: '2026-11-15', amount_after: 3720, invoice: null },
    });
    const planned = await api.post(`${at}/change`, { addons, when: 'period_end' });
    expect(planned.body.pending_change).toMatchObject({
      ...{ kind: 'upgrade', addons: [{ name: 'Locker', quantity: 1, unit_amount: 620 }] },
    });
    expect((await api.delete(`${at}/change`)).body.pending_change).toBeNull();
    const now = await api.post(`${at}/change`, { addons, when: 'now' });
    expect(now.body).toMatchObject({ applied: 'now', addons: [{ quantity: 1 }] });
    const wrong = await api.post(`${at}/change`, { addons: [{ addon_id: id, quantity: 1 }] });
    expect(wrong.body).toMatchObject({ fields: [{ pointer: '/addons/0' }] });
    const viewer = api.as(await api.server.staff(api.org.id, 'reader'));
    expect((await viewer.post(`${at}/change`, { addons })).status).toBe(403);
  });
});
