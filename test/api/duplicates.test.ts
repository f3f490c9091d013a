import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const at = '/reports/duplicates';

async function plan(name: string, more: object = {}) {
  const price = { amount: 1000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  return (await api.post('/plans', { name, kind: 'recurring', prices: [price], ...more })).body;
}

const locker = await plan('Locker', { allow_several: true });
const gold = await plan('Gold');

async function member(name: string, more: object = {}, planId = gold.id) {
  const contact = { display_name: name, ...more };
  const { status, body } = await api.post('/subscriptions', { plan_id: planId, contact });
  expect(status).toBe(201);
  return body.contact_id as string;
}

describe('the report of duplicates', () => {
  it('names who holds a plan twice, and whether it may be', async () => {
    const ada = await member('Ada Porter', { email: 'ada@example.org' }, locker.id);
    await member('Ben Hill', { email: 'ben@example.org' }, locker.id);
    expect((await api.get(`${at}/subscriptions`)).body.items).toEqual([]);
    const again = { contact_id: ada, plan_id: locker.id, quantity: 2, start_on: '2026-10-20' };
    expect((await api.post('/subscriptions', again)).status).toBe(201);
    const { items } = (await api.get(`${at}/subscriptions`)).body;
    expect(items).toMatchObject([
      {
        ...{ contact_id: ada, name: 'Ada Porter', plan_name: 'Locker', running: 2 },
        ...{ first_on: '2026-10-15', latest_on: '2026-10-20', amount: 3000, allowed: true },
      },
    ]);
  });

  it('names contacts who share a name, a phone or a Discord user, never a withheld address', async () => {
    const one = await member('Zoé Lefèvre', { email: 'zoe@example.org', phone: '+33612345678' });
    const two = await member('zoe lefevre', { email: 'z.lefevre@example.org' });
    const three = await member('Z. L.', { phone: '+33 6 12 34 56 78' });
    await member('Somebody Else', { phone: '+33699999999' });
    const { items } = (await api.get(`${at}/people`)).body;
    const found = items.map(({ reason, contact_id }: Record<string, string>) => [
      reason,
      contact_id,
    ]);
    expect(found).toEqual([
      ['name', one],
      ['name', two],
      ['phone', one],
      ['phone', three],
    ]);
    expect(items[1]).toMatchObject({ shared: 'zoe lefevre', email: 'z.lefevre@example.org' });
  });

  it('is for who may read people, and takes no other words', async () => {
    expect((await api.get(`${at}/people?sort=name`)).status).toBe(422);
    expect((await api.get(`${at}/people?limit=0`)).status).toBe(422);
    const stranger = api.as(await api.server.stranger());
    expect((await stranger.get(`${at}/people`)).status).toBe(404);
  });
});
