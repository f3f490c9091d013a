import { alert, button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { aDocument, documentWord } from './invoiceWords.ts';
import { offlineEn, offlineFr } from './offline.ts';

export const reminder: InBothLanguages = {
  en: {
    subject: `Reminder: {{ invoice.balance | money }} to pay, ${aDocument} {{ invoice.number }}`,
    title: '{{ invoice.balance | money }} still to pay',
    blocks: [
      text('{{ what_is_open }} If your payment is on its way, thank you: nothing more to do.'),
      alert('{{ what_happens }}'),
      facts(
        [documentWord, '{{ invoice.number }}'],
        ['Issued', '{{ invoice.issued_on | long_date }}'],
        ['To pay', '{{ invoice.balance | money }}'],
        ...offlineEn,
      ),
      text('{{ offline.text }}'),
      button('Pay {{ invoice.balance | money }}', '{{ pay_url }}'),
      small(`The ${aDocument} is attached as a PDF.`),
    ],
  },
  fr: {
    subject: `Rappel : {{ invoice.balance | money }} à payer, ${aDocument} {{ invoice.number }}`,
    title: 'Il reste {{ invoice.balance | money }} à payer',
    blocks: [
      text(
        '{{ what_is_open }} ' +
          "Si votre paiement est en route, merci : il n'y a rien d'autre à faire.",
      ),
      alert('{{ what_happens }}'),
      facts(
        [documentWord, '{{ invoice.number }}'],
        ['Émise le', '{{ invoice.issued_on | long_date }}'],
        ['À payer', '{{ invoice.balance | money }}'],
        ...offlineFr,
      ),
      text('{{ offline.text }}'),
      button('Payer {{ invoice.balance | money }}', '{{ pay_url }}'),
      small(`La ${aDocument} est jointe en PDF.`),
    ],
  },
};

export const refunded: InBothLanguages = {
  en: {
    subject: 'Refund of {{ amount | money }} for invoice {{ invoice_number }}',
    title: '{{ amount | money }} refunded',
    blocks: [
      text('{{ what_happened }} Your bank usually shows it within 5 to 10 days.'),
      text('{{ what_it_means }}'),
      facts(
        ['Invoice', '{{ invoice_number }}'],
        ['Credit note', '{{ credit_note_number }}'],
        ['Refunded', '{{ amount | money }}'],
      ),
      small('{{ credit_note_sentence }}'),
    ],
  },
  fr: {
    subject: 'Remboursement de {{ amount | money }} pour la facture {{ invoice_number }}',
    title: '{{ amount | money }} remboursés',
    blocks: [
      text('{{ what_happened }} Votre banque les affiche en général sous 5 à 10 jours.'),
      text('{{ what_it_means }}'),
      facts(
        ['Facture', '{{ invoice_number }}'],
        ['Avoir', '{{ credit_note_number }}'],
        ['Remboursé', '{{ amount | money }}'],
      ),
      small('{{ credit_note_sentence }}'),
    ],
  },
};

export const invoiceVoided: InBothLanguages = {
  en: {
    subject: `${documentWord} {{ invoice.number }} is void: nothing to pay`,
    title: `Nothing to pay for ${aDocument} {{ invoice.number }}`,
    blocks: [
      text(
        `On {{ voided_on | long_date }} we voided ${aDocument} {{ invoice.number }} of ` +
          '{{ invoice.total | money }}. You do not have to pay it.',
      ),
      text('{{ reason_sentence }}'),
    ],
  },
  fr: {
    subject: `${documentWord} {{ invoice.number }} annulée : rien à payer`,
    title: `Rien à payer pour la ${aDocument} {{ invoice.number }}`,
    blocks: [
      text(
        `Le {{ voided_on | long_date }}, nous avons annulé la ${aDocument} ` +
          '{{ invoice.number }} de ' +
          "{{ invoice.total | money }}. Vous n'avez pas à la payer.",
      ),
      text('{{ reason_sentence }}'),
    ],
  },
};
