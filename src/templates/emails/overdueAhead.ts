import { button, facts, type InBothLanguages, text } from './blocks.ts';
import { numberRow } from './invoiceWords.ts';

/** Before a retry. It says what the bank is asked for and when, never that anything is over. */
export const retryAnnounced: InBothLanguages = {
  en: {
    subject: 'We try again on {{ retry_on | weekday }}: {{ amount | money }} for {{ plan_name }}',
    title: 'We try again on {{ retry_on | weekday }}',
    blocks: [
      text('{{ what_happens }} {{ access_sentence }}'),
      text('If the money is there, you have nothing to do. {{ what_to_do }}'),
      button('{{ update_words }}', '{{ update_url }}'),
      facts(['Amount', '{{ amount | money }}'], ['From', '{{ method }}'], numberRow),
    ],
  },
  fr: {
    subject:
      'Nouvelle tentative le {{ retry_on | weekday }} : {{ amount | money }} pour ' +
      '« {{ plan_name }} »',
    title: 'Nouvelle tentative le {{ retry_on | weekday }}',
    blocks: [
      text('{{ what_happens }} {{ access_sentence }}'),
      text("Si la somme est disponible, vous n'avez rien à faire. {{ what_to_do }}"),
      button('{{ update_words }}', '{{ update_url }}'),
      facts(['Montant', '{{ amount | money }}'], ['Moyen de paiement', '{{ method }}'], numberRow),
    ],
  },
};
