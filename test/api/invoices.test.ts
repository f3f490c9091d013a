import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const price = { amount: 2400, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
const { body: plan } = await api.post('/plans', {
  name: 'Desk',
  kind: 'recurring',
  tax_rate: 20,
  prices: [price],
});

let people = 0;

/** A member since today, whose first invoice is open unless they brought a card. */
async function joined(card: string | null = null) {
  people += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: plan.id,
    contact: { display_name: `Ana ${people}`, email: `ana${people}@example.org` },
    first_billing_on: '2026-10-15',
    payment_method: card ? { test_card: card } : null,
  });
  return { contact: body.contact_id as string, invoice: body.invoice_ids[0] as string };
}

describe('invoices over the API', () => {
  it('are listed page by page, by status, payer and text, with the sums of the filter', async () => {
    const members = [await joined(), await joined(), await joined('4242424242424242')];
    const first = await api.get('/invoices?limit=2');
    expect(first.body.items).toHaveLength(2);
    expect(first.body.totals).toMatchObject({
      count: 3,
      total: [{ currency: 'EUR', amount: 7200 }],
      balance: [{ currency: 'EUR', amount: 4800 }],
    });
    const second = await api.get(`/invoices?limit=2&cursor=${first.body.next_cursor}`);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.next_cursor).toBeNull();
    const open = await api.get('/invoices?status=open');
    expect(open.body.totals.count).toBe(2);
    const found = await api.get('/invoices?search=ANA%203');
    expect(found.body.items).toMatchObject([{ contact: { name: 'Ana 3' }, status: 'paid' }]);
    const own = await api.get(`/contacts/${members[0]!.contact}/invoices`);
    expect(own.body.items).toMatchObject([{ number: '2026-000001', balance: 2400 }]);
    expect((await api.get('/invoices?status=overdue')).body.items).toEqual([]);
    expect((await api.get('/invoices?cursor=nonsense')).body.code).toBe('bad_cursor');
  });

  it('are counted by age, each figure leading to its rows', async () => {
    const all = await api.get('/invoices?status=open');
    const ages = await api.get('/invoices/ageing');
    expect(ages.body.items.map((item: { bucket: string }) => item.bucket)).toEqual([
      ...['not_due', 'days30', 'days60', 'days90', 'older'],
    ]);
    const [notDue, late] = ages.body.items;
    expect(notDue).toMatchObject({
      count: all.body.totals.count,
      amount: all.body.totals.balance,
    });
    expect(late).toMatchObject({ count: 0, amount: [] });
    const rows = await api.get('/invoices?age=not_due');
    expect(rows.body.totals.count).toBe(notDue.count);
    expect((await api.get('/invoices?age=older')).body.items).toEqual([]);
    expect((await api.get('/invoices?min=2401')).body.totals.count).toBe(0);
    expect((await api.get('/invoices?min=2400&max=2400')).body.totals.count).toBe(3);
    expect((await api.get('/invoices/ageing?max=1')).body.items[0].count).toBe(0);
    expect((await api.get('/invoices?min=many')).status).toBe(422);
  });

  it('leave as files, and as the accounting file once the SIREN is known', async () => {
    const { body: before } = await api.get('/documents/summary?year=2026&month=10');
    expect(before).toMatchObject({ from: '2026-10-01', to: '2026-10-31' });
    const csv = await api.get('/documents/export?what=invoices&year=2026&separator=%3B');
    expect(csv.raw.headers['content-disposition']).toContain('invoices-2026-01-01-2026-12-31.csv');
    expect(csv.raw.body.split('\r\n')).toHaveLength(before.files[0].count + 2);
    const book = await api.get('/documents/export?what=payments&year=2026&format=xlsx');
    expect(book.raw.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const fec = '/documents/export?what=fec&year=2026';
    expect((await api.get(fec)).body.code).toBe('fec_needs_siren');
    const { body: org } = await api.get('');
    const identity = { ...org.settings.identity, siren: '552 100 554' };
    const headers = { 'if-match': `"${org.version}"` };
    expect((await api.patch('', { settings: { identity } }, { headers })).status).toBe(200);
    const file = await api.get(fec);
    expect(file.raw.headers['content-disposition']).toContain('"552100554FEC20261231.txt"');
    expect(file.raw.body).toMatch(/^JournalCode\tJournalLib\t/);
    expect((await api.get('/documents/export?what=fec')).body.code).toBe('missing_period');
    expect((await api.get('/documents/export?what=fec&from=2026-02-01&to=2026-01-01')).status).toBe(
      422,
    );
  });

  it('are written by hand as drafts, previewed, issued and sent again, one or several', async () => {
    const { contact } = await joined();
    const line = { description: 'Room', quantity: 2, unit_amount: 5000, tax_rate: '20' };
    const wish = { contact_id: contact, prices_include_tax: false, lines: [line] };
    const sums = await api.post('/invoice-drafts/preview', {
      ...{ prices_include_tax: false, lines: [line] },
    });
    expect(sums.body).toEqual({ net: 10_000, tax: 2000, total: 12_000 });
    const made = await api.post('/invoice-drafts', wish);
    expect(made).toMatchObject({ status: 201, body: { total: 12_000, due_days: 14, version: 1 } });
    const at = `/invoice-drafts/${made.body.id}`;
    expect((await api.get('/invoice-drafts')).body.items).toMatchObject([{ id: made.body.id }]);
    expect((await api.get(`${at}/pdf`)).raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const first = { headers: { 'if-match': '"1"' } };
    const changed = await api.put(at, { ...wish, due_on: '2026-11-30' }, first);
    expect(changed.body).toMatchObject({ due_on: '2026-11-30', due_days: null, version: 2 });
    expect((await api.put(at, wish, first)).status).toBe(412);
    expect((await api.post(`${at}/issue`, {})).status).toBe(428);
    const issued = await api.post(`${at}/issue`, {}, { headers: { 'if-match': '"2"' } });
    expect(issued).toMatchObject({ status: 201, body: { balance: 12_000 } });
    const invoice = await api.get(`/invoices/${issued.body.invoice_id}`);
    expect(invoice.body).toMatchObject({ type: 'manual', status: 'open', due_on: '2026-11-30' });
    expect((await api.get(at)).status).toBe(404);
    const ids = [issued.body.invoice_id, issued.body.invoice_id];
    const again = await api.post('/invoices/sending', { ids });
    expect(again.body).toEqual({ sent: 1, left_out: 0 });
    const unknown = { ...wish, contact_id: issued.body.invoice_id };
    expect((await api.post('/invoice-drafts', unknown)).body.fields[0].pointer).toBe('/contact_id');
    const typo = { ...wish, lines: [{ ...line, tax_rate: '200' }] };
    expect((await api.post('/invoice-drafts', typo)).status).toBe(422);
  });

  it('carry the XML of a Factur-X once that is switched on', async () => {
    const { invoice } = await joined();
    const { body: org } = await api.get('');
    const headers = { 'if-match': `"${org.version}"` };
    const wish = { invoice: { ...org.settings.invoice, factur_x: true } };
    const nobody = { identity: { ...org.settings.identity, siren: '' } };
    const refused = await api.patch('', { settings: { ...wish, ...nobody } }, { headers });
    expect(refused.body.code).toBe('factur_x_needs_identity');
    const kept = await api.patch('', { settings: wish }, { headers });
    // Groups that are not sent stay as they were.
    expect(kept.body.settings).toEqual({ ...org.settings, ...wish });
    const pdf = await api.get(`/invoices/${invoice}/pdf`);
    expect(pdf.raw.rawPayload.toString('latin1')).toContain('factur-x.xml');
    // The first invoices were issued without a SIREN: what is frozen names no seller by number.
    const oldest = (await api.get('/invoices?search=2026-000001')).body.items[0];
    const plain = await api.get(`/invoices/${oldest.id}/pdf`);
    expect(plain.raw.rawPayload.toString('latin1')).not.toContain('factur-x.xml');
  });

  it('show lines, taxes, payments and what is allowed; the PDF is a PDF', async () => {
    const { invoice, contact } = await joined();
    const seen = await api.get(`/invoices/${invoice}`);
    expect(seen.body).toMatchObject({
      net: 2000,
      tax: 400,
      lines: [{ description: 'Desk', net: 2000, tax_rate: '20', period_end: '2026-11-15' }],
      tax_groups: [{ rate: '20', category: 'standard', base: 2000, tax: 400 }],
      allowed: ['record_payment', 'void', 'write_off', 'resend', 'credit'],
    });
    const pdf = await api.get(`/invoices/${invoice}/pdf`);
    expect(pdf.raw.headers['content-type']).toBe('application/pdf');
    expect(pdf.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await api.post(`/invoices/${invoice}/charge`)).body.code).toBe('no_payment_method');

    const pay = { amount: 2500, means: 'transfer', reference: 'VIR 7' };
    const paid = await api.post(`/invoices/${invoice}/payments`, pay);
    expect(paid.body).toMatchObject({ balance: 0, to_credit: 100, invoice: { status: 'paid' } });
    const timeline = await api.get(`/contacts/${contact}/payments`);
    expect(timeline.body.items).toMatchObject([
      { kind: 'payment', outcome: 'paid', amount: 2500, means: 'transfer', reversible: true },
    ]);
    const back = await api.post(`/payments/${paid.body.payment_id}/reversal`, { reason: 'typo' });
    expect(back.status).toBe(204);
    expect((await api.post(`/invoices/${invoice}/sending`)).body.sent_to).toContain('ana');
    const gone = await api.post(`/invoices/${invoice}/void`, { reason: 'wrong' });
    expect(gone.body).toMatchObject({ status: 'void', allowed: [] });
    expect(gone.body.messages.map((m: { template: string }) => m.template)).toContain(
      'invoice_voided',
    );
  });

  it('are charged, refunded in part, and say why not', async () => {
    const { invoice, contact } = await joined('4000000000009995');
    const cases = await api.get('/overdue-cases?state=open');
    expect(cases.body).toMatchObject({
      items: [
        {
          contact: { id: contact },
          reason_text: 'not enough money on the account',
          next_step: { kind: 'retry', due_on: '2026-10-17' },
          access: 'closed',
        },
      ],
      figures: { open: { count: 1, amount: [{ currency: 'EUR', amount: 2400 }] } },
    });
    const card = await api.put(`/contacts/${contact}/payment-method`, {
      test_card: '4242424242424242',
    });
    expect(card.body).toMatchObject({
      payment_method: { last4: '4242' },
      charged: [{ invoice_id: invoice, outcome: 'succeeded' }],
    });
    const refundable = await api.get(`/contacts/${contact}/refundable`);
    expect(refundable.body.items).toMatchObject([{ amount_left: 2400, allowed: true }]);
    const many = await api.post(`/invoices/${invoice}/refunds`, { amount: 2401 });
    expect([many.status, many.body.fields[0].pointer]).toEqual([422, '/amount']);
    const part = await api.post(`/invoices/${invoice}/refunds`, { amount: 600, reason: 'noise' });
    expect(part.body).toMatchObject({
      state: 'succeeded',
      credit_note: { number: 'AV-2026-000001' },
    });
    const note = await api.get(`/credit-notes/${part.body.credit_note.id}/pdf`);
    expect(note.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const timeline = await api.get(`/contacts/${contact}/payments`);
    expect(
      timeline.body.items.map((e: { kind: string; outcome: string }) => [e.kind, e.outcome]),
    ).toEqual(
      expect.arrayContaining([
        ['refund', 'succeeded'],
        ['payment', 'paid'],
        ['attempt', 'declined'],
      ]),
    );
  });

  it('are forgiven, retried and paused by case', async () => {
    const { contact } = await joined('4000000000009995');
    const { body } = await api.get(`/overdue-cases?contact=${contact}`);
    const at = `/overdue-cases/${body.items[0].id}`;
    expect((await api.post(`${at}/retry`)).body.outcome).toBe('declined');
    expect((await api.post(`${at}/pause`)).status).toBe(204);
    expect((await api.delete(`${at}/pause`)).status).toBe(204);
    expect((await api.post(`${at}/forgiveness`, { how: 'void' })).status).toBe(204);
    const mine = await api.get(`/contacts/${contact}/subscriptions`);
    expect(mine.body.items[0].state).toBe('active');
  });
});

describe('billing over the API', () => {
  it('previews what is to come and runs in the background', async () => {
    const preview = await api.get('/billing/preview?until=2026-12-01');
    expect(preview.body.days.length).toBeGreaterThan(0);
    expect(preview.body.days[0]).toMatchObject({ on: '2026-11-15' });
    const run = await api.post('/billing/run');
    expect(run.status).toBe(202);
    expect((await api.get(`/work/${run.body.work_id}`)).body.kind).toBe('billing');
  });
});
