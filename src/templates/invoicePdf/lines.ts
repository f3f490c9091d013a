import type { Period } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import { formatMoney } from '../../domain/money.ts';
import { periodWords } from '../dateWords.ts';
import { faint, innerRight, leadingOf, type Pen, page, type Style, soft } from './pen.ts';
import { rateWords } from './rates.ts';
import type { InvoiceDocument, InvoiceDocumentLine } from './types.ts';
import { documentWords } from './words.ts';

type Column = { title: string; right: number; value: (line: InvoiceDocumentLine) => string };

const head: Style = { size: 8, color: faint, leading: 11 };
const body: Style = { size: 9.5, leading: 14 };
const detail: Style = { size: 8.5, color: soft, leading: 12 };
const bottom = page.height - page.foot;
const linesWithPeriod = 10;

/** The table of lines, over as many pages as it needs; answers the y below it. */
export function drawLines(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { language: Language; y: number },
): number {
  const columns = columnsOf(invoice, at.language);
  const descriptionWidth = Math.min(...columns.map((c) => c.right)) - 70 - page.margin;
  let y = drawTableHead(pen, columns, { y: at.y, language: at.language });
  for (const line of invoice.lines) {
    const details = detailsOf(invoice, line, at.language);
    const set = {
      title: pen.wrap(titleOf(line, at.language), descriptionWidth, body),
      details: details.flatMap((text) => pen.wrap(text, descriptionWidth, detail)),
    };
    const height = set.title.length * leadingOf(body) + set.details.length * leadingOf(detail) + 13;
    if (y + height > bottom) {
      pen.doc.addPage();
      y = drawTableHead(pen, columns, { y: page.margin, language: at.language });
    }
    for (const column of columns) {
      pen.write(column.value(line), { x: column.right, y: y + 6, align: 'right' }, body);
    }
    let lineY = y + 6;
    for (const text of set.title) lineY = pen.write(text, { x: page.margin, y: lineY }, body);
    for (const text of set.details) lineY = pen.write(text, { x: page.margin, y: lineY }, detail);
    y += height;
    pen.rule(y);
  }
  return y;
}

function drawTableHead(pen: Pen, columns: Column[], at: { y: number; language: Language }): number {
  const title = documentWords[at.language].description;
  pen.write(title, { x: page.margin, y: at.y }, head);
  for (const column of columns) {
    pen.write(column.title, { x: column.right, y: at.y, align: 'right' }, head);
  }
  pen.rule(at.y + 17);
  return at.y + 17;
}

function columnsOf(invoice: InvoiceDocument, language: Language): Column[] {
  const words = documentWords[language];
  const amount = (value: number) =>
    formatMoney({ amount: value, currency: invoice.currency }, language);
  const optional = (value: number | null | undefined) => (value == null ? '' : amount(value));
  const taxed = invoice.taxes.some((row) => row.category !== 'exempt');
  const unit = invoice.pricesIncludeTax ? words.unitGross : words.unitNet;
  const columns: Column[] = [];
  if (invoice.lines.some((line) => line.quantity != null)) {
    columns.push(
      {
        title: words.quantity,
        right: innerRight - (taxed ? 240 : 200),
        value: (line) => (line.quantity == null ? '' : String(line.quantity)),
      },
      {
        title: taxed ? unit : words.unitPlain,
        right: innerRight - (taxed ? 138 : 100),
        value: (line) => optional(line.unitPrice),
      },
    );
  }
  if (taxed) {
    columns.push({
      title: invoice.seller.address.country === 'CA' ? words.taxesColumn : words.rate,
      right: innerRight - 90,
      value: (line) => rateWords(line.taxRate, language),
    });
  }
  const title = taxed ? words.net : words.amount;
  return [...columns, { title, right: innerRight, value: (line) => amount(line.net) }];
}

function detailsOf(
  invoice: InvoiceDocument,
  line: InvoiceDocumentLine,
  language: Language,
): string[] {
  const parts: string[] = [];
  // A long invoice says its period once, at the top: thirty members then fit on two pages.
  const isSaid = invoice.lines.length > linesWithPeriod && samePeriod(line.period, invoice.period);
  if (line.period && !isSaid) parts.push(periodWords(line.period, language));
  if (line.days) parts.push(partOf(line.days, language));
  const out = parts.length > 0 ? [parts.join(' · ')] : [];
  return line.detail ? [...out, line.detail] : out;
}

function titleOf({ isSetup, description }: InvoiceDocumentLine, language: Language): string {
  return isSetup ? documentWords[language].setupFee(description) : description;
}

function partOf(part: NonNullable<InvoiceDocumentLine['days']>, language: Language): string {
  const words = documentWords[language];
  return part.unit === 'month'
    ? words.monthsOf(part.billed, part.of)
    : words.daysOf(part.billed, part.of);
}

function samePeriod(a: Period | null | undefined, b: Period | null): boolean {
  return a != null && b != null && a.start === b.start && a.end === b.end;
}
