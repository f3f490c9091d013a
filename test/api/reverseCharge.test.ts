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

describe('payers in reverse charge over the API', () => {
  it('are set and ended, with what that needs said at the field', async () => {
    const id = await company('Ton AG');
    const at = `/contacts/${id}`;
    const bare = await api.patch(at, { reverse_charge: true }, seen(1));
    expect([bare.status, bare.body.code]).toEqual([422, 'buyer_vat_missing']);
    expect(bare.body.fields[0].pointer).toBe('/reverse_charge');
    const both = { reverse_charge: true, vat_number: 'DE123456789' };
    expect((await api.patch(at, both, seen(1))).body).toMatchObject(both);
    const taken = await api.patch(at, { vat_number: null }, seen(2));
    expect([taken.status, taken.body.code]).toEqual([409, 'vat_number_needed']);
    const own = await named('');
    expect([own.status, own.body.code]).toEqual([409, 'own_vat_number_needed']);
    expect(own.body.fields[0].pointer).toBe('/settings/identity/vat_number');
    const ended = await api.patch(at, { reverse_charge: false, vat_number: null }, seen(2));
    expect(ended.body).toMatchObject({ reverse_charge: false, vat_number: null });
    const told = await api.get(`/activity?contact=${id}`);
    const sentences = told.body.items.map((entry: { sentence: string }) => entry.sentence);
    expect(sentences).toContain('Billed in reverse charge, without tax, from the next invoice on');
    expect(sentences).toContain('Billed with tax again from the next invoice on');
  });

  it('see their invoices without tax in previews and when they are billed', async () => {
    const made = await api.post('/contacts', {
      ...{ kind: 'company', display_name: 'Hall KG', vat_number: 'DE987654321' },
      reverse_charge: true,
    });
    const payer_id = made.body.id;
    const plan = await api.post('/plans', {
      ...{ name: 'Desk', kind: 'recurring', tax_rate: '5+9.975', tax_inclusive: true },
      prices: [{ amount: 11_498, currency: 'EUR', interval_unit: 'month', interval_count: 1 }],
    });
    const wish = { plan_id: plan.body.id, payer_id, first_billing_on: '2026-10-15' };
    const shown = await api.post('/subscriptions/preview', wish);
    const bill = { net: 10_000, tax: 0, total: 10_000 };
    expect(shown.body.invoices[0]).toMatchObject(bill);
    const contact = { display_name: 'Ana' };
    const joined = await api.post('/subscriptions', { ...wish, contact });
    expect(joined.body.subscription).toMatchObject({
      payer: { id: payer_id },
      reverse_charge: true,
    });
    const [invoiceId] = joined.body.invoice_ids;
    expect((await api.get(`/invoices/${invoiceId}`)).body).toMatchObject({
      ...{ ...bill, payer: { id: payer_id } },
      lines: [{ tax_rate: '0', tax_category: 'reverse_charge' }],
    });
    // By hand, too, unless it is said otherwise.
    const priced = { contact_id: payer_id, prices_include_tax: false, lines: [line] };
    const drafts = [priced, { ...priced, reverse_charge: false }];
    const taxes = drafts.map(async (each) => (await api.post('/invoice-drafts', each)).body.tax);
    expect(await Promise.all(taxes)).toEqual([0, 2400]);
    const unseen = { ...contact, reverse_charge: true };
    expect((await api.post('/subscriptions', { ...wish, contact: unseen })).status).toBe(422);
  });
});
