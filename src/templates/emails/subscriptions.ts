import { button, facts, type InBothLanguages, text } from './blocks.ts';

const accountEn = button('Open my account', '{{ account_url }}');
const accountFr = button('Ouvrir mon compte', '{{ account_url }}');

export const cancelled: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription ends on {{ access_last_day | long_date }}',
    title: 'Your subscription ends on {{ access_last_day | long_date }}',
    blocks: [
      text(
        '{% if by == "member" %}You cancelled{% else %}{{ organization.name }} cancelled' +
          '{% endif %} your {{ plan_name }} subscription. Your access stays open until ' +
          '{{ access_last_day | long_date }} and there will be no further payments.',
      ),
      text(
        '{% if undo_url %}Until that day you can undo it, and all goes on as before.{% endif %}',
      ),
      button('Keep my subscription', '{{ undo_url }}'),
      button('Subscribe again', '{% unless undo_url %}{{ come_back_url }}{% endunless %}'),
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » prend fin le {{ access_last_day | long_date }}',
    title: 'Votre abonnement prend fin le {{ access_last_day | long_date }}',
    blocks: [
      text(
        '{% if by == "member" %}Vous avez résilié{% else %}{{ organization.name }} a résilié' +
          "{% endif %} votre abonnement « {{ plan_name }} ». Votre accès reste ouvert jusqu'au " +
          "{{ access_last_day | long_date }} et il n'y aura plus de paiement.",
      ),
      text(
        "{% if undo_url %}Jusqu'à ce jour, vous pouvez revenir sur cette décision : tout " +
          'continue comme avant.{% endif %}',
      ),
      button('Garder mon abonnement', '{{ undo_url }}'),
      button("M'abonner à nouveau", '{% unless undo_url %}{{ come_back_url }}{% endunless %}'),
    ],
  },
};

export const paused: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription is paused',
    title: 'Your subscription is paused',
    blocks: [
      text(
        'Your {{ plan_name }} subscription is paused from {{ paused_from | long_date }}' +
          '{% if resumes_on %} and goes on by itself on {{ resumes_on | long_date }}{% else %} ' +
          'until you resume it{% endif %}. Nothing is charged meanwhile, and your access ' +
          '{% if access_during_pause %}stays open{% else %}is closed during the pause' +
          '{% endif %}. {% if gives_credit %}What you paid and did not use is on your credit ' +
          'balance, for the invoices to come.{% else %}The paused days are added to your ' +
          'subscription.{% endif %}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » est en pause',
    title: 'Votre abonnement est en pause',
    blocks: [
      text(
        'Votre abonnement « {{ plan_name }} » est en pause à partir du ' +
          '{{ paused_from | long_date }}{% if resumes_on %} et reprend de lui-même le ' +
          "{{ resumes_on | long_date }}{% else %}, jusqu'à ce que vous le repreniez{% endif %}. " +
          "Rien n'est prélevé entre-temps et votre accès " +
          '{% if access_during_pause %}reste ouvert{% else %}est fermé pendant la pause' +
          "{% endif %}. {% if gives_credit %}Ce que vous avez payé sans l'utiliser est porté à " +
          "votre crédit, pour les factures à venir.{% else %}Les jours de pause s'ajoutent à " +
          'votre abonnement.{% endif %}',
      ),
      accountFr,
    ],
  },
};

export const resumed: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription goes on',
    title: 'Your subscription goes on',
    blocks: [
      text(
        '{% if never_began %}The pause planned for your {{ plan_name }} subscription does not ' +
          'take place: it goes on as before.{% else %}The pause of your {{ plan_name }} ' +
          'subscription ended on {{ resumed_on | long_date }}{% if owed %}. {{ owed | money }} ' +
          'from before the pause are still to be paid.{% else %} and your access is open.' +
          '{% endif %}{% endif %} {{ next_payment_sentence }}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » reprend',
    title: 'Votre abonnement reprend',
    blocks: [
      text(
        '{% if never_began %}La pause prévue pour votre abonnement « {{ plan_name }} » ' +
          "n'a pas lieu : il continue comme avant.{% else %}La pause de votre abonnement " +
          '« {{ plan_name }} » a pris fin le {{ resumed_on | long_date }}{% if owed %}. ' +
          '{{ owed | money }} restent à payer depuis avant la pause.{% else %} et votre accès ' +
          'est ouvert.{% endif %}{% endif %} {{ next_payment_sentence }}',
      ),
      accountFr,
    ],
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
