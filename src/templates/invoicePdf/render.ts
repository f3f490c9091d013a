import PDFDocument from 'pdfkit';
import type { Language } from '../../domain/errors.ts';
import { drawFeet, drawMentions } from './foot.ts';
import { drawHead } from './head.ts';
import { drawLines } from './lines.ts';
import { Pen, page } from './pen.ts';
import { drawTotals, totalsHeight } from './totals.ts';
import type { InvoiceDocument } from './types.ts';
import { documentWords } from './words.ts';

/**
 * The PDF of an invoice or credit note: A4, fonts embedded, everything from the frozen document,
 * so that the same document gives the same bytes. Carries what French law asks (Commercial Code
 * art. L441-9, tax code art. 242 nonies A of annex II) as far as the seller's identity holds it.
 */
export async function renderInvoicePdf(
  invoice: InvoiceDocument,
  language: Language,
): Promise<Buffer> {
  const words = documentWords[language];
  const kind = invoice.kind === 'invoice' ? words.invoice : words.creditNote;
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: `${kind} ${invoice.number}`,
      Author: invoice.seller.name,
      CreationDate: new Date(`${invoice.issuedOn}T00:00:00Z`),
    },
  });
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

/** What the file is called when it is attached or downloaded: "facture-2026-000123.pdf". */
export function invoicePdfName(
  invoice: { kind: InvoiceDocument['kind']; number: string },
  language: Language,
): string {
  const words = documentWords[language];
  const kind = invoice.kind === 'invoice' ? words.invoice : words.creditNote;
  const number = invoice.number.replace(/[^\p{L}\p{N}]+/gu, '-');
  return `${kind.toLowerCase().replace(' ', '-')}-${number}.pdf`;
}

function collect(doc: typeof PDFDocument.prototype): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  doc.on('end', () => resolve(Buffer.concat(parts)));
  doc.on('error', reject);
  return promise;
}
