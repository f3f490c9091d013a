import type { Sentence } from '../domain/errors.ts';

/** Money that a bank took back, or sent back; written like those in `sentences.ts`. */
export const disputeSentences = {
  refund_made: { en: '{amount} refunded[ · {reason}]', fr: '{amount} remboursés[ · {reason}]' },
  refund_failed: {
    en: 'Refund of {amount} failed[ · {reason}]',
    fr: 'Remboursement de {amount} échoué[ · {reason}]',
  },
  refund_returned: {
    en: 'Refund of {amount} came back[ · {reason}]',
    fr: 'Remboursement de {amount} revenu[ · {reason}]',
  },
  dispute_inquiry: {
    en: 'The bank asks about a payment of {amount}[ · {reason}]',
    fr: 'La banque demande des précisions sur un paiement de {amount}[ · {reason}]',
  },
  dispute_opened: {
    en: 'Payment of {amount} disputed[ · {reason}]',
    fr: 'Paiement de {amount} contesté[ · {reason}]',
  },
  dispute_evidence_sent: {
    en: 'Evidence sent for the dispute of {amount}',
    fr: 'Pièces envoyées pour le litige de {amount}',
  },
  dispute_accepted: {
    en: 'Dispute of {amount} accepted, the payer keeps the money',
    fr: "Litige de {amount} accepté, le payeur garde l'argent",
  },
  dispute_won: { en: 'Dispute of {amount} won', fr: 'Litige de {amount} gagné' },
  dispute_lost: { en: 'Dispute of {amount} lost', fr: 'Litige de {amount} perdu' },
  dispute_chased: {
    en: 'Dispute of {amount} lost: the payer is asked for it',
    fr: 'Litige de {amount} perdu : la somme est demandée au payeur',
  },
  fraud_found: {
    en: 'Payment of {amount} was a fraud: access closed, payment method removed',
    fr: 'Paiement de {amount} frauduleux : accès fermé, moyen de paiement retiré',
  },
  difference_seen: {
    en: 'Difference with the gateway marked as seen[ · {reference}]',
    fr: 'Écart avec la passerelle marqué comme vu[ · {reference}]',
  },
} satisfies Record<string, Sentence>;
