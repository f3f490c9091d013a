import PDFDocument from 'pdfkit';
import type { Language } from '../../domain/errors.ts';
import { crossIndustryInvoice } from '../facturX/cii.ts';
import { facturXProblem } from '../facturX/parties.ts';
import { facturXFile, facturXMetadata } from '../facturX/xmp.ts';
import { drawFeet, drawMentions } from './foot.ts';
import { drawHead } from './head.ts';
import { drawLines } from './lines.ts';
import { Pen, page } from './pen.ts';
import { drawTotals, totalsHeight } from './totals.ts';
import type { InvoiceDocument } from './types.ts';
import { titleOf } from './words.ts';

/**
 * The PDF of an invoice or credit note: A4, fonts embedded, everything from the frozen document,
 * so that the same document gives the same bytes. Carries what French law asks (Commercial Code
 * art. L441-9, tax code art. 242 nonies A of annex II) as far as the seller's identity holds it.
 * As `factur_x` it is a PDF/A-3b that embeds the same facts as an EN 16931 XML; a document that
 * lacks what that norm wants (`facturXProblem`) stays a plain PDF.
 */
export async function renderInvoicePdf(
  invoice: InvoiceDocument,
  language: Language,
  form: 'plain' | 'factur_x' = 'plain',
): Promise<Buffer> {
  const isFacturX = form === 'factur_x' && !invoice.proforma && facturXProblem(invoice) === null;
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    ...(isFacturX ? archival : {}),
    info: {
      Title: `${titleOf(invoice, language)} ${invoice.number}`,
      // Repeated in the archival metadata, which cannot take every sign a name may have.
      ...(isFacturX ? {} : { Author: invoice.seller.name }),
      CreationDate: new Date(`${invoice.issuedOn}T00:00:00Z`),
    },
  });
  if (isFacturX) embed(doc, invoice, language);
  const bytes = collect(doc);
  const pen = new Pen(doc);
  let y = drawHead(pen, invoice, language);
  y = drawLines(pen, invoice, { language, y }) + 20;
  if (y + totalsHeight(invoice) > page.height - page.foot) {
    doc.addPage();
    y = page.margin;
  }
  y = drawTotals(pen, invoice, { language, y }) + 22;
  drawMentions(pen, invoice, { language, y });
  drawFeet(pen, invoice, language);
  doc.end();
  return bytes;
}

const archival = { subset: 'PDF/A-3b', pdfVersion: '1.7' } as const;

function embed(
  doc: typeof PDFDocument.prototype,
  invoice: InvoiceDocument,
  language: Language,
): void {
  const issued = new Date(`${invoice.issuedOn}T00:00:00Z`);
  doc.file(Buffer.from(crossIndustryInvoice(invoice, language)), {
    name: facturXFile,
    type: 'text/xml',
    description: 'Factur-X',
    relationship: 'Alternative',
    creationDate: issued,
    modifiedDate: issued,
  });
  doc.appendXML(facturXMetadata());
}

/** What the file is called when it is attached or downloaded: "facture-2026-000123.pdf". */
export function invoicePdfName(
  invoice: Pick<InvoiceDocument, 'kind' | 'proforma' | 'renewalNotice' | 'number'>,
  language: Language,
): string {
  const kind = titleOf(invoice, language);
  const number = invoice.number.replace(/[^\p{L}\p{N}]+/gu, '-');
  return `${kind.toLowerCase().replaceAll(' ', '-')}-${number}.pdf`;
}

function collect(doc: typeof PDFDocument.prototype): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  doc.on('end', () => resolve(Buffer.concat(parts)));
  doc.on('error', reject);
  return promise;
}
