/** Pages over the API: kept by staff, opened by members and visitors, never read without access. */
import { describe, expect, it } from 'vitest';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import type { Signed } from '../support/server.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const portal = `/api/v1/portal/${api.org.slug}`;
const secret = 'The treasure lies under the old oak';

const prices = [{ amount: 3100, currency: 'EUR', interval_unit: 'month' }];
let made = 0;

async function plan(more: object = {}) {
  made += 1;
  const answer = await api.post('/plans', { name: `Plan ${made}`, prices, ...more });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function page(more: object = {}) {
  made += 1;
  const answer = await api.post('/pages', {
    ...{ path: `page-${made}`, title: `Page ${made}`, teaser: 'Where is it?' },
    ...{ body: `# Map\n${secret}, {{ member.first_name | default: "you" }}.`, published: true },
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Somebody with a session of their own in the portal, who holds a plan. */
async function member(planId: string, more: object = {}) {
  made += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: planId,
    contact: { display_name: `Zoé ${made}`, first_name: 'Zoé', email: `zoe${made}@example.org` },
    payment_method: { test_card: '4242424242424242' },
    ...more,
  });
  const who = await api.server.stranger();
  await inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [who.userId, body.contact_id]),
  );
  return { who, contactId: body.contact_id as string, id: body.subscription.id as string };
}

async function opens(path: string, who?: Signed, headers: Record<string, string> = {}) {
  const request = { method: 'GET' as const, headers, url: `${portal}/page?path=${path}` };
  const answer = await (who ? who.ask(request) : api.server.app.inject(request));
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

const listed = async (who?: Signed) => {
  const request = { method: 'GET' as const, url: `${portal}/pages` };
  return (await (who ? who.ask(request) : api.server.app.inject(request))).json().items as {
    path: string;
    open: boolean;
    code: string;
  }[];
};

describe('a page', () => {
  it('is made, changed with the version that was seen, deleted and brought back', async () => {
    const gold = await plan();
    const made = await page({ audience: 'plans', plans: [gold.id], after_days: 7 });
    expect(made).toMatchObject({
      ...{ audience: 'plans', opens_overdue: false, opens_paused: false, after_days: 7 },
      ...{ published: true, version: 1, plans: [{ id: gold.id, deleted: false }] },
    });
    const at = `/pages/${made.id}`;
    const read = await api.get(at);
    const edited = await api.patch(at, { title: 'Map' }, { headers: { 'if-match': read.etag } });
    expect(edited.body).toMatchObject({ title: 'Map', body: made.body, after_days: 7, version: 2 });
    const stale = await api.patch(at, { title: 'X' }, { headers: { 'if-match': read.etag } });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_edit']);
    expect((await api.patch(at, { title: 'X' })).status).toBe(428);
    const gone = await api.delete(at, { headers: { 'if-match': edited.etag } });
    expect(gone.status).toBe(204);
    expect((await api.get(at)).status).toBe(404);
    expect((await api.post(`${at}/restoration`)).body).toMatchObject({ title: 'Map' });
    const lines = (await api.get('/pages')).body.items;
    expect(lines.find((each: { id: string }) => each.id === made.id)).not.toHaveProperty('body');
  });

  it('is refused by field, in both languages', async () => {
    const headers = { 'accept-language': 'fr' };
    const asked = async (more: object) =>
      (await api.post('/pages', { path: 'fine', title: 'Fine', ...more }, { headers })).body;
    const first = await page();
    expect(await asked({ path: first.path })).toMatchObject({
      ...{ code: 'page_path_taken', fields: [{ pointer: '/path' }] },
      detail: expect.stringContaining("a déjà l'adresse"),
    });
    expect(await asked({ audience: 'plans' })).toMatchObject({
      ...{ code: 'page_opens_to_nobody', fields: [{ pointer: '/plans' }] },
    });
    expect(await asked({ body: '{{ member.age }}' })).toMatchObject({
      code: 'page_text_not_valid',
      fields: [{ pointer: '/body', message: expect.stringContaining("n'existe pas ici") }],
    });
    expect((await asked({ path: '../admin' })).fields).toMatchObject([{ pointer: '/path' }]);
    expect((await asked({ price: 3 })).fields).toMatchObject([{ pointer: '/price' }]);
    expect((await asked({ after_days: -1 })).fields).toMatchObject([{ pointer: '/after_days' }]);
  });

  it('is put in order, and shown as it would be read', async () => {
    const [a, b] = [await page(), await page()];
    const reader = api.as(await api.server.staff(api.org.id, 'reader'));
    expect((await reader.put('/page-order', { ids: [b.id] })).status).toBe(403);
    expect((await api.put('/page-order', { ids: [b.id, a.id] })).status).toBe(204);
    const paths = (await api.get('/pages')).body.items.map(({ path }: { path: string }) => path);
    expect(paths.slice(0, 2)).toEqual([b.path, a.path]);
    const { contactId } = await member((await plan()).id);
    const body = 'Hello **{{ member.first_name | default: "you" }}** <script>x</script>';
    const shown = await reader.post('/pages/preview', { body, contact_id: contactId });
    expect(shown.body).toEqual({
      problems: [],
      html: '<p>Hello <strong>Zoé</strong> &lt;script&gt;x&lt;/script&gt;</p>',
      recipient: { name: expect.stringContaining('Zoé') },
    });
    expect((await reader.post('/pages/preview', { body })).body.html).toContain('you');
    const wrong = await reader.post('/pages/preview', { body: '{{ x }}' });
    expect(wrong.body).toMatchObject({ html: null, problems: [{ code: 'unknown_tag' }] });
    const tags = (await reader.get('/page-tags')).body.items;
    expect(tags[0]).toMatchObject({ label: 'The reader’s first name', example: 'Ana' });
  });

  it('is set at the plan too', async () => {
    const [gold, silver] = [await plan(), await plan()];
    const guide = await page({ audience: 'plans', plans: [gold.id] });
    const headers = { 'if-match': `"${silver.version}"` };
    const saved = await api.patch(`/plans/${silver.id}`, { pages: [guide.id] }, { headers });
    expect(saved.body.pages).toEqual([{ id: guide.id, title: guide.title }]);
    const { plans } = (await api.get(`/pages/${guide.id}`)).body;
    expect(plans.map(({ id }: { id: string }) => id)).toEqual([gold.id, silver.id]);
    const third = await plan({ pages: [guide.id] });
    expect(third.pages).toHaveLength(1);
  });
});

describe('a page in the portal', () => {
  it('is read by who has a plan of it, by others only as far as its teaser', async () => {
    const gold = await plan({ name: 'Treasure' });
    const hidden = await plan({ public: false });
    const map = await page({ audience: 'plans', plans: [gold.id, hidden.id], path: 'maps/oak' });
    const { who } = await member(gold.id);
    const read = await opens('maps/oak', who);
    expect(read.body).toMatchObject({ open: true, code: 'plan_opens', known: true, offers: [] });
    expect(read.body.html).toBe(`<h2>Map</h2>\n<p>${secret}, Zoé.</p>`);

    const stranger = await opens('maps/oak', undefined, { 'accept-language': 'fr' });
    expect(stranger.body).toMatchObject({
      ...{ title: map.title, teaser: 'Where is it?', html: null, known: false },
      ...{ open: false, code: 'not_signed_in', offers: [{ id: gold.id, name: 'Treasure' }] },
      reason: 'Cette page est réservée aux membres : connectez-vous, si vous en êtes.',
    });
    const other = await member((await plan()).id);
    const refused = await opens('maps/oak', other.who);
    expect(refused.body).toMatchObject({ code: 'no_plan', offers: [{ id: gold.id }] });
    const lists = [stranger.text, refused.text, JSON.stringify(await listed(other.who))];
    for (const told of lists) expect(told).not.toContain('treasure lies');

    const waits = await page({ after_days: 7 });
    const early = await opens(waits.path, who);
    expect(early.body).toMatchObject({
      ...{ code: 'opens_on', params: { on: '2026-10-22', days: 7 }, html: null, offers: [] },
      reason: 'Opens on 22 October 2026, 7 days after joining.',
    });
    expect(early.text).not.toContain('treasure lies');
  });

  it('for everybody needs no session; a draft or an unknown one is nowhere', async () => {
    const open = await page({ audience: 'everyone' });
    const draft = await page({ audience: 'everyone', published: false });
    expect((await opens(open.path)).body).toMatchObject({ open: true, known: false });
    expect((await opens(draft.path)).status).toBe(404);
    expect((await opens('no/such')).status).toBe(404);
    expect((await opens('..%2Fx')).status).toBe(422);
    const { who } = await member((await plan()).id);
    const paths = (await listed(who)).map(({ path }) => path);
    expect(paths).toContain(open.path);
    expect(paths).not.toContain(draft.path);
    const home = (await who.ask({ method: 'GET', url: portal })).json();
    const pages = await listed(who);
    const openable = pages.filter((each) => each.open).length;
    expect(home.pages).toEqual({ count: pages.length, open: openable });
    expect(openable).toBeLessThan(pages.length);
  });

  it('waits for an applicant, and closes for who is blocked', async () => {
    const club = await plan({ approval_needed: true });
    const inside = await page();
    const { body } = await api.post('/contacts', { display_name: 'Ana', email: 'a@example.org' });
    const who = await api.server.stranger();
    await inSystem(db, (tx) =>
      tx.exec('update contact set user_id = $1 where id = $2', [who.userId, body.id]),
    );
    await who.ask({ method: 'POST', url: `${portal}/plans/${club.id}/join`, payload: {} });
    expect((await opens(inside.path, who)).body).toMatchObject({
      ...{ code: 'awaiting_approval', html: null, offers: [] },
    });
    const blocked = await member((await plan()).id);
    await api.post(`/contacts/${blocked.contactId}/block`, { reason: 'rude' });
    expect((await opens(inside.path, blocked.who)).body).toMatchObject({ open: false, html: null });
  });

  it('leaves its trace in the activity, told in both languages', async () => {
    const map = await page({ title: 'The map' });
    const { who, contactId } = await member((await plan()).id);
    await opens(map.path, who);
    await opens(map.path, who);
    const log = await api.get(`/activity?contact=${contactId}&kind=page`, {
      headers: { 'accept-language': 'fr' },
    });
    expect(log.body.items).toHaveLength(1);
    expect(log.body.items[0]).toMatchObject({
      ...{ event: 'page_opened', sentence: 'Page « The map » ouverte' },
    });
  });

  it('is explained to staff, and told to nobody of another organization', async () => {
    const gold = await plan();
    const map = await page({ audience: 'plans', plans: [gold.id] });
    const { contactId } = await member((await plan()).id);
    const at = `/pages/${map.id}/access`;
    expect((await api.get(`${at}?contact_id=${contactId}`)).body).toEqual({
      ...{ open: false, code: 'no_plan', params: {} },
      reason: 'This page comes with certain plans.',
    });
    expect((await api.get(at)).body.code).toBe('not_signed_in');
    expect((await api.get(`${at}?contact_id=${map.id}`)).status).toBe(404);
    const other = await api.server.organization('Other');
    const url = `/api/v1/portal/${other.slug}/page?path=${map.path}`;
    expect((await other.owner.ask({ method: 'GET', url })).statusCode).toBe(404);
    const spied = `/api/v1/organizations/${other.slug}/pages/${map.id}`;
    expect((await other.owner.ask({ method: 'GET', url: spied })).statusCode).toBe(404);
  });
});
