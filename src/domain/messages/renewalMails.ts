import { mail } from './mailName.ts';

/** How the e-mails about renewals are called (spec/renewals.md). */
export const renewals = {
  renewal_notice: mail(
    'subscriptions',
    ['Renewal notice', 'Before a term ends, where the plan asks first'],
    ['Avis de renouvellement', "Avant la fin d'une période, si la formule demande un accord"],
  ),
  renewal_reminder: mail(
    'subscriptions',
    ['Renewal: reminder', 'When a renewal notice is not answered'],
    ['Renouvellement : relance', "Lorsqu'un avis de renouvellement reste sans réponse"],
  ),
  renewal_approved: mail(
    'subscriptions',
    ['Renewal confirmed', 'When a renewal is approved that is charged by itself or free'],
    ['Renouvellement confirmé', "À l'accord d'un renouvellement débité d'office ou gratuit"],
  ),
  renewal_refused: mail(
    'subscriptions',
    ['Renewal refused', 'When a member leaves at the end of the term'],
    ['Renouvellement refusé', "Lorsqu'un membre part à la fin de sa période"],
  ),
};
