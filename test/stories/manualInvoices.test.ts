import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { draftPdf } from '../../src/actions/documents/draftPdf.ts';
import type { DraftWish } from '../../src/actions/documents/manualInvoices.ts';
import {
  changeDraft,
  createDraft,
  dropDraft,
  issueDraft,
} from '../../src/actions/documents/manualInvoices.ts';
import { documentPdf } from '../../src/actions/documents/pdf.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const lines = [
  { description: 'Meeting room, two days', quantity: 2, unitAmount: 15_000, taxRate: '20' },
  { description: 'Book', quantity: 1, unitAmount: 1055, taxRate: '5.5' },
  { description: 'Friends of the house', quantity: 1, unitAmount: -5000, taxRate: '20' },
];

async function drafted(life: Life, more: Partial<DraftWish> = {}) {
  const { id: contactId } = await createContact(life.ctx, {
    kind: 'company',
    display_name: 'Élan SARL',
    email: `elan${Math.random()}@example.org`,
    language: 'fr',
  });
  const wish = { contactId, pricesIncludeTax: false, lines, ...more };
  return { contactId, wish, ...(await createDraft(life.ctx, wish)) };
}

const mails = (life: Life) =>
  life.rows<{ template: string; cause: string }>(
    'select template, cause from message order by created_at, id',
  );

describe('an invoice by hand', () => {
  it('is a draft without a number, then an invoice of the day it is issued', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity: { legal_name: 'Atelier SAS' } });
    const { id, wish, contactId } = await drafted(life);
    expect(await life.rows('select id from invoice')).toEqual([]);
    const preview = pdfText((await draftPdf(life.ctx, id)).bytes).text;
    expect(preview).toContain('Brouillon');
    expect(preview).toContain('Meeting room, two days');
    await changeDraft(life.ctx, { id, version: 1, wish: { ...wish, dueDays: 30 } });
    await expect(issueDraft(life.ctx, { id, version: 1, notify: 'invoice' })).rejects.toMatchObject(
      { code: 'stale_edit' },
    );
    life.moveTo('2026-10-05');
    const issued = await issueDraft(life.ctx, { id, version: 2, notify: 'invoice' });
    expect(issued).toMatchObject({
      number: '2026-000001',
      issuedOn: '2026-10-05',
      dueOn: '2026-11-04',
      total: 25_000 + 5000 + 1055 + 58,
      contactId,
    });
    expect(await life.rows('select id from invoice_draft')).toEqual([]);
    const pdf = await look(life.ctx, ({ tx }) =>
      documentPdf(tx, { kind: 'invoice', id: issued.id }),
    );
    expect(pdfText(pdf.bytes).text).toContain('311,13');
    expect((await mails(life)).map(({ template }) => template)).toEqual(['invoice']);
    await recordOfflinePayment(life.ctx, {
      ...{ invoiceId: issued.id, amount: issued.balance, means: 'transfer', reference: 'VIR 1' },
      notify: 'nobody',
    });
    await life.check();
  });

  it('leaves no trace when it is thrown away, and never goes below zero', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, wish } = await drafted(life);
    await dropDraft(life.ctx, { id, version: 1 });
    await expect(dropDraft(life.ctx, { id, version: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const below = { ...wish, lines: [{ ...lines[2]! }] };
    await expect(createDraft(life.ctx, below)).rejects.toMatchObject({ code: 'draft_below_zero' });
    const next = await createDraft(life.ctx, { ...wish, pricesIncludeTax: true });
    const issued = await issueDraft(life.ctx, { ...next, version: 1, notify: 'nobody' });
    expect(issued).toMatchObject({ number: '2026-000001', total: 26_055, dueOn: '2026-10-15' });
    await life.check();
  });

  it('is issued once when two people press the button at the same moment', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await drafted(life);
    const both = await Promise.allSettled([
      issueDraft(life.ctx, { id, version: 1, notify: 'nobody' }),
      issueDraft(life.ctx, { id, version: 1, notify: 'nobody' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await life.rows('select number from invoice')).toHaveLength(1);
    await life.check();
  });
});

describe('reminders of open invoices', () => {
  const settings = {
    invoice: { due_days: 10, remind_before: [5, 2] },
    overdue: { reminder_offsets: [3, 8] },
  };

  it('go out before and after the due date, each step once, until it is paid', async () => {
    const life = await lifeWorld(db, '2026-10-01', settings);
    const { id } = await drafted(life);
    const issued = await issueDraft(life.ctx, { id, version: 1, notify: 'nobody' });
    const said = async (day: string) => {
      await life.day(day);
      await life.day(day);
      return (await mails(life)).map(({ template, cause }) => [
        template,
        cause.replace(`invoice:${issued.id}:`, ''),
      ]);
    };
    expect(await said('2026-10-05')).toEqual([]);
    expect(await said('2026-10-06')).toEqual([['invoice', 'before:5']]);
    expect(await said('2026-10-09')).toHaveLength(2);
    expect(await said('2026-10-13')).toHaveLength(2);
    expect((await said('2026-10-14')).at(-1)).toEqual(['reminder', 'after:3']);
    await recordOfflinePayment(life.ctx, {
      ...{ invoiceId: issued.id, amount: issued.balance, means: 'cheque', reference: '' },
      notify: 'nobody',
    });
    expect(await said('2026-10-30')).toHaveLength(3);
    await life.check();
  });

  it('are one message after days of downtime, and never for what is issued later than they', async () => {
    const life = await lifeWorld(db, '2026-10-01', settings);
    const { id } = await drafted(life, { dueOn: d('2026-10-04') });
    await issueDraft(life.ctx, { id, version: 1, notify: 'nobody' });
    await life.day('2026-10-20');
    expect((await mails(life)).map(({ template }) => template)).toEqual(['reminder']);
  });
});
