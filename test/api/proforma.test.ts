import { expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

async function set(invoice: object) {
  const { body: org } = await api.get('');
  const headers = { 'if-match': `"${org.version}"` };
  const wish = { invoice: { ...org.settings.invoice, ...invoice } };
  return api.patch('', { settings: wish }, { headers });
}

it('bills memberships pro forma over the API, and shows what the notice became', async () => {
  expect((await set({ proforma_prefix: 'AV' })).status).toBe(422);
  expect((await set({ proforma_prefix: 'no good' })).status).toBe(422);
  expect((await set({ membership_bills: 'proforma', proforma_prefix: 'PF' })).status).toBe(200);
  const price = { amount: 2400, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const { body: plan } = await api.post('/plans', {
    ...{ name: 'Desk', kind: 'recurring', tax_rate: '20', prices: [price] },
  });
  const { body: joined } = await api.post('/subscriptions', {
    plan_id: plan.id,
    contact: { display_name: 'Ana', email: 'ana@example.org' },
    first_billing_on: '2026-10-15',
  });
  const at = `/invoices/${joined.invoice_ids[0]}`;
  expect((await api.get(at)).body).toMatchObject({
    ...{ number: 'PF-2026-000001', proforma: true, notice: null, status: 'open' },
    allowed: ['record_payment', 'void', 'resend', 'credit'],
  });
  expect((await api.post(`${at}/write-off`, { reason: '' })).body.code).toBe(
    'proforma_not_written_off',
  );
  const listed = async (form: string) => {
    const { body } = await api.get(`/invoices?form=${form}`);
    return body.items.map((item: { number: string }) => item.number);
  };
  expect(await listed('proforma')).toEqual(['PF-2026-000001']);
  expect(await listed('invoice')).toEqual([]);
  const payment = { amount: 1000, means: 'transfer' };
  expect((await api.post(`${at}/payments`, payment)).status).toBe(201);
  expect((await api.get(at)).body).toMatchObject({
    ...{ number: '2026-000001', proforma: false, balance: 1400 },
    notice: { number: 'PF-2026-000001', issued_on: '2026-10-15' },
  });
  expect(await listed('invoice')).toEqual(['2026-000001']);
  const found = await api.get('/invoices?search=PF-2026');
  expect(found.body.items).toMatchObject([{ number: '2026-000001' }]);
  const file = await api.get('/documents/export?what=proforma&year=2026');
  expect(file.raw.body).toContain('PF-2026-000001');
});
