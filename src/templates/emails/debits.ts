import { button, facts, type InBothLanguages, text } from './blocks.ts';
import { numberRowEn, numberRowFr } from './invoiceWords.ts';

/** The notice before a direct debit: amount, day, mandate and creditor, as the scheme asks for. */
export const debitAnnounced: InBothLanguages = {
  en: {
    subject: '{{ amount | money }} will be debited on {{ collect_on | weekday }}',
    title: '{{ amount | money }} on {{ collect_on | weekday }}',
    blocks: [
      text(
        'On {{ collect_on | weekday }}, {{ creditor_name }} collects {{ amount | money }} from ' +
          'your account {{ account }} by SEPA direct debit' +
          '{% if plan_name %}, for your {{ plan_name }} subscription{% endif %}. You have ' +
          'nothing to do: please see that the money is there.',
      ),
      facts(
        ['Amount', '{{ amount | money }}'],
        ['Collected on', '{{ collect_on | long_date }}'],
        numberRowEn,
        ['Mandate', '{{ mandate_reference }}'],
        ['Creditor identifier', '{{ creditor_id }}'],
      ),
      button('See my account', '{% if account_url %}{{ account_url }}{% endif %}'),
    ],
  },
  fr: {
    subject: 'Prélèvement de {{ amount | money }} le {{ collect_on | weekday }}',
    title: '{{ amount | money }} le {{ collect_on | weekday }}',
    blocks: [
      text(
        'Le {{ collect_on | weekday }}, {{ creditor_name }} prélèvera {{ amount | money }} sur ' +
          'votre compte {{ account }} (prélèvement SEPA)' +
          "{% if plan_name %} pour votre abonnement « {{ plan_name }} »{% endif %}. Vous n'avez " +
          'rien à faire : veillez simplement à ce que le compte soit approvisionné.',
      ),
      facts(
        ['Montant', '{{ amount | money }}'],
        ['Prélevé le', '{{ collect_on | long_date }}'],
        numberRowFr,
        ['Référence du mandat', '{{ mandate_reference }}'],
        ['Identifiant créancier', '{{ creditor_id }}'],
      ),
      button('Voir mon compte', '{% if account_url %}{{ account_url }}{% endif %}'),
    ],
  },
};
