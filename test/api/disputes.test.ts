import { describe, expect, it } from 'vitest';
import { act } from '../../src/actions/context.ts';
import { keepDifference } from '../../src/db/payments/differences.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { contextFor } from '../../src/http/route.ts';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const { body: plan } = await api.post('/plans', {
  name: 'Desk',
  kind: 'recurring',
  prices: [{ amount: 2400, currency: 'EUR', interval_unit: 'month', interval_count: 1 }],
});

let people = 0;

/** Somebody who paid 24.00 today; gives the id of the charge at the test gateway. */
async function paid() {
  people += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: plan.id,
    contact: { display_name: `Ana ${people}`, email: `ana${people}@example.org` },
    first_billing_on: '2026-10-15',
    payment_method: { test_card: '4242424242424242' },
  });
  return { contact: body.contact_id as string, charge: (await charges())[0]!.id };
}

type Charge = {
  id: string;
  agrees: boolean;
  amount: number;
  disputed: number;
  refund_id: string | null;
  dispute: { reference: string; state: string } | null;
};

const charges = async (): Promise<Charge[]> => (await api.get('/test-gateway/charges')).body.items;
const bank = (body: object) => api.post('/test-gateway/acts', body);

const open = async (contact: string) =>
  (await api.get(`/disputes?state=open&contact=${contact}`)).body.items[0];

describe('disputes over the API', () => {
  it('are listed with their deadline, and staff get an e-mail in their language', async () => {
    const { contact, charge } = await paid();
    const { userId } = await api.server.staff(api.org.id, 'manager');
    await inSystem(db, (tx) =>
      tx.exec(`update auth."user" set language = 'fr' where id = $1`, [userId]),
    );
    expect((await bank({ kind: 'dispute', charge_id: charge })).status).toBe(204);
    expect(await open(contact)).toMatchObject({
      ...{ state: 'needs_response', amount: 2400, days_left: 10, owed: 2400, inquiry: false },
      ...{ answered: 'here', reason: 'product_not_received' },
    });
    expect((await api.get('/disputes')).body.counts).toMatchObject({ open: 1, decide: 0 });
    const { items: bills } = (await api.get(`/contacts/${contact}/invoices`)).body;
    const { body: invoice } = await api.get(`/invoices/${bills[0].id}`);
    expect(invoice.disputes).toMatchObject([
      { amount: 2400, state: 'needs_response', undecided: true },
    ]);
    expect(invoice.allowed).toEqual(['record_payment', 'void', 'write_off', 'resend']);
    expect((await api.post(`/invoices/${bills[0].id}/charge`)).body.code).toBe('payment_disputed');
    const { body } = await api.get(`/contacts/${contact}/payments`);
    expect(body.items[0]).toMatchObject({ kind: 'dispute', outcome: 'needs_response' });
    expect((await api.get('/overview')).body.work).toContainEqual({
      ...{ kind: 'disputes_open', count: 1, to: '/disputes' },
    });
    const { items } = (await api.get('/messages?template=dispute_news')).body;
    const subjects = items.map(({ subject }: { subject: string }) => subject).sort();
    expect(subjects).toEqual([
      'A payment of €24.00 is disputed (Ana 1)',
      'Un paiement de 24,00\u00a0€ est contesté (Ana 1)',
    ]);
    expect((await charges())[0]).toMatchObject({ agrees: true, disputed: 2400 });
    expect((await bank({ kind: 'dispute', charge_id: charge })).status).toBe(409);
  });

  it('are answered, decided and then over', async () => {
    const { contact, charge } = await paid();
    await bank({ kind: 'dispute', charge_id: charge });
    const { id, payment_id } = await open(contact);
    const sent = await api.post(`/disputes/${id}/evidence`);
    expect(sent.body).toMatchObject({ state: 'under_review' });
    expect(sent.body.evidence_sent_at).not.toBeNull();
    const early = await api.post(`/disputes/${id}/aftermath`, { choice: 'chased' });
    expect(early.status).toBe(409);
    const accepted = await api.post(`/disputes/${id}/acceptance`);
    expect(accepted.body).toMatchObject({ state: 'lost', owed: 2400, days_left: null });
    expect((await api.post(`/disputes/${id}/evidence`)).status).toBe(409);
    const decided = await api.post(`/disputes/${id}/aftermath`, { choice: 'written_off' });
    expect(decided.body).toMatchObject({ aftermath: 'written_off', owed: 0 });
    const pdf = await api.get(`/payments/${payment_id}/evidence`);
    expect(pdf.raw.headers['content-type']).toBe('application/pdf');
    expect(pdf.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const json = await api.get(`/payments/${payment_id}/evidence?format=json&language=fr`);
    expect(json.raw.headers['content-disposition']).toMatch(/preuves-.*\.json/);
    expect(json.body).toMatchObject({
      person: { email: `ana${people}@example.org` },
      payment: { amount: 2400 },
      dispute: { reason: 'product_not_received' },
    });
    expect(json.body.invoices).toHaveLength(1);
  });

  it('of a payment that is a fraud end with the whole refund', async () => {
    const { contact } = await paid();
    const { body } = await api.get(`/contacts/${contact}/payments`);
    const { id } = body.items[0];
    const made = await api.post(`/payments/${id}/fraud-refund`);
    expect(made.body).toEqual({ amount: 2400, currency: 'EUR', state: 'succeeded' });
    expect((await api.post(`/payments/${id}/fraud-refund`)).status).toBe(409);
    const { body: found } = await api.get('/contacts?q=status:fraud');
    expect(found.items.map((row: { id: string }) => row.id)).toEqual([contact]);
    const [charge] = await charges();
    await bank({ kind: 'fail_refund', refund_id: charge!.refund_id });
    expect((await charges())[0]).toMatchObject({ agrees: true, refund_id: null });
  });

  it('are for those who may act on money', async () => {
    const { contact, charge } = await paid();
    await bank({ kind: 'dispute', charge_id: charge });
    const { id } = await open(contact);
    const reader = api.as(await api.server.staff(api.org.id, 'reader'));
    expect((await reader.get('/disputes')).status).toBe(200);
    expect((await reader.post(`/disputes/${id}/evidence`)).status).toBe(403);
    expect((await reader.post('/test-gateway/acts', { kind: 'x' })).status).toBe(403);
    expect((await bank({ kind: 'dispute', charge_id: charge, more: 1 })).status).toBe(422);
  });
});

describe('differences with a gateway over the API', () => {
  it('wait until somebody has seen them, and again when they change', async () => {
    const ctx = contextFor(api.server.program, api.org.id, { kind: 'system' });
    const found = (theirs: number) =>
      act(ctx, ({ tx, now }) =>
        keepDifference(
          tx,
          {
            ...{ gateway: 'stripe', kind: 'unknown_charge', reference: 'pi_1', attemptId: null },
            ...{ ours: null, theirs, currency: 'EUR' },
          },
          now,
        ),
      );
    const waiting = async () => (await api.get('/gateway-differences?state=waiting')).body.items;
    await found(100);
    const [row] = await waiting();
    expect(row).toMatchObject({ kind: 'unknown_charge', theirs: 100, seen_at: null });
    expect((await api.post(`/gateway-differences/${row.id}/seen`)).status).toBe(204);
    await found(100);
    expect(await waiting()).toEqual([]);
    expect((await api.get('/gateway-differences')).body.items).toHaveLength(1);
    await found(200);
    expect(await waiting()).toHaveLength(1);
  });
});
