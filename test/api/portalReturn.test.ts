/** Members take up again what has ended, over the API: offered, previewed, done, refused. */
import { describe, expect, it } from 'vitest';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import type { Signed } from '../support/server.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

async function plan(name: string, more: object = {}) {
  const price = { amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const made = await api.post('/plans', { name, kind: 'recurring', prices: [price], ...more });
  expect(made.status).toBe(201);
  return made.body;
}

const silver = await plan('Silver', { tax_rate: '20' });
const strict = await plan('Strict', { member_rules: { reactivate: false } });
const card = { payment_method: { test_card: '4242424242424242' } };

let people = 0;

/** Somebody whose membership was to begin in five days, cancelled by themselves, so over. */
async function former(planId: string, more: object = card) {
  people += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: planId,
    contact: { display_name: `Zoé ${people}`, email: `back${people}@example.org` },
    ...{ start_on: '2026-10-20', first_billing_on: '2026-10-20', ...more },
  });
  const who = await api.server.stranger();
  await inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [who.userId, body.contact_id]),
  );
  const id: string = body.subscription.id;
  const ask = asker(who);
  expect((await ask('POST', `/subscriptions/${id}/cancellation`, {})).status).toBe(200);
  return { id, ask, at: `/subscriptions/${id}/reactivation`, contactId: body.contact_id };
}

function asker(who: Signed, slug = api.org.slug) {
  return async (method: 'GET' | 'POST', at: string, payload?: object) => {
    const url = `/api/v1/portal/${slug}${at}`;
    const answer = await who.ask({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
}

type Asker = ReturnType<typeof asker>;

async function held(ask: Asker, id: string) {
  const { body } = await ask('GET', '');
  return body.subscriptions.find((each: { id: string }) => each.id === id);
}

describe('taking up again in the portal', () => {
  it('is offered, costs what its preview says, and is not offered twice', async () => {
    const { id, ask, at } = await former(silver.id);
    expect(await held(ask, id)).toMatchObject({ state: 'cancelled', returnable: true });
    const preview = await ask('GET', at);
    expect(preview.body).toMatchObject({
      ...{ access_until: null, next_billing_on: '2026-11-15', collection: 'automatic', credit: 0 },
      invoice: {
        total: 3100,
        lines: [{ total: 3100, period_start: '2026-10-15', period_end: '2026-11-15' }],
      },
    });
    // Looking at it changes nothing.
    expect(await held(ask, id)).toMatchObject({ state: 'cancelled', returnable: true });
    const back = await ask('POST', at);
    expect(back.status).toBe(200);
    expect(back.body).toMatchObject({ due: [], invoice_count: 1 });
    expect(await held(ask, id)).toMatchObject({
      ...{ state: 'active', returnable: false, cancellable: true },
      next_billing_on: preview.body.next_billing_on,
    });
    const [bill] = (await api.get('/invoices?limit=1')).body.items;
    expect(bill).toMatchObject({ total: preview.body.invoice.total, status: 'paid' });
    const again = await ask('POST', at);
    expect([again.status, again.body.code]).toEqual([409, 'subscription_not_in_state']);
  });

  it('asks for a payment method first, and goes on once there is one', async () => {
    const { ask, at, id, contactId } = await former(silver.id, { collection: 'automatic' });
    expect(await held(ask, id)).toMatchObject({ returnable: true });
    for (const method of ['GET', 'POST'] as const) {
      const refused = await ask(method, at);
      expect([refused.status, refused.body.code]).toEqual([409, 'payment_method_first']);
    }
    await api.put(`/contacts/${contactId}/payment-method`, { test_card: '4242424242424242' });
    expect((await ask('POST', at)).status).toBe(200);
  });

  it('leaves a declined or an invoiced bill among what is to pay', async () => {
    const poor = await former(silver.id, {
      payment_method: { test_card: '4000000000009995' },
    });
    const declined = await poor.ask('POST', poor.at);
    expect(declined.body.due).toMatchObject([{ amount: 3100, overdue: true }]);
    const slow = await former(silver.id, { collection: 'invoice' });
    const { body: preview } = await slow.ask('GET', slow.at);
    expect(preview).toMatchObject({ collection: 'invoice', invoice: { due_on: '2026-10-29' } });
    const invoiced = await slow.ask('POST', slow.at);
    expect(invoiced.body.due).toMatchObject([{ amount: 3100, due_on: '2026-10-29' }]);
  });

  it('is refused where the plan does not let them, and for anybody else', async () => {
    const closed = await former(strict.id);
    expect(await held(closed.ask, closed.id)).toMatchObject({ returnable: false });
    const other = await former(silver.id);
    const elsewhere = await api.server.organization('Elsewhere');
    for (const method of ['GET', 'POST'] as const) {
      const refused = await closed.ask(method, closed.at);
      expect([refused.status, refused.body.code]).toEqual([403, 'member_may_not']);
      expect((await closed.ask(method, other.at)).status).toBe(404);
      expect((await asker(api.org.owner)(method, other.at)).status).toBe(404);
      expect((await asker(api.org.owner, elsewhere.slug)(method, other.at)).status).toBe(404);
    }
    // Staff bring back what the member may not.
    expect((await api.post(closed.at, {})).status).toBe(200);
  });
});

describe('the rule', () => {
  it('is on for an organization, is switched off there, and the plan may differ', async () => {
    const { body, etag } = await api.get('');
    expect(body.settings.subscriptions.members_may).toMatchObject({ reactivate: true });
    const { id, ask } = await former(silver.id);
    const subscriptions = { members_may: { reactivate: false } };
    const headers = { 'if-match': etag };
    const off = await api.patch('', { settings: { subscriptions } }, { headers });
    expect(off.body.settings.subscriptions.members_may).toMatchObject({ reactivate: false });
    expect(await held(ask, id)).toMatchObject({ returnable: false });
    const wish = { member_rules: { reactivate: true } };
    const at = `/plans/${silver.id}`;
    const edited = await api.patch(at, wish, { headers: { 'if-match': (await api.get(at)).etag } });
    expect(edited.body.member_rules).toEqual({ reactivate: true });
    expect(await held(ask, id)).toMatchObject({ returnable: true });
  });
});
