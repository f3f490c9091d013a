import { button, facts, type InBothLanguages, text } from './blocks.ts';

const accountEn = button('Open my account', '{{ account_url }}');
const accountFr = button('Ouvrir mon compte', '{{ account_url }}');

export const subscriptionChanged: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription changes on {{ effective_on | long_date }}',
    title: 'Your subscription: {{ plan_name }}',
    blocks: [
      text(
        'Your {{ plan_name }} subscription changes on {{ effective_on | long_date }}.' +
          ' {{ next_payment_sentence }}',
      ),
      facts(
        ['Quantity', '{{ quantity_words }}'],
        ['Add-ons', '{{ addons }}'],
        ['New price', '{{ price_words }}'],
        ['Until then', '{{ price_before | money }}'],
        ['Charged now', '{{ charged_now | money }}'],
        ['Credited', '{{ credited | money }}'],
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » change le {{ effective_on | long_date }}',
    title: 'Votre abonnement : {{ plan_name }}',
    blocks: [
      text(
        'Votre abonnement « {{ plan_name }} » change le {{ effective_on | long_date }}.' +
          ' {{ next_payment_sentence }}',
      ),
      facts(
        ['Quantité', '{{ quantity_words }}'],
        ['Options', '{{ addons }}'],
        ['Nouveau tarif', '{{ price_words }}'],
        ['Jusque-là', '{{ price_before | money }}'],
        ['Payé maintenant', '{{ charged_now | money }}'],
        ['Porté à votre crédit', '{{ credited | money }}'],
      ),
      accountFr,
    ],
  },
};

export const extended: InBothLanguages = {
  en: {
    subject: '{{ free_days }} for your {{ plan_name }} subscription',
    title: 'Your subscription is extended',
    blocks: [
      text(
        '{{ organization.name }} gives you {{ free_days }}: your {{ plan_name }} subscription now ' +
          'lasts until {{ last_day | long_date }}. {{ next_payment_sentence }}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: '{{ free_days }} sur votre abonnement « {{ plan_name }} »',
    title: 'Votre abonnement est prolongé',
    blocks: [
      text(
        '{{ organization.name }} vous offre {{ days_in_words }} : votre abonnement ' +
          "« {{ plan_name }} » dure maintenant jusqu'au {{ last_day | long_date }}." +
          ' {{ next_payment_sentence }}',
      ),
      accountFr,
    ],
  },
};

export const reactivated: InBothLanguages = {
  en: {
    subject: 'Welcome back: your {{ plan_name }} subscription goes on',
    title: 'Your subscription goes on',
    blocks: [
      text(
        'Your {{ plan_name }} subscription is running again since {{ on | long_date }}.' +
          ' {{ next_payment_sentence }}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Bon retour : votre abonnement « {{ plan_name }} » reprend',
    title: 'Votre abonnement reprend',
    blocks: [
      text(
        'Votre abonnement « {{ plan_name }} » est de nouveau en cours depuis le ' +
          '{{ on | long_date }}. {{ next_payment_sentence }}',
      ),
      accountFr,
    ],
  },
};

export const payerChanged: InBothLanguages = {
  en: {
    subject: '{{ who_pays }}',
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_means }}'),
      facts(['Price', '{{ price_to_pay }}']),
      text('{{ others_sentence }}'),
      accountEn,
    ],
  },
  fr: {
    subject: '{{ who_pays }}',
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_means }}'),
      facts(['Tarif', '{{ price_to_pay }}']),
      text('{{ others_sentence }}'),
      accountFr,
    ],
  },
};

export const priceChanged: InBothLanguages = {
  en: {
    subject: 'The price of {{ plan_name }} changes on {{ effective_on | long_date }}',
    title: 'A new price for {{ plan_name }}',
    blocks: [
      text(
        'From {{ effective_on | long_date }} on, {{ organization.name }} charges ' +
          '{{ price | money }} for your {{ plan_name }} subscription instead of ' +
          '{{ price_before | money }}. You need not do anything. You can change or cancel your ' +
          'subscription in your account.',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Le tarif de « {{ plan_name }} » change le {{ effective_on | long_date }}',
    title: 'Un nouveau tarif pour « {{ plan_name }} »',
    blocks: [
      text(
        'À partir du {{ effective_on | long_date }}, {{ organization.name }} facture votre ' +
          'abonnement « {{ plan_name }} » {{ price | money }} au lieu de ' +
          "{{ price_before | money }}. Vous n'avez rien à faire. Vous pouvez changer ou résilier " +
          'votre abonnement dans votre compte.',
      ),
      accountFr,
    ],
  },
};

export const priceKept: InBothLanguages = {
  en: {
    subject: 'The price of {{ plan_name }} stays as it is',
    title: 'Your price stays as it is',
    blocks: [
      text(
        'The change of price we wrote to you about does not happen: your {{ plan_name }} ' +
          'subscription goes on at {{ price | money }}.',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Le tarif de « {{ plan_name }} » ne change pas',
    title: 'Votre tarif ne change pas',
    blocks: [
      text(
        "Le changement de tarif que nous vous avions annoncé n'a pas lieu : votre abonnement " +
          '« {{ plan_name }} » continue à {{ price | money }}.',
      ),
      accountFr,
    ],
  },
};
