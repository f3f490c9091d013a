import { expect, test } from 'vitest';
import { askSystem, inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { testServer } from '../support/server.ts';

const db = await testDatabase();
let now = '2026-03-02T09:00:00.000Z';
const server = await testServer(db, { now: () => now });
const home = await server.organization('Les ondes');
const { app } = server;

async function emailOf(userId: string): Promise<string> {
  const row = await askSystem(db, (ask) =>
    ask.one<{ email: string }>('select email from auth.user where id = $1', [userId]),
  );
  return row.email;
}

const post = (url: string, payload: object) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { 'x-cercle': '1' } });

/** The link's token, as only the mail carries it: the database keeps its hash. */
async function tokenSent(): Promise<string> {
  const row = await askSystem(db, (ask) =>
    ask.one<{ url: string }>(
      `select data ->> 'resetUrl' as url from message where template = 'password_reset'
       order by created_at desc, id desc limit 1`,
      [],
    ),
  );
  return new URL(row.url).searchParams.get('token') ?? '';
}

test('a forgotten password is replaced by its link, once, and other sessions end', async () => {
  const email = await emailOf(home.owner.userId);
  const sent = await post('/password-resets', { email: email.toUpperCase() });
  expect(sent.statusCode).toBe(202);
  const token = await tokenSent();
  const redeem = (password: string) => post('/password-resets/redeem', { token, password });
  expect((await redeem('short')).statusCode).toBe(422);
  const done = await redeem('another long password');
  expect(done.statusCode).toBe(204);
  expect(done.headers['set-cookie']).toBeDefined();
  expect((await redeem('a third long password')).json()).toMatchObject({ code: 'reset_expired' });
  const session = await home.owner.ask({ method: 'GET', url: '/api/v1/session' });
  expect(session.json()).toMatchObject({ user: null });
  const old = await post('/sign-in', { email, password: 'a long password' });
  expect(old.statusCode).toBe(401);
  const fresh = await post('/sign-in', { email, password: 'another long password' });
  expect(fresh.statusCode).toBe(200);
});

test('a link is over after thirty minutes, and when a newer one was asked for', async () => {
  const manager = await server.staff(home.id, 'manager');
  const email = await emailOf(manager.userId);
  await post('/password-resets', { email });
  const first = await tokenSent();
  now = '2026-03-02T09:10:00.000Z';
  await post('/password-resets', { email });
  const second = await tokenSent();
  const redeem = (token: string) =>
    post('/password-resets/redeem', { token, password: 'another long password' });
  expect((await redeem(first)).statusCode).toBe(410);
  now = '2026-03-02T09:40:01.000Z';
  expect((await redeem(second)).statusCode).toBe(410);
});

test('an unknown address gets the same answer and no message', async () => {
  const count = () =>
    askSystem(db, (ask) => ask.one<{ n: string }>('select count(*)::text as n from message', []));
  const before = await count();
  const sent = await post('/password-resets', { email: 'nobody@example.org' });
  expect(sent.statusCode).toBe(202);
  expect(await count()).toEqual(before);
});

test('an administrator cannot read the link to an owner’s new password', async () => {
  const admin = await server.staff(home.id, 'administrator');
  const owner = await server.staff(home.id, 'owner');
  await post('/password-resets', { email: await emailOf(owner.userId) });
  const token = await tokenSent();
  // As the worker leaves it where no mail server is set.
  await inSystem(db, (tx) => tx.exec(`update message set state = 'outbox'`, []));
  const base = `/api/v1/organizations/${home.slug}/messages`;
  const { items } = (
    await admin.ask({ method: 'GET', url: `${base}?template=password_reset` })
  ).json();
  const whole = await admin.ask({ method: 'GET', url: `${base}/${items[0].id}` });
  expect(whole.statusCode).toBe(200);
  expect(whole.body).not.toContain(token);
});
