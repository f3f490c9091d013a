import type {
  DocumentFacts,
  DocumentLine,
  DocumentSettlement,
} from '../../db/invoices/documentFacts.ts';
import { reverseCharge } from '../../domain/tax.ts';
import { taxTable } from '../../domain/taxTable.ts';
import type {
  Address,
  Buyer,
  InvoiceDocument,
  InvoiceDocumentLine,
  Seller,
  Settlement,
  TaxRow,
} from '../../templates/invoicePdf/types.ts';

type Facts = Record<string, unknown>;

/** The printable document of frozen facts. Pure: what is stored decides everything. */
export function assembleDocument(
  kind: InvoiceDocument['kind'],
  facts: DocumentFacts,
  parts: { lines: DocumentLine[]; settlements: DocumentSettlement[] },
): InvoiceDocument {
  const seller = sellerOf(facts);
  return {
    kind,
    proforma: facts.proforma,
    number: facts.number,
    status: facts.status,
    issuedOn: facts.issuedOn,
    dueOn: facts.dueOn,
    period: periodOf(facts),
    currency: facts.currency,
    seller,
    buyer: buyerOf(facts),
    lines: parts.lines.map(lineOf),
    pricesIncludeTax: parts.lines.some(isGross),
    taxes: taxRows(parts.lines, seller.taxMention),
    totals: { net: facts.net, tax: facts.tax, total: facts.total },
    settlements: parts.settlements.map(settlementOf),
    balance: facts.balance,
    paymentMeans: null,
    corrects: facts.corrects,
    reason: facts.reason,
    note: null,
  };
}

function periodOf({ periodStart, periodEnd }: Pick<DocumentFacts, 'periodStart' | 'periodEnd'>) {
  return periodStart && periodEnd ? { start: periodStart, end: periodEnd } : null;
}

function sellerOf({ identity, accent }: DocumentFacts): Seller {
  const address = addressOf(identity.address);
  return {
    name: text(identity.legal_name) ?? text(identity.name) ?? '',
    accent,
    address: { ...address, country: address.country ?? text(identity.organization_country) },
    legalForm: text(identity.legal_form),
    siren: text(identity.siren),
    register: text(identity.register),
    vatNumber: text(identity.vat_number),
    taxMention: text(identity.tax_mention),
    penaltyText: text(identity.penalty_text),
    email: text(identity.email),
    phone: text(identity.phone),
    website: text(identity.website),
  };
}

function buyerOf({ buyer, buyerIsCompany, memberName }: DocumentFacts): Buyer {
  const vatNumber = text(buyer.vat_number);
  return {
    name: text(buyer.name) ?? '',
    attention: memberName ?? undefined,
    address: addressOf(buyer.address),
    email: text(buyer.email),
    vatNumber,
    professional: buyerIsCompany || vatNumber !== undefined,
  };
}

function addressOf(stored: unknown): Address {
  const facts: Facts = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  return {
    line1: text(facts.line1),
    line2: text(facts.line2),
    postalCode: text(facts.postal_code),
    city: text(facts.city),
    country: text(facts.country)?.toUpperCase(),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function lineOf(line: DocumentLine): InvoiceDocumentLine {
  const { days, daysOf, partUnit } = line;
  return {
    description: line.description,
    isSetup: line.kind === 'setup',
    period: periodOf(line),
    days:
      days !== null && daysOf !== null && days !== daysOf
        ? { billed: days, of: daysOf, unit: partUnit }
        : null,
    quantity: line.quantity,
    unitPrice: line.unitAmount,
    net: line.net,
    ...(line.taxRate === reverseCharge
      ? { taxRate: '0', taxCategory: 'reverse_charge' }
      : { taxRate: line.taxRate }),
  };
}

/** Whether the unit price holds the tax: then it leads to the line's gross, not to its net. */
function isGross(line: DocumentLine): boolean {
  if (line.tax === 0 || line.unitAmount === null || line.quantity === null) return false;
  const whole = line.unitAmount * line.quantity;
  const part = Math.abs(whole * ((line.days ?? 1) / (line.daysOf ?? 1)));
  return Math.abs(part - Math.abs(line.total)) < Math.abs(part - Math.abs(line.net));
}

/** Base and tax per rate, highest rate first; they add up to the document's (billing-rules §11). */
function taxRows(lines: readonly DocumentLine[], exemption: string | undefined): TaxRow[] {
  return taxTable(lines).map((row) => ({
    ...row,
    exemption: row.category === 'exempt' ? (exemption ?? null) : null,
  }));
}

const known = [
  'card',
  'sepa_debit',
  'transfer',
  'cheque',
  'cash',
  'credit',
  'credit_note',
] as const;

function settlementOf(settlement: DocumentSettlement): Settlement {
  const means = known.find((each) => each === settlement.means) ?? 'other';
  const { on, amount, reference } = settlement;
  return { on, amount, means, reference: reference || undefined };
}
