import { alert, button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { numberRow } from './invoiceWords.ts';

const disputeWordsEn =
  '{% case news %}{% when "inquiry" %}A bank asks about a payment of {{ amount | money }}' +
  '{% when "opened" %}A payment of {{ amount | money }} is disputed' +
  '{% when "won" %}Dispute won: {{ amount | money }}' +
  '{% else %}Dispute lost: {{ amount | money }}{% endcase %}';
const disputeWordsFr =
  '{% case news %}{% when "inquiry" %}Une banque demande des précisions : {{ amount | money }}' +
  '{% when "opened" %}Un paiement de {{ amount | money }} est contesté' +
  '{% when "won" %}Litige gagné : {{ amount | money }}' +
  '{% else %}Litige perdu : {{ amount | money }}{% endcase %}';

/** To staff: a dispute opened, with its deadline, or ended. */
export const disputeNews: InBothLanguages = {
  en: {
    subject: `${disputeWordsEn} ({{ payer_name }})`,
    title: disputeWordsEn,
    blocks: [
      text(
        '{% case news %}{% when "inquiry" %}The bank of {{ payer_name }} asks about this ' +
          'payment. No money has moved yet; a good answer often prevents a dispute.' +
          '{% when "opened" %}The bank of {{ payer_name }} has taken the money back, and the ' +
          'invoice is open again. It is not chased while the dispute runs.' +
          '{% when "won" %}The bank has given the money back. The invoice is settled again.' +
          '{% else %}The bank keeps the money. Decide whether to write the open balance off or ' +
          'to ask {{ payer_name }} for it.{% endcase %}',
      ),
      alert(
        '{% if respond_by %}{% if news == "inquiry" or news == "opened" %}Answer by ' +
          '{{ respond_by | long_date }}: afterwards it is lost.{% endif %}{% endif %}',
      ),
      facts(['Payer', '{{ payer_name }}'], ['Amount', '{{ amount | money }}'], numberRow, [
        'Reason',
        '{{ reason | dispute_reason }}',
      ]),
      button('Open the case', '{{ case_url }}'),
      small('You get this because you may act on payments of {{ organization.name }}.'),
    ],
  },
  fr: {
    subject: `${disputeWordsFr} ({{ payer_name }})`,
    title: disputeWordsFr,
    blocks: [
      text(
        '{% case news %}{% when "inquiry" %}La banque de {{ payer_name }} demande des précisions ' +
          "sur ce paiement. L'argent n'a pas bougé ; une bonne réponse évite souvent un litige." +
          '{% when "opened" %}La banque de {{ payer_name }} a repris l\'argent, et la facture est ' +
          "de nouveau ouverte. Elle n'est pas relancée tant que le litige dure." +
          '{% when "won" %}La banque a rendu l\'argent. La facture est de nouveau réglée.' +
          "{% else %}La banque garde l'argent. Décidez de passer le solde en irrécouvrable ou de " +
          'le demander à {{ payer_name }}.{% endcase %}',
      ),
      alert(
        '{% if respond_by %}{% if news == "inquiry" or news == "opened" %}Répondez avant le ' +
          '{{ respond_by | long_date }} : ensuite, il est perdu.{% endif %}{% endif %}',
      ),
      facts(['Payeur', '{{ payer_name }}'], ['Montant', '{{ amount | money }}'], numberRow, [
        'Motif',
        '{{ reason | dispute_reason }}',
      ]),
      button('Ouvrir le dossier', '{{ case_url }}'),
      small('Vous recevez ce message car vous gérez les paiements de {{ organization.name }}.'),
    ],
  },
};

const alertEn =
  '{% case news %}{% when "refund_failed" %}A refund of {{ amount | money }} did not arrive' +
  '{% when "late_success" %}A late payment of {{ amount | money }} became credit' +
  '{% else %}Refunded as fraud: {{ amount | money }}{% endcase %}';
const alertFr =
  '{% case news %}{% when "refund_failed" %}Un remboursement de {{ amount | money }} a échoué' +
  '{% when "late_success" %}Un paiement tardif de {{ amount | money }} est devenu un crédit' +
  '{% else %}Remboursé pour fraude : {{ amount | money }}{% endcase %}';

/** To staff: money went another way than the books expected. */
export const moneyAlert: InBothLanguages = {
  en: {
    subject: `${alertEn} ({{ payer_name }})`,
    title: alertEn,
    blocks: [
      text(
        '{% case news %}{% when "refund_failed" %}The gateway reports that a refund to ' +
          '{{ payer_name }} came back. The amount is their credit again; give it back by other ' +
          'means, or leave it for their next invoice.' +
          '{% when "late_success" %}A payment of {{ payer_name }} succeeded after its invoice was ' +
          'paid or voided otherwise. It is kept as their credit; give it back if they did not ' +
          'mean to pay twice.' +
          '{% else %}The gateway found a fraud. {{ payer_name }} was refunded, their access is ' +
          'closed, and their payment method will not be charged again.{% endcase %}',
      ),
      facts(['Payer', '{{ payer_name }}'], ['Amount', '{{ amount | money }}'], numberRow, [
        'Reason',
        '{{ reason }}',
      ]),
      button('Open the record', '{{ url }}'),
      small('You get this because you may act on payments of {{ organization.name }}.'),
    ],
  },
  fr: {
    subject: `${alertFr} ({{ payer_name }})`,
    title: alertFr,
    blocks: [
      text(
        '{% case news %}{% when "refund_failed" %}La passerelle signale que le remboursement de ' +
          '{{ payer_name }} est revenu. Le montant redevient son crédit : rendez-le autrement, ' +
          'ou gardez-le pour sa prochaine facture.' +
          '{% when "late_success" %}Un paiement de {{ payer_name }} a réussi alors que sa facture ' +
          'était déjà réglée ou annulée. Il reste en crédit ; rendez-le si le double paiement ' +
          "n'était pas voulu." +
          '{% else %}La passerelle a constaté une fraude. {{ payer_name }} a été remboursé, son ' +
          'accès est fermé et son moyen de paiement ne sera plus débité.{% endcase %}',
      ),
      facts(['Payeur', '{{ payer_name }}'], ['Montant', '{{ amount | money }}'], numberRow, [
        'Motif',
        '{{ reason }}',
      ]),
      button('Ouvrir la fiche', '{{ url }}'),
      small('Vous recevez ce message car vous gérez les paiements de {{ organization.name }}.'),
    ],
  },
};
