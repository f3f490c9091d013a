/** Renewals over the API: boards, decisions, the member's own page, and who may do what. */
import { describe, expect, it } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { contextFor } from '../../src/http/route.ts';
import { testDatabase } from '../support/database.ts';
import type { Signed } from '../support/server.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const portal = `/api/v1/portal/${api.org.slug}`;

const price = { amount: 12_000, currency: 'EUR', interval_unit: 'year', interval_count: 1 };
const renewal = { policy: 'notice', lead_days: 45, late: 'payment_day' };

async function plan(name: string, more: object = {}) {
  const body = { name, kind: 'recurring', prices: [price], renewal, ...more };
  const made = await api.post('/plans', body);
  expect(made.status).toBe(201);
  return made.body;
}

const desk = await plan('Desk');
const small = await plan('Small desk', { prices: [{ ...price, amount: 6000 }] });

/** Moves on to a day and runs it. */
async function day(to: string) {
  api.clock.set(`${to}T08:00:00Z`);
  await runBillingDay(contextFor(api.server.program, api.org.id, { kind: 'system' }));
}

/** A member with a session who joined on 15 October 2026 and is asked on 1 September 2027. */
async function member(name: string): Promise<{ who: Signed; contactId: string; id: string }> {
  const made = await api.post('/contacts', { display_name: name, email: `${name}@example.org` });
  const who = await api.server.stranger();
  await inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [who.userId, made.body.id]),
  );
  const wish = {
    contact_id: made.body.id,
    plan_id: desk.id,
    first_billing_on: '2026-10-15',
  };
  const joined = await api.post('/subscriptions', wish);
  expect(joined.status).toBe(201);
  return { who, contactId: made.body.id, id: joined.body.subscription.id };
}

const inPortal = async (who: Signed, method: 'GET' | 'POST', at: string, payload?: object) => {
  const url = `${portal}${at}`;
  const answer = await who.ask({ method, url, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
};

const [ana, ben, eve] = [await member('ana'), await member('ben'), await member('eve')];
const ivy = await member('ivy');
await day('2027-08-10');
await api.put(`/subscriptions/${ivy.id}/renewal`, { automatic: true, intervention: null });
await day('2027-09-01');

const renewalOf = async (contactId: string) => {
  const { body } = await api.get(`/contacts/${contactId}/renewals`);
  return body.items[0];
};

describe('the boards', () => {
  it('count what waits and list it, by plan too', async () => {
    const { body } = await api.get('/renewals');
    expect(body.counts).toMatchObject({ all: 3, unanswered_7: 0, unpaid: 0 });
    expect(body.items[0]).toMatchObject({
      plan: { name: 'Desk' },
      ...{ state: 'sent', ends_on: '2027-10-15', last_day: '2027-10-14' },
      offer: { amount: 12_000, changed: false },
    });
    expect((await api.get(`/renewals?plan_id=${small.id}`)).body.items).toEqual([]);
    expect((await api.get('/renewals?board=nowhere')).status).toBe(422);
    await day('2027-09-08');
    const later = await api.get('/renewals?board=unanswered_7');
    expect(later.body.items).toHaveLength(3);
    expect(later.body.counts).toMatchObject({ unanswered_7: 3, to_remind: 0 });
  });

  it('say who is to be reminded by hand where nothing goes out by itself', async () => {
    const { body: org, etag } = await api.get('');
    const renewals = { ...org.settings.renewals, remind: false };
    const more = { headers: { 'if-match': etag || `"${org.version}"` } };
    const saved = await api.patch('', { settings: { renewals } }, more);
    expect(saved.status).toBe(200);
    await day('2027-09-20');
    const { body } = await api.get('/renewals?board=to_remind');
    expect(body.items).toHaveLength(3);
    const { id } = await renewalOf(eve.contactId);
    const reminded = await api.post(`/renewals/${id}/remind`);
    expect(reminded.body).toMatchObject({ state: 'sent', reminders: 2 });
    expect((await api.get('/renewals')).body.counts.to_remind).toBe(2);
  });
});

describe('a member', () => {
  it('sees only their own, asks for a change, and accepts what is then offered', async () => {
    const { id } = await renewalOf(ana.contactId);
    expect((await inPortal(ben.who, 'GET', `/renewals/${id}`)).status).toBe(404);
    const seen = await inPortal(ana.who, 'GET', `/renewals/${id}`);
    expect(seen.body).toMatchObject({
      ...{ state: 'sent', may_accept: true, may_ask: true, may_refuse: false },
      next: { starts_on: '2027-10-15', last_day: '2028-10-14', invoice: { total: 12_000 } },
    });
    const start = await inPortal(ana.who, 'GET', '');
    expect(start.body.renewals).toMatchObject([{ id, state: 'sent', last_day: '2027-10-14' }]);
    expect(start.body.subscriptions[0].next_billing_on).toBeNull();
    const wish = { plan_id: small.id, comment: 'Less space' };
    const asked = await inPortal(ana.who, 'POST', `/renewals/${id}/change`, wish);
    expect(asked.body).toMatchObject({
      ...{ state: 'change_requested', may_accept: false },
      wish: { plan: { name: 'Small desk' }, comment: 'Less space' },
    });
    // One to remind, one to adapt.
    expect((await api.get('/counts')).body.renewals).toBe(2);
    const line = { kind: 'renewal_changes', count: 1, to: '/renewals?board=change_requested' };
    expect((await api.get('/overview')).body.work).toContainEqual(line);
    const early = await inPortal(ana.who, 'POST', `/renewals/${id}/accept`);
    expect(early).toMatchObject({ status: 409, body: { code: 'renewal_answered' } });
    const offered = await api.put(`/renewals/${id}/offer`, { plan_id: small.id });
    expect(offered.body).toMatchObject({
      offer: { plan: { name: 'Small desk' }, amount: 6000, changed: true },
      next: { invoice: { total: 6000 } },
    });
    await api.post(`/renewals/${id}/send`);
    const accepted = await inPortal(ana.who, 'POST', `/renewals/${id}/accept`);
    expect(accepted.body).toMatchObject({ state: 'approved', invoice: { balance: 6000 } });
    const again = await inPortal(ana.who, 'POST', `/renewals/${id}/accept`);
    expect(again.body.invoice.id).toBe(accepted.body.invoice.id);
    expect((await api.get('/renewals?board=unpaid')).body.items).toMatchObject([{ id }]);
  });

  it('may not refuse, nor ask for a plan that is not sold, nor send keys nobody knows', async () => {
    const { id } = await renewalOf(ben.contactId);
    const no = await inPortal(ben.who, 'POST', `/renewals/${id}/refuse`, {});
    expect(no).toMatchObject({ status: 403, body: { code: 'member_may_not' } });
    const nowhere = { plan_id: id, comment: '' };
    const wrong = await inPortal(ben.who, 'POST', `/renewals/${id}/change`, nowhere);
    expect(wrong.status).toBe(404);
    const unknown = { comment: '', price: 1 };
    const keys = await inPortal(ben.who, 'POST', `/renewals/${id}/change`, unknown);
    expect(keys.status).toBe(422);
  });

  it('follows the link of the notice, as often as they like, to their renewal', async () => {
    const { id } = await renewalOf(ben.contactId);
    const [mail] = await inSystem(db, (tx) =>
      tx.query<{ url: string }>(
        `select data ->> 'renewUrl' as url from message where contact_id = $1
           and template = 'renewal_notice'`,
        [ben.contactId],
      ),
    );
    const token = /token=([\w-]+)/.exec(mail!.url)?.[1];
    for (const _ of [1, 2]) {
      const opened = await api.server.app.inject({
        ...{ method: 'POST', url: '/api/v1/sign-in-links/redeem', payload: { token } },
      });
      expect(opened.json()).toMatchObject({ purpose: 'renew', renewal_id: id });
    }
  });
});

describe('staff', () => {
  it('refuse with a reason, reset, keep for later and go on', async () => {
    const { id } = await renewalOf(ben.contactId);
    const reason = { reason: 'Leaves town', comment: 'Said so at the desk' };
    const refused = await api.post(`/renewals/${id}/refuse`, reason);
    expect(refused.body).toMatchObject({ state: 'refused', ...reason, acts: ['reset'] });
    const again = await api.post(`/renewals/${id}/approve`);
    expect(again).toMatchObject({ status: 409, body: { code: 'renewal_not_in_state' } });
    expect((await api.post(`/renewals/${id}/reset`)).body.state).toBe('sent');
    const kept = await api.post(`/renewals/${id}/intervention`, { reason: 'Call first' });
    expect(kept.body).toMatchObject({ state: 'intervention', reason: 'Call first' });
    const back = await api.delete(`/renewals/${id}/intervention`, { payload: {} });
    expect(back.body).toMatchObject({ state: 'sent', reason: '' });
    const pdf = await api.get(`/renewals/${id}/pdf`);
    expect(pdf.raw.headers['content-type']).toBe('application/pdf');
  });

  it('give a subscription its own rule, seen with it', async () => {
    const told = { automatic: true, intervention: null };
    const refused = await api.put(`/subscriptions/${eve.id}/renewal`, told);
    expect(refused).toMatchObject({ status: 409, body: { code: 'asked_already' } });
    const rule = { automatic: true, intervention: 'Ask about the key' };
    const set = await api.put(`/subscriptions/${ivy.id}/renewal`, rule);
    expect(set.body.renewal).toMatchObject({ policy: 'invoice', ...rule });
  });

  it('ask nobody who renews by itself since the notice was planned', async () => {
    const planned = await api.get(`/contacts/${ivy.contactId}/renewals`);
    expect(planned.body.items).toMatchObject([{ state: 'scheduled', sent_at: null }]);
    expect((await api.get('/renewals')).body.counts.scheduled).toBe(0);
    const sent = await api.get(`/contacts/${ivy.contactId}/messages`);
    const templates = sent.body.items.map(({ template }: { template: string }) => template);
    expect(templates).not.toContain('renewal_notice');
  });

  it('who only read decide nothing', async () => {
    const reader = api.as(await api.server.staff(api.org.id, 'reader'));
    const { id } = await renewalOf(ben.contactId);
    expect((await reader.get('/renewals')).status).toBe(200);
    for (const act of ['approve', 'send', 'reset', 'refuse']) {
      expect((await reader.post(`/renewals/${id}/${act}`)).status).toBe(403);
    }
  });

  it('cannot set a lead time as long as the shortest period', async () => {
    const monthly = { ...price, interval_unit: 'month' };
    const body = { name: 'Monthly', kind: 'recurring', prices: [monthly], renewal };
    const refused = await api.post('/plans', body);
    expect(refused.status).toBe(422);
    expect(refused.body.fields).toMatchObject([{ pointer: '/renewal/lead_days' }]);
    const atOnce = { name: 'Late', prices: [price], renewal: { ...renewal, lead_days: 0 } };
    expect((await api.post('/plans', atOnce)).body.fields).toMatchObject([
      { pointer: '/renewal/lead_days' },
    ]);
  });
});
