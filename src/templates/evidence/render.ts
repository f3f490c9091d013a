import PDFDocument from 'pdfkit';
import type { EvidenceFacts, EvidenceSection } from '../../domain/billing/evidence.ts';
import type { Language } from '../../domain/errors.ts';
import { faint, innerRight, innerWidth, Pen, page, soft } from '../invoicePdf/pen.ts';
import { instantWords } from './sections.ts';
import { evidenceWords } from './words.ts';

const whenWidth = 130;
const text = { size: 9 } as const;

/** The evidence as a dated PDF: A4, fonts embedded; the same facts give the same bytes. */
export async function renderEvidencePdf(
  facts: EvidenceFacts,
  sections: readonly EvidenceSection[],
  language: Language,
): Promise<Buffer> {
  const words = evidenceWords[language];
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: `${words.title} – ${facts.person.name}`,
      Author: facts.organization,
      CreationDate: new Date(facts.madeAt),
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  doc.on('end', () => resolve(Buffer.concat(parts)));
  doc.on('error', reject);
  const pen = new Pen(doc);
  let y = drawHead(pen, facts, language);
  for (const section of sections) y = drawSection(pen, section, y);
  drawFeet(pen, facts, language);
  doc.end();
  return promise;
}

function drawHead(pen: Pen, facts: EvidenceFacts, language: Language): number {
  const words = evidenceWords[language];
  const made = `${words.made} ${instantWords(facts.timezone, language)(facts.madeAt)}`;
  pen.write(facts.organization, { x: page.margin, y: page.margin }, { size: 10, color: soft });
  pen.write(made, { x: innerRight, y: page.margin, align: 'right' }, { size: 10, color: soft });
  const title = { x: page.margin, y: page.margin + 24, width: innerWidth };
  return (
    pen.write(`${words.title} – ${facts.person.name}`, title, { size: 17, weight: 'bold' }) + 8
  );
}

function drawSection(pen: Pen, section: EvidenceSection, top: number): number {
  let y = withRoom(pen, top + 12, 44);
  y = pen.write(section.title, { x: page.margin, y }, { size: 11, weight: 'bold' }) + 2;
  pen.rule(y);
  y += 6;
  const what = { x: page.margin + whenWidth, width: innerWidth - whenWidth };
  for (const row of section.rows) {
    const lines = pen.wrap(row.what, what.width, text).length;
    y = withRoom(pen, y, Math.max(lines, 1) * 13 + 4);
    pen.write(row.when, { x: page.margin, y, width: whenWidth - 8 }, { ...text, color: faint });
    y = pen.write(row.what, { ...what, y }, text) + 2;
  }
  return y;
}

/** The same y, or the top of a new page when `height` does not fit above the foot. */
function withRoom(pen: Pen, y: number, height: number): number {
  if (y + height <= page.height - page.foot) return y;
  pen.doc.addPage();
  return page.margin;
}

function drawFeet(pen: Pen, facts: EvidenceFacts, language: Language): void {
  const { count } = pen.doc.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    pen.doc.switchToPage(i);
    const y = page.height - 44;
    const spot = { x: innerRight, y, align: 'right' } as const;
    const style = { size: 8, color: faint };
    pen.write(facts.payment.reference, { x: page.margin, y }, style);
    pen.write(`${evidenceWords[language].page} ${i + 1} / ${count}`, spot, style);
  }
}
