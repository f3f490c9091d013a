import type { Language } from '../../domain/errors.ts';
import { addressLines, registration } from './address.ts';
import { legalMentions } from './legal.ts';
import {
  faint,
  innerRight,
  innerWidth,
  leadingOf,
  type Pen,
  page,
  type Style,
  soft,
} from './pen.ts';
import type { InvoiceDocument } from './types.ts';
import { documentWords } from './words.ts';

const text: Style = { size: 9, color: soft, leading: 13.5 };
const title: Style = { size: 9, weight: 'bold', leading: 14 };
const foot: Style = { size: 7.5, color: faint, leading: 10.5 };

type Passage = { title?: string; lines: string[] };

/** How to pay and the legal mentions, after the totals, on a new page when there is no room. */
export function drawMentions(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { language: Language; y: number },
): number {
  let { y } = at;
  for (const passage of passagesOf(invoice, at.language)) {
    const lines = passage.lines.flatMap((line) => pen.wrap(line, innerWidth, text));
    const height = lines.length * leadingOf(text) + (passage.title ? 14 : 0);
    if (y + height > page.height - page.foot) {
      pen.doc.addPage();
      y = page.margin;
    }
    if (passage.title) y = pen.write(passage.title, { x: page.margin, y }, title);
    for (const line of lines) y = pen.write(line, { x: page.margin, y }, text);
    y += 9;
  }
  return y;
}

function passagesOf(invoice: InvoiceDocument, language: Language): Passage[] {
  const words = documentWords[language];
  const means = invoice.paymentMeans;
  const passages: Passage[] = [];
  if (means && invoice.kind === 'invoice' && invoice.status !== 'void' && invoice.balance > 0) {
    const bank = [means.iban ? `IBAN ${means.iban}` : '', means.bic ? `BIC ${means.bic}` : ''];
    const transfer = bank.filter(Boolean).join(' · ');
    const lines = [means.collected ?? '', transfer ? `${words.transfer} ${transfer}` : ''];
    const shown = [...lines, means.text ?? ''].filter(Boolean);
    if (shown.length > 0) passages.push({ title: words.payBy, lines: shown });
  }
  return [...passages, ...legalMentions(invoice, language).map((line) => ({ lines: [line] }))];
}

/** The seller's identity and the page number at the foot of every page, once all are there. */
export function drawFeet(pen: Pen, invoice: InvoiceDocument, language: Language): void {
  const words = documentWords[language];
  const { count } = pen.doc.bufferedPageRange();
  const identity = identityLine(invoice, language);
  for (let index = 0; index < count; index++) {
    pen.doc.switchToPage(index);
    const y = page.height - page.foot + 26;
    pen.rule(y - 8);
    const number = `${invoice.number} · ${words.page(index + 1, count)}`;
    const width = innerWidth - pen.widthOf(number, foot) - 24;
    const lines = pen.wrap(identity, width, foot).slice(0, 3);
    for (const [at, line] of lines.entries()) {
      pen.write(line, { x: page.margin, y: y + at * leadingOf(foot) }, foot);
    }
    pen.write(number, { x: innerRight, y, align: 'right' }, foot);
  }
}

function identityLine(invoice: InvoiceDocument, language: Language): string {
  const words = documentWords[language];
  const { seller } = invoice;
  return [
    seller.name,
    seller.legalForm,
    addressLines(seller.address, null).join(', '),
    seller.siren ? registration(seller.siren) : '',
    seller.register,
    seller.vatNumber ? `${words.vat} ${seller.vatNumber}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
