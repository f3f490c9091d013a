import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const seen = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

const line = { description: 'Room', quantity: 1, unit_amount: 12_000, tax_rate: '20' };

/** Sets the organization's own VAT number. */
async function named(vat_number: string) {
  const { body: org, etag } = await api.get('');
  const identity = { ...org.settings.identity, vat_number };
  return api.patch('', { settings: { identity } }, { headers: { 'if-match': etag } });
}

async function company(name: string, vat_number?: string) {
  const made = await api.post('/contacts', { kind: 'company', display_name: name, vat_number });
  return made.body.id as string;
}

describe('invoices by hand in reverse charge over the API', () => {
  it('are refused with what is missing, and where to add it, in both languages', async () => {
    const contact_id = await company('Élan GmbH');
    const wish = { contact_id, prices_include_tax: false, reverse_charge: true, lines: [line] };
    const seller = await api.post('/invoice-drafts', wish);
    expect([seller.status, seller.body.code]).toEqual([422, 'seller_vat_missing']);
    expect(seller.body.fields[0].pointer).toBe('/reverse_charge');
    expect(seller.body.detail).toContain('Settings, Documents');
    await named('FR12812345678');
    const french = { headers: { 'accept-language': 'fr' } };
    const buyer = await api.post('/invoice-drafts', wish, french);
    expect([buyer.status, buyer.body.code]).toEqual([422, 'buyer_vat_missing']);
    expect(buyer.body.detail).toContain('numéro de TVA de Élan GmbH');
  });

  it('show their tax as what it is: none, and why', async () => {
    const contact_id = await company('Klang AG', 'DE123456789');
    const priced = { prices_include_tax: true, reverse_charge: true, lines: [line] };
    const preview = await api.post('/invoice-drafts/preview', priced);
    expect(preview.body).toEqual({ net: 10_000, tax: 0, total: 10_000 });
    const draft = await api.post('/invoice-drafts', { contact_id, ...priced });
    expect(draft.body).toMatchObject({ reverse_charge: true, total: 10_000, lines: [line] });
    const issued = await api.post(`/invoice-drafts/${draft.body.id}/issue`, {}, seen(1));
    const at = `/invoices/${issued.body.invoice_id}`;
    const { body: invoice } = await api.get(at);
    expect(invoice).toMatchObject({
      ...{ net: 10_000, tax: 0, total: 10_000 },
      lines: [{ tax_rate: '0', tax_category: 'reverse_charge', unit_amount: 10_000 }],
      tax_groups: [{ rate: '0', category: 'reverse_charge', base: 10_000, tax: 0 }],
    });
    const credit = await api.post(`${at}/credit-notes/preview`, { amount: 4000 });
    expect(credit.body).toMatchObject({
      ...{ net: 4000, tax: 0 },
      lines: [{ tax_rate: '0', tax_category: 'reverse_charge' }],
    });
    const choices = await api.get('/invoice-drafts/choices');
    expect(choices.body.tax_rates).not.toContain('reverse_charge');
  });

  it('take no rate of that name in lines or plans', async () => {
    const asked = { ...line, tax_rate: 'reverse_charge' };
    const refused = await api.post('/invoice-drafts/preview', {
      ...{ prices_include_tax: true, lines: [asked] },
    });
    expect(refused.body.fields[0].pointer).toBe('/lines/0/tax_rate');
    const plan = await api.post('/plans', {
      ...{ name: 'Desk', kind: 'recurring', tax_rate: 'reverse_charge' },
      prices: [{ amount: 2400, currency: 'EUR', interval_unit: 'month', interval_count: 1 }],
    });
    expect([plan.status, plan.body.fields[0].pointer]).toEqual([422, '/tax_rate']);
  });
});
