import { button, facts, type InBothLanguages, text } from './blocks.ts';

const accountEn = button('Open my account', '{{ account_url }}');
const accountFr = button('Ouvrir mon compte', '{{ account_url }}');

const everyEn =
  '{% if interval_count == 1 %}per {{ interval_unit }}' +
  '{% else %}every {{ interval_count }} {{ interval_unit }}s{% endif %}';
const everyFr =
  '{% if interval_count > 1 %}tous les {{ interval_count }} {% case interval_unit %}' +
  "{% when 'day' %}jours{% when 'week' %}semaines{% when 'month' %}mois{% else %}ans{% endcase %}" +
  "{% else %}par {% case interval_unit %}{% when 'day' %}jour{% when 'week' %}semaine" +
  "{% when 'month' %}mois{% else %}an{% endcase %}{% endif %}";

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
        ['Quantity', '{% if quantity > 1 %}{{ quantity }}{% endif %}'],
        ['Add-ons', '{{ addons }}'],
        ['New price', `{{ price | money }} ${everyEn}`],
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
        ['Quantité', '{% if quantity > 1 %}{{ quantity }}{% endif %}'],
        ['Options', '{{ addons }}'],
        ['Nouveau tarif', `{{ price | money }} ${everyFr}`],
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
    subject:
      '{{ days }} free {% if days == 1 %}day{% else %}days{% endif %} for your {{ plan_name }} ' +
      'subscription',
    title: 'Your subscription is extended',
    blocks: [
      text(
        '{{ organization.name }} gives you {{ days }} free ' +
          '{% if days == 1 %}day{% else %}days{% endif %}: your {{ plan_name }} subscription now ' +
          'lasts until {{ last_day | long_date }}. {{ next_payment_sentence }}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject:
      '{{ days }} {% if days == 1 %}jour offert{% else %}jours offerts{% endif %} sur ' +
      'votre abonnement « {{ plan_name }} »',
    title: 'Votre abonnement est prolongé',
    blocks: [
      text(
        '{{ organization.name }} vous offre {{ days }} ' +
          '{% if days == 1 %}jour{% else %}jours{% endif %} : votre abonnement ' +
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

/** Whom else it concerns, after the first. */
function othersIn(head: string, between: string): string {
  const price = '{% if each.price %} ({{ each.price | money }}){% endif %}';
  const one = `{{ each.member_name }}${between}{{ each.plan_name }}${price}`;
  const all = `{% for each in others %} ${one}{% unless forloop.last %};{% endunless %}{% endfor %}`;
  return `{% if others %}${head}${all}.{% endif %}`;
}

export const payerChanged: InBothLanguages = {
  en: {
    subject:
      '{% if pays %}You now pay for{% else %}You no longer pay for{% endif %} ' +
      "{{ member_name }}'s {{ plan_name }} subscription",
    title: '{% if pays %}You pay from now on{% else %}You no longer pay{% endif %}',
    blocks: [
      text(
        '{% if pays %}From now on you receive the invoices of {{ member_name }} for ' +
          '{{ plan_name }}.{% if next_charge_on %} The next one is due on ' +
          '{{ next_charge_on | long_date }}.{% endif %}{% else %}The coming invoices of ' +
          '{{ member_name }} for {{ plan_name }} go to somebody else.' +
          '{% if open_invoices > 0 %} Those already sent to you stay to be paid.{% endif %}' +
          '{% endif %}',
      ),
      facts(['Price', '{% if pays %}{{ price | money }}{% endif %}']),
      text(othersIn('The same goes for:', ' for ')),
      accountEn,
    ],
  },
  fr: {
    subject:
      "{% if pays %}Vous payez désormais{% else %}Vous ne payez plus{% endif %} l'abonnement " +
      '« {{ plan_name }} » de {{ member_name }}',
    title: '{% if pays %}Vous payez désormais{% else %}Vous ne payez plus{% endif %}',
    blocks: [
      text(
        '{% if pays %}Vous recevez désormais les factures de {{ member_name }} pour ' +
          '« {{ plan_name }} ».{% if next_charge_on %} La prochaine est prévue le ' +
          '{{ next_charge_on | long_date }}.{% endif %}{% else %}Les prochaines factures de ' +
          "{{ member_name }} pour « {{ plan_name }} » sont adressées à quelqu'un d'autre." +
          '{% if open_invoices > 0 %} Celles que vous avez déjà reçues restent à régler.' +
          '{% endif %}{% endif %}',
      ),
      facts(['Tarif', '{% if pays %}{{ price | money }}{% endif %}']),
      text(othersIn('De même pour :', ', ')),
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
