import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { chargeInvoices } from '../../src/actions/billing/chargeInvoices.ts';
import { look } from '../../src/actions/context.ts';
import { exportDocuments } from '../../src/actions/documents/exportDocuments.ts';
import { documentPdf } from '../../src/actions/documents/pdf.ts';
import { noOwnTexts } from '../../src/actions/messages/ownTexts.ts';
import { renderStored } from '../../src/actions/messages/renderStored.ts';
import { voidInvoice, writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { listMessages } from '../../src/db/messages/stored.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';

const db = await testDatabase();
const settings = {
  invoice: { membership_bills: 'proforma', factur_x: true },
  identity: { siren: '123456789' },
  overdue: { reminder_offsets: [7, 14], after_last: 'uncollectible' },
};

const world = (day: string, more: object = {}) =>
  billingWorld(db, day, { settings: { ...settings, ...more } });

async function bill(life: World, id: string) {
  const [row] = await life.rows(
    `select number, series, status, issued_on, due_on, settled, balance, proforma_number
     from invoice where id = $1`,
    [id],
  );
  return row!;
}

const booked = (life: World) =>
  life.rows<{ account: string; amount: number }>(
    `select account, sum(amount)::bigint as amount from ledger_entry
     group by account having sum(amount) <> 0 order by account`,
  );

async function member(life: World, more: Parameters<World['join']>[1] = {}) {
  const planId = await life.plan({ amount: 1200, taxRate: '20' });
  const joined = await life.join(planId, { firstBillingOn: d('2026-10-01'), ...more });
  return { ...joined, planId, invoiceId: joined.invoiceIds[0]! };
}

const paid = (life: World, invoiceId: string, amount: number) =>
  recordOfflinePayment(life.ctx, { invoiceId, amount, means: 'transfer' });

describe('membership bills sent pro forma', () => {
  it('are in no books until money comes, then an invoice of that day', async () => {
    const life = await world('2026-10-01');
    const { invoiceId } = await member(life);
    expect(await bill(life, invoiceId)).toMatchObject({
      ...{ number: 'PF-2026-000001', series: 'PF', status: 'open', balance: 1200 },
      ...{ issued_on: '2026-10-01', due_on: '2026-10-15' },
    });
    expect(await booked(life)).toEqual([]);
    const notice = await look(life.ctx, ({ tx }) =>
      documentPdf(tx, { kind: 'invoice', id: invoiceId }),
    );
    expect(notice.name).toBe('pro-forma-invoice-PF-2026-000001.pdf');
    expect(pdfText(notice.bytes).text).toContain('Pro-forma invoice');
    expect(notice.bytes.includes('factur-x.xml')).toBe(false);
    await life.check();
    await life.moveTo('2026-10-06');
    await life.news();
    await paid(life, invoiceId, 1200);
    expect(await bill(life, invoiceId)).toMatchObject({
      ...{ number: '2026-000001', series: '', status: 'paid', proforma_number: 'PF-2026-000001' },
      ...{ issued_on: '2026-10-06', due_on: '2026-10-15' },
    });
    expect(await life.news()).toMatchObject({
      events: ['invoice_issued', 'payment_recorded'],
      mails: ['receipt'],
    });
    expect(await booked(life)).toEqual([
      { account: 'cash:offline', amount: 1200 },
      { account: 'revenue', amount: -1000 },
      { account: 'tax', amount: -200 },
    ]);
    const invoice = await look(life.ctx, ({ tx }) =>
      documentPdf(tx, { kind: 'invoice', id: invoiceId }),
    );
    expect(invoice.name).toBe('invoice-2026-000001.pdf');
    expect(invoice.bytes.includes('factur-x.xml')).toBe(true);
    await life.check();
  });

  it('become the invoice of their whole amount with the first part that is paid', async () => {
    const life = await world('2026-10-01');
    const { invoiceId } = await member(life);
    const { paymentId } = await paid(life, invoiceId, 500);
    expect(await bill(life, invoiceId)).toMatchObject({
      ...{ number: '2026-000001', status: 'open', settled: 500, balance: 700 },
    });
    expect(await booked(life)).toContainEqual({ account: 'receivable', amount: 700 });
    await life.check();
    await reverseOfflinePayment(life.ctx, paymentId, 'A mistake');
    expect(await bill(life, invoiceId)).toMatchObject({ number: '2026-000001', balance: 1200 });
    await life.check();
  });

  it('leave no gap among the invoices when they are voided or lapse', async () => {
    const life = await world('2026-10-01');
    const first = await member(life);
    const second = await member(life);
    const third = await member(life);
    await expect(writeOffInvoice(life.ctx, first.invoiceId)).rejects.toMatchObject({
      code: 'proforma_not_written_off',
    });
    await voidInvoice(life.ctx, first.invoiceId, 'wrong');
    await paid(life, third.invoiceId, 1200);
    expect(await bill(life, third.invoiceId)).toMatchObject({ number: '2026-000001' });
    await life.until('2026-10-31');
    expect(await bill(life, second.invoiceId)).toMatchObject({
      ...{ number: 'PF-2026-000002', status: 'void' },
    });
    expect(await life.subscription(second.subscriptionId)).toMatchObject({ state: 'cancelled' });
    expect(await booked(life)).not.toContainEqual(expect.objectContaining({ account: 'bad_debt' }));
    const { events, mails } = await life.news();
    expect(events).toContain('overdue_opened');
    expect(mails.filter((mail) => mail === 'reminder').length).toBeGreaterThan(0);
    await life.check();
  });

  it('are invoices at once for cards, credit and what is no membership bill', async () => {
    const life = await world('2026-10-01');
    const { invoiceId } = await member(life, { card: cards.good });
    expect(await bill(life, invoiceId)).toMatchObject({ number: '2026-000001', status: 'paid' });
    const { contactId, ...other } = await member(life);
    await paid(life, other.invoiceId, 1500);
    await life.until('2026-11-01');
    const [next] = await life.rows(
      `select number, settled from invoice where contact_id = $1 and issued_on = '2026-11-01'`,
      [contactId],
    );
    expect(next).toEqual({ number: expect.stringMatching(/^2026-/), settled: 300 });
    await life.check();
  });

  it('are called pro forma in the mails, in the language of each member, until paid', async () => {
    const life = await world('2026-10-01');
    const joins = (language: 'en' | 'fr') => {
      const contact = { display_name: 'Zoé', email: `${language}@example.org`, language };
      return member(life, { who: { contact }, notify: 'invoice' });
    };
    const french = await joins('fr');
    const english = await joins('en');
    await life.moveTo('2026-10-06');
    await paid(life, english.invoiceId, 1200);
    await life.until('2026-10-22');
    await voidInvoice(life.ctx, french.invoiceId, 'erreur');
    const said = await look(life.ctx, async ({ tx, org }) => {
      const messages = await listMessages(tx, { filter: {}, limit: 20 });
      return messages.reverse().map((message) => renderStored(message, org, noOwnTexts));
    });
    expect(said.map(({ subject }) => subject.replaceAll('\u00a0', ' '))).toEqual([
      'Facture pro forma PF-2026-000001 : 12,00 € à payer',
      'Pro-forma invoice PF-2026-000002: €12.00 to pay',
      'Paid: €12.00 for invoice 2026-000001',
      // Access closed on the 16th, the reminder of the schedule came on the 22nd.
      'Rappel : 12,00 € à payer, facture pro forma PF-2026-000001',
      'Rappel : 12,00 € à payer, facture pro forma PF-2026-000001',
      'Facture pro forma PF-2026-000001 annulée : rien à payer',
    ]);
    expect(said[2]!.text).toMatch(/Was pro forma:? +PF-2026-000002/);
    expect(said[3]!.text).toContain('La facture pro forma est jointe');
  });

  it('are invoiced by the charge when the member pays by card', async () => {
    const life = await world('2026-10-01');
    const { invoiceId, contactId } = await member(life);
    await setPaymentMethod(life.ctx, contactId, { testCard: cards.empty });
    await chargeInvoices(life.ctx, { invoiceIds: [invoiceId], cause: 'member' });
    expect(await bill(life, invoiceId)).toMatchObject({ number: 'PF-2026-000001', settled: 0 });
    await setPaymentMethod(life.ctx, contactId, { testCard: cards.good });
    await chargeInvoices(life.ctx, { invoiceIds: [invoiceId], cause: 'member' });
    expect(await bill(life, invoiceId)).toMatchObject({ number: '2026-000001', status: 'paid' });
    await life.check();
  });

  it('become the invoice a credit note speaks of when the plan changes meanwhile', async () => {
    const life = await world('2026-10-01');
    const { invoiceId, subscriptionId } = await member(life);
    const bigger = await life.plan({ amount: 2400, taxRate: '20' });
    await life.moveTo('2026-10-11');
    const { version } = await life.subscription(subscriptionId);
    await changeSubscription(
      life.ctx,
      { id: subscriptionId, version },
      { planId: bigger, when: 'now' },
    );
    expect(await bill(life, invoiceId)).toMatchObject({
      ...{ number: '2026-000001', issued_on: '2026-10-11', balance: 1200 - 813 },
    });
    expect(await life.rows('select number, total from credit_note')).toEqual([
      { number: 'AV-2026-000001', total: 813 },
    ]);
    await life.check();
  });

  it('are exported with what became of them, and not among the invoices', async () => {
    const life = await world('2026-10-01', {
      invoice: { membership_bills: 'proforma', proforma_prefix: 'APPEL' },
    });
    const { invoiceId } = await member(life);
    await member(life);
    await paid(life, invoiceId, 1200);
    const csv = (kind: 'invoices' | 'proforma') =>
      text(
        exportDocuments(life.ctx, {
          ...{ kind, from: d('2026-10-01'), to: d('2026-10-31'), format: 'csv' },
          ...{ separator: ',', bom: false, language: 'en' },
        }).body,
      );
    const invoices = (await csv('invoices')).trimEnd().split('\r\n');
    expect(invoices.slice(1).map((row) => row.split(',')[0])).toEqual(['2026-000001']);
    const notices = (await csv('proforma')).trimEnd().split('\r\n').slice(1);
    expect(notices).toEqual([
      expect.stringMatching(/^APPEL-2026-000001,.*,EUR,invoiced,12.00,2026-000001,2026-10-01$/),
      expect.stringMatching(/^APPEL-2026-000002,.*,EUR,open,12.00,,$/),
    ]);
  });
});
