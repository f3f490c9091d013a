import { expect, it } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { contextFor } from '../../src/http/route.ts';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const { body: org } = await api.get('');
await api.patch(
  '',
  { settings: { invoice: { ...org.settings.invoice, per_payer: 'payer' } } },
  { headers: { 'if-match': `"${org.version}"` } },
);
const { body: plan } = await api.post('/plans', {
  ...{ name: 'Desk', kind: 'recurring', tax_rate: '20' },
  prices: [{ amount: 2405, currency: 'EUR', interval_unit: 'month', interval_count: 1 }],
});

async function joins(name: string, more: object = {}) {
  const { status, body } = await api.post('/subscriptions', {
    plan_id: plan.id,
    contact: { display_name: name, email: `${name.toLowerCase()}@example.org` },
    ...{ first_billing_on: '2026-10-16', prorate: false, ...more },
  });
  expect(status).toBe(201);
  return body as { subscription: { id: string }; contact_id: string };
}

it('a run makes what its preview said: one invoice per payer, listing what it covers', async () => {
  const { body: lab } = await api.post('/contacts', {
    ...{ kind: 'company', display_name: 'Lab', email: 'lab@example.org' },
  });
  const ana = await joins('Ana', { payer_id: lab.id });
  const bo = await joins('Bo', { payer_id: lab.id });
  const cy = await joins('Cy');
  const { body: before } = await api.get('/billing/preview?until=2026-10-16');
  const day = before.days.find(({ on }: { on: string }) => on === '2026-10-16');
  expect(day).toMatchObject({ invoices: 2, amount: [{ amount: 7215, currency: 'EUR' }] });

  api.clock.set('2026-10-16T08:00:00Z');
  await runBillingDay(contextFor(api.server.program, api.org.id, { kind: 'system' }));

  const { body: made } = await api.get('/invoices?from=2026-10-16');
  expect(made.totals).toMatchObject({ count: 2, total: day.amount });
  const listed = (id: string) =>
    api.get(`/contacts/${id}/invoices`).then(({ body }) => body.items.map((i: Named) => i.number));
  const [joint] = made.items.filter(({ payer }: Named) => payer.id === lab.id);
  for (const id of [lab.id, ana.contact_id, bo.contact_id]) {
    expect(await listed(id)).toEqual([joint.number]);
  }
  expect(await listed(cy.contact_id)).not.toContain(joint.number);
  const { status, body: invoice } = await api.get(`/invoices/${joint.id}`);
  expect(status).toBe(200);
  expect(invoice).toMatchObject({ total: 4810, contact: { name: 'Lab' }, subscription_id: null });
  expect(invoice.covers).toEqual([
    {
      subscription_id: ana.subscription.id,
      contact: { id: ana.contact_id, name: 'Ana' },
      total: 2405,
    },
    {
      subscription_id: bo.subscription.id,
      contact: { id: bo.contact_id, name: 'Bo' },
      total: 2405,
    },
  ]);
  expect(invoice.lines.map(({ description }: { description: string }) => description)).toEqual([
    expect.stringContaining('Ana · Desk'),
    expect.stringContaining('Bo · Desk'),
  ]);
  expect((await api.get(`/invoices/${joint.id}/pdf`)).raw.headers['content-type']).toBe(
    'application/pdf',
  );
  const { body: single } = await api.get(`/contacts/${cy.contact_id}/invoices`);
  expect((await api.get(`/invoices/${single.items[0].id}`)).body.covers).toEqual([]);

  await runBillingDay(contextFor(api.server.program, api.org.id, { kind: 'system' }));
  expect((await api.get('/invoices?from=2026-10-16')).body.totals.count).toBe(2);
});

type Named = { id: string; number: string; payer: { id: string } };
