import { describe, expect, it } from 'vitest';
import { printable } from '../../src/templates/invoicePdf/fonts.ts';
import { legalMentions } from '../../src/templates/invoicePdf/legal.ts';
import { invoicePdfName, renderInvoicePdf } from '../../src/templates/invoicePdf/render.ts';
import type { InvoiceDocument } from '../../src/templates/invoicePdf/types.ts';
import { associationInvoice, companyInvoice, creditNote, longInvoice } from './invoiceSamples.ts';
import { pdfText } from './pdfText.ts';

async function read(invoice: InvoiceDocument, language: 'en' | 'fr') {
  return pdfText(await renderInvoicePdf(invoice, language));
}

describe('an invoice of a French company to a business', () => {
  it('carries both identities, dates, lines and period with its last day', async () => {
    const { text } = await read(companyInvoice, 'fr');
    for (const part of [
      'Atelier Nord',
      '12 rue des Lilas',
      'SAS au capital de 10 000 €',
      'SIRET 123 456 789 00012 · RCS Lille',
      'N° TVA FR12 123456789',
      'Élan Coopératif SARL',
      'SIREN 987 654 321',
      '2026-000123',
      '1er mars 2026',
      '31 mars 2026',
      'du 1er au 31 mars 2026',
      'du 15 au 31 mars 2026 · 17 jours sur 31',
      'Bon de commande BC-2026-17',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('prints exact totals, tax by rate, what was paid and what is left', async () => {
    const { text } = await read(companyInvoice, 'fr');
    for (const part of ['TVA 20 %', 'TVA 5,5 %', '566,85 €', '107,93 €', '674,78 €']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('529,35 € 105,87 €');
    expect(text).toContain('37,50 € 2,06 €');
    expect(text).toContain('Virement VIR-8841, 4 mars 2026 −200,00 €');
    expect(text).toContain('Reste à payer 474,78 €');
  });

  it('says the late-payment terms and how to pay', async () => {
    const flat = (await read(companyInvoice, 'fr')).text.replace(/\n/g, ' ');
    expect(flat).toContain('trois fois le taux de l’intérêt légal');
    expect(flat).toContain('Indemnité forfaitaire pour frais de recouvrement : 40 €.');
    expect(flat).toContain('Pas d’escompte pour paiement anticipé.');
    expect(flat).toContain('IBAN FR76 3000 6000 0112 3456 7890 189 · BIC AGRIFRPP');
    const english = (await read(companyInvoice, 'en')).text.replace(/\n/g, ' ');
    expect(english).toContain('Fixed fee for recovery costs: €40.');
    expect(english).toContain('Left to pay €474.78');
  });
});

describe('an association without tax', () => {
  it('says why, charges no fee to a consumer, and is marked paid', async () => {
    const { text } = await read(associationInvoice, 'fr');
    expect(text).toContain('TVA non applicable, art. 293 B du CGI.');
    expect(text).not.toMatch(/recouvrement|HT|TTC/);
    expect(text).toContain('Payée');
    expect(text).toContain('Plus rien à payer 0,00 €');
    expect(text).toContain('gaël_88\n');
  });

  it('prefers the organization’s own mention and terms', () => {
    const own = {
      ...associationInvoice.seller,
      taxMention: 'Exonération de TVA, art. 261, 7-1° du CGI.',
      penaltyText: 'Pénalités de retard : 10 % par an.',
    };
    expect(legalMentions({ ...associationInvoice, seller: own }, 'fr')).toEqual([
      'Exonération de TVA, art. 261, 7-1° du CGI.',
      'Pénalités de retard : 10 % par an.',
    ]);
  });

  it('claims no French rule for a seller elsewhere', () => {
    const seller = { ...associationInvoice.seller, address: { country: 'BE' } };
    const buyer = { ...associationInvoice.buyer, professional: true };
    expect(legalMentions({ ...associationInvoice, seller, buyer }, 'en')).toEqual([]);
  });
});

describe('a credit note', () => {
  it('names its invoice and reason and asks for nothing', async () => {
    const { text } = await read(creditNote, 'fr');
    expect(text).toContain('Avoir');
    expect(text).toContain('AV-2026-000004');
    expect(text).toContain('Rectifie la facture 2026-000123 du 1er mars 2026.');
    expect(text).toContain('Motif : Un poste de travail rendu');
    expect(text).toContain('Total TTC 288,00 €');
    expect(text).not.toMatch(/Reste à payer|IBAN|Échéance|pénalités/);
  });
});

describe('a hard case', () => {
  it('sets thirty lines on two numbered pages, in several alphabets, without emoji', async () => {
    const { pages, text } = await read(longInvoice, 'en');
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain('Page 1 of 2');
    expect(pages[1]).toContain('Page 2 of 2');
    expect(text.match(/Poste nomade/g)).toHaveLength(30);
    for (const part of ['Jiří Dvořák', 'Ελένη Παπαδοπούλου', 'Юлия Соколова', 'Nguyễn Ánh']) {
      // A change of font within a name reads as a gap here, not on paper.
      expect(text.replace(/ /g, '')).toContain(part.replace(' ', ''));
    }
    expect(text.replace(/\n/g, ' ')).toContain('mbH & Co. KG �� �� Prinzregentenstraße 1');
    expect(text).toContain('Germany');
    expect(text).toContain('€37,036.80');
    expect(text).toContain('Reverse charge');
  });

  it('cuts a word that is wider than its column', async () => {
    const name = 'x'.repeat(400);
    const buyer = { ...companyInvoice.buyer, name };
    const { text } = await read({ ...companyInvoice, buyer }, 'en');
    expect(text.match(/x{10,}/g)?.join('')).toBe(name);
  });

  it('gives the same bytes for the same document', async () => {
    const [a, b] = [
      await renderInvoicePdf(creditNote, 'fr'),
      await renderInvoicePdf(creditNote, 'fr'),
    ];
    expect(a.equals(b)).toBe(true);
  });

  it('keeps signs that are letters, drops what no document font has', () => {
    expect(printable('A© 🏳️‍🌈👩🏽‍🚀 1️⃣ n°7\u202f€')).toBe('A© 1 n°7\u00a0€');
  });

  it('names the file plainly', () => {
    expect(invoicePdfName(companyInvoice, 'fr')).toBe('facture-2026-000123.pdf');
    expect(invoicePdfName(creditNote, 'en')).toBe('credit-note-AV-2026-000004.pdf');
  });
});
