import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

let companies = 0;

/** An open invoice by hand of 120.00 and 10.55. */
async function issued() {
  companies += 1;
  const { body: contact } = await api.post('/contacts', {
    ...{ kind: 'company', display_name: `Élan ${companies}`, language: 'fr' },
    email: `elan${companies}@example.org`,
  });
  const room = { description: 'Room', quantity: 2, unit_amount: 5000, tax_rate: '20' };
  const book = { description: 'Book', quantity: 1, unit_amount: 1000, tax_rate: '5.5' };
  const draft = await api.post('/invoice-drafts', {
    ...{ contact_id: contact.id, prices_include_tax: false, lines: [room, book] },
  });
  const headers = { 'if-match': '"1"' };
  const made = await api.post(`/invoice-drafts/${draft.body.id}/issue`, {}, { headers });
  const { body: invoice } = await api.get(`/invoices/${made.body.invoice_id}`);
  return { at: `/invoices/${invoice.id}`, invoice, contact };
}

describe('credit notes over the API', () => {
  it('are previewed, made, kept as a PDF, and shown on the invoice', async () => {
    const { at, invoice, contact } = await issued();
    expect(invoice).toMatchObject({ lines: [{ left: 12_000 }, { left: 1055 }] });
    expect(invoice.allowed).toContain('credit');
    const wish = { lines: [{ line_id: invoice.lines[0].id, amount: 6000 }] };
    const preview = await api.post(`${at}/credit-notes/preview`, wish);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        lines: [{ line_id: invoice.lines[0].id, net: 5000, tax: 1000, tax_rate: '20' }],
        ...{ net: 5000, tax: 1000, total: 6000, lowers_balance: 6000, to_credit: 0 },
        ...{ balance_after: 7055, becomes_invoice: false, currency: 'EUR' },
      },
    });
    const made = await api.post(`${at}/credit-notes`, { ...wish, reason: 'One day only' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        ...{ number: 'AV-2026-000001', issued_on: '2026-10-15', total: 6000, to_credit: 0 },
        invoice: { balance: 7055, credited: 6000, lines: [{ left: 6000 }, { left: 1055 }] },
      },
    });
    expect(made.body.invoice.messages).toMatchObject([
      ...[{ template: 'invoice' }, { template: 'credit_note' }],
    ]);
    const pdf = await api.get(`/credit-notes/${made.body.id}/pdf`);
    expect(pdf.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const told = await api.get(`/activity?contact=${contact.id}`);
    expect(JSON.stringify(told.body)).toContain('credit_note_issued');
  });

  it('give what was paid to the credit, and the payments say so', async () => {
    const { at } = await issued();
    await api.post(`${at}/payments`, { amount: 13_055, means: 'transfer' });
    const made = await api.post(`${at}/credit-notes`, { amount: 1055, send: false });
    expect(made.body).toMatchObject({
      to_credit: 1055,
      invoice: {
        ...{
          status: 'paid',
          settled: 12_000,
          messages: [{ template: 'invoice' }, { template: 'receipt' }],
        },
        payments: [{ amount: 13_055, to_credit: 1055, reversed_at: null }],
      },
    });
  });

  it('refuse what is not theirs to credit, at the field', async () => {
    const { at, invoice } = await issued();
    const line_id = invoice.lines[0].id;
    const asked = async (body: object) => {
      const answer = await api.post(`${at}/credit-notes`, body);
      return [answer.status, answer.body.code, answer.body.fields?.[0]?.pointer];
    };
    expect(await asked({ amount: 13_056 })).toEqual([422, 'credit_too_large', '/amount']);
    expect(await asked({ lines: [{ line_id, amount: 12_001 }] })).toEqual([
      ...[422, 'credit_too_large', '/lines/0/amount'],
    ]);
    expect((await asked({ lines: [{ line_id, amount: 1 }], amount: 1 }))[1]).toBe('invalid_input');
    expect((await asked({ reason: 'nothing' }))[1]).toBe('invalid_input');
    await api.post(`${at}/void`);
    expect(await asked({ amount: 1 })).toEqual([409, 'invoice_not_in_state', undefined]);
    const nobody = '/invoices/01900000-0000-7000-8000-000000000000/credit-notes';
    expect((await api.post(`${nobody}/preview`, { amount: 1 })).status).toBe(404);
  });
});
