/** Joining over the API: strangers, applicants, staff; who sees what, and what is refused. */
import { describe, expect, it } from 'vitest';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import type { Signed } from '../support/server.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const portal = `/api/v1/portal/${api.org.slug}`;

async function plan(name: string, more: object = {}) {
  const price = { amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const made = await api.post('/plans', { name, kind: 'recurring', prices: [price], ...more });
  expect(made.status).toBe(201);
  return made.body;
}

const form = {
  intro: 'Welcome.',
  questions: [{ key: 'phone', required: true }],
  message: 'required',
};
const club = await plan('Club', { approval_needed: true, join_form: form });
const hidden = await plan('Hidden', { public: false });
const closed = await plan('Closed', { member_rules: { join: false } });

/** Anybody: no session. */
async function asks(method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await api.server.app.inject({ method, url, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

const signUp = (more: object = {}) =>
  asks('POST', `${portal}/sign-ups`, {
    ...{ email: 'ana@example.org', name: 'Ana', language: 'fr', plan_id: club.id, ...more },
  });

type Mail = { to_email: string; language: string; data: { signInUrl: string } };

function mails(): Promise<Mail[]> {
  return inSystem(db, (tx) =>
    tx.query<Mail>(
      `select to_email, language, data from message where template = 'sign_up'
       order by created_at, id`,
    ),
  );
}

/** Later than the minute in which an address is written to once. */
const later = () => api.clock.set(new Date(Date.parse(api.clock.now()) + 61_000).toISOString());

async function redeem(url: string) {
  const token = /token=([\w-]+)/.exec(url)?.[1];
  return api.server.app.inject({
    method: 'POST',
    url: '/api/v1/sign-in-links/redeem',
    payload: { token },
  });
}

/** Somebody with a session of their own in the portal. */
async function member(name: string): Promise<{ who: Signed; contactId: string }> {
  const made = await api.post('/contacts', { display_name: name, email: `${name}@example.org` });
  const who = await api.server.stranger();
  await inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [who.userId, made.body.id]),
  );
  return { who, contactId: made.body.id };
}

const inPortal = async (
  who: Signed,
  method: 'GET' | 'POST' | 'DELETE',
  at: string,
  payload?: object,
) => {
  const url = `${portal}${at}`;
  const answer = await who.ask({ method, url, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
};

describe('a stranger', () => {
  it('sees the public plans that may be joined, and a hidden one by its address', async () => {
    const { body } = await asks('GET', `${portal}/offers`);
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names).toContain('Club');
    expect(names).not.toContain('Hidden');
    expect(names).not.toContain('Closed');
    expect(body.items[names.indexOf('Club')]).toMatchObject({
      approval_needed: true,
      held: false,
      picture: null,
    });
    expect((await asks('GET', `${portal}/offers/${hidden.id}`)).body).toMatchObject({
      name: 'Hidden',
    });
    expect(await asks('GET', `${portal}/offers/${closed.id}`)).toMatchObject({
      status: 403,
      body: { code: 'member_may_not' },
    });
    const elsewhere = await api.server.organization('Elsewhere');
    const foreign = `/api/v1/portal/${elsewhere.slug}/offers/${club.id}`;
    expect((await asks('GET', foreign)).status).toBe(404);
  });

  it('is written to and becomes a contact by the link alone, once, and again on the same', async () => {
    expect(await signUp()).toMatchObject({ status: 202, body: { sent: true } });
    expect((await signUp()).status).toBe(202);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to_email: 'ana@example.org', language: 'fr' });
    const count = `select count(*)::int as n from contact where email = 'ana@example.org'`;
    const people = async () => (await inSystem(db, (tx) => tx.one<{ n: number }>(count))).n;
    expect(await people()).toBe(0);
    const opened = await redeem(mail!.data.signInUrl);
    expect(opened.json()).toMatchObject({ purpose: 'join', plan_id: club.id });
    expect((await redeem(mail!.data.signInUrl)).statusCode).toBe(200);
    expect(await people()).toBe(1);
  });

  it('learns nothing about who is known, and robots and the blocked get nowhere', async () => {
    const { contactId } = await member('known');
    later();
    expect(await signUp({ email: 'known@example.org', name: 'X' })).toEqual(
      await signUp({ email: 'unknown@example.org', name: 'X' }),
    );
    const before = (await mails()).length;
    expect((await signUp({ email: 'bot@example.org', nickname: 'bot' })).status).toBe(202);
    expect(await mails()).toHaveLength(before);
    const link = (await mails()).find(({ to_email }) => to_email === 'known@example.org');
    expect((await api.post(`/contacts/${contactId}/block`, { reason: 'spam' })).status).toBe(204);
    expect((await redeem(link!.data.signInUrl)).statusCode).toBe(410);
  });

  it('sends what is asked for and nothing else', async () => {
    expect((await signUp({ email: 'no address' })).status).toBe(422);
    expect((await signUp({ role: 'owner' })).status).toBe(422);
    expect((await signUp({ plan_id: closed.id })).status).toBe(403);
  });
});

describe('an applicant', () => {
  it('asks with answers, waits alone on the first page, and takes it back', async () => {
    const { who } = await member('ben');
    const at = `/plans/${club.id}`;
    expect((await inPortal(who, 'GET', at)).body).toMatchObject({
      ...{ intro: 'Welcome.', message: 'required' },
      questions: [{ key: 'phone', label: 'Phone', required: true, value: null }],
    });
    expect((await inPortal(who, 'POST', `${at}/preview`, {})).body).toMatchObject({
      ...{ approval_needed: true, needs_method: false, whole: 3100, invoice: { total: 1700 } },
    });
    const lacking = await inPortal(who, 'POST', `${at}/join`, { answers: {} });
    expect(lacking).toMatchObject({ status: 422, body: { code: 'answer_missing' } });
    const answers = { phone: '+33 6 12 34 56 78' };
    const asked = await inPortal(who, 'POST', `${at}/join`, { answers, message: 'Hello' });
    expect(asked).toMatchObject({ status: 200, body: { me: { applicant: true } } });
    const [held] = asked.body.subscriptions;
    expect(held).toMatchObject({ state: 'pending_approval' });
    expect(await inPortal(who, 'GET', '/invoices')).toMatchObject({
      status: 403,
      body: { code: 'awaiting_approval' },
    });
    const back = await inPortal(who, 'DELETE', `/subscriptions/${held.id}/request`);
    expect(back.body).toMatchObject({ me: { applicant: false }, subscriptions: [] });
    expect((await inPortal(who, 'GET', '/invoices')).status).toBe(200);
  });

  it('keeps the invoices of whoever pays for others already', async () => {
    const { who, contactId } = await member('boss');
    const paidFor = await api.post('/contacts', { display_name: 'Zoe', payer_id: contactId });
    const zoe = { contact_id: paidFor.body.id, plan_id: hidden.id };
    expect((await api.post('/subscriptions', zoe)).status).toBe(201);
    const wish = { answers: { phone: '1' }, message: 'Hello' };
    const asked = await inPortal(who, 'POST', `/plans/${club.id}/join`, wish);
    expect(asked.body).toMatchObject({ me: { applicant: false } });
    expect((await inPortal(who, 'GET', '/invoices')).body.items).toHaveLength(1);
  });

  it('can do nothing to the request of somebody else', async () => {
    const [ana, eve] = [await member('anna'), await member('eve')];
    const wish = { answers: { phone: '1' }, message: 'Hello' };
    const asked = await inPortal(ana.who, 'POST', `/plans/${club.id}/join`, wish);
    const at = `/subscriptions/${asked.body.subscriptions[0].id}/request`;
    expect((await inPortal(eve.who, 'DELETE', at)).status).toBe(404);
  });
});

describe('staff', () => {
  it('read the queue, see what approving bills, decide, and find the decision', async () => {
    const { who } = await member('cleo');
    const wish = { answers: { phone: '1' }, message: 'Please' };
    await inPortal(who, 'POST', `/plans/${club.id}/join`, wish);
    const { body } = await api.get(`/requests?plan_id=${club.id}`);
    const row = body.items.find(({ contact }: { contact: { name: string } }) => {
      return contact.name === 'cleo';
    });
    expect(row).toMatchObject({
      ...{ message: 'Please', answers: [{ label: 'Phone', value: '1' }], outcome: null },
    });
    const at = `/subscriptions/${row.subscription_id}/approval`;
    expect((await api.get(at)).body).toMatchObject({ invoices: [{ total: 1700 }] });
    expect((await api.as(await api.server.staff(api.org.id, 'reader')).post(at)).status).toBe(403);
    const stale = { headers: { 'if-match': '"99"' } };
    expect((await api.post(at, {}, stale)).status).toBe(412);
    expect((await api.post(at)).body).toMatchObject({ state: 'active' });
    expect((await api.post(at)).body).toMatchObject({ code: 'no_request' });
    const decided = (await api.get('/requests?state=decided')).body.items;
    expect(decided[0]).toMatchObject({ outcome: 'approved', contact: { name: 'cleo' } });
    expect((await api.get('/requests?color=red')).status).toBe(422);
  });
});
