import { button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { anInvoiceEn, anInvoiceFr, invoiceEn, invoiceFr } from './invoiceWords.ts';
import { offlineEn, offlineFr } from './offline.ts';

export const invoice: InBothLanguages = {
  en: {
    subject:
      `${invoiceEn} {{ invoice.number }}: {{ invoice.balance | money }}` +
      '{% unless collected_on %} to pay{% endunless %}',
    title:
      '{% if collected_on %}Your invoice of {{ invoice.total | money }}' +
      '{% else %}{{ invoice.balance | money }} to pay{% endif %}',
    blocks: [
      text(
        `Here is ${anInvoiceEn} {{ invoice.number }}` +
          '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}. ' +
          '{% if collected_on %}You have nothing to do: we collect it on ' +
          '{{ collected_on | weekday }}' +
          '{% if collected_from %} from {{ collected_from }}{% endif %}.' +
          '{% elsif invoice.due_on %}Please pay it by {{ invoice.due_on | long_date }}.{% endif %}' +
          '{% if invoice.proforma %} You get the invoice itself as soon as it is paid.{% endif %}',
      ),
      facts(
        [invoiceEn, '{{ invoice.number }}'],
        ['Period', '{% if period %}{{ period | period }}{% endif %}'],
        ['Amount', '{{ invoice.total | money }}'],
        ['To pay', '{{ invoice.balance | money }}'],
        ['Due', '{% if invoice.due_on %}{{ invoice.due_on | long_date }}{% endif %}'],
        ...offlineEn,
      ),
      text('{% if offline.text %}{{ offline.text }}{% endif %}'),
      button('Pay {{ invoice.balance | money }}', '{% if pay_url %}{{ pay_url }}{% endif %}'),
      small(`The ${anInvoiceEn} is attached as a PDF.`),
    ],
  },
  fr: {
    subject:
      `${invoiceFr} {{ invoice.number }} : {{ invoice.balance | money }}` +
      '{% unless collected_on %} à payer{% endunless %}',
    title:
      '{% if collected_on %}Votre facture de {{ invoice.total | money }}' +
      '{% else %}{{ invoice.balance | money }} à payer{% endif %}',
    blocks: [
      text(
        `Voici la ${anInvoiceFr} {{ invoice.number }}` +
          '{% if plan_name %} de votre abonnement « {{ plan_name }} »{% endif %}. ' +
          "{% if collected_on %}Vous n'avez rien à faire : elle sera prélevée le " +
          '{{ collected_on | weekday }}' +
          '{% if collected_from %} sur {{ collected_from }}{% endif %}.' +
          '{% elsif invoice.due_on %}Merci de la régler avant le ' +
          '{{ invoice.due_on | long_date }} inclus.{% endif %}' +
          '{% if invoice.proforma %} La facture vous sera envoyée dès son paiement.{% endif %}',
      ),
      facts(
        [invoiceFr, '{{ invoice.number }}'],
        ['Période', '{% if period %}{{ period | period }}{% endif %}'],
        ['Montant', '{{ invoice.total | money }}'],
        ['À payer', '{{ invoice.balance | money }}'],
        ['Échéance', '{% if invoice.due_on %}{{ invoice.due_on | long_date }}{% endif %}'],
        ...offlineFr,
      ),
      text('{% if offline.text %}{{ offline.text }}{% endif %}'),
      button('Payer {{ invoice.balance | money }}', '{% if pay_url %}{{ pay_url }}{% endif %}'),
      small(`La ${anInvoiceFr} est jointe en PDF.`),
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
          '{% if next_charge_on %} The next payment is on ' +
          '{{ next_charge_on | long_date }}.{% endif %}',
      ),
      facts(
        ['Invoice', '{{ invoice.number }}'],
        ['Was pro forma', '{% if invoice.notice %}{{ invoice.notice }}{% endif %}'],
        ['Period', '{% if period %}{{ period | period }}{% endif %}'],
        ['Paid', '{{ amount | money }}'],
        ['Paid with', '{% if method %}{{ method }}{% endif %}'],
        [
          'Still to pay',
          '{% if invoice.balance.amount > 0 %}{{ invoice.balance | money }}{% endif %}',
        ],
      ),
      button('Open my account', '{% if account_url %}{{ account_url }}{% endif %}'),
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
          '{% if next_charge_on %} Le prochain paiement aura lieu le ' +
          '{{ next_charge_on | long_date }}.{% endif %}',
      ),
      facts(
        ['Facture', '{{ invoice.number }}'],
        ['Était pro forma', '{% if invoice.notice %}{{ invoice.notice }}{% endif %}'],
        ['Période', '{% if period %}{{ period | period }}{% endif %}'],
        ['Payé', '{{ amount | money }}'],
        ['Moyen de paiement', '{% if method %}{{ method }}{% endif %}'],
        [
          'Reste à payer',
          '{% if invoice.balance.amount > 0 %}{{ invoice.balance | money }}{% endif %}',
        ],
      ),
      button('Ouvrir mon compte', '{% if account_url %}{{ account_url }}{% endif %}'),
      small('La facture est jointe en PDF.'),
    ],
  },
};
