import { numberTags } from './invoiceWords.ts';
import { type ReadyTags, ready, readyLabels } from './ready.ts';

/** Of what the team is told about a dispute. */
export const disputeNewsTags: ReadyTags = {
  headline: ready(
    readyLabels.headline,
    '{% case news %}{% when "inquiry" %}A bank asks about a payment of {{ amount | money }}' +
      '{% when "opened" %}A payment of {{ amount | money }} is disputed' +
      '{% when "won" %}Dispute won: {{ amount | money }}' +
      '{% else %}Dispute lost: {{ amount | money }}{% endcase %}',
    '{% case news %}{% when "inquiry" %}Une banque demande des précisions : {{ amount | money }}' +
      '{% when "opened" %}Un paiement de {{ amount | money }} est contesté' +
      '{% when "won" %}Litige gagné : {{ amount | money }}' +
      '{% else %}Litige perdu : {{ amount | money }}{% endcase %}',
  ),
  what_it_means: ready(
    readyLabels.whatItMeans,
    '{% case news %}{% when "inquiry" %}The bank of {{ payer_name }} asks about this ' +
      'payment. No money has moved yet; a good answer often prevents a dispute.' +
      '{% when "opened" %}The bank of {{ payer_name }} has taken the money back, and the ' +
      'invoice is open again. It is not chased while the dispute runs.' +
      '{% when "won" %}The bank has given the money back. The invoice is settled again.' +
      '{% else %}The bank keeps the money. Decide whether to write the open balance off or ' +
      'to ask {{ payer_name }} for it.{% endcase %}',
    '{% case news %}{% when "inquiry" %}La banque de {{ payer_name }} demande des précisions ' +
      "sur ce paiement. L'argent n'a pas bougé ; une bonne réponse évite souvent un litige." +
      '{% when "opened" %}La banque de {{ payer_name }} a repris l\'argent, et la facture est ' +
      "de nouveau ouverte. Elle n'est pas relancée tant que le litige dure." +
      '{% when "won" %}La banque a rendu l\'argent. La facture est de nouveau réglée.' +
      "{% else %}La banque garde l'argent. Décidez de passer le solde en irrécouvrable ou de " +
      'le demander à {{ payer_name }}.{% endcase %}',
  ),
  deadline_sentence: ready(
    {
      en: 'Until when to answer, if an answer is asked for',
      fr: "La date limite, s'il faut répondre",
    },
    '{% if respond_by %}{% if news == "inquiry" or news == "opened" %}Answer by ' +
      '{{ respond_by | long_date }}: afterwards it is lost.{% endif %}{% endif %}',
    '{% if respond_by %}{% if news == "inquiry" or news == "opened" %}Répondez avant le ' +
      '{{ respond_by | long_date }} : ensuite, il est perdu.{% endif %}{% endif %}',
  ),
  ...numberTags,
};

/** Of what the team is told about money that went another way. */
export const moneyAlertTags: ReadyTags = {
  headline: ready(
    readyLabels.headline,
    '{% case news %}{% when "refund_failed" %}A refund of {{ amount | money }} did not arrive' +
      '{% when "late_success" %}A late payment of {{ amount | money }} became credit' +
      '{% else %}Refunded as fraud: {{ amount | money }}{% endcase %}',
    '{% case news %}{% when "refund_failed" %}Un remboursement de {{ amount | money }} a échoué' +
      '{% when "late_success" %}Un paiement tardif de {{ amount | money }} est devenu un crédit' +
      '{% else %}Remboursé pour fraude : {{ amount | money }}{% endcase %}',
  ),
  what_it_means: ready(
    readyLabels.whatItMeans,
    '{% case news %}{% when "refund_failed" %}The gateway reports that a refund to ' +
      '{{ payer_name }} came back. The amount is their credit again; give it back by other ' +
      'means, or leave it for their next invoice.' +
      '{% when "late_success" %}A payment of {{ payer_name }} succeeded after its invoice was ' +
      'paid or voided otherwise. It is kept as their credit; give it back if they did not ' +
      'mean to pay twice.' +
      '{% else %}The gateway found a fraud. {{ payer_name }} was refunded, their access is ' +
      'closed, and their payment method will not be charged again.{% endcase %}',
    '{% case news %}{% when "refund_failed" %}La passerelle signale que le remboursement de ' +
      '{{ payer_name }} est revenu. Le montant redevient son crédit : rendez-le autrement, ' +
      'ou gardez-le pour sa prochaine facture.' +
      '{% when "late_success" %}Un paiement de {{ payer_name }} a réussi alors que sa facture ' +
      'était déjà réglée ou annulée. Il reste en crédit ; rendez-le si le double paiement ' +
      "n'était pas voulu." +
      '{% else %}La passerelle a constaté une fraude. {{ payer_name }} a été remboursé, son ' +
      'accès est fermé et son moyen de paiement ne sera plus débité.{% endcase %}',
  ),
  ...numberTags,
};
