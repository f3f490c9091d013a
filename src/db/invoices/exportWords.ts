import type { InvoiceStatus } from '../../domain/billing/invoices.ts';
import type { Language } from '../../domain/errors.ts';
import type { InvoiceType } from '../billing/invoices.ts';
import type { Means } from '../billing/payments.ts';
import type { RefundState } from '../payments/refunds.ts';

/** A stored value as a person reads it in a file; a value without a word stays as it is. */
export type Say = (value: string, language: Language) => string;

type Words<Value extends string> = Record<Value, Record<Language, string>>;

function saying<Value extends string>(words: Words<Value>): Say {
  const known = new Map<string, Record<Language, string>>(Object.entries(words));
  return (value, language) => known.get(value)?.[language] ?? value;
}

/** Why an invoice was made. */
export const sayType = saying<InvoiceType>({
  subscription: { en: 'subscription', fr: 'abonnement' },
  renewal: { en: 'renewal', fr: 'renouvellement' },
  proration: { en: 'proration', fr: 'prorata' },
  manual: { en: 'manual', fr: 'manuelle' },
});

/** What became of an invoice, or of a notice. */
export const sayStatus = saying<Exclude<InvoiceStatus, 'draft'> | 'invoiced'>({
  open: { en: 'open', fr: 'ouverte' },
  paid: { en: 'paid', fr: 'payée' },
  void: { en: 'void', fr: 'annulée' },
  uncollectible: { en: 'uncollectible', fr: 'irrécouvrable' },
  invoiced: { en: 'invoiced', fr: 'facturée' },
});

/** Why a document bears no tax although its lines are not exempt. */
export const sayTaxed = saying({
  reverse_charge: { en: 'reverse charge', fr: 'autoliquidation' },
});

/** How money came. */
export const sayMeans = saying<Means>({
  card: { en: 'card', fr: 'carte' },
  sepa_debit: { en: 'direct debit', fr: 'prélèvement' },
  transfer: { en: 'transfer', fr: 'virement' },
  cheque: { en: 'cheque', fr: 'chèque' },
  cash: { en: 'cash', fr: 'espèces' },
  other: { en: 'other', fr: 'autre' },
});

/** Where it came through; gateways keep their names. */
export const sayGateway = saying({
  offline: { en: 'offline', fr: 'hors passerelle' },
  outside: { en: 'outside', fr: 'rendu ailleurs' },
});

/** What became of a refund. */
export const sayRefund = saying<RefundState>({
  created: { en: 'created', fr: 'préparé' },
  sent: { en: 'sent', fr: 'demandé' },
  succeeded: { en: 'succeeded', fr: 'fait' },
  failed: { en: 'failed', fr: 'refusé' },
  unknown: { en: 'unknown', fr: 'sans réponse' },
});

/** "2026-000012 (24.00), credit (1.00)" in French: its own word, decimals with a comma. */
export const sayPlaced: Say = (value, language) =>
  language === 'en'
    ? value
    : value
        .replace(/(^|, )credit \(/g, '$1avoir du compte (')
        .replace(/\((-?\d+)\.(\d+)\)/g, '($1,$2)');
