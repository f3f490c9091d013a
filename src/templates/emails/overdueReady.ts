import type { Sentence } from '../../domain/errors.ts';
import { numberTags } from './invoiceWords.ts';
import { forAccount, withoutMethod } from './means.ts';
import { type ReadyTag, type ReadyTags, ready } from './ready.ts';

/* The sentences about an overdue payment that depend on its facts (spec/overdue.md). */

const labels = {
  whatHappened: { en: 'What happened', fr: "Ce qui s'est passé" },
  access: { en: 'What becomes of the access', fr: "Ce que devient l'accès" },
  nextTry: {
    en: 'When the next try is, if there is one',
    fr: "La date de la prochaine tentative, s'il y en a une",
  },
  whatToDo: {
    en: 'What the member can do, by their payment method',
    fr: 'Ce que le membre peut faire, selon son moyen de paiement',
  },
  update: {
    en: 'Words of the button, by payment method',
    fr: 'Texte du bouton, selon le moyen de paiement',
  },
} as const satisfies Record<string, Sentence>;

const refused: Sentence = {
  en:
    'The bank refused {{ amount | money }} for your {{ plan_name }} subscription on ' +
    '{{ failed_on | weekday }}{% if reason %}{{ reason | decline_reason }}{% endif %}.',
  fr:
    'Le {{ failed_on | weekday }}, la banque a refusé {{ amount | money }} pour votre abonnement ' +
    '« {{ plan_name }} »{% if reason %}{{ reason | decline_reason }}{% endif %}.',
};

const access: ReadyTag = ready(
  labels.access,
  '{% if access.state == "closed" %}Your access is closed until it is paid.' +
    '{% elsif access.last_day %}Your access stays open until {{ access.last_day | weekday }}.' +
    '{% else %}Your access stays open meanwhile.{% endif %}',
  '{% if access.state == "closed" %}Votre accès est fermé en attendant le paiement.' +
    "{% elsif access.last_day %}Votre accès reste ouvert jusqu'au {{ access.last_day | weekday }}." +
    '{% else %}Votre accès reste ouvert en attendant.{% endif %}',
);

const whatToDo = forAccount(
  {
    en:
      'Give another account or another way to pay: the amount is collected from it, your access ' +
      'is as before once it is paid, and your billing day stays the same.',
    fr:
      'Indiquez un autre compte ou un autre moyen de paiement : le montant y est prélevé, votre ' +
      'accès redevient complet dès le paiement et votre date de paiement ne change pas.',
  },
  {
    en:
      'Update your card and the amount is collected at once, your access is as before and your ' +
      'billing day stays the same.',
    fr:
      'Mettez votre carte à jour : le montant est prélevé aussitôt, votre accès redevient complet ' +
      'et votre date de paiement ne change pas.',
  },
);

const updateWords = {
  label: labels.update,
  source: forAccount(
    { en: 'Change how I pay', fr: 'Changer de moyen de paiement' },
    { en: 'Update my card', fr: 'Mettre à jour ma carte' },
  ),
};

const declined: ReadyTags = {
  what_happened: { label: labels.whatHappened, source: refused },
  access_sentence: access,
  what_to_do: { label: labels.whatToDo, source: whatToDo },
  update_words: updateWords,
  ...numberTags,
};

function nextTry(en: string, fr: string): ReadyTag {
  const only = (words: string) =>
    `{% if next_tries.size > 0 %}${words} {{ next_tries.first | weekday }}.{% endif %}`;
  return ready(labels.nextTry, only(en), only(fr));
}

/** Of the e-mails from the first refusal to the last warning. */
export const declinedFirstTags: ReadyTags = {
  ...declined,
  next_try_sentence: nextTry('We try again on', 'Nouvelle tentative le'),
};
export const declinedAgainTags: ReadyTags = {
  ...declined,
  next_try_sentence: nextTry('The next try is on', 'Prochaine tentative le'),
};
export const lastWarningTags: ReadyTags = declined;

const nothingOnFile = withoutMethod(
  {
    en:
      'There is no payment method on file for your {{ plan_name }} subscription, so ' +
      '{{ amount | money }} could not be collected.',
    fr:
      "Aucun moyen de paiement n'est enregistré pour votre abonnement « {{ plan_name }} » : " +
      "{{ amount | money }} n'ont pas pu être prélevés.",
  },
  refused,
);

const newMethod = withoutMethod(
  { en: 'Add a card or an account', fr: 'Ajoutez une carte ou un compte' },
  {
    en:
      'This payment method cannot be used any more, so we do not try it again. Add another ' +
      'card or account',
    fr:
      'Ce moyen de paiement ne peut plus servir : nous ne le solliciterons plus. Ajoutez une ' +
      'autre carte ou un autre compte',
  },
);

/** Of the e-mail that asks for a new payment method. */
export const hardDeclinedTags: ReadyTags = {
  what_happened: { label: labels.whatHappened, source: nothingOnFile },
  access_sentence: access,
  what_to_do: ready(
    labels.whatToDo,
    `${newMethod.en}: {{ amount | money }} is collected at once and your access is as before.`,
    `${newMethod.fr} : {{ amount | money }} seront prélevés aussitôt et votre accès redeviendra ` +
      'complet.',
  ),
  end_sentence: ready(
    {
      en: 'When the subscription ends without it, if it does',
      fr: "La date de fin de l'abonnement sans cela, s'il y en a une",
    },
    '{% if ends_on %}Without it your subscription ends on {{ ends_on | long_date }}.{% endif %}',
    '{% if ends_on %}Sans cela, votre abonnement prend fin le {{ ends_on | long_date }}.{% endif %}',
  ),
  ...numberTags,
};

/** Of the e-mail before a retry. */
export const retryAnnouncedTags: ReadyTags = {
  what_happens: ready(
    { en: 'What happens, and when', fr: 'Ce qui va se passer, et quand' },
    'On {{ retry_on | weekday }} we ask your bank for {{ amount | money }} ' +
      '{% if is_last %}one last time{% else %}again{% endif %}, for your {{ plan_name }} ' +
      'subscription.',
    'Le {{ retry_on | weekday }}, nous demanderons {% if is_last %}une dernière fois{% else %}' +
      'à nouveau{% endif %} {{ amount | money }} à votre banque pour votre abonnement ' +
      '« {{ plan_name }} ».',
  ),
  access_sentence: ready(
    labels.access,
    '{% if access.state == "closed" %}Your access opens as soon as it is paid.' +
      '{% else %}Your access stays open meanwhile.{% endif %}',
    '{% if access.state == "closed" %}Votre accès rouvrira dès le paiement.' +
      '{% else %}Votre accès reste ouvert en attendant.{% endif %}',
  ),
  what_to_do: {
    label: labels.whatToDo,
    source: forAccount(
      {
        en:
          'Or give another account or another way to pay: the amount is collected from it and ' +
          'your billing day stays the same.',
        fr:
          'Vous pouvez aussi indiquer un autre compte ou un autre moyen de paiement : le montant ' +
          'y est prélevé et votre date de paiement ne change pas.',
      },
      {
        en:
          'Or update your card now: the amount is collected at once and your billing day stays ' +
          'the same.',
        fr:
          'Vous pouvez aussi mettre votre carte à jour dès maintenant : le montant est prélevé ' +
          'aussitôt et votre date de paiement ne change pas.',
      },
    ),
  },
  update_words: updateWords,
  ...numberTags,
};

/** Of the e-mail that says that the money came after all. */
export const recoveredTags: ReadyTags = {
  next_payment_sentence: ready(
    {
      en: 'When the next payment is, if it is known',
      fr: 'La date du prochain paiement, si elle est connue',
    },
    '{% if next_charge_on %}Your billing day has not changed: the next payment is on ' +
      '{{ next_charge_on | long_date }}.{% endif %}',
    '{% if next_charge_on %}Votre date de paiement ne change pas : le prochain aura lieu le ' +
      '{{ next_charge_on | long_date }}.{% endif %}',
  ),
};

/** Of the e-mail that says that it ended unpaid. */
export const cancelledUnpaidTags: ReadyTags = {
  what_happened: ready(
    labels.whatHappened,
    '{% if attempts > 0 and refused_on %}The bank refused {{ amount | money }}' +
      '{% if attempts > 1 %} {{ attempts }} times, most recently{% endif %} on ' +
      '{{ refused_on | long_date }}.{% else %}{{ amount | money }} stayed unpaid.{% endif %}',
    '{% if attempts > 0 and refused_on %}La banque a refusé {{ amount | money }}' +
      '{% if attempts > 1 %} {{ attempts }} fois, la dernière{% endif %} le ' +
      '{{ refused_on | long_date }}.{% else %}{{ amount | money }} restent impayés.{% endif %}',
  ),
  no_more_tries_sentence: ready(
    {
      en: 'That no further try follows, if there were any',
      fr: "L'absence d'autre tentative, s'il y en a eu",
    },
    '{% if attempts > 0 %}We do not try again.{% endif %}',
    '{% if attempts > 0 %}Nous ne ferons plus de tentative.{% endif %}',
  ),
};
