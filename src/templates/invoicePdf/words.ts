import type { Language } from '../../domain/errors.ts';
import type { InvoiceDocument, Settlement } from './types.ts';

/** Fixed words of the document. */
export type DocumentWords = {
  invoice: string;
  proforma: string;
  /** What a notice is not yet. */
  proformaNote: string;
  renewal: string;
  /** What it is not. */
  renewalNote: string;
  creditNote: string;
  void: string;
  paid: string;
  billTo: string;
  issued: string;
  due: string;
  period: string;
  corrects: (number: string, date: string) => string;
  description: string;
  quantity: string;
  unitNet: string;
  unitGross: string;
  unitPlain: string;
  rate: string;
  net: string;
  amount: string;
  daysOf: (billed: number, of: number) => string;
  monthsOf: (billed: number, of: number) => string;
  setupFee: (plan: string) => string;
  taxTitle: string;
  /** Where several taxes of other names stand side by side. */
  taxesTitle: string;
  taxesColumn: string;
  base: string;
  tax: string;
  taxOf: (rate: string) => string;
  exempt: string;
  reverseCharge: string;
  totalNet: string;
  totalTax: string;
  totalGross: string;
  total: string;
  balance: string;
  nothingDue: string;
  means: Record<Settlement['means'], string>;
  payBy: string;
  transfer: string;
  vat: string;
  page: (n: number, of: number) => string;
  reason: (text: string) => string;
};

const en: DocumentWords = {
  invoice: 'Invoice',
  proforma: 'Pro-forma invoice',
  proformaNote: 'This is no invoice yet: you get the invoice when this is paid.',
  renewal: 'Renewal notice',
  renewalNote: 'This is no invoice: nothing is owed before the renewal is accepted.',
  creditNote: 'Credit note',
  void: 'Void',
  paid: 'Paid',
  billTo: 'Billed to',
  issued: 'Issued',
  due: 'Due',
  period: 'Service period',
  corrects: (number, date) => `Corrects invoice ${number} of ${date}.`,
  description: 'Description',
  quantity: 'Qty',
  unitNet: 'Unit price excl. VAT',
  unitGross: 'Unit price incl. VAT',
  unitPlain: 'Unit price',
  rate: 'VAT',
  net: 'Amount excl. VAT',
  amount: 'Amount',
  daysOf: (billed, of) => `${billed} of ${of} days`,
  monthsOf: (billed, of) => `${billed} of ${of} months`,
  setupFee: (plan) => `Set-up fee · ${plan}`,
  taxTitle: 'VAT by rate',
  taxesTitle: 'Taxes by rate',
  taxesColumn: 'Taxes',
  base: 'Base',
  tax: 'VAT',
  taxOf: (rate) => `VAT ${rate}`,
  exempt: 'VAT exempt',
  reverseCharge: 'Reverse charge',
  totalNet: 'Total excl. VAT',
  totalTax: 'VAT',
  totalGross: 'Total incl. VAT',
  total: 'Total',
  balance: 'Left to pay',
  nothingDue: 'Nothing left to pay',
  means: {
    card: 'Card',
    sepa_debit: 'Direct debit',
    transfer: 'Transfer',
    cheque: 'Cheque',
    cash: 'Cash',
    credit: 'Credit balance',
    credit_note: 'Credit note',
    other: 'Payment',
  },
  payBy: 'How to pay',
  transfer: 'By transfer to',
  vat: 'VAT',
  page: (n, of) => `Page ${n} of ${of}`,
  reason: (text) => `Reason: ${text}`,
};

const fr: DocumentWords = {
  invoice: 'Facture',
  proforma: 'Facture pro forma',
  proformaNote: 'Ce document n’est pas une facture : elle vous est remise dès le paiement.',
  renewal: 'Avis de renouvellement',
  renewalNote:
    'Ce document n’est pas une facture : rien n’est dû avant l’accord de renouvellement.',
  creditNote: 'Avoir',
  void: 'Annulée',
  paid: 'Payée',
  billTo: 'Facturé à',
  issued: 'Date d’émission',
  due: 'Échéance',
  period: 'Période de prestation',
  corrects: (number, date) => `Rectifie la facture ${number} du ${date}.`,
  description: 'Désignation',
  quantity: 'Qté',
  unitNet: 'Prix unitaire HT',
  unitGross: 'Prix unitaire TTC',
  unitPlain: 'Prix unitaire',
  rate: 'TVA',
  net: 'Montant HT',
  amount: 'Montant',
  daysOf: (billed, of) => `${billed} jours sur ${of}`,
  monthsOf: (billed, of) => `${billed} mois sur ${of}`,
  setupFee: (plan) => `Frais d'adhésion · ${plan}`,
  taxTitle: 'TVA par taux',
  taxesTitle: 'Taxes par taux',
  taxesColumn: 'Taxes',
  base: 'Base HT',
  tax: 'TVA',
  taxOf: (rate) => `TVA ${rate}`,
  exempt: 'Exonéré de TVA',
  reverseCharge: 'Autoliquidation',
  totalNet: 'Total HT',
  totalTax: 'TVA',
  totalGross: 'Total TTC',
  total: 'Total',
  balance: 'Reste à payer',
  nothingDue: 'Plus rien à payer',
  means: {
    card: 'Carte',
    sepa_debit: 'Prélèvement',
    transfer: 'Virement',
    cheque: 'Chèque',
    cash: 'Espèces',
    credit: 'Crédit utilisé',
    credit_note: 'Avoir',
    other: 'Paiement',
  },
  payBy: 'Moyens de paiement',
  transfer: 'Par virement sur',
  vat: 'N° TVA',
  page: (n, of) => `Page ${n} sur ${of}`,
  reason: (text) => `Motif : ${text}`,
};

export const documentWords: Record<Language, DocumentWords> = { en, fr };

/** What a document is called at its head and in the name of its file. */
export function titleOf(
  document: Pick<InvoiceDocument, 'kind' | 'proforma' | 'renewalNotice'>,
  language: Language,
): string {
  const words = documentWords[language];
  if (document.kind === 'credit_note') return words.creditNote;
  if (document.renewalNotice) return words.renewal;
  return document.proforma ? words.proforma : words.invoice;
}
