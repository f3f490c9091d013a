import { addDays, type Period } from '../../domain/dates.ts';
import { decimalText } from '../../domain/money.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { InvoiceDocument, InvoiceDocumentLine } from '../invoicePdf/types.ts';
import { element } from './element.ts';

export type VatCategory = 'S' | 'E' | 'AE';

const categories = { standard: 'S', exempt: 'E', reverse_charge: 'AE' } as const;

/** The code of a tax's category (UNTDID 5305). */
export function categoryCode(category: keyof typeof categories): VatCategory {
  return categories[category];
}

/** One line (BG-25): its number counts from 1. */
export function lineItem(
  document: InvoiceDocument,
  line: InvoiceDocumentLine,
  number: number,
): string {
  const { quantity, price } = priced(line, document.currency);
  const row = document.taxes.find((tax) => tax.rate === line.taxRate);
  const category = line.taxCategory ?? row?.category ?? taxesOf(line.taxRate)[0]!.category;
  return element('ram:IncludedSupplyChainTradeLineItem', [
    element('ram:AssociatedDocumentLineDocument', [element('ram:LineID', String(number))]),
    element('ram:SpecifiedTradeProduct', [
      element('ram:Name', line.description || document.number),
      element('ram:Description', line.detail ?? ''),
    ]),
    element('ram:SpecifiedLineTradeAgreement', [
      element('ram:NetPriceProductTradePrice', [element('ram:ChargeAmount', price)]),
    ]),
    element('ram:SpecifiedLineTradeDelivery', [
      element('ram:BilledQuantity', String(quantity), { unitCode: 'C62' }),
    ]),
    element('ram:SpecifiedLineTradeSettlement', [
      element('ram:ApplicableTradeTax', [
        element('ram:TypeCode', 'VAT'),
        element('ram:CategoryCode', categoryCode(category)),
        element('ram:RateApplicablePercent', plainRate(line.taxRate)),
      ]),
      billingPeriod(line.period ?? null),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', [
        element('ram:LineTotalAmount', amountOf(line.net, document.currency)),
      ]),
    ]),
  ]);
}

/**
 * Quantity and net price that lead exactly to the line's net: the line's own quantity where the
 * net divides by it, else one. A price is never negative (BR-27): credits have a quantity below 0.
 */
function priced(line: InvoiceDocumentLine, currency: string): { quantity: number; price: string } {
  const count = line.quantity ?? 1;
  const size = Math.abs(line.net);
  const whole = count > 0 && size % count === 0 ? count : 1;
  const price = amountOf(size / whole, currency);
  return { quantity: line.net < 0 ? -whole : whole, price };
}

/** The billing period (BG-14, BG-26); its last day is inclusive. */
export function billingPeriod(period: Period | null): string {
  if (!period) return '';
  const day = (name: string, date: Period['start']) =>
    element(name, [element('udt:DateTimeString', compact(date), { format: '102' })]);
  return element('ram:BillingSpecifiedPeriod', [
    day('ram:StartDateTime', period.start),
    day('ram:EndDateTime', addDays(period.end, -1)),
  ]);
}

/** "20261231", format 102. */
export function compact(date: string): string {
  return date.replaceAll('-', '');
}

/** A decimal with a point. */
export function amountOf(amount: number, currency: string): string {
  return decimalText({ amount, currency });
}

/** '5.5000' → '5.5', '20' → '20', '0' → '0'. */
export function plainRate(rate: string): string {
  return rate.includes('.') ? rate.replace(/0+$/, '').replace(/\.$/, '') : rate;
}
