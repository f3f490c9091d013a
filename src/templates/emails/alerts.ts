import { alert, button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { numberRow } from './invoiceWords.ts';

/** To staff: a dispute opened, with its deadline, or ended. */
export const disputeNews: InBothLanguages = {
  en: {
    subject: '{{ headline }} ({{ payer_name }})',
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_means }}'),
      alert('{{ deadline_sentence }}'),
      facts(['Payer', '{{ payer_name }}'], ['Amount', '{{ amount | money }}'], numberRow, [
        'Reason',
        '{{ reason | dispute_reason }}',
      ]),
      button('Open the case', '{{ case_url }}'),
      small('You get this because you may act on payments of {{ organization.name }}.'),
    ],
  },
  fr: {
    subject: '{{ headline }} ({{ payer_name }})',
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_means }}'),
      alert('{{ deadline_sentence }}'),
      facts(['Payeur', '{{ payer_name }}'], ['Montant', '{{ amount | money }}'], numberRow, [
        'Motif',
        '{{ reason | dispute_reason }}',
      ]),
      button('Ouvrir le dossier', '{{ case_url }}'),
      small('Vous recevez ce message car vous gérez les paiements de {{ organization.name }}.'),
    ],
  },
};

/** To staff: money went another way than the books expected. */
export const moneyAlert: InBothLanguages = {
  en: {
    subject: '{{ headline }} ({{ payer_name }})',
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_means }}'),
      facts(['Payer', '{{ payer_name }}'], ['Amount', '{{ amount | money }}'], numberRow, [
        'Reason',
        '{{ reason }}',
      ]),
      button('Open the record', '{{ url }}'),
      small('You get this because you may act on payments of {{ organization.name }}.'),
    ],
  },
  fr: {
    subject: '{{ headline }} ({{ payer_name }})',
    title: '{{ headline }}',
    blocks: [
      text('{{ what_it_means }}'),
      facts(['Payeur', '{{ payer_name }}'], ['Montant', '{{ amount | money }}'], numberRow, [
        'Motif',
        '{{ reason }}',
      ]),
      button('Ouvrir la fiche', '{{ url }}'),
      small('Vous recevez ce message car vous gérez les paiements de {{ organization.name }}.'),
    ],
  },
};
