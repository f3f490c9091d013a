import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const gold = {
  name: 'Gold',
  kind: 'recurring',
  tax_rate: '5.5',
  prices: [{ amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 }],
};

describe('plans over the API', () => {
  it('are created, read, edited with the version that was seen, archived and deleted', async () => {
    const created = await api.post('/plans', gold);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: 'Gold', tax_rate: '5.5', counts: { running: 0 } });
    const { id, prices } = created.body;
    const read = await api.get(`/plans/${id}`);
    expect(read.etag).toBe(`"${read.body.version}"`);

    const edit = { description: 'All of it', prices: [...prices.map(keep), yearly] };
    const headers = { 'if-match': read.etag };
    const edited = await api.patch(`/plans/${id}`, edit, { headers });
    expect(edited.body.prices).toHaveLength(2);
    const stale = await api.patch(`/plans/${id}`, { description: 'Late' }, { headers });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_edit']);
    const blind = await api.patch(`/plans/${id}`, { description: 'Blind' });
    expect([blind.status, blind.body.code]).toEqual([428, 'missing_version']);

    expect((await api.post(`/plans/${id}/archive`)).body.archived_at).not.toBeNull();
    expect((await api.delete(`/plans/${id}/archive`)).body.archived_at).toBeNull();
    expect((await api.delete(`/plans/${id}`)).body).toEqual({ running: 0 });
    expect((await api.get(`/plans/${id}`)).status).toBe(404);
  });

  it('say in words what joining them today comes to, before they are saved', async () => {
    const before = (await api.get('/plans')).body.items;
    const asked = { ...gold, name: 'Not saved' };
    const preview = await api.post('/plans/preview', asked);
    expect([preview.status, preview.body.sentence]).toEqual([200, expect.stringMatching(/€\d/)]);
    const once = { ...gold, kind: 'one_time', forever: true };
    expect((await api.post('/plans/preview', once)).body.sentence).toMatch(
      /^€31\.00 is invoiced once, on .*; access has no end\.$/,
    );
    const custom = { ...gold, kind: 'custom', minimum_amount: 500 };
    expect((await api.post('/plans/preview', custom)).status).toBe(200);
    expect((await api.post('/plans/preview', { ...gold, prices: [] })).status).toBe(422);
    expect((await api.get('/plans')).body.items).toEqual(before);
  });

  it('say what is wrong at its field, in the language asked for', async () => {
    const headers = { 'accept-language': 'fr' };
    const free = { ...gold, name: 'Vide', prices: [] };
    const none = await api.post('/plans', free, { headers });
    expect(none.status).toBe(422);
    expect(none.body.fields).toEqual([
      { pointer: '/prices', code: 'required', message: 'Ajoutez au moins un tarif.' },
    ]);
    const unknown = await api.post('/plans', { ...gold, name: 'X', colour: 'red' });
    expect(unknown.body.fields).toMatchObject([{ pointer: '/colour' }]);
    await api.post('/plans', { ...gold, name: 'Once' });
    const twice = await api.post('/plans', { ...gold, name: 'ONCE' });
    expect([twice.status, twice.body.code]).toEqual([409, 'plan_name_taken']);
  });

  it('of fixed dates and packs keep what their kind needs, and say what is missing', async () => {
    const year = { start: { day: 1, month: 1 }, rollover: { day: 1, month: 10 } };
    const price = { amount: 4000, currency: 'EUR', interval_unit: 'year', setup_amount: 500 };
    const season = await api.post('/plans', {
      ...{ name: 'Season', kind: 'fixed_date', tax_rate: '5 + 9,975', capacity: 40 },
      season: { ...year, first_period: 'months' },
      prices: [price],
      addons: [{ name: 'Review', max_quantity: 2, amounts: [1200] }],
    });
    expect(season.status).toBe(201);
    expect(season.body).toMatchObject({
      ...{ tax_rate: '5+9.975', capacity: 40, seats_left: 40 },
      season: { ...year, first_period: 'months' },
      prices: [{ setup_amount: 500 }],
      addons: [{ name: 'Review', max_quantity: 2, amounts: [1200] }],
    });
    const bare = await api.post('/plans', { name: 'Bare', kind: 'fixed_date', prices: [price] });
    expect(bare.body.fields).toMatchObject([{ pointer: '/season', code: 'required' }]);
    const pack = await api.post('/plans', { name: 'Pack', kind: 'pack', prices: [price] });
    expect(pack.body.fields).toMatchObject([{ pointer: '/uses', code: 'uses' }]);
  });

  it('are listed in the order given', async () => {
    const listed = await api.get('/plans');
    const ids: string[] = listed.body.items.map((plan: { id: string }) => plan.id);
    const turned = ids.toReversed();
    expect((await api.put('/plan-order', { ids: turned })).status).toBe(204);
    expect((await api.put('/plan-order', { ids: turned })).status).toBe(204);
    const { body: told } = await api.get('/activity');
    const orders = told.items.filter((e: { event: string }) => e.event === 'plans_reordered');
    expect(orders).toMatchObject([{ sentence: 'Plans put into another order' }]);
    const again = await api.get('/plans');
    expect(again.body.items.map((plan: { id: string }) => plan.id)).toEqual(turned);
  });

  it('are deleted with a word to their members, or without', async () => {
    for (const [name, payload] of [
      ['Quiet', undefined],
      ['Told', { notice: 'We stop.' }],
    ] as const) {
      const { body: plan } = await api.post('/plans', { ...gold, name });
      const at = `/plans/${plan.id}`;
      const unknown = await api.delete(at, { payload: { notice: 'x', why: 'y' } });
      expect(unknown.status).toBe(422);
      expect((await api.delete(at, { payload })).body).toEqual({ running: 0 });
    }
  });

  it('keep their last price, and are not for readers to change', async () => {
    const { body: plan } = await api.post('/plans', { ...gold, name: 'Lonely' });
    const last = await api.delete(`/plans/${plan.id}/prices/${plan.prices[0].id}`);
    expect([last.status, last.body.code]).toEqual([409, 'last_price']);
    const reader = api.as(await api.server.staff(api.org.id, 'reader'));
    expect((await reader.get('/plans')).status).toBe(200);
    expect((await reader.post('/plans', { ...gold, name: 'Mine' })).status).toBe(403);
  });
});

const yearly = { amount: 31000, currency: 'EUR', interval_unit: 'year' };

function keep({ archived_at: _at, running: _n, ...price }: Record<string, unknown>) {
  return price;
}
