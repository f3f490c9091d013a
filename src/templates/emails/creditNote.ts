import { button, facts, type InBothLanguages, small, text } from './blocks.ts';

export const creditNote: InBothLanguages = {
  en: {
    subject: 'Credit note {{ credit_note_number }} for invoice {{ invoice.number }}',
    title: '{{ amount | money }} less on invoice {{ invoice.number }}',
    blocks: [
      text(
        'On {{ issued_on | long_date }} we corrected invoice {{ invoice.number }} with credit ' +
          'note {{ credit_note_number }} of {{ amount | money }}.',
      ),
      text('{{ reason_sentence }}'),
      text('{{ credit_sentence }}'),
      facts(
        ['Invoice', '{{ invoice.number }}'],
        ['Credit note', '{{ credit_note_number }}'],
        ['Credited', '{{ amount | money }}'],
        ['Still to pay', '{{ invoice.balance | money }}'],
      ),
      button('Pay {{ invoice.balance | money }}', '{{ pay_url }}'),
      small('The credit note is attached as a PDF.'),
    ],
  },
  fr: {
    subject: 'Avoir {{ credit_note_number }} sur la facture {{ invoice.number }}',
    title: '{{ amount | money }} de moins sur la facture {{ invoice.number }}',
    blocks: [
      text(
        'Le {{ issued_on | long_date }}, nous avons corrigé la facture {{ invoice.number }} par ' +
          "l'avoir {{ credit_note_number }} de {{ amount | money }}.",
      ),
      text('{{ reason_sentence }}'),
      text('{{ credit_sentence }}'),
      facts(
        ['Facture', '{{ invoice.number }}'],
        ['Avoir', '{{ credit_note_number }}'],
        ['Crédité', '{{ amount | money }}'],
        ['Reste à payer', '{{ invoice.balance | money }}'],
      ),
      button('Payer {{ invoice.balance | money }}', '{{ pay_url }}'),
      small("L'avoir est joint en PDF."),
    ],
  },
};
