import type { Language } from '../../domain/errors.ts';
import { legalMentions, whyNoTax } from '../invoicePdf/legal.ts';
import type { InvoiceDocument, TaxRow } from '../invoicePdf/types.ts';
import { element, type Piece, required } from './element.ts';
import { amountOf, billingPeriod, categoryCode, compact, lineItem, plainRate } from './lines.ts';
import { buyerParty, sellerParty } from './parties.ts';

const namespaces = {
  'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
};

/** Document types of UNTDID 1001. */
const typeCodes = { invoice: '380', credit_note: '381' } as const;

/**
 * The document as Cross Industry Invoice of the profile EN 16931, from the same frozen facts as the
 * PDF. Amounts of a credit note are positive, as its type says what they mean. What is paid counts
 * as paid; credit notes on an invoice are documents of their own and do not.
 */
export function crossIndustryInvoice(document: InvoiceDocument, language: Language): string {
  const root = element(
    'rsm:CrossIndustryInvoice',
    [
      element('rsm:ExchangedDocumentContext', [
        element('ram:GuidelineSpecifiedDocumentContextParameter', [
          element('ram:ID', 'urn:cen.eu:en16931:2017'),
        ]),
      ]),
      element('rsm:ExchangedDocument', [
        element('ram:ID', document.number),
        element('ram:TypeCode', typeCodes[document.kind]),
        element('ram:IssueDateTime', [dateTime(document.issuedOn)]),
        ...notes(document, language),
      ]),
      transaction(document, language),
    ],
    namespaces,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function transaction(document: InvoiceDocument, language: Language): string {
  return element('rsm:SupplyChainTradeTransaction', [
    ...document.lines.map((line, at) => lineItem(document, line, at + 1)),
    element('ram:ApplicableHeaderTradeAgreement', [
      sellerParty(document.seller),
      buyerParty(document.buyer, document.seller),
    ]),
    required('ram:ApplicableHeaderTradeDelivery'),
    settlement(document, language),
  ]);
}

function notes(document: InvoiceDocument, language: Language): Piece[] {
  const texts = [document.reason ?? '', document.note ?? '', ...legalMentions(document, language)];
  return texts.map((text) => element('ram:IncludedNote', [element('ram:Content', text)]));
}

function settlement(document: InvoiceDocument, language: Language): string {
  return element('ram:ApplicableHeaderTradeSettlement', [
    element('ram:InvoiceCurrencyCode', document.currency),
    ...document.taxes.map((row) => tradeTax(document, row, language)),
    billingPeriod(document.period),
    paymentTerms(document),
    summation(document),
    preceding(document),
  ]);
}

/** Base and tax of a rate (BG-23); what is not taxed says why (BR-E-10, BR-AE-10). */
function tradeTax(document: InvoiceDocument, row: TaxRow, language: Language): string {
  const { currency } = document;
  const code = categoryCode(row.category);
  return element('ram:ApplicableTradeTax', [
    element('ram:CalculatedAmount', amountOf(row.tax, currency)),
    element('ram:TypeCode', 'VAT'),
    code !== 'S' && element('ram:ExemptionReason', whyNoTax(document, row, language)),
    element('ram:BasisAmount', amountOf(row.base, currency)),
    element('ram:CategoryCode', code),
    code === 'AE' && element('ram:ExemptionReasonCode', 'VATEX-EU-AE'),
    element('ram:RateApplicablePercent', plainRate(row.rate)),
  ]);
}

/** Something is due by a day, or the terms say what the document is for (BR-CO-25). */
function paymentTerms({ dueOn, corrects, number, kind }: InvoiceDocument): string {
  if (kind === 'invoice' && dueOn) {
    return element('ram:SpecifiedTradePaymentTerms', [
      element('ram:DueDateDateTime', [dateTime(dueOn)]),
    ]);
  }
  return element('ram:SpecifiedTradePaymentTerms', [
    element('ram:Description', corrects?.number ?? number),
  ]);
}

/** The totals (BG-22). */
function summation(document: InvoiceDocument): string {
  const { currency, totals, settlements, kind } = document;
  const paid = kind === 'invoice' ? paidOf(settlements) : 0;
  const amount = (name: string, value: number, attributes: Record<string, string> = {}) =>
    element(`ram:${name}`, amountOf(value, currency), attributes);
  return element('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    amount('LineTotalAmount', totals.net),
    amount('TaxBasisTotalAmount', totals.net),
    amount('TaxTotalAmount', totals.tax, { currencyID: currency }),
    amount('GrandTotalAmount', totals.total),
    paid !== 0 && amount('TotalPrepaidAmount', paid),
    amount('DuePayableAmount', totals.total - paid),
  ]);
}

function paidOf(settlements: InvoiceDocument['settlements']): number {
  return settlements
    .filter(({ means }) => means !== 'credit_note')
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** The invoice that a credit note corrects (BG-3). */
function preceding({ corrects }: InvoiceDocument): Piece {
  if (!corrects) return null;
  return element('ram:InvoiceReferencedDocument', [
    element('ram:IssuerAssignedID', corrects.number),
    element('ram:FormattedIssueDateTime', [
      element('qdt:DateTimeString', compact(corrects.issuedOn), { format: '102' }),
    ]),
  ]);
}

function dateTime(date: string): string {
  return element('udt:DateTimeString', compact(date), { format: '102' });
}
