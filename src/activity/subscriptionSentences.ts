import type { Sentence } from '../domain/errors.ts';

/** The life of a subscription; written like those in `sentences.ts`. */
export const subscriptionSentences = {
  join_requested: { en: 'Asked to join[ · {plan}]', fr: "Demande d'adhésion[ · {plan}]" },
  join_approved: {
    en: 'Request to join approved[ · {plan}]',
    fr: "Demande d'adhésion acceptée[ · {plan}]",
  },
  join_declined: {
    en: 'Request to join declined[ · {plan}][ · {reason}]',
    fr: "Demande d'adhésion refusée[ · {plan}][ · {reason}]",
  },
  join_withdrawn: {
    en: 'Request to join withdrawn[ · {plan}]',
    fr: "Demande d'adhésion retirée[ · {plan}]",
  },
  subscription_created: { en: 'Subscription added[ · {plan}]', fr: 'Abonnement ajouté[ · {plan}]' },
  subscription_started: {
    en: 'Subscription started[ · {plan}]',
    fr: 'Abonnement commencé[ · {plan}]',
  },
  subscription_paused: {
    en: 'Subscription paused[ · {plan}][ until {until}]',
    fr: "Abonnement mis en pause[ · {plan}][ jusqu'au {until}]",
  },
  subscription_resumed: {
    en: 'Subscription resumed[ · {plan}]',
    fr: 'Abonnement repris[ · {plan}]',
  },
  subscription_extended: {
    en: 'Extended by {days} days, free[ · {reason}]',
    fr: 'Prolongé de {days} jours, offerts[ · {reason}]',
  },
  pack_used: {
    en: 'Pack used: {count}[ on {on}], {left} left[ · {note}]',
    fr: 'Carnet utilisé : {count}[ le {on}], reste {left}[ · {note}]',
  },
  pack_use_undone: {
    en: 'Use of the pack taken back: {count}, {left} left',
    fr: 'Utilisation du carnet annulée : {count}, reste {left}',
  },
  subscription_changed: {
    en: 'Plan changed[ · {from} → {to}][ · add-ons: {addons}]',
    fr: 'Formule changée[ · {from} → {to}][ · options : {addons}]',
  },
  subscription_payer_changed: {
    en: 'Paid by somebody else[ · {from} → {to}]',
    fr: "Payé par quelqu'un d'autre[ · {from} → {to}]",
  },
  subscription_change_planned: {
    en: 'Plan change planned[ · {to}][ on {on}][ · add-ons: {addons}]',
    fr: 'Changement de formule prévu[ · {to}][ le {on}][ · options : {addons}]',
  },
  subscription_change_withdrawn: {
    en: 'Planned plan change withdrawn',
    fr: 'Changement de formule prévu retiré',
  },
  subscription_cancelling: {
    en: 'Cancelled, access until the end of the paid time[ · {ends_on}]',
    fr: "Résilié, accès jusqu'à la fin de la période payée[ · {ends_on}]",
  },
  subscription_cancellation_undone: { en: 'Cancellation undone', fr: 'Résiliation annulée' },
  subscription_cancelled: {
    en: 'Subscription ended[ · {plan}]',
    fr: 'Abonnement terminé[ · {plan}]',
  },
  subscription_expired: {
    en: 'Subscription expired[ · {plan}]',
    fr: 'Abonnement expiré[ · {plan}]',
  },
} as const satisfies Record<string, Sentence>;

/** Where what caused an event says more than the event: by `event:cause`. */
export const sentencesByCause: Record<string, Sentence> = {
  'subscription_started:renewed': {
    en: 'Subscription renewed[ · {plan}]',
    fr: 'Abonnement renouvelé[ · {plan}]',
  },
  'subscription_cancelled:revoked': {
    en: 'Subscription ended at once[ · {plan}][ · {reason}]',
    fr: 'Abonnement arrêté immédiatement[ · {plan}][ · {reason}]',
  },
  'subscription_cancelled:unpaid': {
    en: 'Subscription ended, as it stayed unpaid[ · {plan}]',
    fr: 'Abonnement terminé, faute de paiement[ · {plan}]',
  },
  'subscription_extended:undone': {
    en: '{days} free days taken back',
    fr: '{days} jours offerts repris',
  },
};
