import type { Sentence } from '../domain/errors.ts';

/** How somebody pays; written like those in `sentences.ts`. */
export const methodSentences = {
  payment_method_changed: {
    en: 'Payment method changed[ · ending in {last4}]',
    fr: 'Moyen de paiement changé[ · finissant par {last4}]',
  },
  payment_method_removed: {
    en: 'Payment method gone[ · ending in {last4}][ · {reason}]',
    fr: 'Moyen de paiement disparu[ · finissant par {last4}][ · {reason}]',
  },
  mandate_entered: {
    en: 'Direct-debit mandate {reference} given[ · account ending in {last4}]',
    fr: 'Mandat de prélèvement {reference} donné[ · compte finissant par {last4}]',
  },
  mandate_ended: {
    en: 'Direct-debit mandate {reference} revoked',
    fr: 'Mandat de prélèvement {reference} révoqué',
  },
} satisfies Record<string, Sentence>;
