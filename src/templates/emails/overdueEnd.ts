import { button, facts, type InBothLanguages, text } from './blocks.ts';

export const recovered: InBothLanguages = {
  en: {
    subject: '{{ amount | money }} paid: everything is in order',
    title: 'Paid, and everything is in order',
    blocks: [
      text(
        'We received {{ amount | money }} on {{ paid_on | long_date }} for your {{ plan_name }} ' +
          'subscription. Your access is open again. {{ next_payment_sentence }}',
      ),
      button('Open my account', '{{ account_url }}'),
    ],
  },
  fr: {
    subject: '{{ amount | money }} payés : tout est en ordre',
    title: 'Payé, tout est en ordre',
    blocks: [
      text(
        'Nous avons reçu {{ amount | money }} le {{ paid_on | long_date }} pour votre ' +
          'abonnement « {{ plan_name }} ». Votre accès est rouvert. {{ next_payment_sentence }}',
      ),
      button('Ouvrir mon compte', '{{ account_url }}'),
    ],
  },
};

export const cancelledUnpaid: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription has ended',
    title: 'Your {{ plan_name }} subscription has ended',
    blocks: [
      text(
        '{{ what_happened }} Your subscription is cancelled and your access is closed. ' +
          '{{ no_more_tries_sentence }}',
      ),
      text('You are welcome back whenever you like: everything opens again at once.'),
      button('Subscribe again', '{{ come_back_url }}'),
      facts(
        ['Plan', '{{ plan_name }}'],
        ['Ended', '{{ ended_on | long_date }}'],
        ['Not paid', '{{ amount | money }}'],
      ),
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » a pris fin',
    title: 'Votre abonnement « {{ plan_name }} » a pris fin',
    blocks: [
      text(
        '{{ what_happened }} Votre abonnement est résilié et votre accès est fermé. ' +
          '{{ no_more_tries_sentence }}',
      ),
      text('Vous pouvez revenir quand vous voulez : tout rouvre aussitôt.'),
      button("M'abonner à nouveau", '{{ come_back_url }}'),
      facts(
        ['Formule', '{{ plan_name }}'],
        ['Fin', '{{ ended_on | long_date }}'],
        ['Non payé', '{{ amount | money }}'],
      ),
    ],
  },
};
