import type { Language } from '../../domain/errors.ts';
import { formatMoney } from '../../domain/money.ts';
import { longDate } from '../dateWords.ts';
import { faint, innerRight, innerWidth, type Pen, page, type Style, soft } from './pen.ts';
import { rateWords, taxName } from './rates.ts';
import type { InvoiceDocument, Settlement, TaxRow } from './types.ts';
import { documentWords } from './words.ts';

type Row = { label: string; value: string; strong?: boolean };

const left = page.margin + innerWidth / 2 + 16;
const normal: Style = { size: 9.5, leading: 17 };
const strong: Style = { size: 11, weight: 'bold', leading: 20 };
const head: Style = { size: 8, color: faint, leading: 14 };

/** Height the totals take, so that they never stand on two pages. */
export function totalsHeight(invoice: InvoiceDocument): number {
  return 110 + Math.max(invoice.settlements.length * 17, invoice.taxes.length * 17);
}

/** Tax by rate on the left, totals with what was paid on the right; answers the y below both. */
export function drawTotals(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { language: Language; y: number },
): number {
  const end = isTaxed(invoice) ? drawTaxes(pen, invoice, at) : at.y;
  let { y } = at;
  for (const row of totalRows(invoice, at.language)) {
    const style = row.strong ? strong : normal;
    const width = innerRight - left - pen.widthOf(row.value, style) - 12;
    const label = pen.wrap(row.label, width, style);
    for (const [index, line] of label.entries()) {
      pen.write(line, { x: left, y }, row.strong ? style : { ...style, color: soft });
      if (index === 0) pen.write(row.value, { x: innerRight, y, align: 'right' }, style);
      y += style.leading ?? 0;
    }
    if (row.strong) {
      pen.rule(y + 1, left);
      y += 8;
    }
  }
  return Math.max(end, y);
}

function isTaxed(invoice: InvoiceDocument): boolean {
  return invoice.taxes.some((row) => row.category !== 'exempt');
}

function totalRows(invoice: InvoiceDocument, language: Language): Row[] {
  const words = documentWords[language];
  const amount = (value: number) =>
    formatMoney({ amount: value, currency: invoice.currency }, language);
  const { net, tax, total } = invoice.totals;
  const rows: Row[] = isTaxed(invoice)
    ? [
        { label: words.totalNet, value: amount(net) },
        { label: words.totalTax, value: amount(tax) },
        { label: words.totalGross, value: amount(total), strong: true },
      ]
    : [{ label: words.total, value: amount(total), strong: true }];
  if (invoice.kind === 'credit_note' || invoice.renewalNotice) return rows;
  for (const each of invoice.settlements) {
    rows.push({
      label: settlementWords(each, language),
      value: amount(-each.amount).replace('-', '\u2212'),
    });
  }
  const isSettled = invoice.balance === 0 && invoice.status !== 'void';
  if (invoice.status !== 'void') {
    const label = isSettled ? words.nothingDue : words.balance;
    rows.push({ label, value: amount(invoice.balance), strong: true });
  }
  return rows;
}

function settlementWords(settlement: Settlement, language: Language): string {
  const parts = [documentWords[language].means[settlement.means], settlement.reference ?? ''];
  const on = settlement.on ? longDate(settlement.on, language) : '';
  return [parts.filter(Boolean).join(' '), on].filter(Boolean).join(', ');
}

function drawTaxes(
  pen: Pen,
  invoice: InvoiceDocument,
  at: { language: Language; y: number },
): number {
  const words = documentWords[at.language];
  const amount = (value: number) =>
    formatMoney({ amount: value, currency: invoice.currency }, at.language);
  const baseX = page.margin + 158;
  const taxX = page.margin + innerWidth / 2 - 24;
  const isCanadian = invoice.seller.address.country === 'CA';
  pen.write(isCanadian ? words.taxesTitle : words.taxTitle, { x: page.margin, y: at.y }, head);
  pen.write(words.base, { x: baseX, y: at.y, align: 'right' }, head);
  pen.write(words.tax, { x: taxX, y: at.y, align: 'right' }, head);
  let y = at.y + 15;
  pen.rule(y, page.margin, taxX);
  y += 5;
  for (const row of invoice.taxes) {
    const label = taxWords(row, { country: invoice.seller.address.country, ...at });
    pen.write(label, { x: page.margin, y }, { ...normal, color: soft });
    pen.write(amount(row.base), { x: baseX, y, align: 'right' }, normal);
    pen.write(amount(row.tax), { x: taxX, y, align: 'right' }, normal);
    y += 17;
  }
  return y;
}

function taxWords(row: TaxRow, seller: { country?: string; language: Language }): string {
  const { language } = seller;
  const words = documentWords[language];
  if (row.category === 'exempt') return words.exempt;
  if (row.category === 'reverse_charge') return words.reverseCharge;
  const rate = rateWords(row.rate, language);
  const name = taxName(row.rate, seller);
  return name ? `${name} ${rate}` : words.taxOf(rate);
}
