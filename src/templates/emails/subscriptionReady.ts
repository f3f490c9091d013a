import { nextPaymentTags } from './nextPayment.ts';
import { type ReadyTags, ready, readyLabels } from './ready.ts';

/* The sentences about what happened to a subscription that depend on the facts. */

/** Of a cancellation. */
export const cancelledTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    '{% if by == "member" %}You cancelled{% else %}{{ organization.name }} cancelled' +
      '{% endif %} your {{ plan_name }} subscription.',
    '{% if by == "member" %}Vous avez résilié{% else %}{{ organization.name }} a résilié' +
      '{% endif %} votre abonnement « {{ plan_name }} ».',
  ),
  undo_sentence: ready(
    {
      en: 'That the member can undo it, if they can',
      fr: 'La possibilité de revenir en arrière, si elle existe',
    },
    '{% if undo_url %}Until that day you can undo it, and all goes on as before.{% endif %}',
    "{% if undo_url %}Jusqu'à ce jour, vous pouvez revenir sur cette décision : tout " +
      'continue comme avant.{% endif %}',
  ),
};

/** Of a pause. */
export const pausedTags: ReadyTags = {
  what_happens: ready(
    readyLabels.whatHappens,
    'Your {{ plan_name }} subscription is paused from {{ paused_from | long_date }}' +
      '{% if resumes_on %} and goes on by itself on {{ resumes_on | long_date }}{% else %} ' +
      'until you resume it{% endif %}.',
    'Votre abonnement « {{ plan_name }} » est en pause à partir du ' +
      '{{ paused_from | long_date }}{% if resumes_on %} et reprend de lui-même le ' +
      "{{ resumes_on | long_date }}{% else %}, jusqu'à ce que vous le repreniez{% endif %}.",
  ),
  access_sentence: ready(
    { en: 'That nothing is charged, and the access', fr: "L'absence de prélèvement, et l'accès" },
    'Nothing is charged meanwhile, and your access ' +
      '{% if access_during_pause %}stays open{% else %}is closed during the pause{% endif %}.',
    "Rien n'est prélevé entre-temps et votre accès " +
      '{% if access_during_pause %}reste ouvert{% else %}est fermé pendant la pause{% endif %}.',
  ),
  days_sentence: ready(
    {
      en: 'What becomes of the time that was paid',
      fr: 'Ce que devient le temps déjà payé',
    },
    '{% if gives_credit %}What you paid and did not use is on your credit balance, for the ' +
      'invoices to come.{% else %}The paused days are added to your subscription.{% endif %}',
    "{% if gives_credit %}Ce que vous avez payé sans l'utiliser est porté à votre crédit, pour " +
      "les factures à venir.{% else %}Les jours de pause s'ajoutent à votre abonnement." +
      '{% endif %}',
  ),
};

/** Of the end of a pause. */
export const resumedTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    '{% if never_began %}The pause planned for your {{ plan_name }} subscription does not ' +
      'take place: it goes on as before.{% else %}The pause of your {{ plan_name }} ' +
      'subscription ended on {{ resumed_on | long_date }}{% if owed %}. {{ owed | money }} ' +
      'from before the pause are still to be paid.{% else %} and your access is open.' +
      '{% endif %}{% endif %}',
    '{% if never_began %}La pause prévue pour votre abonnement « {{ plan_name }} » ' +
      "n'a pas lieu : il continue comme avant.{% else %}La pause de votre abonnement " +
      '« {{ plan_name }} » a pris fin le {{ resumed_on | long_date }}{% if owed %}. ' +
      '{{ owed | money }} restent à payer depuis avant la pause.{% else %} et votre accès ' +
      'est ouvert.{% endif %}{% endif %}',
  ),
  ...nextPaymentTags,
};

/** Of an end at once. */
export const revokedTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    '{{ organization.name }} ended your {{ plan_name }} subscription ' +
      '{% if ended_on %}on {{ ended_on | long_date }}. Access through it is closed, and ' +
      'there{% else %}before it began. There{% endif %} will be no further payments.',
    '{{ organization.name }} a mis fin à votre abonnement « {{ plan_name }} » ' +
      "{% if ended_on %}le {{ ended_on | long_date }}. L'accès qu'il donnait est fermé et il " +
      "n'y{% else %}avant qu'il ne commence. Il n'y{% endif %} aura plus de paiement.",
  ),
  open_sentence: ready(
    {
      en: 'That invoices stay to be settled, if any are open',
      fr: "Les factures encore à régler, s'il y en a",
    },
    '{% if open_balance %}Invoices already sent to you stay to be settled.{% endif %}',
    '{% if open_balance %}Les factures déjà envoyées restent à régler.{% endif %}',
  ),
};

/** Of a cancellation that was taken back. */
export const cancellationUndoneTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    '{% if by == "member" %}You took{% else %}{{ organization.name }} took{% endif %} the ' +
      'cancellation of your {{ plan_name }} subscription back: it goes on as before.',
    '{% if by == "member" %}Vous avez annulé{% else %}{{ organization.name }} a annulé' +
      '{% endif %} la résiliation de votre abonnement « {{ plan_name }} » : il continue ' +
      'comme avant.',
  ),
  ...nextPaymentTags,
};
