import { alert, button, facts, type InBothLanguages, text } from './blocks.ts';
import { numberRowEn, numberRowFr } from './invoiceWords.ts';
import { forAccount, withoutMethod } from './means.ts';

/*
 * While a retry is planned, none of these says that anything is expired or cancelled
 * (spec/overdue.md); the tests hold that.
 */

const whatHappenedEn =
  'The bank refused {{ amount | money }} for your {{ plan_name }} subscription on ' +
  '{{ failed_on | weekday }}{% if reason %}{{ reason | decline_reason }}{% endif %}. ';
const whatHappenedFr =
  'Le {{ failed_on | weekday }}, la banque a refusé {{ amount | money }} pour votre abonnement ' +
  '« {{ plan_name }} »{% if reason %}{{ reason | decline_reason }}{% endif %}. ';

const accessEn =
  '{% if access.state == "closed" %}Your access is closed until it is paid.' +
  '{% elsif access.last_day %}Your access stays open until {{ access.last_day | weekday }}.' +
  '{% else %}Your access stays open meanwhile.{% endif %}';
const accessFr =
  '{% if access.state == "closed" %}Votre accès est fermé en attendant le paiement.' +
  "{% elsif access.last_day %}Votre accès reste ouvert jusqu'au {{ access.last_day | weekday }}." +
  '{% else %}Votre accès reste ouvert en attendant.{% endif %}';

const whatToDoEn = forAccount(
  'Give another account or another way to pay: the amount is collected from it, your access is ' +
    'as before once it is paid, and your billing day stays the same.',
  'Update your card and the amount is collected at once, your access is as before and your ' +
    'billing day stays the same.',
);
const whatToDoFr = forAccount(
  'Indiquez un autre compte ou un autre moyen de paiement : le montant y est prélevé, votre accès ' +
    'redevient complet dès le paiement et votre date de paiement ne change pas.',
  'Mettez votre carte à jour : le montant est prélevé aussitôt, votre accès redevient complet et ' +
    'votre date de paiement ne change pas.',
);

const rowsEn = facts(['Amount', '{{ amount | money }}'], numberRowEn, [
  'Next try',
  '{% if next_tries %}{{ next_tries | weekdays }}{% endif %}',
]);
const rowsFr = facts(['Montant', '{{ amount | money }}'], numberRowFr, [
  'Prochaine tentative',
  '{% if next_tries %}{{ next_tries | weekdays }}{% endif %}',
]);

const updateEn = button(forAccount('Change how I pay', 'Update my card'), '{{ update_url }}');
const updateFr = button(
  forAccount('Changer de moyen de paiement', 'Mettre à jour ma carte'),
  '{{ update_url }}',
);

export const declinedFirst: InBothLanguages = {
  en: {
    subject: 'Your payment of {{ amount | money }} did not go through',
    title: 'Your payment of {{ amount | money }} did not go through',
    blocks: [
      alert(whatHappenedEn + accessEn),
      text(
        '{% if next_tries.size > 0 %}We try again on {{ next_tries.first | weekday }}. ' +
          `{% endif %}${whatToDoEn}`,
      ),
      updateEn,
      rowsEn,
    ],
  },
  fr: {
    subject: 'Votre paiement de {{ amount | money }} est refusé par la banque',
    title: "Votre paiement de {{ amount | money }} n'est pas passé",
    blocks: [
      alert(whatHappenedFr + accessFr),
      text(
        '{% if next_tries.size > 0 %}Nouvelle tentative le {{ next_tries.first | weekday }}. ' +
          `{% endif %}${whatToDoFr}`,
      ),
      updateFr,
      rowsFr,
    ],
  },
};

export const declinedAgain: InBothLanguages = {
  en: {
    subject: 'Refused again: {{ amount | money }} for {{ plan_name }}',
    title: '{{ amount | money }} still open',
    blocks: [
      alert(`We tried again. ${whatHappenedEn}${accessEn}`),
      text(
        '{% if next_tries.size > 0 %}The next try is on {{ next_tries.first | weekday }}. ' +
          `{% endif %}${whatToDoEn}`,
      ),
      updateEn,
      rowsEn,
    ],
  },
  fr: {
    subject: 'Nouveau refus : {{ amount | money }} pour « {{ plan_name }} »',
    title: '{{ amount | money }} restent à payer',
    blocks: [
      alert(`Nous avons réessayé. ${whatHappenedFr}${accessFr}`),
      text(
        '{% if next_tries.size > 0 %}Prochaine tentative le {{ next_tries.first | weekday }}. ' +
          `{% endif %}${whatToDoFr}`,
      ),
      updateFr,
      rowsFr,
    ],
  },
};

export const declinedLastWarning: InBothLanguages = {
  en: {
    subject: 'Last try on {{ last_try_on | weekday }}: {{ amount | money }} for {{ plan_name }}',
    title: 'The last try is on {{ last_try_on | weekday }}',
    blocks: [
      alert(whatHappenedEn + accessEn),
      text(
        'We try one last time on {{ last_try_on | weekday }}. If the bank refuses again, your ' +
          `{{ plan_name }} subscription ends that day. ${whatToDoEn}`,
      ),
      updateEn,
      facts(['Amount', '{{ amount | money }}'], numberRowEn, [
        'Last try',
        '{{ last_try_on | weekday }}',
      ]),
    ],
  },
  fr: {
    subject:
      'Dernière tentative le {{ last_try_on | weekday }} : {{ amount | money }} pour ' +
      '« {{ plan_name }} »',
    title: 'La dernière tentative aura lieu le {{ last_try_on | weekday }}',
    blocks: [
      alert(whatHappenedFr + accessFr),
      text(
        'Nous essayons une dernière fois le {{ last_try_on | weekday }}. Si la banque refuse ' +
          'encore, votre abonnement « {{ plan_name }} » prend fin ce jour-là. ' +
          whatToDoFr,
      ),
      updateFr,
      facts(['Montant', '{{ amount | money }}'], numberRowFr, [
        'Dernière tentative',
        '{{ last_try_on | weekday }}',
      ]),
    ],
  },
};

export const hardDeclined: InBothLanguages = {
  en: {
    subject: 'We need a new payment method for {{ plan_name }}',
    title: 'Please give us a new payment method',
    blocks: [
      alert(
        withoutMethod(
          'There is no payment method on file for your {{ plan_name }} subscription, so ' +
            '{{ amount | money }} could not be collected. ',
          whatHappenedEn,
        ) + accessEn,
      ),
      text(
        withoutMethod(
          'Add a card or an account',
          'This payment method cannot be used any more, so we do not try it again. Add another ' +
            'card or account',
        ) +
          ': {{ amount | money }} is collected at once and your access is as ' +
          'before.{% if ends_on %} Without it your subscription ends on ' +
          '{{ ends_on | long_date }}.{% endif %}',
      ),
      button('Add a payment method', '{{ update_url }}'),
      facts(['Amount', '{{ amount | money }}'], numberRowEn),
    ],
  },
  fr: {
    subject: 'Il nous faut un nouveau moyen de paiement pour « {{ plan_name }} »',
    title: 'Merci de nous indiquer un nouveau moyen de paiement',
    blocks: [
      alert(
        withoutMethod(
          "Aucun moyen de paiement n'est enregistré pour votre abonnement « {{ plan_name }} » : " +
            "{{ amount | money }} n'ont pas pu être prélevés. ",
          whatHappenedFr,
        ) + accessFr,
      ),
      text(
        withoutMethod(
          'Ajoutez une carte ou un compte',
          'Ce moyen de paiement ne peut plus servir : nous ne le solliciterons plus. Ajoutez une ' +
            'autre carte ou un autre compte',
        ) +
          ' : {{ amount | money }} seront prélevés aussitôt et ' +
          'votre accès redeviendra complet.{% if ends_on %} Sans cela, votre abonnement prend ' +
          'fin le {{ ends_on | long_date }}.{% endif %}',
      ),
      button('Ajouter un moyen de paiement', '{{ update_url }}'),
      facts(['Montant', '{{ amount | money }}'], numberRowFr),
    ],
  },
};
