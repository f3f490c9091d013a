import { button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { aDocument, documentWord } from './invoiceWords.ts';
import { offlineEn, offlineFr } from './offline.ts';

export const invoice: InBothLanguages = {
  en: {
    subject:
      `${documentWord} {{ invoice.number }}: {{ invoice.balance | money }}` +
      '{% unless collected_on %} to pay{% endunless %}',
    title:
      '{% if collected_on %}Your invoice of {{ invoice.total | money }}' +
      '{% else %}{{ invoice.balance | money }} to pay{% endif %}',
    blocks: [
      text(
        `Here is ${aDocument} {{ invoice.number }}` +
          '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}. ' +
          '{% if collected_on %}You have nothing to do: we collect it on ' +
          '{{ collected_on | weekday }}' +
          '{% if collected_from %} from {{ collected_from }}{% endif %}.' +
          '{% elsif invoice.due_on %}Please pay it by {{ invoice.due_on | long_date }}.{% endif %}' +
          '{% if invoice.proforma %} You get the invoice itself as soon as it is paid.{% endif %}',
      ),
      facts(
        [documentWord, '{{ invoice.number }}'],
        ['Period', '{{ period | period }}'],
        ['Amount', '{{ invoice.total | money }}'],
        ['To pay', '{{ invoice.balance | money }}'],
        ['Due', '{{ invoice.due_on | long_date }}'],
        ...offlineEn,
      ),
      text('{{ offline.text }}'),
      button('Pay {{ invoice.balance | money }}', '{{ pay_url }}'),
      small(`The ${aDocument} is attached as a PDF.`),
    ],
  },
  fr: {
    subject:
      `${documentWord} {{ invoice.number }} : {{ invoice.balance | money }}` +
      '{% unless collected_on %} à payer{% endunless %}',
    title:
      '{% if collected_on %}Votre facture de {{ invoice.total | money }}' +
      '{% else %}{{ invoice.balance | money }} à payer{% endif %}',
    blocks: [
      text(
        `Voici la ${aDocument} {{ invoice.number }}` +
          '{% if plan_name %} de votre abonnement « {{ plan_name }} »{% endif %}. ' +
          "{% if collected_on %}Vous n'avez rien à faire : elle sera prélevée le " +
          '{{ collected_on | weekday }}' +
          '{% if collected_from %} sur {{ collected_from }}{% endif %}.' +
          '{% elsif invoice.due_on %}Merci de la régler avant le ' +
          '{{ invoice.due_on | long_date }} inclus.{% endif %}' +
          '{% if invoice.proforma %} La facture vous sera envoyée dès son paiement.{% endif %}',
      ),
      facts(
        [documentWord, '{{ invoice.number }}'],
        ['Période', '{{ period | period }}'],
        ['Montant', '{{ invoice.total | money }}'],
        ['À payer', '{{ invoice.balance | money }}'],
        ['Échéance', '{{ invoice.due_on | long_date }}'],
        ...offlineFr,
      ),
      text('{{ offline.text }}'),
      button('Payer {{ invoice.balance | money }}', '{{ pay_url }}'),
      small(`La ${aDocument} est jointe en PDF.`),
    ],
  },
};

export const receipt: InBothLanguages = {
  en: {
    subject: 'Paid: {{ amount | money }} for invoice {{ invoice.number }}',
    title: 'Thank you, {{ amount | money }} is paid',
    blocks: [
      text(
        'We received {{ amount | money }} on {{ paid_on | long_date }}' +
          '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}.' +
          ' {{ next_payment_sentence }}',
      ),
      facts(
        ['Invoice', '{{ invoice.number }}'],
        ['Was pro forma', '{{ invoice.notice }}'],
        ['Period', '{{ period | period }}'],
        ['Paid', '{{ amount | money }}'],
        ['Paid with', '{{ method }}'],
        [
          'Still to pay',
          '{% if invoice.balance.amount > 0 %}{{ invoice.balance | money }}{% endif %}',
        ],
      ),
      button('Open my account', '{{ account_url }}'),
      small('The invoice is attached as a PDF.'),
    ],
  },
  fr: {
    subject: 'Payé : {{ amount | money }} pour la facture {{ invoice.number }}',
    title: 'Merci, {{ amount | money }} sont bien reçus',
    blocks: [
      text(
        'Nous avons reçu {{ amount | money }} le {{ paid_on | long_date }}' +
          '{% if plan_name %} pour votre abonnement « {{ plan_name }} »{% endif %}.' +
          ' {{ next_payment_sentence }}',
      ),
      facts(
        ['Facture', '{{ invoice.number }}'],
        ['Était pro forma', '{{ invoice.notice }}'],
        ['Période', '{{ period | period }}'],
        ['Payé', '{{ amount | money }}'],
        ['Moyen de paiement', '{{ method }}'],
        [
          'Reste à payer',
          '{% if invoice.balance.amount > 0 %}{{ invoice.balance | money }}{% endif %}',
        ],
      ),
      button('Ouvrir mon compte', '{{ account_url }}'),
      small('La facture est jointe en PDF.'),
    ],
  },
};
