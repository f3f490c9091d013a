import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../src/templates/invoicePdf/render.ts';
import { hasPreflight, preflight } from '../support/preflight.ts';
import { associationInvoice, companyInvoice, creditNote, longInvoice } from './invoiceSamples.ts';

/** What PDF/A-3 (ISO 19005-3) allows and PDF/A-1 does not: an attachment, fonts without CIDSet. */
const allowed = [
  /EmbeddedFile entry is present/,
  /The CIDSet entry is missing/,
  /MetaData, part must be 1$/,
];
const refused = (findings: string[]) =>
  findings.filter((finding) => !allowed.some((each) => each.test(finding)));

describe.runIf(hasPreflight)('a Factur-X, by the eyes of another program', () => {
  const samples = [
    ['a company', companyInvoice, 'en'],
    ['an association', associationInvoice, 'fr'],
    ['a credit note', creditNote, 'fr'],
    ['thirty lines on two pages', longInvoice, 'fr'],
  ] as const;
  for (const [name, document, language] of samples) {
    it(`is a PDF/A but for what its third part allows: ${name}`, async () => {
      const findings = preflight(await renderInvoicePdf(document, language, 'factur_x'));
      expect(refused(findings)).toEqual([]);
      expect(findings.length).toBeGreaterThan(0);
    });
  }

  it('would be refused without its color profile, and is one no more when it is plain', async () => {
    const pdf = await renderInvoicePdf(companyInvoice, 'fr', 'factur_x');
    const without = Buffer.from(
      pdf.toString('latin1').replace('/GTS_PDFA1', '/GTS_PDFX9'),
      'latin1',
    );
    expect(refused(preflight(without))).not.toEqual([]);
    expect(refused(preflight(await renderInvoicePdf(companyInvoice, 'fr', 'plain')))).not.toEqual(
      [],
    );
  });
});
