/** Benefits and their deliveries over the API: shapes, pages, files, walls, the portal. */
import { describe, expect, it } from 'vitest';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const prices = [{ amount: 3100, currency: 'EUR', interval_unit: 'month' }];
let made = 0;

async function benefit(more: object = {}) {
  made += 1;
  const answer = await api.post('/benefits', {
    ...{ name: `Print ${made}`, delivery: 'period', description: 'By post', ...more },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function plan(benefits: string[], more: object = {}) {
  made += 1;
  const answer = await api.post('/plans', { name: `Plan ${made}`, prices, benefits, ...more });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function member(planId: string, name: string, more: object = {}) {
  made += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: planId,
    contact: { display_name: name, email: `member${made}@example.org`, ...more },
    payment_method: { test_card: '4242424242424242' },
  });
  return { contactId: body.contact_id as string, id: body.subscription.id as string };
}

const settle = () => api.post('/deliveries/settlement');

describe('a benefit', () => {
  it('is made, put on plans, changed with the version that was seen, and deleted', async () => {
    const print = await benefit();
    expect(print).toMatchObject({
      ...{ delivery: 'period', description: 'By post', plans: [], months: [] },
      ...{ month: '2026-10', progress: { due: 0, done: 0, earlier: 0 }, version: 1 },
    });
    const card = await benefit({ delivery: 'none' });
    const gold = await plan([card.id, print.id]);
    expect(gold.benefits).toEqual([
      { id: card.id, name: card.name, description: 'By post', delivery: 'none' },
      { id: print.id, name: print.name, description: 'By post', delivery: 'period' },
    ]);
    const headers = { 'if-match': `"${gold.version}"` };
    const less = await api.patch(`/plans/${gold.id}`, { benefits: [print.id] }, { headers });
    expect(less.body.benefits).toHaveLength(1);
    const kept = await api.patch(
      `/plans/${gold.id}`,
      { public: false },
      {
        headers: { 'if-match': `"${less.body.version}"` },
      },
    );
    expect(kept.body.benefits).toHaveLength(1);
    const read = await api.get(`/benefits/${print.id}`);
    expect(read.body.plans).toEqual([{ id: gold.id, name: gold.name }]);
    const edited = await api.patch(
      `/benefits/${print.id}`,
      { name: 'Poster' },
      {
        headers: { 'if-match': read.etag },
      },
    );
    expect(edited.body).toMatchObject({ name: 'Poster', version: 2 });
    const stale = await api.delete(`/benefits/${print.id}`, { headers: { 'if-match': read.etag } });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_edit']);
    const gone = await api.delete(`/benefits/${print.id}`, {
      headers: { 'if-match': edited.etag },
    });
    expect(gone.body).toEqual({ lost: 0 });
    expect((await api.get(`/benefits/${print.id}`)).status).toBe(404);
    expect((await api.get(`/plans/${gold.id}`)).body.benefits).toEqual([]);
  });

  it('is refused by name and field, in both languages', async () => {
    const print = await benefit();
    const headers = { 'accept-language': 'fr' };
    const twice = await api.post('/benefits', { name: print.name.toUpperCase() }, { headers });
    expect([twice.status, twice.body.code]).toEqual([409, 'benefit_name_taken']);
    expect(twice.body.detail).toContain('Il existe déjà un avantage');
    const unknown = await api.post('/benefits', { name: 'X', price: 3 });
    expect(unknown.body.fields).toMatchObject([{ pointer: '/price' }]);
    const gone = '00000000-0000-7000-8000-000000000000';
    const asked = { name: 'No such', prices, benefits: [gone] };
    const none = await api.post('/plans', asked);
    expect([none.status, none.body.fields[0].pointer]).toEqual([422, '/benefits']);
    const bad = await api.get(`/benefits/${print.id}?month=2026-13`);
    expect(bad.status).toBe(422);
  });

  it('is for plan editors to change, and for those who write people to tick', async () => {
    const print = await benefit();
    const reader = api.as(await api.server.staff(api.org.id, 'reader'));
    expect((await reader.get('/benefits')).status).toBe(200);
    expect((await reader.post('/benefits', { name: 'Mine' })).status).toBe(403);
    const all = { month: '2026-10' };
    expect((await reader.post(`/benefits/${print.id}/delivered`, all)).status).toBe(403);
    expect((await reader.get(`/benefits/${print.id}/deliveries.csv`)).status).toBe(403);
  });
});

describe('deliveries', () => {
  it('are listed by name page by page, ticked, undone, and exported with addresses', async () => {
    const print = await benefit();
    const gold = await plan([print.id]);
    const address = { line1: '=1+1', postal_code: '75011', city: 'Paris' };
    await member(gold.id, 'Zoé', { address });
    await member(gold.id, 'Émile');
    await member(gold.id, 'Ana');
    expect((await settle()).body).toMatchObject({ owed: 3 });
    expect((await settle()).body).toEqual({ owed: 0, lost: 0 });
    const at = `/benefits/${print.id}`;
    const first = await api.get(`${at}/deliveries?month=2026-10&state=todo&limit=2`);
    const names = (body: { items: { contact: { name: string } }[] }) =>
      body.items.map(({ contact }) => contact.name);
    expect(names(first.body)).toEqual(['Ana', 'Émile']);
    const cursor = encodeURIComponent(first.body.next_cursor);
    const rest = await api.get(`${at}/deliveries?month=2026-10&limit=2&cursor=${cursor}`);
    expect([names(rest.body), rest.body.next_cursor]).toEqual([['Zoé'], null]);
    expect((await api.get(`${at}/deliveries?cursor=eA`)).body.code).toBe('bad_cursor');

    const ana = first.body.items[0];
    expect(ana).toMatchObject({ period_start: '2026-10-15', done_at: null });
    const one = await api.post(`${at}/delivered`, { ids: [ana.id] });
    expect(one.body.count).toBe(1);
    const other = await benefit();
    const foreign = await api.post(`/benefits/${other.id}/delivered`, {
      ids: [rest.body.items[0].id],
    });
    expect([foreign.status, foreign.body.code]).toEqual([409, 'nothing_to_deliver']);
    const progress = async () => (await api.get(at)).body.progress;
    expect(await progress()).toEqual({ due: 3, done: 1, earlier: 0 });
    const all = await api.post(`${at}/delivered`, { month: '2026-10' });
    expect(all.body.count).toBe(2);
    expect(names((await api.get(`${at}/deliveries?state=todo`)).body)).toEqual([]);
    const undone = await api.delete(`${at}/delivered`, { payload: { at: all.body.at } });
    expect(undone.status).toBe(200);
    await api.delete(`${at}/delivered`, { payload: { ids: [ana.id] } });
    expect(await progress()).toEqual({ due: 3, done: 0, earlier: 0 });
    expect((await api.get(at)).body.months).toEqual(['2026-10']);
    const november = await api.get(`/benefits?month=2026-11`);
    const listed = november.body.items.find((each: { id: string }) => each.id === print.id);
    expect(listed.progress).toEqual({ due: 0, done: 0, earlier: 3 });

    const csv = await api.get(`${at}/deliveries.csv?month=2026-10`, {
      headers: { 'accept-language': 'fr' },
    });
    const lines = csv.raw.body.trim().split('\r\n');
    expect(lines[0]).toContain('Avantage,Nom,E-mail,Adresse');
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(
      /Zoé,member\d+@example\.org,'=1\+1,,75011,Paris,,,Plan \d+,2026-10-15,2026-10-31,à faire,,$/,
    );
  });

  it('are told to nobody who withholds their e-mail, and belong to one organization', async () => {
    const print = await benefit();
    const gold = await plan([print.id]);
    const { contactId } = await member(gold.id, 'Shy');
    await inSystem(db, (tx) =>
      tx.exec('update contact set email_withheld = true where id = $1', [contactId]),
    );
    await settle();
    const { body } = await api.get(`/contacts/${contactId}/deliveries`);
    expect(body.items).toMatchObject([{ email: null, benefit: { id: print.id } }]);
    const other = await api.server.organization('Other');
    const spied = await other.owner.ask({
      method: 'GET',
      url: `/api/v1/organizations/${other.slug}/benefits/${print.id}/deliveries`,
    });
    expect(spied.json().items).toEqual([]);
    const ticked = await other.owner.ask({
      method: 'POST',
      url: `/api/v1/organizations/${other.slug}/benefits/${print.id}/delivered`,
      payload: { month: '2026-10' },
    });
    expect(ticked.statusCode).toBe(409);
  });

  it('are seen by the member: what the plan gives, and when it came', async () => {
    const print = await benefit();
    const card = await benefit({ delivery: 'none' });
    const gold = await plan([card.id, print.id]);
    const { contactId, id } = await member(gold.id, 'Mia');
    await settle();
    const who = await api.server.stranger();
    await inSystem(db, (tx) =>
      tx.exec('update contact set user_id = $1 where id = $2', [who.userId, contactId]),
    );
    const portal = async (at = '') =>
      (await who.ask({ method: 'GET', url: `/api/v1/portal/${api.org.slug}${at}` })).json();
    const given = async () => (await portal()).subscriptions[0].benefits;
    expect(await given()).toMatchObject([
      { name: card.name, description: 'By post', delivered_on: null },
      { name: print.name, delivered_on: null },
    ]);
    await api.post(`/benefits/${print.id}/delivered`, { month: '2026-10' });
    expect((await given())[1].delivered_on).toBe('2026-10-15');
    const { plans } = await portal(`/subscriptions/${id}/choices`);
    const choice = plans.find((each: { id: string }) => each.id === gold.id);
    expect(choice.benefits).toEqual([card.name, print.name]);
  });
});
