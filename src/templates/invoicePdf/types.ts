import type { LocalDate, Period } from '../../domain/dates.ts';
import type { TaxCategory } from '../../domain/tax.ts';

/** Everything an invoice or credit note prints, as frozen at issue. Amounts are minor units of
 * `currency`; on a credit note they are positive, the document itself says what they mean. */
export type InvoiceDocument = {
  kind: 'invoice' | 'credit_note';
  /** Sent before there is an invoice: it says so, and is never Factur-X. */
  proforma: boolean;
  /** What a renewal would cost: no claim, and in no books. */
  renewalNotice?: true;
  number: string;
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  issuedOn: LocalDate;
  dueOn: LocalDate | null;
  /** The service period as a whole, half-open. */
  period: Period | null;
  currency: string;
  seller: Seller;
  buyer: Buyer;
  lines: InvoiceDocumentLine[];
  /** Whether `unitPrice` holds the tax already; net amounts never do. */
  pricesIncludeTax: boolean;
  taxes: TaxRow[];
  totals: { net: number; tax: number; total: number };
  /** Payments, credit used and credit notes on it, oldest first. */
  settlements: Settlement[];
  balance: number;
  paymentMeans: PaymentMeans | null;
  /** What a credit note corrects, and why. */
  corrects: { number: string; issuedOn: LocalDate } | null;
  reason: string | null;
  /** Free text of the organization, e.g. an order number. */
  note: string | null;
};

export type Address = {
  line1?: string;
  line2?: string;
  postalCode?: string;
  city?: string;
  /** ISO 3166-1 alpha-2; written out when it differs from the seller's. */
  country?: string;
};

export type Seller = {
  name: string;
  accent: string;
  address: Address;
  /** Form and, for a company, its capital: "SAS au capital de 10 000 €". */
  legalForm?: string;
  /** SIREN (9 digits) or SIRET (14), with or without spaces. */
  siren?: string;
  /** Trade register, e.g. "RCS Lille". */
  register?: string;
  vatNumber?: string;
  /** Why no tax is charged; empty: art. 293 B for a French seller without tax. */
  taxMention?: string;
  /** Late-payment terms; empty: the legal ones for a French seller. */
  penaltyText?: string;
  email?: string;
  phone?: string;
  website?: string;
};

export type Buyer = {
  name: string;
  /** The person in the company, or the member the invoice is for when somebody else pays. */
  attention?: string;
  address: Address;
  email?: string;
  siren?: string;
  vatNumber?: string;
  /** Businesses owe late penalties and the 40 € fee (Commercial Code, art. L441-10). */
  professional: boolean;
};

export type InvoiceDocumentLine = {
  description: string;
  detail?: string;
  /** Half-open; printed with the inclusive last day. */
  period?: Period | null;
  /** The fee charged once: said before the plan's name. */
  isSetup?: boolean;
  /** Days billed of the days of the whole period, when the line is a part. */
  days?: { billed: number; of: number; unit?: 'day' | 'month' } | null;
  quantity?: number | null;
  unitPrice?: number | null;
  net: number;
  /** Percent as an exact decimal: "20", "5.5", "0". */
  taxRate: string;
  /** Left out: that of the rate in the table. */
  taxCategory?: TaxCategory;
};

export type TaxRow = {
  rate: string;
  category: TaxCategory;
  exemption: string | null;
  base: number;
  tax: number;
};

export type Settlement = {
  on: LocalDate | null;
  amount: number;
  means:
    | 'card'
    | 'sepa_debit'
    | 'transfer'
    | 'cheque'
    | 'cash'
    | 'credit'
    | 'credit_note'
    | 'other';
  /** "Visa ··42", the credit note's number, the cheque's. */
  reference?: string;
};

export type PaymentMeans = { iban?: string; bic?: string; text?: string; collected?: string };
