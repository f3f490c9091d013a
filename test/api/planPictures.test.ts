/** A plan's color and picture: who may set and see them, and what is refused. */
import { describe, expect, it } from 'vitest';
import { act } from '../../src/actions/context.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { planColors } from '../../src/domain/planColors.ts';
import { contextFor } from '../../src/http/route.ts';
import { planColors as shownColors } from '../../web/api/plans.ts';
import { testDatabase } from '../support/database.ts';
import { multipart } from '../support/multipart.ts';
import type { Signed } from '../support/server.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const webp = Buffer.concat([Buffer.from('RIFF\x1a\0\0\0WEBPVP8 ', 'latin1')]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

let plans = 0;

async function plan(more: object = {}) {
  plans += 1;
  const prices = [{ amount: 3100, currency: 'EUR', interval_unit: 'month' }];
  const made = await api.post('/plans', { name: `Plan ${plans}`, prices, ...more });
  expect(made.status).toBe(201);
  return made.body;
}

const sends = (id: string, name: string, bytes: Buffer, headers: object = {}) => {
  const body = multipart(name, bytes);
  const all = { ...body.headers, ...headers } as Record<string, string>;
  return api.put(`/plans/${id}/picture`, body.payload, { headers: all });
};

const ask = (who: Signed, url: string, headers: Record<string, string> = {}) =>
  who.ask({ method: 'GET', url, headers });

/** Somebody on a plan, signed in to the portal. */
async function member(planId: string) {
  const { body } = await api.post('/subscriptions', {
    plan_id: planId,
    contact: { display_name: 'Zoé', email: `${planId}@example.org` },
    payment_method: { test_card: '4242424242424242' },
  });
  const who = await api.server.stranger();
  await inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [who.userId, body.contact_id]),
  );
  return { who, id: body.subscription.id as string };
}

const changes = async () => {
  const { body } = await api.get('/activity');
  return body.items.filter((each: { event: string }) => each.event === 'plan_changed');
};

describe('the color of a plan', () => {
  it('is one of the palette, kept by edits that do not say it, and taken away by null', async () => {
    const made = await plan({ color: 'teal' });
    expect(made.color).toBe('teal');
    const edit = async (body: object, version: number) =>
      (await api.patch(`/plans/${made.id}`, body, { headers: { 'if-match': `"${version}"` } }))
        .body;
    const kept = await edit({ description: 'All of it' }, made.version);
    expect(kept.color).toBe('teal');
    const none = await edit({ color: null }, kept.version);
    expect(none.color).toBeNull();
    const wrong = await api.post('/plans', { name: 'Wrong', color: '#ff0000', prices: [] });
    expect([wrong.status, wrong.body.fields[0].pointer]).toEqual([422, '/color']);
  });

  it('is no other in the database either', async () => {
    const { id } = await plan();
    const ctx = contextFor(api.server.program as never, api.org.id, { kind: 'system' });
    const painted = act(ctx, ({ tx }) =>
      tx.exec("update plan set color = 'mauve' where id = $1", [id]),
    );
    await expect(painted).rejects.toThrow(/plan_color_check/);
  });
});

describe('the picture of a plan', () => {
  it('is served under its hash, to be kept for good, and is gone once removed', async () => {
    const { id, version } = await plan();
    for (const [bytes, type] of [
      [png, 'image/png'],
      [webp, 'image/webp'],
      [jpeg, 'image/jpeg'],
    ] as const) {
      const set = await sends(id, 'whatever.txt', bytes);
      expect([set.status, set.body.version]).toEqual([200, version]);
      const got = await ask(api.org.owner, set.body.picture);
      expect(got.rawPayload.equals(bytes)).toBe(true);
      expect(got.headers).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=31536000, immutable',
      });
      const etag = String(got.headers.etag);
      const again = await ask(api.org.owner, set.body.picture, { 'if-none-match': etag });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    const { picture } = (await api.get(`/plans/${id}`)).body;
    const removed = await api.delete(`/plans/${id}/picture`);
    expect([removed.status, removed.body.picture]).toEqual([200, null]);
    expect((await ask(api.org.owner, picture)).statusCode).toBe(404);
  });

  it('is told in the history once for each that it got and lost', async () => {
    const { id } = await plan();
    const before = (await changes()).length;
    await sends(id, 'a.png', png);
    await sends(id, 'again.png', png);
    await api.delete(`/plans/${id}/picture`);
    await api.delete(`/plans/${id}/picture`);
    expect(await changes()).toHaveLength(before + 2);
  });

  it('is refused for what it is, not for how it is called', async () => {
    const { id } = await plan();
    const drawn = await sends(id, 'logo.png', svg, { 'accept-language': 'fr' });
    expect([drawn.status, drawn.body.code]).toEqual([415, 'picture_wrong_kind']);
    expect(drawn.body.detail).toMatch(/^Ce n’est pas une image PNG, JPEG ou WebP\./);
    const empty = await sends(id, 'empty.png', Buffer.alloc(0));
    expect([empty.status, empty.body.code]).toEqual([422, 'picture_empty']);
    const most = Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024 - png.length)]);
    const large = await sends(id, 'large.png', Buffer.concat([most, Buffer.alloc(1)]));
    expect([large.status, large.body.code]).toEqual([413, 'picture_too_large']);
    const none = await api.put(`/plans/${id}/picture`, { picture: 'x' });
    expect([none.status, none.body.code]).toEqual([422, 'no_file']);
    expect((await api.get(`/plans/${id}`)).body.picture).toBeNull();
    expect((await sends(id, 'fits.png', most)).status).toBe(200);
  });

  it('belongs to one organization, and is only for those who edit plans to change', async () => {
    const { id } = await plan();
    const { picture } = (await sends(id, 'a.png', png)).body;
    const other = await api.server.organization('Other');
    expect((await ask(other.owner, picture)).statusCode).toBe(404);
    const moved = picture.replace(`/${api.org.slug}/`, `/${other.slug}/`);
    expect((await ask(other.owner, moved)).statusCode).toBe(404);
    const reader = await api.server.staff(api.org.id, 'reader');
    expect((await ask(reader, picture)).statusCode).toBe(200);
    const body = multipart('a.png', png);
    const forbidden = await reader.ask({
      method: 'PUT',
      url: `/api/v1/organizations/${api.org.slug}/plans/${id}/picture`,
      ...body,
    });
    expect(forbidden.statusCode).toBe(403);
  });

  it('is shown to members who hold the plan or could have it, and to no others', async () => {
    const held = await plan({ public: false, color: 'pink' });
    const open = await plan({ color: 'blue' });
    const hidden = await plan({ public: false });
    for (const [{ id }, bytes] of [
      [held, png],
      [open, jpeg],
      [hidden, webp],
    ] as const) {
      await sends(id, 'a', bytes);
    }
    const { who, id } = await member(held.id);
    const portal = `/api/v1/portal/${api.org.slug}`;
    const [mine] = (await ask(who, portal)).json().subscriptions;
    expect(mine.plan).toMatchObject({ id: held.id, color: 'pink' });
    expect((await ask(who, mine.plan.picture)).rawPayload.equals(png)).toBe(true);
    const { plans: choices } = (await ask(who, `${portal}/subscriptions/${id}/choices`)).json();
    const choice = choices.find((each: { id: string }) => each.id === open.id);
    expect(choice.color).toBe('blue');
    expect((await ask(who, choice.picture)).rawPayload.equals(jpeg)).toBe(true);
    const staffs = (await api.get(`/plans/${hidden.id}`)).body.picture;
    const closed = staffs.replace('/organizations/', '/portal/');
    expect((await ask(who, closed)).statusCode).toBe(404);
    expect((await ask(who, staffs)).statusCode).toBe(404);
    await api.delete(`/plans/${held.id}`);
    expect((await ask(who, mine.plan.picture)).statusCode).toBe(200);
  });
});

it('the interface offers the colors the server knows', () => {
  expect(shownColors).toEqual(planColors);
});
