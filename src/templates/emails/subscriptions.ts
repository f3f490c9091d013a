import { button, facts, type InBothLanguages, text } from './blocks.ts';

const accountEn = button('Open my account', '{{ account_url }}');
const accountFr = button('Ouvrir mon compte', '{{ account_url }}');

export const cancelled: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription ends on {{ access_last_day | long_date }}',
    title: 'Your subscription ends on {{ access_last_day | long_date }}',
    blocks: [
      text(
        '{{ what_happened }} Your access stays open until {{ access_last_day | long_date }} ' +
          'and there will be no further payments.',
      ),
      text('{{ undo_sentence }}'),
      button('Keep my subscription', '{{ undo_url }}'),
      button('Subscribe again', '{% unless undo_url %}{{ come_back_url }}{% endunless %}'),
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » prend fin le {{ access_last_day | long_date }}',
    title: 'Votre abonnement prend fin le {{ access_last_day | long_date }}',
    blocks: [
      text(
        "{{ what_happened }} Votre accès reste ouvert jusqu'au {{ access_last_day | long_date }} " +
          "et il n'y aura plus de paiement.",
      ),
      text('{{ undo_sentence }}'),
      button('Garder mon abonnement', '{{ undo_url }}'),
      button("M'abonner à nouveau", '{% unless undo_url %}{{ come_back_url }}{% endunless %}'),
    ],
  },
};

export const paused: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription is paused',
    title: 'Your subscription is paused',
    blocks: [text('{{ what_happens }} {{ access_sentence }} {{ days_sentence }}'), accountEn],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » est en pause',
    title: 'Votre abonnement est en pause',
    blocks: [text('{{ what_happens }} {{ access_sentence }} {{ days_sentence }}'), accountFr],
  },
};

export const resumed: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription goes on',
    title: 'Your subscription goes on',
    blocks: [text('{{ what_happened }} {{ next_payment_sentence }}'), accountEn],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » reprend',
    title: 'Votre abonnement reprend',
    blocks: [text('{{ what_happened }} {{ next_payment_sentence }}'), accountFr],
  },
};

export const planChanged: InBothLanguages = {
  en: {
    subject: 'From {{ from_plan }} to {{ to_plan }} on {{ effective_on | long_date }}',
    title: 'Your plan: {{ to_plan }}',
    blocks: [
      text(
        'You change from {{ from_plan }} to {{ to_plan }} on {{ effective_on | long_date }}.' +
          ' {{ next_payment_sentence }}',
      ),
      facts(
        ['New price', '{{ price | money }}'],
        ['Charged now', '{{ charged_now | money }}'],
        ['Credited', '{{ credited | money }}'],
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'De « {{ from_plan }} » à « {{ to_plan }} » le {{ effective_on | long_date }}',
    title: 'Votre formule : {{ to_plan }}',
    blocks: [
      text(
        'Vous passez de « {{ from_plan }} » à « {{ to_plan }} » le ' +
          '{{ effective_on | long_date }}. {{ next_payment_sentence }}',
      ),
      facts(
        ['Nouveau tarif', '{{ price | money }}'],
        ['Payé maintenant', '{{ charged_now | money }}'],
        ['Porté à votre crédit', '{{ credited | money }}'],
      ),
      accountFr,
    ],
  },
};
