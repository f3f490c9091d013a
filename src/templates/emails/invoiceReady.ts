import { invoiceTags, numberTags } from './invoiceWords.ts';
import { nextPaymentTags } from './nextPayment.ts';
import { type ReadyTags, ready, readyLabels } from './ready.ts';

/* The sentences about an invoice, its payment and its debit that depend on the facts. */

/** Of the e-mail that brings an invoice. */
export const invoiceMailTags: ReadyTags = {
  what_it_is: ready(
    { en: 'Which document this is, and for what', fr: "De quel document il s'agit" },
    'Here is {{ a_document }} {{ invoice.number }}' +
      '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}.',
    'Voici la {{ a_document }} {{ invoice.number }}' +
      '{% if plan_name %} de votre abonnement « {{ plan_name }} »{% endif %}.',
  ),
  what_to_do: ready(
    {
      en: 'How and when it is paid, and what follows',
      fr: 'Comment et quand elle est payée, et la suite',
    },
    '{% if collected_on %}You have nothing to do: we collect it on {{ collected_on | weekday }}' +
      '{% if collected_from %} from {{ collected_from }}{% endif %}.' +
      '{% elsif invoice.due_on %}Please pay it by {{ invoice.due_on | long_date }}.{% endif %}' +
      '{% if invoice.proforma %} You get the invoice itself as soon as it is paid.{% endif %}',
    "{% if collected_on %}Vous n'avez rien à faire : elle sera prélevée le " +
      '{{ collected_on | weekday }}{% if collected_from %} sur {{ collected_from }}{% endif %}.' +
      '{% elsif invoice.due_on %}Merci de la régler avant le ' +
      '{{ invoice.due_on | long_date }} inclus.{% endif %}' +
      '{% if invoice.proforma %} La facture vous sera envoyée dès son paiement.{% endif %}',
  ),
  headline: ready(
    readyLabels.headline,
    '{% if collected_on %}Your invoice of {{ invoice.total | money }}' +
      '{% else %}{{ invoice.balance | money }} to pay{% endif %}',
    '{% if collected_on %}Votre facture de {{ invoice.total | money }}' +
      '{% else %}{{ invoice.balance | money }} à payer{% endif %}',
  ),
  amount_words: ready(
    {
      en: 'The amount, with “to pay” where the member has to act',
      fr: 'Le montant, suivi de « à payer » si le membre doit agir',
    },
    '{{ invoice.balance | money }}{% unless collected_on %} to pay{% endunless %}',
    '{{ invoice.balance | money }}{% unless collected_on %} à payer{% endunless %}',
  ),
  ...invoiceTags,
};

/** Of the receipt. */
export const receiptTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    'We received {{ amount | money }} on {{ paid_on | long_date }}' +
      '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}.',
    'Nous avons reçu {{ amount | money }} le {{ paid_on | long_date }}' +
      '{% if plan_name %} pour votre abonnement « {{ plan_name }} »{% endif %}.',
  ),
  ...nextPaymentTags,
  left_to_pay: ready(
    { en: 'What is left to pay, if anything', fr: "Le reste à payer, s'il y en a un" },
    '{% if invoice.balance.amount > 0 %}{{ invoice.balance | money }}{% endif %}',
    '{% if invoice.balance.amount > 0 %}{{ invoice.balance | money }}{% endif %}',
  ),
};

/** Of the notice before a direct debit. */
export const debitTags: ReadyTags = {
  what_happens: ready(
    readyLabels.whatHappens,
    'On {{ collect_on | weekday }}, {{ creditor_name }} collects {{ amount | money }} from ' +
      'your account {{ account }} by SEPA direct debit' +
      '{% if plan_name %}, for your {{ plan_name }} subscription{% endif %}.',
    'Le {{ collect_on | weekday }}, {{ creditor_name }} prélèvera {{ amount | money }} sur ' +
      'votre compte {{ account }} (prélèvement SEPA)' +
      '{% if plan_name %} pour votre abonnement « {{ plan_name }} »{% endif %}.',
  ),
  ...numberTags,
};
