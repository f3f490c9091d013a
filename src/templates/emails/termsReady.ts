import { nextPaymentTags } from './nextPayment.ts';
import { type ReadyTags, ready, readyLabels } from './ready.ts';

/* The words about a subscription's terms, days and payer that depend on the facts. */

/** Of other terms of the same plan. */
export const subscriptionChangedTags: ReadyTags = {
  ...nextPaymentTags,
  quantity_words: ready(
    { en: 'The quantity, when it is more than one', fr: "La quantité, au-delà d'un" },
    '{% if quantity > 1 %}{{ quantity }}{% endif %}',
    '{% if quantity > 1 %}{{ quantity }}{% endif %}',
  ),
  price_words: ready(
    { en: 'The price, and how often it is paid', fr: 'Le tarif et sa fréquence' },
    '{{ price | money }} {% if interval_count == 1 %}per {{ interval_unit }}' +
      '{% else %}every {{ interval_count }} {{ interval_unit }}s{% endif %}',
    '{{ price | money }} ' +
      '{% if interval_count > 1 %}tous les {{ interval_count }} {% case interval_unit %}' +
      "{% when 'day' %}jours{% when 'week' %}semaines{% when 'month' %}mois{% else %}ans" +
      "{% endcase %}{% else %}par {% case interval_unit %}{% when 'day' %}jour" +
      "{% when 'week' %}semaine{% when 'month' %}mois{% else %}an{% endcase %}{% endif %}",
  ),
};

/** Of a planned change that does not happen. */
export const changeWithdrawnTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    'The change {% if to_plan %}to {{ to_plan }} {% endif %}that was planned does not happen: ' +
      'your {{ plan_name }} subscription goes on at {{ price | money }}.',
    'Le changement prévu{% if to_plan %} pour « {{ to_plan }} »{% endif %} ' +
      "n'a pas lieu : votre abonnement « {{ plan_name }} » continue à {{ price | money }}.",
  ),
  ...nextPaymentTags,
};

/** Of days that are given. */
export const extendedTags: ReadyTags = {
  free_days: ready(
    { en: 'How many free days', fr: 'Le nombre de jours offerts' },
    '{{ days }} free {% if days == 1 %}day{% else %}days{% endif %}',
    '{{ days }} {% if days == 1 %}jour offert{% else %}jours offerts{% endif %}',
  ),
  days_in_words: ready(
    { en: 'The number of days, with its word', fr: 'Le nombre de jours, avec le mot' },
    '{{ days }} {% if days == 1 %}day{% else %}days{% endif %}',
    '{{ days }} {% if days == 1 %}jour{% else %}jours{% endif %}',
  ),
  ...nextPaymentTags,
};

/** Of given days that are taken back. */
export const extensionUndoneTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    '{{ organization.name }} took back the {{ days }} free ' +
      '{% if days == 1 %}day{% else %}days{% endif %} of your {{ plan_name }} subscription' +
      '{% if last_day %}: it lasts until {{ last_day | long_date }} as before{% endif %}.',
    '{{ organization.name }} a retiré {% if days == 1 %}le jour offert{% else %}les ' +
      '{{ days }} jours offerts{% endif %} de votre abonnement « {{ plan_name }} »' +
      "{% if last_day %} : il dure jusqu'au {{ last_day | long_date }}, comme avant" +
      '{% endif %}.',
  ),
  ...nextPaymentTags,
};

/** Whom else it concerns, after the first. */
function othersIn(head: string, between: string): string {
  const price = '{% if each.price %} ({{ each.price | money }}){% endif %}';
  const one = `{{ each.member_name }}${between}{{ each.plan_name }}${price}`;
  const all = `{% for each in others %} ${one}{% unless forloop.last %};{% endunless %}{% endfor %}`;
  return `{% if others %}${head}${all}.{% endif %}`;
}

/** Of the e-mail to who pays from now on, and to who no longer does. */
export const payerChangedTags: ReadyTags = {
  who_pays: ready(
    { en: 'Whether the reader pays from now on, and for whom', fr: 'Qui paie, et pour qui' },
    '{% if pays %}You now pay for{% else %}You no longer pay for{% endif %} ' +
      "{{ member_name }}'s {{ plan_name }} subscription",
    "{% if pays %}Vous payez désormais{% else %}Vous ne payez plus{% endif %} l'abonnement " +
      '« {{ plan_name }} » de {{ member_name }}',
  ),
  headline: ready(
    readyLabels.headline,
    '{% if pays %}You pay from now on{% else %}You no longer pay{% endif %}',
    '{% if pays %}Vous payez désormais{% else %}Vous ne payez plus{% endif %}',
  ),
  what_it_means: ready(
    readyLabels.whatItMeans,
    '{% if pays %}From now on you receive the invoices of {{ member_name }} for ' +
      '{{ plan_name }}.{% if next_charge_on %} The next one is due on ' +
      '{{ next_charge_on | long_date }}.{% endif %}{% else %}The coming invoices of ' +
      '{{ member_name }} for {{ plan_name }} go to somebody else.' +
      '{% if open_invoices > 0 %} Those already sent to you stay to be paid.{% endif %}' +
      '{% endif %}',
    '{% if pays %}Vous recevez désormais les factures de {{ member_name }} pour ' +
      '« {{ plan_name }} ».{% if next_charge_on %} La prochaine est prévue le ' +
      '{{ next_charge_on | long_date }}.{% endif %}{% else %}Les prochaines factures de ' +
      "{{ member_name }} pour « {{ plan_name }} » sont adressées à quelqu'un d'autre." +
      '{% if open_invoices > 0 %} Celles que vous avez déjà reçues restent à régler.' +
      '{% endif %}{% endif %}',
  ),
  price_to_pay: ready(
    { en: 'The price, for who pays from now on', fr: 'Le tarif, pour qui paie désormais' },
    '{% if pays %}{{ price | money }}{% endif %}',
    '{% if pays %}{{ price | money }}{% endif %}',
  ),
  others_sentence: ready(
    { en: 'Whom else it concerns, if anybody', fr: "Les autres membres concernés, s'il y en a" },
    othersIn('The same goes for:', ' for '),
    othersIn('De même pour :', ', '),
  ),
};
