import { createRequire } from 'node:module';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import { taxDocument, taxesOf } from '../../src/domain/tax.ts';
import { crossIndustryInvoice } from '../../src/templates/facturX/cii.ts';
import { facturXProblem } from '../../src/templates/facturX/parties.ts';
import { renderInvoicePdf } from '../../src/templates/invoicePdf/render.ts';
import type { InvoiceDocument } from '../../src/templates/invoicePdf/types.ts';
import { brokenRules, texts } from './facturXRules.ts';
import { associationInvoice, companyInvoice, creditNote, longInvoice } from './invoiceSamples.ts';
import { pdfText } from './pdfText.ts';

xmlRegisterFsInputProviders();
const shipped = createRequire(import.meta.url).resolve('@stackforge-eu/factur-x');
const schema = path.join(path.dirname(shipped), '../schema/en16931/FACTUR-X_EN16931.xsd');
const schemaText = XmlDocument.fromBuffer((await import('node:fs')).readFileSync(schema), {
  url: `file://${schema}`,
});
const validator = XsdValidator.fromDoc(schemaText);
afterAll(() => {
  validator.dispose();
  schemaText.dispose();
});

/** Throws, naming element and line, when the XML is not valid against the norm's XSD. */
function validate(xml: string): void {
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
  }
}

/** A change of plan after the payer became one who owes the tax: each line as it is charged. */
const mixedInvoice: InvoiceDocument = {
  ...longInvoice,
  lines: [
    { description: 'Days given back', net: -5000, taxRate: '20' },
    { description: 'Desk', net: 20_000, taxRate: '0', taxCategory: 'reverse_charge' },
    { description: 'Course', net: 1000, taxRate: '0', taxCategory: 'exempt' },
  ],
  taxes: [
    { rate: '20', category: 'standard', exemption: null, base: -5000, tax: -1000 },
    { rate: '0', category: 'reverse_charge', exemption: null, base: 20_000, tax: 0 },
    { rate: '0', category: 'exempt', exemption: 'Art. 261-4', base: 1000, tax: 0 },
  ],
  totals: { net: 16_000, tax: -1000, total: 15_000 },
  balance: 15_000,
};

const samples: [string, InvoiceDocument][] = [
  ['a company with two rates, partly paid', companyInvoice],
  ['an association without tax', associationInvoice],
  ['a credit note', creditNote],
  ['thirty lines in reverse charge', longInvoice],
  ['a credit of a taxed line beside a charge in reverse', mixedInvoice],
];

describe('the XML of an invoice', () => {
  for (const [name, document] of samples) {
    it(`is valid against the XSD of EN 16931 and keeps its rules: ${name}`, () => {
      const xml = crossIndustryInvoice(document, 'fr');
      validate(xml);
      expect(brokenRules(xml)).toEqual([]);
    });
  }

  it('would be refused by the XSD with an element out of place', () => {
    const xml = crossIndustryInvoice(companyInvoice, 'fr');
    expect(() => validate(xml.replace('ram:LineOne>', 'ram:LineNone>'))).toThrow();
    expect(brokenRules(xml.replace('674.78', '674.79'))).not.toEqual([]);
  });

  it('says the same as the PDF: numbers, dates, parties, what is left to pay', () => {
    const xml = crossIndustryInvoice(companyInvoice, 'fr');
    expect(texts(xml, 'ram:TypeCode')[0]).toBe('380');
    expect(texts(xml, 'ram:GrandTotalAmount')).toEqual(['674.78']);
    expect(texts(xml, 'ram:TotalPrepaidAmount')).toEqual(['200.00']);
    expect(texts(xml, 'ram:DuePayableAmount')).toEqual(['474.78']);
    expect(xml).toContain('<ram:ID schemeID="0002">123456789</ram:ID>');
    expect(xml).toContain('<ram:ID schemeID="VA">FR12123456789</ram:ID>');
    expect(xml).toContain('<udt:DateTimeString format="102">20260331</udt:DateTimeString>');
    const note = crossIndustryInvoice(creditNote, 'fr');
    expect(texts(note, 'ram:TypeCode')[0]).toBe('381');
    expect(note).toMatch(/InvoiceReferencedDocument><ram:IssuerAssignedID>2026-000123</);
    const free = crossIndustryInvoice(associationInvoice, 'fr');
    expect(texts(free, 'ram:ExemptionReason')).toEqual(['TVA non applicable, art. 293 B du CGI.']);
    expect(free).toContain('<ram:ID schemeID="FC">812345678</ram:ID>');
  });

  it('holds for any lines, prices with or without tax, credits among them', () => {
    const line = fc.record({
      amount: fc.integer({ min: -50_000, max: 500_000 }).filter((amount) => amount !== 0),
      rate: fc.constantFrom('20', '10', '5.5', '2.1', '0'),
      quantity: fc.integer({ min: 1, max: 12 }),
    });
    const runs = Number(process.env.CERCLE_PROPERTY_RUNS ?? 500);
    const lines = fc.array(line, { minLength: 1, maxLength: 6 });
    const mode = fc.constantFrom('exclusive' as const, 'inclusive' as const);
    fc.assert(
      fc.property(lines, mode, (given, taxMode) => {
        const document = documentOf(given, taxMode);
        const xml = crossIndustryInvoice(document, 'en');
        expect(brokenRules(xml)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

type Given = { amount: number; rate: string; quantity: number };

function documentOf(given: Given[], mode: 'exclusive' | 'inclusive'): InvoiceDocument {
  const taxed = taxDocument(
    given.map(({ amount, rate }) => ({ amount, mode, taxes: taxesOf(rate) })),
  );
  const lines = given.map(({ rate, quantity }, i) => ({
    ...{ description: `Line ${i} & <more>`, net: taxed.lines[i]!.net, taxRate: rate, quantity },
  }));
  const { net, tax, total, groups } = taxed;
  return { ...companyInvoice, lines, taxes: groups, totals: { net, tax, total }, settlements: [] };
}

describe('the PDF that carries it', () => {
  it('is a PDF/A-3b whose embedded file is the XML, byte for byte', async () => {
    const pdf = await renderInvoicePdf(companyInvoice, 'fr', 'factur_x');
    const raw = pdf.toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(raw).toContain('<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>');
    expect(raw).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>');
    expect(raw).toContain('/S /GTS_PDFA1');
    expect(raw).toContain('/AFRelationship /Alternative');
    expect(raw).toMatch(/\/AF \[\d+ 0 R\]/);
    expect(raw).toContain('/Subtype /text#2Fxml');
    expect(embedded(raw)).toBe(crossIndustryInvoice(companyInvoice, 'fr'));
    const metadata = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(raw)![0];
    XmlDocument.fromString(metadata).dispose();
    expect(pdfText(pdf).text).toContain('2026-000123');
    const twice = await renderInvoicePdf(companyInvoice, 'fr', 'factur_x');
    expect(twice.equals(pdf)).toBe(true);
  });

  it('stays plain where the norm cannot be met, and when it is not asked for', async () => {
    const anonymous = {
      ...companyInvoice,
      seller: { ...companyInvoice.seller, siren: undefined, vatNumber: undefined },
    };
    expect(facturXProblem(anonymous)).toBe('seller');
    expect(facturXProblem({ ...companyInvoice, status: 'void' })).toBe('void');
    const { seller, buyer } = longInvoice;
    const unnamed = { ...longInvoice, seller: { ...seller, vatNumber: '12345' } };
    expect(facturXProblem(unnamed)).toBe('seller_vat');
    const unknown = { ...longInvoice, buyer: { ...buyer, vatNumber: undefined } };
    expect(facturXProblem(unknown)).toBe('buyer_vat');
    const twoTaxes = companyInvoice.lines.map((line) => ({ ...line, taxRate: '5+9.975' }));
    expect(facturXProblem({ ...companyInvoice, lines: twoTaxes })).toBe('two_taxes');
    for (const pdf of [
      await renderInvoicePdf(anonymous, 'fr', 'factur_x'),
      await renderInvoicePdf(companyInvoice, 'fr'),
    ]) {
      expect(pdf.toString('latin1')).not.toContain('factur-x.xml');
    }
  });
});

/** The text of the one embedded file of a PDF. */
function embedded(raw: string): string {
  const body = /\d+ 0 obj\n<<\n\/Type \/EmbeddedFile[\s\S]*?stream\n([\s\S]*?)\nendstream/.exec(
    raw,
  );
  return inflateSync(Buffer.from(body![1]!, 'latin1')).toString('utf8');
}
