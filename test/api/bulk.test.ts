import { describe, expect, it } from 'vitest';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { standingClock } from '../../src/clock.ts';
import { testGateway } from '../../src/gateways/payment/test/gateway.ts';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

async function plan(name: string, amount: number) {
  const price = { amount, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  return (await api.post('/plans', { name, kind: 'recurring', prices: [price] })).body;
}

const gold = await plan('Gold', 3100);

async function joined(name: string) {
  const answer = await api.post('/subscriptions', {
    plan_id: gold.id,
    contact: { display_name: name, email: `${name.toLowerCase()}@example.org` },
    payment_method: { test_card: '4242424242424242' },
  });
  return answer.body;
}

const zoe = await joined('Zoe');
const ana = await joined('Ana');

/** What the worker does with the job. */
async function work(id: string) {
  const ctx = {
    ...{ db, orgId: api.org.id, baseUrl: 'http://localhost' },
    actor: { kind: 'system' as const },
    clock: standingClock('2026-10-15T08:00:00Z'),
    gateways: { payment: { test: testGateway(db) } },
  };
  await runWork(ctx, id, (progress) => runBulk(ctx, id, progress));
}

describe('bulk actions over the API', () => {
  it('preview, start, report; a reader may not, and nothing unknown passes', async () => {
    const body = { ids: [zoe.contact_id, ana.contact_id], does: { act: 'pause' } };
    expect((await api.post('/bulk/preview', body)).body).toEqual({
      touched: 2,
      people: 2,
      billed: [],
      excluded: [],
    });
    const started = await api.post('/bulk', body, { headers: { 'idempotency-key': 'once' } });
    expect(started.status).toBe(202);
    const again = await api.post('/bulk', body, { headers: { 'idempotency-key': 'once' } });
    expect(again.body).toEqual(started.body);
    await work(started.body.work_id);
    expect((await api.get(`/bulk/${started.body.work_id}`)).body).toMatchObject({
      ...{ act: 'pause', done: 2, failed: 0, excluded: 0, waiting: 0 },
      problems: [],
    });
    const file = await api.get(`/bulk/${started.body.work_id}/report`);
    expect(file.raw.payload).toContain('Zoe,zoe@example.org');
    const later = await api.post('/bulk/preview', body, { headers: { 'accept-language': 'fr' } });
    expect(later.body).toMatchObject({
      touched: 0,
      excluded: [{ code: 'subscription_not_in_state', count: 2 }],
    });
    expect((await api.post('/bulk', body)).body).toMatchObject({ code: 'nobody_left' });
    expect((await api.post('/bulk', { does: { act: 'pause' } })).status).toBe(422);
    expect((await api.post('/bulk', { ...body, does: { act: 'price' } })).status).toBe(422);
    const resume = { q: 'status:paused', does: { act: 'resume' } };
    const resumed = await api.post('/bulk', resume);
    await work(resumed.body.work_id);
    expect((await api.get(`/bulk/${resumed.body.work_id}`)).body).toMatchObject({ done: 2 });
  });
});

describe('ending and coming back over the API', () => {
  it('revokes, brings back with what is billed, and takes neither half a wish nor a strange one', async () => {
    const ids = [zoe.contact_id, ana.contact_id];
    const done = async (does: object) => {
      const preview = await api.post('/bulk/preview', { ids, does });
      expect(preview.body).toMatchObject({ touched: 2, people: 2, excluded: [] });
      const started = await api.post('/bulk', { ids, does });
      await work(started.body.work_id);
      expect((await api.get(`/bulk/${started.body.work_id}`)).body).toMatchObject({ done: 2 });
      return preview.body;
    };
    await done({ act: 'cancel', reason: 'moving' });
    await done({ act: 'undo' });
    await done({ act: 'revoke', reason: 'closing' });
    // Paid time that was cut goes on: nothing is billed twice.
    expect(await done({ act: 'reactivate' })).toMatchObject({ billed: [] });
    const extend = { ids, does: { act: 'extend', until: '2026-12-31' } };
    expect((await api.post('/bulk/preview', extend)).body).toMatchObject({ touched: 2 });
    for (const does of [
      { act: 'extend' },
      { act: 'extend', days: 2, until: '2026-12-31' },
      { act: 'payer' },
      { act: 'undo', reason: 'x' },
    ]) {
      expect((await api.post('/bulk/preview', { ids, does })).status).toBe(422);
    }
    const nobody = { act: 'payer', payer_id: '00000000-0000-7000-8000-000000000000' };
    expect((await api.post('/bulk/preview', { ids, does: nobody })).status).toBe(404);
  });
});

describe('a change of price over the API', () => {
  it('is previewed, waits, is listed and taken back', async () => {
    const at = `/plans/${gold.id}/price-changes`;
    const wish = { price_id: gold.prices[0].id, amount: 3500, scope: 'next_period' };
    expect((await api.post(`${at}/preview`, { ...wish, notice_days: 10 })).body).toMatchObject({
      ...{ touched: 2, monthly_before: 6200, monthly_after: 7000, first_on: '2026-11-01' },
    });
    const made = await api.post(at, wish);
    expect(made.status).toBe(201);
    await work(made.body.work_id);
    expect((await api.get(at)).body.items).toMatchObject([{ amount: 3500, waiting: 2 }]);
    const shown = await api.get(`/subscriptions/${zoe.subscription.id}`);
    expect(shown.body.pending_change).toMatchObject({
      amount: 3500,
      effective_on: '2026-11-01',
      price_change_id: made.body.id,
    });
    expect((await api.delete(`/price-changes/${made.body.id}`)).body).toEqual({ withdrawn: 2 });
    expect((await api.delete(`/price-changes/${made.body.id}`)).status).toBe(404);
  });
});

describe('who pays, over the API', () => {
  it('previews what the change then does', async () => {
    const at = `/subscriptions/${zoe.subscription.id}/payer`;
    const company = await api.post('/contacts', { kind: 'company', display_name: 'Acme' });
    const preview = await api.post(`${at}/preview`, { payer_id: company.body.id });
    expect(preview.body).toMatchObject({ payer: { name: 'Acme' }, collection: 'invoice' });
    const changed = await api.put(at, { payer_id: company.body.id });
    expect(changed.body).toMatchObject({ payer: { name: 'Acme' }, collection: 'invoice' });
    expect((await api.put(at, { payer_id: company.body.id })).body).toMatchObject({
      code: 'nothing_changes',
    });
  });
});
