import { defineRefusal } from '../../domain/errors.ts';

export const AlreadySubscribed = defineRefusal('already_subscribed', 409, {
  en: '{name} already has a running subscription to "{plan}".',
  fr: '{name} a déjà un abonnement en cours à « {plan} ».',
});

export const ContactBlocked = defineRefusal('contact_blocked', 409, {
  en: '{name} is blocked. Lift the block first.',
  fr: "{name} est bloqué. Levez d'abord le blocage.",
});

export const NeverRan = defineRefusal('never_ran', 409, {
  en: 'This request of {name} was not accepted, so nothing ran. Add them as a member instead.',
  fr: "Cette demande de {name} n'a pas été acceptée : rien n'a couru. Ajoutez plutôt un membre.",
});

export const NoRequest = defineRefusal('no_request', 409, {
  en: 'There is no request that waits for approval.',
  fr: "Aucune demande n'attend de décision.",
});

export const PriceNotForSale = defineRefusal('price_not_for_sale', 422, {
  en: 'Choose one of the prices this plan is sold at.',
  fr: 'Choisissez un des tarifs auxquels cette formule est vendue.',
});

export const AmountBelowMinimum = defineRefusal('amount_below_minimum', 422, {
  en: 'The amount is below the minimum of this plan ({minimum:money}).',
  fr: 'Le montant est inférieur au minimum de cette formule ({minimum:money}).',
});

export const AmountNotFree = defineRefusal('amount_not_free', 422, {
  en: 'This plan has fixed prices; an amount of one\'s own needs a plan of the kind "custom".',
  fr: 'Cette formule a des tarifs fixes ; un montant libre demande une formule « montant libre ».',
});

export const AlreadyCancelling = defineRefusal('already_cancelling', 409, {
  en: 'This subscription already ends on {date:day}. Undo that first.',
  fr: "Cet abonnement prend déjà fin le {date:day}. Annulez d'abord cette résiliation.",
});

export const PausePending = defineRefusal('pause_pending', 409, {
  en: 'A pause from {date:day} is already set. Resume it first.',
  fr: "Une pause à partir du {date:day} est déjà prévue. Reprenez-la d'abord.",
});

export const NoPause = defineRefusal('no_pause', 409, {
  en: 'There is no pause that could be ended.',
  fr: "Il n'y a pas de pause à terminer.",
});

export const PauseWhileOverdue = defineRefusal('pause_while_overdue', 409, {
  en: 'An invoice is overdue. Settle it first, or pause it all the same.',
  fr: "Une facture est impayée. Réglez-la d'abord, ou mettez en pause malgré tout.",
});

export const NoExtension = defineRefusal('no_extension', 409, {
  en: 'There is no extension left that could be taken back.',
  fr: "Il n'y a plus de prolongation à annuler.",
});

export const NoPendingChange = defineRefusal('no_pending_change', 409, {
  en: 'No change is waiting that could be withdrawn.',
  fr: 'Aucun changement en attente ne peut être retiré.',
});

export const ChangeAfterEnd = defineRefusal('change_after_end', 409, {
  en: 'The subscription ends on {date:day}, before this change. Undo the cancellation first.',
  fr: "L'abonnement prend fin le {date:day}, avant ce changement. Annulez d'abord la résiliation.",
});

export const BillingNotHeld = defineRefusal('billing_not_held', 409, {
  en: 'No missed period of this subscription waits for a decision.',
  fr: "Aucune période manquée de cet abonnement n'attend de décision.",
});

export const UpgradeDeclined = defineRefusal('upgrade_declined', 402, {
  en: 'The payment for the new plan was declined. The plan before stays as it was.',
  fr: "Le paiement de la nouvelle formule a été refusé. L'ancienne reste en place.",
});

export const SoldOnce = defineRefusal('sold_once', 409, {
  en: 'This was sold once. Add the plan to the member anew instead.',
  fr: 'Ceci a été vendu une seule fois. Ajoutez plutôt à nouveau la formule au membre.',
});

export const SettleFirst = defineRefusal('settle_first', 409, {
  en: 'An invoice of this subscription is still open. Pay it first, then take it up again.',
  fr: "Une facture de cet abonnement reste à régler. Réglez-la d'abord, puis reprenez-le.",
});

export const PayOverdueFirst = defineRefusal('pay_overdue_first', 409, {
  en: 'An invoice of yours is overdue. Pay it first, then join.',
  fr: "Une de vos factures est impayée. Réglez-la d'abord, puis adhérez.",
});

export const PaymentMethodFirst = defineRefusal('payment_method_first', 409, {
  en: 'There is no payment method on file. Add one first, then go on.',
  fr: "Aucun moyen de paiement n'est enregistré. Ajoutez-en un d'abord, puis continuez.",
});

export const SeasonFixed = defineRefusal('season_fixed', 409, {
  en: 'Everybody renews on the same day on this plan, so its dates cannot be moved for one member.',
  fr: 'Sur cette formule, tout le monde renouvelle à la même date : elle ne peut être déplacée pour un seul membre.',
});

export const KindsDiffer = defineRefusal('plan_kinds_differ', 409, {
  en: 'A pack is bought beside a subscription, not in its place. Add it to the member.',
  fr: "Un carnet s'achète en plus d'un abonnement, il ne le remplace pas. Ajoutez-le au membre.",
});

export const FreeTimeFirst = defineRefusal('free_time_first', 409, {
  en: 'Free days are granted until {date:day}. Change at the next period, so that they are not lost.',
  fr: "Des jours offerts courent jusqu'au {date:day}. Changez à la prochaine période pour ne pas les perdre.",
});

export const AddonNotForSale = defineRefusal('addon_not_for_sale', 422, {
  en: 'Choose one of the add-ons of this price, in a quantity it allows.',
  fr: 'Choisissez une des options de ce tarif, dans une quantité permise.',
});

export const AddonsFirst = defineRefusal('addons_first', 409, {
  en: 'The add-on "{name}" is not sold with this price of "{plan}". Say which add-ons go along.',
  fr: "L'option « {name} » n'est pas vendue avec ce tarif de « {plan} ». Indiquez les options à garder.",
});
