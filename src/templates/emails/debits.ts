import { button, facts, type InBothLanguages, text } from './blocks.ts';
import { numberRow } from './invoiceWords.ts';

/** The notice before a direct debit: amount, day, mandate and creditor, as the scheme asks for. */
export const debitAnnounced: InBothLanguages = {
  en: {
    subject: '{{ amount | money }} will be debited on {{ collect_on | weekday }}',
    title: '{{ amount | money }} on {{ collect_on | weekday }}',
    blocks: [
      text('{{ what_happens }} You have nothing to do: please see that the money is there.'),
      facts(
        ['Amount', '{{ amount | money }}'],
        ['Collected on', '{{ collect_on | long_date }}'],
        numberRow,
        ['Mandate', '{{ mandate_reference }}'],
        ['Creditor identifier', '{{ creditor_id }}'],
      ),
      button('See my account', '{{ account_url }}'),
    ],
  },
  fr: {
    subject: 'Prélèvement de {{ amount | money }} le {{ collect_on | weekday }}',
    title: '{{ amount | money }} le {{ collect_on | weekday }}',
    blocks: [
      text(
        "{{ what_happens }} Vous n'avez rien à faire : veillez simplement à ce que le compte " +
          'soit approvisionné.',
      ),
      facts(
        ['Montant', '{{ amount | money }}'],
        ['Prélevé le', '{{ collect_on | long_date }}'],
        numberRow,
        ['Référence du mandat', '{{ mandate_reference }}'],
        ['Identifiant créancier', '{{ creditor_id }}'],
      ),
      button('Voir mon compte', '{{ account_url }}'),
    ],
  },
};
