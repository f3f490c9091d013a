import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

async function plan(name: string, amount: number) {
  const price = { amount, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  return (await api.post('/plans', { name, kind: 'recurring', prices: [price] })).body;
}

const gold = await plan('Gold', 3100);
const silver = await plan('Silver', 1000);

let people = 0;

async function joined(more: object = {}) {
  people += 1;
  const contact = { display_name: `Zoé ${people}`, email: `zoe${people}@example.org` };
  const answer = await api.post('/subscriptions', {
    plan_id: silver.id,
    contact,
    start_on: '2026-10-15',
    first_billing_on: '2026-11-01',
    prorate: true,
    payment_method: { test_card: '4242424242424242' },
    ...more,
  });
  expect(answer.body).toMatchObject({ subscription: { state: 'active' } });
  return answer.body;
}

describe('joining over the API', () => {
  it('previews and executes the same, to the cent', async () => {
    const asked = {
      plan_id: gold.id,
      quantity: 1,
      start_on: '2026-10-15',
      first_billing_on: '2026-11-01',
      prorate: true,
    };
    const preview = await api.post('/subscriptions/preview', asked, {
      headers: { 'accept-language': 'fr' },
    });
    expect(preview.body).toMatchObject({
      case: 'A',
      free_until: null,
      invoices: [
        { issue_on: '2026-10-15', total: 1700, lines: [{ days: 17, days_of: 31 }] },
        { issue_on: '2026-11-01', total: 3100 },
        { issue_on: '2026-12-01', total: 3100 },
      ],
    });
    expect(preview.body.sentence).toContain('17,00');
    const defaults = await api.get(`/subscriptions/defaults?plan_id=${gold.id}`);
    expect(defaults.body).toEqual({ start_on: '2026-10-15', first_billing_on: '2026-11-01' });
    const added = await joined(asked);
    const invoice = await api.get(`/invoices/${added.invoice_ids[0]}`);
    expect(invoice.body).toMatchObject({ total: 1700, status: 'paid' });
    expect(added.subscription.terms).toMatchObject([
      { starts_on: '2026-10-15', ends_on: '2026-11-01', last_day: '2026-10-31', status: 'active' },
    ]);
  });

  it('refuses at the field, names the existing contact, and adds nobody by half', async () => {
    const past = await api.post('/subscriptions', {
      plan_id: gold.id,
      contact: { display_name: 'Nobody', email: 'nobody@example.org' },
      start_on: '2026-10-14',
    });
    expect(past.status).toBe(422);
    expect(past.body.fields[0]).toMatchObject({ pointer: '/start_on', code: 'start_in_past' });
    const found = await api.get('/contacts?q=Nobody');
    expect(found.body.items).toEqual([]);
    const known = await joined();
    const again = await api.post('/subscriptions', {
      plan_id: gold.id,
      contact: { display_name: 'Other', email: `zoe${people}@example.org` },
    });
    expect([again.status, again.body.code]).toEqual([409, 'contact_exists']);
    expect(again.body.existing_id).toBe(known.contact_id);
    const nobody = await api.post('/subscriptions', { plan_id: gold.id });
    expect(nobody.body.fields).toMatchObject([{ pointer: '/contact_id' }]);
  });

  it('answers the same to the same key, and adds one member', async () => {
    const contact = { display_name: 'Once', email: 'once@example.org' };
    const headers = { 'idempotency-key': 'one-and-only' };
    const body = { plan_id: gold.id, contact, payment_method: { test_card: '4242424242424242' } };
    const first = await api.post('/subscriptions', body, { headers });
    const second = await api.post('/subscriptions', body, { headers });
    expect(second.body).toEqual(first.body);
    expect([first.status, second.status]).toEqual([201, 201]);
  });
});

describe('acts on a subscription over the API', () => {
  it('cancel while overdue, with the preview of what is still collected or not', async () => {
    const { body } = await api.post('/subscriptions', {
      plan_id: silver.id,
      contact: { display_name: 'Ana', email: 'ana@example.org' },
      first_billing_on: '2026-10-15',
      payment_method: { test_card: '4000000000009995' },
    });
    expect(body.subscription.state).toBe('overdue');
    const at = `/subscriptions/${body.subscription.id}/cancellation`;
    expect((await api.get(at)).body).toMatchObject({ open_balance: 1000 });
    const preview = await api.get(`${at}?stop_collecting=true`);
    expect(preview.body).toMatchObject({ ends_on: '2026-10-15', open_balance: 0 });
    const done = await api.post(at, { stop_collecting: true });
    expect(done.body).toMatchObject({ state: 'cancelled', ends_on: '2026-10-15' });
  });

  it('cancel, undo, pause, resume, extend, each with its preview and its version', async () => {
    const { subscription: made } = await joined();
    const at = `/subscriptions/${made.id}`;
    const preview = await api.get(`${at}/cancellation`);
    expect(preview.body).toMatchObject({ ends_on: '2026-11-01', open_balance: 0 });
    const stale = await api.post(`${at}/cancellation`, {}, { headers: { 'if-match': '"999"' } });
    expect(stale.status).toBe(412);
    const cancelled = await api.post(`${at}/cancellation`, { reason: 'moving' });
    expect(cancelled.body).toMatchObject({
      state: 'active',
      cancellation: { ends_on: '2026-11-01', reason: 'moving' },
    });
    expect(cancelled.body.allowed).toContain('undo_cancellation');
    expect((await api.delete(`${at}/cancellation`)).body.cancellation).toBeNull();

    const pause = await api.get(`${at}/pause?until=2026-10-25`);
    expect(pause.body).toMatchObject({ paused_days: 10, next_billing_on: '2026-11-11' });
    expect(pause.body.keeps_access).toBe(false);
    expect((await api.post(`${at}/pause`, { until_on: '2026-10-25' })).body.state).toBe('paused');
    expect((await api.delete(`${at}/pause`)).body).toMatchObject({ state: 'active', pause: null });

    // People name the last day; the term ends the day after.
    const extended = await api.post(`${at}/extension`, { until: '2026-11-10', reason: 'sorry' });
    expect(extended.body.terms[0]).toMatchObject({ kind: 'granted', last_day: '2026-11-10' });
    expect(extended.body.undoable_extension).toEqual({ days: 10 });
    expect((await api.delete(`${at}/extension`)).body).toMatchObject({
      next_billing_on: '2026-11-01',
      undoable_extension: null,
    });
    expect((await api.post(`${at}/extension`, {})).status).toBe(422);

    const ending = await api.get(`${at}/revocation`);
    expect(ending.body).toEqual({ ends_on: '2026-10-15', open_balance: 0, currency: 'EUR' });
    const revoked = await api.post(`${at}/revocation`, {});
    expect(revoked.body).toMatchObject({ state: 'cancelled', state_reason: 'revoked' });
    expect((await api.get(`${at}/revocation`)).body.code).toBe('subscription_not_in_state');
    expect((await api.post(`${at}/reactivation`)).body.state).toBe('active');
    const twice = await api.post(`${at}/reactivation`);
    expect([twice.status, twice.body.code]).toEqual([409, 'subscription_not_in_state']);
  });

  it('change: previewed, applied now, planned for later and withdrawn', async () => {
    const { subscription: made, contact_id: contact } = await joined({
      first_billing_on: '2026-10-15',
    });
    const at = `/subscriptions/${made.id}/change`;
    const up = { plan_id: gold.id, price_id: gold.prices[0].id, quantity: 1 };
    const preview = await api.post(`${at}/preview`, up);
    expect(preview.body).toMatchObject({
      kind: 'upgrade',
      applies: 'now',
      invoice: { total: 2100, lines: [{ total: -1000 }, { total: 3100 }] },
    });
    const changed = await api.post(at, up);
    expect(changed.body).toMatchObject({ applied: 'now', charge: 'succeeded' });
    expect(changed.body.plan).toMatchObject({ name: 'Gold' });
    const down = { plan_id: silver.id, price_id: silver.prices[0].id, quantity: 1 };
    const later = await api.post(at, { ...down, when: 'period_end' });
    expect(later.body.pending_change).toMatchObject({
      plan: { name: 'Silver' },
      effective_on: '2026-11-15',
    });
    expect((await api.delete(at)).body.pending_change).toBeNull();
    const mine = await api.get(`/contacts/${contact}/subscriptions`);
    expect(mine.body.items).toHaveLength(1);
  });
});
