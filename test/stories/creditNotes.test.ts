import { describe, expect, it } from 'vitest';
import { createDraft, issueDraft } from '../../src/actions/documents/manualInvoices.ts';
import { creditInvoice, previewCredit } from '../../src/actions/payments/creditInvoice.ts';
import type { CreditedAmount } from '../../src/actions/payments/decideCredit.ts';
import { voidInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const room = { description: 'Room', quantity: 2, unitAmount: 15_000, taxRate: '20' };
const book = { description: 'Book', quantity: 1, unitAmount: 1000, taxRate: '5.5' };
const discount = { description: 'Friends', quantity: 1, unitAmount: -5000, taxRate: '20' };

/** A company, with an invoice by hand of 360.00, 10.55 and -60.00. */
async function billed(life: Life, lines = [room, book, discount]) {
  const { id: contactId } = await createContact(life.ctx, {
    kind: 'company',
    display_name: 'Élan SARL',
    email: 'elan@example.org',
    language: 'fr',
  });
  return { contactId, ...(await another(life, contactId, lines)) };
}

async function another(life: Life, contactId: string, lines = [room]) {
  const { id } = await createDraft(life.ctx, { contactId, pricesIncludeTax: false, lines });
  const issued = await issueDraft(life.ctx, { id, version: 1, notify: 'nobody' });
  const rows = await life.rows<{ id: string }>(
    'select id from invoice_line where invoice_id = $1 order by position',
    [issued.id],
  );
  return { invoiceId: issued.id, lineIds: rows.map((row) => row.id) };
}

const invoiceRow = async (life: Life, id: string) =>
  (
    await life.rows(
      'select number, status, settled, credited, balance from invoice where id = $1',
      [id],
    )
  )[0]!;

const paid = (life: Life, invoiceId: string, amount: number) =>
  recordOfflinePayment(life.ctx, { invoiceId, amount, means: 'transfer', notify: 'nobody' });

const credit = (life: Life, invoiceId: string, credited: CreditedAmount) =>
  creditInvoice(life.ctx, { invoiceId, credited, reason: 'One day too many', notify: 'payer' });

const creditOf = (life: Life) =>
  life.rows<{ amount: number; cause: string }>(
    'select amount, cause from credit_entry order by created_at, id',
  );

describe('a credit note of its own', () => {
  it('corrects one wrong line of an open invoice, and the payer is told in their language', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId, lineIds } = await billed(life);
    const lines = [{ lineId: lineIds[0]!, amount: 18_000 }];
    const preview = await previewCredit(life.ctx, { invoiceId, credited: { lines } });
    expect(preview).toMatchObject({
      ...{ net: 15_000, tax: 3000, total: 18_000, lowersBalance: 18_000, toCredit: 0 },
      ...{ balanceAfter: 13_055, becomesInvoice: false, currency: 'EUR' },
    });
    const made = await credit(life, invoiceId, { lines });
    expect(made).toMatchObject({ number: 'AV-2026-000001', total: 18_000, balance: 13_055 });
    expect(await invoiceRow(life, invoiceId)).toMatchObject({
      ...{ status: 'open', settled: 0, credited: 18_000, balance: 13_055 },
    });
    const mails = await life.rows<{ template: string; language: string; data: object }>(
      'select template, language, data from message',
    );
    expect(mails).toMatchObject([{ template: 'credit_note', language: 'fr' }]);
    expect(mails[0]!.data).toMatchObject({
      creditNoteNumber: 'AV-2026-000001',
      invoice: { number: '2026-000001', balance: { amount: 13_055 } },
      toCredit: null,
      reason: 'One day too many',
    });
    const events = await life.rows(
      "select event, amount from activity where event = 'credit_note_issued'",
    );
    expect(events).toEqual([{ event: 'credit_note_issued', amount: 18_000 }]);
    await life.check();
  });

  it('of more than is owed gives the rest to the credit of the payer, used next', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId, contactId } = await billed(life);
    await paid(life, invoiceId, 20_000);
    await expect(voidInvoice(life.ctx, invoiceId, 'wrong')).rejects.toMatchObject({
      code: 'invoice_partly_paid',
    });
    const made = await credit(life, invoiceId, { amount: 25_000 });
    expect(made).toMatchObject({ total: 25_000, toCredit: 13_945, balance: 0 });
    expect(await invoiceRow(life, invoiceId)).toMatchObject({ status: 'paid', settled: 6055 });
    expect(await creditOf(life)).toEqual([{ amount: 13_945, cause: 'overpayment' }]);
    await life.check();
    const next = await another(life, contactId);
    expect(await invoiceRow(life, next.invoiceId)).toMatchObject({
      ...{ settled: 13_945, balance: 36_000 - 13_945 },
    });
    // What credit had paid goes back to the credit first.
    expect(await credit(life, next.invoiceId, { amount: 36_000 })).toMatchObject({
      toCredit: 13_945,
    });
    expect((await creditOf(life)).at(-1)).toEqual({ amount: 13_945, cause: 'returned' });
    await life.check();
  });

  it('leaves a payment that can still be taken back, its credit with it', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await billed(life);
    const { paymentId } = await paid(life, invoiceId, 31_055);
    await credit(life, invoiceId, { amount: 1055 });
    await reverseOfflinePayment(life.ctx, paymentId, 'bounced');
    expect(await invoiceRow(life, invoiceId)).toMatchObject({ status: 'open', balance: 30_000 });
    expect((await creditOf(life)).map(({ amount }) => amount)).toEqual([1055, -1055]);
    await life.check();
  });

  it('takes a discount back with its line, and no more than is left of a line or of all', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId, lineIds } = await billed(life);
    const [first, , third] = lineIds as [string, string, string];
    const of = (...lines: [string, number][]) =>
      credit(life, invoiceId, { lines: lines.map(([lineId, amount]) => ({ lineId, amount })) });
    const refused = (code: string, pointer: string) => ({ code, fields: [{ pointer }] });
    const tooLarge = (pointer: string) => refused('credit_too_large', pointer);
    await expect(of([first, 36_001])).rejects.toMatchObject(tooLarge('/lines/0/amount'));
    await expect(of([first, 36_000])).rejects.toMatchObject(tooLarge('/lines'));
    await expect(of([first, 1], [third, -6001])).rejects.toMatchObject(tooLarge('/lines/1/amount'));
    await expect(of([third, 1])).rejects.toMatchObject(tooLarge('/lines/0/amount'));
    await expect(of([third, -1])).rejects.toMatchObject(refused('amount_not_positive', '/lines'));
    await expect(of([first, 1], [first, 1])).rejects.toMatchObject(
      refused('invalid_input', '/lines/1/line_id'),
    );
    await expect(of([invoiceId, 1])).rejects.toMatchObject(
      refused('invalid_input', '/lines/0/line_id'),
    );
    await expect(credit(life, invoiceId, { amount: 0 })).rejects.toMatchObject(
      refused('amount_not_positive', '/amount'),
    );
    await expect(credit(life, invoiceId, { amount: 31_056 })).rejects.toMatchObject(
      tooLarge('/amount'),
    );
    expect(await of([first, 36_000], [third, -6000])).toMatchObject({ total: 30_000 });
    await expect(of([first, 1])).rejects.toMatchObject(tooLarge('/lines/0/amount'));
    await credit(life, invoiceId, { amount: 1055 });
    expect(await invoiceRow(life, invoiceId)).toMatchObject({ status: 'paid', balance: 0 });
    await life.check();
  });

  it('is made once when two people press the button at the same moment', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { invoiceId } = await billed(life);
    const both = await Promise.allSettled([
      credit(life, invoiceId, { amount: 31_055 }),
      credit(life, invoiceId, { amount: 31_055 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await life.rows('select number from credit_note')).toHaveLength(1);
    await life.check();
  });
});
