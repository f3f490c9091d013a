import { alert, button, facts, type InBothLanguages, text } from './blocks.ts';
import { numberRow } from './invoiceWords.ts';

/*
 * While a retry is planned, none of these says that anything is expired or cancelled
 * (spec/overdue.md); the tests hold that.
 */

const update = button('{{ update_words }}', '{{ update_url }}');
const whatHappened = alert('{{ what_happened }} {{ access_sentence }}');

const rowsEn = facts(['Amount', '{{ amount | money }}'], numberRow, [
  'Next try',
  '{{ next_tries | weekdays }}',
]);
const rowsFr = facts(['Montant', '{{ amount | money }}'], numberRow, [
  'Prochaine tentative',
  '{{ next_tries | weekdays }}',
]);

export const declinedFirst: InBothLanguages = {
  en: {
    subject: 'Your payment of {{ amount | money }} did not go through',
    title: 'Your payment of {{ amount | money }} did not go through',
    blocks: [whatHappened, text('{{ next_try_sentence }} {{ what_to_do }}'), update, rowsEn],
  },
  fr: {
    subject: 'Votre paiement de {{ amount | money }} est refusé par la banque',
    title: "Votre paiement de {{ amount | money }} n'est pas passé",
    blocks: [whatHappened, text('{{ next_try_sentence }} {{ what_to_do }}'), update, rowsFr],
  },
};

export const declinedAgain: InBothLanguages = {
  en: {
    subject: 'Refused again: {{ amount | money }} for {{ plan_name }}',
    title: '{{ amount | money }} still open',
    blocks: [
      alert('We tried again. {{ what_happened }} {{ access_sentence }}'),
      text('{{ next_try_sentence }} {{ what_to_do }}'),
      update,
      rowsEn,
    ],
  },
  fr: {
    subject: 'Nouveau refus : {{ amount | money }} pour « {{ plan_name }} »',
    title: '{{ amount | money }} restent à payer',
    blocks: [
      alert('Nous avons réessayé. {{ what_happened }} {{ access_sentence }}'),
      text('{{ next_try_sentence }} {{ what_to_do }}'),
      update,
      rowsFr,
    ],
  },
};

export const declinedLastWarning: InBothLanguages = {
  en: {
    subject: 'Last try on {{ last_try_on | weekday }}: {{ amount | money }} for {{ plan_name }}',
    title: 'The last try is on {{ last_try_on | weekday }}',
    blocks: [
      whatHappened,
      text(
        'We try one last time on {{ last_try_on | weekday }}. If the bank refuses again, your ' +
          '{{ plan_name }} subscription ends that day. {{ what_to_do }}',
      ),
      update,
      facts(['Amount', '{{ amount | money }}'], numberRow, [
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
      whatHappened,
      text(
        'Nous essayons une dernière fois le {{ last_try_on | weekday }}. Si la banque refuse ' +
          'encore, votre abonnement « {{ plan_name }} » prend fin ce jour-là. ' +
          '{{ what_to_do }}',
      ),
      update,
      facts(['Montant', '{{ amount | money }}'], numberRow, [
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
      whatHappened,
      text('{{ what_to_do }} {{ end_sentence }}'),
      button('Add a payment method', '{{ update_url }}'),
      facts(['Amount', '{{ amount | money }}'], numberRow),
    ],
  },
  fr: {
    subject: 'Il nous faut un nouveau moyen de paiement pour « {{ plan_name }} »',
    title: 'Merci de nous indiquer un nouveau moyen de paiement',
    blocks: [
      whatHappened,
      text('{{ what_to_do }} {{ end_sentence }}'),
      button('Ajouter un moyen de paiement', '{{ update_url }}'),
      facts(['Montant', '{{ amount | money }}'], numberRow),
    ],
  },
};
