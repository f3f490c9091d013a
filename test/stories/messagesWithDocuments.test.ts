import { describe, expect, it } from 'vitest';
import { documentPdf, loadDocument } from '../../src/actions/documents/pdf.ts';
import type { MessageDraft } from '../../src/actions/messages/queueMessages.ts';
import { readMessages } from '../../src/actions/messages/readMessages.ts';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { smtpMail } from '../../src/gateways/mail/smtp.ts';
import { newId } from '../../src/ids.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import { freePort, messageWorld, postOffice, type World } from './messageWorld.ts';

const db = await testDatabase();

/** An issued invoice of 12.00 and 5.00 gross (20 % and none), 10.00 of it paid by transfer. */
async function issue(world: World): Promise<{ invoiceId: string; creditNoteId: string }> {
  const [invoiceId, lineId, paymentId, creditNoteId] = [newId(), newId(), newId(), newId()];
  const { orgId, contactId } = world;
  const at = '2026-03-01T08:00:00Z';
  const buyer = JSON.stringify({
    name: 'Zoé Lefèvre',
    vat_number: 'FR98987654321',
    address: { line1: '3 quai du Wault', postal_code: '59800', city: 'Lille', country: 'FR' },
  });
  await inOrganization(db, orgId, async (tx) => {
    await tx.exec(
      `insert into invoice (org_id, id, year, serial, number, type, contact_id, payer_id,
         period_start, period_end, status, issued_on, due_on, currency, net, tax, total, settled,
         language, buyer, created_at)
       values ($1, $2, 2026, 7, '2026-000007', 'subscription', $3, $3, '2026-03-01', '2026-04-01',
         'open', '2026-03-01', '2026-03-15', 'EUR', 1500, 200, 1700, 0, 'fr', $4, $5)`,
      [orgId, invoiceId, contactId, buyer, at],
    );
    await tx.exec(
      `insert into invoice_line (org_id, id, invoice_id, position, kind, description, period_start,
         period_end, quantity, unit_amount, net, tax_rate, tax, total)
       values ($1, $2, $3, 1, 'subscription', 'Mécène', '2026-03-01', '2026-04-01', 2, 600, 1000,
         20, 200, 1200),
       ($1, $4, $3, 2, 'manual', 'Revue', null, null, 1, 500, 500, 0, 0, 500)`,
      [orgId, lineId, invoiceId, newId()],
    );
    await tx.exec(
      `insert into payment (org_id, id, payer_id, amount, currency, received_on, received_at,
         gateway, means, reference, actor, created_at)
       values ($1, $2, $3, 1000, 'EUR', '2026-03-04', $4, 'offline', 'transfer', 'VIR-8841',
         '{"kind":"system"}', $4)`,
      [orgId, paymentId, contactId, at],
    );
    await tx.exec(
      `insert into allocation (org_id, id, payment_id, invoice_id, amount, created_at)
       values ($1, $2, $3, $4, 1000, $5)`,
      [orgId, newId(), paymentId, invoiceId, at],
    );
    await tx.exec('update invoice set settled = 1000 where id = $1', [invoiceId]);
    await tx.exec(
      `insert into credit_note (org_id, id, year, serial, number, invoice_id, contact_id, payer_id,
         issued_on, currency, net, tax, total, reason, language, buyer, created_at)
       values ($1, $2, 2026, 1, 'AV-2026-000001', $3, $4, $4, '2026-03-12', 'EUR', 500, 0, 500,
         'Revue non parue', 'fr', $5, $6)`,
      [orgId, creditNoteId, invoiceId, contactId, buyer, at],
    );
    await tx.exec(
      `insert into credit_note_line (org_id, id, credit_note_id, invoice_line_id, description, net,
         tax_rate, tax, total) values ($1, $2, $3, $4, 'Revue', 500, 0, 0, 500)`,
      [orgId, newId(), creditNoteId, lineId],
    );
  });
  return { invoiceId, creditNoteId };
}

function invoiceDraft(world: World): MessageDraft {
  const total = { amount: 1700, currency: 'EUR' };
  const invoice = { number: '2026-000007', issuedOn: d('2026-03-01'), total, balance: total };
  return {
    cause: 'invoice:7',
    template: 'invoice',
    contactId: world.contactId,
    toEmail: 'zoe@example.org',
    language: 'fr',
    data: { invoice },
  };
}

describe('the document of an issued invoice', () => {
  it('is assembled from what was frozen, to the cent', async () => {
    const world = await messageWorld(db);
    const { invoiceId } = await issue(world);
    const { document } = await inOrganization(db, world.orgId, (tx) =>
      loadDocument(tx, { kind: 'invoice', id: invoiceId }),
    );
    expect(document).toMatchObject({
      number: '2026-000007',
      pricesIncludeTax: true,
      totals: { net: 1500, tax: 200, total: 1700 },
      taxes: [
        { rate: '20', category: 'standard', base: 1000, tax: 200 },
        { rate: '0', category: 'exempt', base: 500, tax: 0 },
      ],
      settlements: [
        { on: '2026-03-04', amount: 1000, means: 'transfer', reference: 'VIR-8841' },
        { on: '2026-03-12', amount: 500, means: 'credit_note', reference: 'AV-2026-000001' },
      ],
      buyer: { name: 'Zoé Lefèvre', professional: true },
      seller: { name: 'Atelier Nord SAS', siren: '123 456 789' },
    });
  });

  it('is refused for another organization', async () => {
    const [world, other] = [await messageWorld(db), await messageWorld(db)];
    const { invoiceId } = await issue(world);
    const reading = inOrganization(db, other.orgId, (tx) =>
      documentPdf(tx, { kind: 'invoice', id: invoiceId }),
    );
    await expect(reading).rejects.toThrow(/not_found/);
  });

  it('prints a credit note with its reason and its invoice', async () => {
    const world = await messageWorld(db);
    const { creditNoteId } = await issue(world);
    const pdf = await inOrganization(db, world.orgId, (tx) =>
      documentPdf(tx, { kind: 'credit_note', id: creditNoteId }),
    );
    expect(pdf.name).toBe('avoir-AV-2026-000001.pdf');
    const { text } = pdfText(pdf.bytes);
    expect(text).toContain('Rectifie la facture 2026-000007 du 1er mars 2026.');
    expect(text).toContain('Motif : Revue non parue');
    expect(text).toContain('Total 5,00 €');
  });
});

describe('a message about an invoice', () => {
  it('carries its PDF, and the record says which', async () => {
    const world = await messageWorld(db);
    await issue(world);
    await world.queue([invoiceDraft(world)]);
    const port = await freePort();
    const { letters } = await postOffice(port);
    const mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'cercle@example.net' });
    await sendDueMessages(world.at(mail));
    const { text } = pdfText(attachedPdf(letters[0]!.raw, 'facture-2026-000007.pdf'));
    expect(text).toContain('Mécène');
    expect(text).toContain('17,00 €');
    const page = { filter: { state: 'sent' as const }, limit: 10 };
    const [message] = await readMessages(world.at(mail), page);
    expect(message?.attachments).toMatchObject([{ name: 'facture-2026-000007.pdf' }]);
    expect(message?.attachments[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

function attachedPdf(raw: string, name: string): Buffer {
  const part = raw
    .split(/^--.*$/m)
    .find((each) => each.includes('Content-Disposition: attachment'));
  expect(part).toContain(`filename=${name}`);
  return Buffer.from(part?.split('\r\n\r\n').slice(1).join('') ?? '', 'base64');
}
