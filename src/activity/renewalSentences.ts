/** How what happens to renewals reads; written like those in `sentences.ts`. */
export const renewalSentences = {
  renewal_sent: {
    en: 'Renewal notice sent[ · {plan}][, for what ends on {ends_on}]',
    fr: 'Avis de renouvellement envoyé[ · {plan}][, échéance le {ends_on}]',
  },
  renewal_offered: {
    en: 'Offer of the renewal changed[ · {to}]',
    fr: 'Proposition de renouvellement modifiée[ · {to}]',
  },
  renewal_change_asked: {
    en: 'Asked to change the renewal[ · {comment}]',
    fr: 'Demande de modification du renouvellement[ · {comment}]',
  },
  renewal_approved: {
    en: 'Renewal approved[ · {plan}][ · {amount}]',
    fr: 'Renouvellement accepté[ · {plan}][ · {amount}]',
  },
  renewal_refused: {
    en: 'Renewal refused[ · {plan}][ · {reason}]',
    fr: 'Renouvellement refusé[ · {plan}][ · {reason}]',
  },
  renewal_reset: { en: 'Renewal reset[ · {plan}]', fr: 'Renouvellement réinitialisé[ · {plan}]' },
  renewal_intervention: {
    en: 'Renewal waits for staff[ · {reason}]',
    fr: 'Renouvellement à examiner[ · {reason}]',
  },
  renewal_resumed: { en: 'Renewal goes on[ · {plan}]', fr: 'Renouvellement relancé[ · {plan}]' },
  renewal_completed: { en: 'Renewal paid', fr: 'Renouvellement payé' },
  renewal_lapsed: { en: 'Renewal closed without an answer', fr: 'Renouvellement sans suite' },
  renewal_rule_changed: {
    en: 'Rule of renewal changed[ · {plan}][ · {reason}]',
    fr: 'Règle de renouvellement modifiée[ · {plan}][ · {reason}]',
  },
};
