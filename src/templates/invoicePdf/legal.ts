import type { Language } from '../../domain/errors.ts';
import type { InvoiceDocument, TaxRow } from './types.ts';

type Mentions = {
  franchise: string;
  exempt: string;
  reverse: string;
  reverseAbroad: string;
  penalty: string;
  fee: string;
  discount: string;
};

const mentions: Record<Language, Mentions> = {
  fr: {
    franchise: 'TVA non applicable, art. 293 B du CGI.',
    exempt: 'Exonéré de TVA.',
    reverse: 'Autoliquidation : la TVA est due par le preneur (art. 283-2 du CGI).',
    reverseAbroad:
      'Autoliquidation : la TVA est due par le preneur (directive 2006/112/CE, art. 196).',
    penalty:
      'En cas de retard de paiement, des pénalités égales à trois fois le taux de l’intérêt ' +
      'légal sont dues dès le lendemain de l’échéance, sans rappel.',
    fee: 'Indemnité forfaitaire pour frais de recouvrement : 40 €.',
    discount: 'Pas d’escompte pour paiement anticipé.',
  },
  en: {
    franchise: 'VAT not applicable, art. 293 B of the French tax code (CGI).',
    exempt: 'Exempt from VAT.',
    reverse: 'Reverse charge: VAT is owed by the customer (art. 283-2 of the French tax code).',
    reverseAbroad: 'Reverse charge: VAT is owed by the customer (Directive 2006/112/EC, art. 196).',
    penalty:
      'Late payment bears penalties of three times the French legal interest rate from the day ' +
      'after the due date, without a reminder.',
    fee: 'Fixed fee for recovery costs: €40.',
    discount: 'No discount for early payment.',
  },
};

/**
 * The mentions that have to stand on the document, one paragraph each: why no tax is charged, and
 * for business customers the late-payment terms (Commercial Code, art. L441-9 and L441-10).
 * Consumers owe neither penalty nor fee by law: they get the organization's own text only.
 */
export function legalMentions(invoice: InvoiceDocument, language: Language): string[] {
  const words = mentions[language];
  const { seller, buyer } = invoice;
  const inFrance = (seller.address.country ?? 'FR') === 'FR';
  const out: string[] = [];
  const reverse = invoice.taxes.some((row) => row.category === 'reverse_charge');
  const exempt = invoice.taxes.filter((row) => row.category === 'exempt');
  if (reverse) out.push(words[inFrance ? 'reverse' : 'reverseAbroad']);
  for (const reason of new Set(exempt.map((row) => row.exemption?.trim()))) {
    if (reason) out.push(reason);
    else if (seller.taxMention) out.push(seller.taxMention);
    else if (inFrance && !seller.vatNumber) out.push(words.franchise);
  }
  if (invoice.kind === 'invoice') {
    const terms = [seller.penaltyText || (inFrance && buyer.professional ? words.penalty : '')];
    if (inFrance && buyer.professional) terms.push(words.fee, words.discount);
    const said = terms.filter(Boolean).join(' ');
    if (said) out.push(said);
  }
  return [...new Set(out)];
}

/** Why a rate of the document bears no tax, in one sentence; never empty. */
export function whyNoTax(document: InvoiceDocument, row: TaxRow, language: Language): string {
  const words = mentions[language];
  const { seller } = document;
  const inFrance = (seller.address.country ?? 'FR') === 'FR';
  if (row.category === 'reverse_charge') return words[inFrance ? 'reverse' : 'reverseAbroad'];
  const isFranchise = inFrance && !seller.vatNumber;
  return row.exemption?.trim() || seller.taxMention || words[isFranchise ? 'franchise' : 'exempt'];
}
