import { defineRefusal } from '../../domain/errors.ts';

export const UnknownCard = defineRefusal('unknown_card', 422, {
  en: 'This is not one of the cards of the test gateway. Choose one from the list.',
  fr: "Ce n'est pas une carte de la passerelle de test. Choisissez-en une dans la liste.",
});

export const AmountNotPositive = defineRefusal('amount_not_positive', 422, {
  en: 'The amount is more than zero.',
  fr: 'Le montant est supérieur à zéro.',
});

export const ReceivedInFuture = defineRefusal('received_in_future', 422, {
  en: 'Money cannot have been received after today ({today:day}).',
  fr: "L'argent ne peut pas avoir été reçu après aujourd'hui ({today:day}).",
});

export const NothingToPay = defineRefusal('nothing_to_pay', 409, {
  en: 'Nothing is left to pay on invoice {number}.',
  fr: "Il n'y a plus rien à payer sur la facture {number}.",
});

export const NoPaymentMethod = defineRefusal('no_payment_method', 409, {
  en: '{name} has no payment method yet. Add one, or record a payment.',
  fr: "{name} n'a pas encore de moyen de paiement. Ajoutez-en un, ou saisissez un paiement.",
});

export const PaymentDisputed = defineRefusal('payment_disputed', 409, {
  en: 'A payment of this invoice is disputed. Decide the dispute first.',
  fr: "Un paiement de cette facture est contesté. Tranchez d'abord le litige.",
});

export const AttemptUnresolved = defineRefusal('attempt_unresolved', 409, {
  en: 'A payment of this invoice still has no answer. It is being asked for; nothing is charged twice.',
  fr: "Un paiement de cette facture est encore sans réponse. Nous la demandons ; rien n'est débité deux fois.",
});

export const NotTakenBack = defineRefusal('not_taken_back', 409, {
  en: 'Only payments that staff recorded can be taken back, once, and while nothing of them is refunded.',
  fr: "Seuls les paiements saisis par l'équipe peuvent être repris, une fois, et sans remboursement.",
});

export const CreditAlreadyUsed = defineRefusal('credit_already_used', 409, {
  en: 'What became credit of this payment was paid out since, or settled an invoice that is closed.',
  fr: 'Ce qui est devenu un avoir a depuis été remboursé, ou a réglé une facture qui est close.',
});

export const OfflineNeedsOutside = defineRefusal('offline_needs_outside', 409, {
  en: 'This was not paid through a gateway. Give it back yourself and record it as made outside.',
  fr: "Ce n'a pas été payé par une passerelle. Rendez-le vous-même et saisissez-le comme fait ailleurs.",
});

export const RefundFailed = defineRefusal('refund_failed', 402, {
  en: 'The gateway refused the refund ({reason:refund}). Nothing was given back.',
  fr: "La passerelle a refusé le remboursement ({reason:refund}). Rien n'a été rendu.",
});

export const RefundUnresolved = defineRefusal('refund_unresolved', 409, {
  en: 'A refund of this invoice still has no answer. It is being asked for; credit the rest then.',
  fr: 'Un remboursement de cette facture est encore sans réponse. Attendez-la pour faire un avoir.',
});

export const CreditTooLarge = defineRefusal('credit_too_large', 422, {
  en: 'Not more can be credited than is left of it ({max:money}).',
  fr: "L'avoir ne peut pas dépasser ce qu'il en reste ({max:money}).",
});
