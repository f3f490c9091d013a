import type { Language } from '../../domain/errors.ts';
import { longDate, periodWords } from '../dateWords.ts';
import { accentOf } from '../layout/color.ts';
import { addressLines, registration } from './address.ts';
import { faint, ink, innerRight, innerWidth, type Pen, page, type Style, soft } from './pen.ts';
import type { InvoiceDocument } from './types.ts';
import { type DocumentWords, documentWords, titleOf } from './words.ts';

const small: Style = { size: 9, color: soft, leading: 13 };
const label: Style = { size: 8, color: faint, leading: 12 };
const value: Style = { size: 10, leading: 14.5 };
const half = innerWidth / 2 - 16;

/** Seller, title and number, buyer and dates; answers the y where the lines begin. */
export function drawHead(pen: Pen, invoice: InvoiceDocument, language: Language): number {
  const words = documentWords[language];
  const sellerEnd = drawSeller(pen, invoice, words);
  const titleEnd = drawTitle(pen, invoice, language);
  const buyerEnd = drawBuyer(pen, invoice, { words, language, y: Math.max(titleEnd + 22, 132) });
  return drawDates(pen, invoice, { language, y: Math.max(sellerEnd, buyerEnd) + 22 });
}

function drawSeller(pen: Pen, invoice: InvoiceDocument, words: DocumentWords): number {
  const { seller } = invoice;
  const x = page.margin;
  pen.doc
    .lineWidth(4)
    .strokeColor(accentOf(seller.accent))
    .circle(x + 9, page.margin + 11, 7);
  pen.doc.stroke();
  const nameSpot = { x: x + 26, y: page.margin, width: half - 26 };
  let y = pen.write(seller.name, nameSpot, { size: 14, weight: 'bold', leading: 20 }) + 8;
  const lines = [
    ...addressLines(seller.address, null),
    seller.legalForm ?? '',
    [seller.siren ? registration(seller.siren) : '', seller.register ?? '']
      .filter(Boolean)
      .join(' · '),
    seller.vatNumber ? `${words.vat} ${seller.vatNumber}` : '',
    seller.email ?? '',
    seller.phone ?? '',
    seller.website ?? '',
  ];
  for (const line of lines.filter(Boolean)) y = pen.write(line, { x, y, width: half }, small);
  return y;
}

function drawTitle(pen: Pen, invoice: InvoiceDocument, language: Language): number {
  const words = documentWords[language];
  const name = titleOf(invoice, language);
  const x = innerRight;
  const titleStyle: Style = { size: 20, weight: 'bold', leading: 27 };
  let y = pen.write(name, { x, y: page.margin - 5, align: 'right' }, titleStyle);
  y = pen.write(invoice.number, { x, y, align: 'right' }, { size: 12, color: soft, leading: 18 });
  const mark = statusMark(invoice, words);
  return mark ? pen.write(mark.text, { x, y, align: 'right' }, mark.style) : y;
}

function statusMark(invoice: InvoiceDocument, words: DocumentWords) {
  const style: Style = { size: 10, weight: 'bold', leading: 15 };
  if (invoice.status === 'void') return { text: words.void, style: { ...style, color: '#b3261e' } };
  if (invoice.kind === 'invoice' && invoice.status === 'paid') {
    return { text: words.paid, style: { ...style, color: '#1e7f45' } };
  }
  return null;
}

function drawBuyer(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { words: DocumentWords; language: Language; y: number },
): number {
  const { buyer, seller } = invoice;
  const x = page.margin + innerWidth / 2 + 16;
  let y = pen.write(at.words.billTo, { x, y: at.y }, label) + 2;
  y = pen.write(buyer.name, { x, y, width: half }, { ...value, size: 11, weight: 'bold' });
  const country = seller.address.country ?? 'FR';
  const lines = [
    buyer.attention ?? '',
    ...addressLines(buyer.address, { home: country, language: at.language }),
    buyer.siren ? registration(buyer.siren) : '',
    buyer.vatNumber ? `${at.words.vat} ${buyer.vatNumber}` : '',
    buyer.email ?? '',
  ];
  for (const line of lines.filter(Boolean)) {
    y = pen.write(line, { x, y, width: half }, { ...value, color: soft });
  }
  return y;
}

function drawDates(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { language: Language; y: number },
): number {
  const words = documentWords[at.language];
  const facts: [string, string][] = [[words.issued, longDate(invoice.issuedOn, at.language)]];
  if (invoice.dueOn && invoice.kind === 'invoice') {
    facts.push([words.due, longDate(invoice.dueOn, at.language)]);
  }
  if (invoice.period) facts.push([words.period, periodWords(invoice.period, at.language)]);
  let x = page.margin;
  for (const [name, text] of facts) {
    pen.write(name, { x, y: at.y }, label);
    pen.write(text, { x, y: at.y + 12 }, { ...value, weight: 'bold', color: ink });
    x += Math.max(pen.widthOf(text, { ...value, weight: 'bold' }), pen.widthOf(name, label)) + 32;
  }
  return drawReference(pen, invoice, { language: at.language, y: at.y + 34 }) + 14;
}

function drawReference(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { language: Language; y: number },
): number {
  const words = documentWords[at.language];
  const spot = { x: page.margin, width: innerWidth };
  let { y } = at;
  if (invoice.renewalNotice) y = pen.write(words.renewalNote, { ...spot, y }, value);
  if (invoice.proforma) y = pen.write(words.proformaNote, { ...spot, y }, value);
  if (invoice.corrects) {
    const { number, issuedOn } = invoice.corrects;
    const line = words.corrects(number, longDate(issuedOn, at.language));
    y = pen.write(line, { ...spot, y }, value);
  }
  if (invoice.reason) y = pen.write(words.reason(invoice.reason), { ...spot, y }, value);
  if (invoice.note) y = pen.write(invoice.note, { ...spot, y }, value);
  return y;
}
