/** Why the bank refused, as the payer may read it: staff read more. */
import { describe, expect, it } from 'vitest';
import { inSystem } from '../../src/db/transaction.ts';
import { stripeWorld } from '../stories/stripeWorld.ts';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();

const signIn = (userId: string, contactId: string) =>
  inSystem(db, (tx) =>
    tx.exec('update contact set user_id = $1 where id = $2', [userId, contactId]),
  );

describe('the portal says of a refusal', () => {
  it('that the card is blocked, where staff read that it was reported stolen', async () => {
    const api = await lifeApi(db);
    const price = { amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
    const { body: plan } = await api.post('/plans', {
      name: 'Silver',
      kind: 'recurring',
      prices: [price],
    });
    const { body: joined } = await api.post('/subscriptions', {
      plan_id: plan.id,
      contact: { display_name: 'Zoé', email: 'zoe@example.org' },
      first_billing_on: '2026-10-15',
    });
    const who = await api.server.stranger();
    await signIn(who.userId, joined.contact_id);
    const portal = `/api/v1/portal/${api.org.slug}`;
    const card = { test_card: '4000000000009979' };
    const given = await who.ask({
      method: 'PUT',
      url: `${portal}/payment-method`,
      payload: card,
    });
    const [invoiceId] = joined.invoice_ids;
    const paying = { method: 'POST', url: `${portal}/invoices/${invoiceId}/payment` } as const;
    const paid = await who.ask(paying);
    expect(paid.json()).toMatchObject({ outcome: 'declined', reason_text: 'the card is blocked' });
    for (const { reason_text } of given.json().charged) {
      expect(reason_text).toBe('the card is blocked');
    }
    const staff = await api.get(`/invoices/${invoiceId}`);
    expect(JSON.stringify(staff.body)).toContain('card reported stolen');
  });

  it('nothing at all where fraud is suspected, in the answer and on the start page', async () => {
    const world = await stripeWorld(db);
    const { contactId, invoiceIds } = await world.join('declined:fraudulent');
    const who = await world.server.stranger();
    await signIn(who.userId, contactId);
    const url = `/api/v1/portal/${world.slug}`;
    const start = await who.ask({ method: 'GET', url });
    expect(start.json().due).toMatchObject([{ overdue: true, reason_text: null }]);
    const paid = await who.ask({
      method: 'POST',
      url: `${url}/invoices/${invoiceIds[0]}/payment`,
    });
    expect(paid.json()).toMatchObject({ outcome: 'declined', reason_text: null });
    expect(await world.attempts()).toMatchObject([
      { reason: 'fraudulent' },
      { reason: 'fraudulent' },
    ]);
  });
});
