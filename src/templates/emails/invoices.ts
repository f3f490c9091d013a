import { button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { aDocument, documentWord } from './invoiceWords.ts';
import { offlineEn, offlineFr } from './offline.ts';

export const invoice: InBothLanguages = {
  en: {
    subject: `${documentWord} {{ invoice.number }}: {{ amount_words }}`,
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_is }} {{ what_to_do }}'),
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
    subject: `${documentWord} {{ invoice.number }} : {{ amount_words }}`,
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_is }} {{ what_to_do }}'),
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
      text('{{ what_happened }} {{ next_payment_sentence }}'),
      facts(
        ['Invoice', '{{ invoice.number }}'],
        ['Was pro forma', '{{ invoice.notice }}'],
        ['Period', '{{ period | period }}'],
        ['Paid', '{{ amount | money }}'],
        ['Paid with', '{{ method }}'],
        ['Still to pay', '{{ left_to_pay }}'],
      ),
      button('Open my account', '{{ account_url }}'),
      small('The invoice is attached as a PDF.'),
    ],
  },
  fr: {
    subject: 'Payé : {{ amount | money }} pour la facture {{ invoice.number }}',
    title: 'Merci, {{ amount | money }} sont bien reçus',
    blocks: [
      text('{{ what_happened }} {{ next_payment_sentence }}'),
      facts(
        ['Facture', '{{ invoice.number }}'],
        ['Était pro forma', '{{ invoice.notice }}'],
        ['Période', '{{ period | period }}'],
        ['Payé', '{{ amount | money }}'],
        ['Moyen de paiement', '{{ method }}'],
        ['Reste à payer', '{{ left_to_pay }}'],
      ),
      button('Ouvrir mon compte', '{{ account_url }}'),
      small('La facture est jointe en PDF.'),
    ],
  },
};
