import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { exportDocuments } from '../../src/actions/documents/exportDocuments.ts';
import type { DraftWish } from '../../src/actions/documents/manualInvoices.ts';
import { createDraft, issueDraft } from '../../src/actions/documents/manualInvoices.ts';
import { documentPdf } from '../../src/actions/documents/pdf.ts';
import { creditInvoice } from '../../src/actions/payments/creditInvoice.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const identity = { legal_name: 'Atelier SAS', siren: '812345678', vat_number: 'FR12 812345678' };
const settings = { identity, invoice: { factur_x: true } };

const lines = [
  { description: 'Meeting room', quantity: 2, unitAmount: 15_000, taxRate: '20' },
  { description: 'Coffee', quantity: 3, unitAmount: 1055, taxRate: '0' },
];

async function company(life: Life, vat: string | null, language: 'en' | 'fr' = 'fr') {
  return createContact(life.ctx, {
    ...{ kind: 'company', display_name: 'Élan GmbH', vat_number: vat, language },
    ...{ address: { line1: 'Prinzregentenstraße 1', city: 'München', country: 'DE' } },
  });
}

async function issued(life: Life, vat: string | null, more: Partial<DraftWish> = {}) {
  const { id: contactId } = await company(life, vat);
  const wish = { contactId, pricesIncludeTax: false, reverseCharge: true, lines, ...more };
  const draft = await createDraft(life.ctx, wish);
  return issueDraft(life.ctx, { id: draft.id, version: 1, notify: 'nobody' });
}

const pdfOf = (life: Life, kind: 'invoice' | 'credit_note', id: string) =>
  look(life.ctx, ({ tx }) => documentPdf(tx, { kind, id }));

async function exported(life: Life, kind: 'invoices' | 'credit_notes'): Promise<string> {
  const year = { from: d('2026-01-01'), to: d('2026-12-31'), language: 'fr' as const };
  const wish = { kind, ...year, format: 'csv' as const, separator: ',' as const, bom: false };
  return (await exportDocuments(life.ctx, wish).body.toArray()).join('');
}

describe('an invoice by hand in reverse charge', () => {
  it('bears no tax, says why in the payer’s language, and so do its credit notes', async () => {
    const life = await lifeWorld(db, '2026-10-01', settings);
    const invoice = await issued(life, 'DE 123 456 789');
    expect(invoice).toMatchObject({ total: 33_165, balance: 33_165 });
    const pdf = await pdfOf(life, 'invoice', invoice.id);
    expect(pdfText(pdf.bytes).text).toContain('Autoliquidation : la TVA est due par le preneur');
    expect(pdf.bytes.toString('latin1')).toContain('factur-x.xml');
    await recordOfflinePayment(life.ctx, {
      ...{ invoiceId: invoice.id, amount: 33_165, means: 'transfer', reference: 'VIR 1' },
      notify: 'nobody',
    });
    const note = await creditInvoice(life.ctx, {
      ...{ invoiceId: invoice.id, credited: { amount: 10_001 }, reason: '', notify: 'nobody' },
    });
    const noted = await pdfOf(life, 'credit_note', note.id);
    expect(pdfText(noted.bytes).text).toContain('Autoliquidation');
    const rates = 'select distinct tax_rate::text as rate, sum(tax)::int as tax';
    for (const table of ['invoice_line', 'credit_note_line']) {
      expect(await life.rows(`${rates} from ${table} group by 1`)).toEqual([
        { rate: 'reverse_charge', tax: 0 },
      ]);
    }
    expect(await life.rows(`select from ledger_entry where account = 'tax'`)).toEqual([]);
    expect(await exported(life, 'invoices')).toContain('autoliquidation');
    expect(await exported(life, 'credit_notes')).toContain('autoliquidation');
    await life.check();
  });

  it('is charged at the net of prices that hold the tax', async () => {
    const life = await lifeWorld(db, '2026-10-01', settings);
    expect(await issued(life, 'DE123456789', { pricesIncludeTax: true })).toMatchObject({
      total: 25_000 + 3165,
    });
    await life.check();
  });

  it('needs both VAT numbers, to be written and to be issued', async () => {
    const bare = await lifeWorld(db, '2026-10-01', { identity: { legal_name: 'Atelier' } });
    await expect(issued(bare, 'DE123456789')).rejects.toMatchObject({ code: 'seller_vat_missing' });
    const life = await lifeWorld(db, '2026-10-01', settings);
    for (const vat of [null, '', '123456789']) {
      await expect(issued(life, vat)).rejects.toMatchObject({
        code: 'buyer_vat_missing',
        params: { name: 'Élan GmbH' },
        fields: [{ pointer: '/reverse_charge' }],
      });
    }
    const { id: contactId } = await company(life, 'DE123456789');
    const wish = { contactId, pricesIncludeTax: false, reverseCharge: true, lines };
    const draft = await createDraft(life.ctx, wish);
    await life.rows('update contact set vat_number = null where id = $1', [contactId]);
    await expect(
      issueDraft(life.ctx, { id: draft.id, version: 1, notify: 'nobody' }),
    ).rejects.toMatchObject({ code: 'buyer_vat_missing' });
    await life.check();
  });
});
