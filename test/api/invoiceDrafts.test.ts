import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const { body: contact } = await api.post('/contacts', {
  ...{ kind: 'company', display_name: 'Élan SARL', email: 'elan@example.org' },
});

const room = { description: 'Room', quantity: 1, unit_amount: 10_000, tax_rate: '5+9.975' };
const wish = { contact_id: contact.id, prices_include_tax: false, lines: [room] };
const seen = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('drafts of invoices over the API', () => {
  it('take any rate, and two side by side, written as for plans', async () => {
    const typed = { ...room, tax_rate: '5 + 9,975' };
    const made = await api.post('/invoice-drafts', { ...wish, lines: [typed] });
    expect(made).toMatchObject({
      status: 201,
      body: { lines: [{ tax_rate: '5+9.975' }], net: 10_000, tax: 1498, total: 11_498 },
    });
    const issued = await api.post(`/invoice-drafts/${made.body.id}/issue`, {}, seen(1));
    const invoice = await api.get(`/invoices/${issued.body.invoice_id}`);
    expect(invoice.body.tax_groups).toEqual([
      { rate: '9.975', category: 'standard', base: 10_000, tax: 998 },
      { rate: '5', category: 'standard', base: 10_000, tax: 500 },
    ]);
    for (const tax_rate of ['200', '5+', 'twenty', '5+5+5']) {
      const refused = await api.post('/invoice-drafts/preview', {
        ...{ prices_include_tax: false, lines: [{ ...room, tax_rate }] },
      });
      expect([refused.status, refused.body.fields[0].pointer]).toEqual([422, '/lines/0/tax_rate']);
    }
  });

  it('keep their currency when they are changed without naming it, and know only real ones', async () => {
    const made = await api.post('/invoice-drafts', { ...wish, currency: 'USD' });
    expect(made.body.currency).toBe('USD');
    const at = `/invoice-drafts/${made.body.id}`;
    const changed = await api.put(at, { ...wish, lines: [{ ...room, quantity: 2 }] }, seen(1));
    expect(changed.body).toMatchObject({ currency: 'USD', net: 20_000 });
    expect((await api.put(at, { ...wish, currency: 'JPY' }, seen(2))).body.currency).toBe('JPY');
    const unknown = { ...wish, currency: 'ABC' };
    for (const refused of [
      await api.post('/invoice-drafts', unknown),
      await api.put(at, unknown, seen(3)),
      await api.post('/invoice-drafts/preview', {
        ...{ currency: 'ABC', prices_include_tax: false, lines: [room] },
      }),
    ]) {
      expect([refused.status, refused.body.fields[0].pointer]).toEqual([422, '/currency']);
    }
  });

  it('offer the rates and currencies in use, those of plans first', async () => {
    await api.post('/plans', {
      ...{ name: 'Desk', kind: 'recurring', tax_rate: '8.1' },
      prices: [{ amount: 2400, currency: 'CHF', interval_unit: 'month', interval_count: 1 }],
    });
    const choices = await api.get('/invoice-drafts/choices');
    expect(choices.body.tax_rates).toEqual(['0', '8.1', '5+9.975']);
    expect([...choices.body.currencies].sort()).toEqual(['CHF', 'EUR', 'JPY']);
  });

  it('are never due before today, neither written nor issued', async () => {
    const late = { ...wish, due_on: '2026-10-14' };
    const refused = await api.post('/invoice-drafts', late);
    expect([refused.status, refused.body.code]).toEqual([422, 'due_date_past']);
    expect(refused.body.fields[0].pointer).toBe('/due_on');
    const made = await api.post('/invoice-drafts', { ...wish, due_on: '2026-10-15' });
    const at = `/invoice-drafts/${made.body.id}`;
    expect((await api.put(at, late, seen(1))).body.code).toBe('due_date_past');
    api.clock.set('2026-10-16T08:00:00Z');
    expect((await api.post(`${at}/issue`, {}, seen(1))).body.code).toBe('due_date_past');
    expect((await api.get(`${at}/pdf`)).status).toBe(200);
    api.clock.set('2026-10-15T08:00:00Z');
    expect((await api.post(`${at}/issue`, {}, seen(1))).status).toBe(201);
  });

  it('are told in the record of whom they are for, in words', async () => {
    const { body: ana } = await api.post('/contacts', { display_name: 'Ana' });
    const hers = { ...wish, contact_id: ana.id, lines: [{ ...room, tax_rate: '0' }] };
    const made = await api.post('/invoice-drafts', hers);
    const at = `/invoice-drafts/${made.body.id}`;
    await api.put(at, { ...hers, lines: [{ ...room, unit_amount: 500, tax_rate: '0' }] }, seen(1));
    await api.delete(at, seen(2));
    const told = await api.get(`/activity?contact=${ana.id}`);
    expect(told.body.items.map((entry: { sentence: string }) => entry.sentence)).toEqual([
      'Draft of an invoice of €5.00 deleted',
      'Draft of an invoice changed, now €5.00',
      'Draft of an invoice of €100.00 begun',
      'Added to the contacts',
    ]);
  });
});
