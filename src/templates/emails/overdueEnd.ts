import { button, facts, type InBothLanguages, text } from './blocks.ts';

export const recovered: InBothLanguages = {
  en: {
    subject: '{{ amount | money }} paid: everything is in order',
    title: 'Paid, and everything is in order',
    blocks: [
      text(
        'We received {{ amount | money }} on {{ paid_on | long_date }} for your {{ plan_name }} ' +
          'subscription. Your access is open again.' +
          '{% if next_charge_on %} Your billing day has not changed: the next payment is on ' +
          '{{ next_charge_on | long_date }}.{% endif %}',
      ),
      button('Open my account', '{% if account_url %}{{ account_url }}{% endif %}'),
    ],
  },
  fr: {
    subject: '{{ amount | money }} payés : tout est en ordre',
    title: 'Payé, tout est en ordre',
    blocks: [
      text(
        'Nous avons reçu {{ amount | money }} le {{ paid_on | long_date }} pour votre ' +
          'abonnement « {{ plan_name }} ». Votre accès est rouvert.' +
          '{% if next_charge_on %} Votre date de paiement ne change pas : le prochain aura lieu ' +
          'le {{ next_charge_on | long_date }}.{% endif %}',
      ),
      button('Ouvrir mon compte', '{% if account_url %}{{ account_url }}{% endif %}'),
    ],
  },
};

export const cancelledUnpaid: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription has ended',
    title: 'Your {{ plan_name }} subscription has ended',
    blocks: [
      text(
        '{% if attempts > 0 and refused_on %}The bank refused {{ amount | money }}' +
          '{% if attempts > 1 %} {{ attempts }} times, most recently{% endif %} on ' +
          '{{ refused_on | long_date }}. {% else %}{{ amount | money }} stayed unpaid. ' +
          '{% endif %}Your subscription is cancelled and your access is closed.' +
          '{% if attempts > 0 %} We do not try again.{% endif %}',
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
        '{% if attempts > 0 and refused_on %}La banque a refusé {{ amount | money }}' +
          '{% if attempts > 1 %} {{ attempts }} fois, la dernière{% endif %} le ' +
          '{{ refused_on | long_date }}. {% else %}{{ amount | money }} restent impayés. ' +
          '{% endif %}Votre abonnement est résilié et votre accès est fermé.' +
          '{% if attempts > 0 %} Nous ne ferons plus de tentative.{% endif %}',
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
