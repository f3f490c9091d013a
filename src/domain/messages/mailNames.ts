import type { Language } from '../errors.ts';
import type { MailName } from './mailName.ts';
import { mail } from './mailName.ts';
import { renewals } from './renewalMails.ts';

const payments = {
  invoice: mail(
    'payments',
    ['Invoice', 'When an invoice or pro-forma invoice is sent'],
    ['Facture', "À l'envoi d'une facture ou d'une facture pro forma"],
  ),
  receipt: mail(
    'payments',
    ['Receipt', 'When a payment arrives'],
    ['Reçu', "À l'arrivée d'un paiement"],
  ),
  debit_announced: mail(
    'payments',
    ['Direct debit announced', 'Some days before a direct debit'],
    ['Annonce de prélèvement', 'Quelques jours avant un prélèvement'],
  ),
  reminder: mail(
    'payments',
    ['Reminder', 'When an invoice is about to be due, or overdue'],
    ['Rappel', "Avant l'échéance d'une facture, puis après si elle reste impayée"],
  ),
  refunded: mail(
    'payments',
    ['Refund', 'When money is given back'],
    ['Remboursement', "Lorsqu'une somme est remboursée"],
  ),
  credit_note: mail(
    'payments',
    ['Credit note', 'When an invoice is corrected'],
    ['Avoir', "Lorsqu'une facture est corrigée"],
  ),
  invoice_voided: mail(
    'payments',
    ['Invoice voided', 'When an invoice need not be paid any more'],
    ['Facture annulée', "Lorsqu'une facture n'est plus à payer"],
  ),
};

const overdue = {
  declined_first: mail(
    'overdue',
    ['Payment refused', 'When the bank refuses a payment for the first time'],
    ['Paiement refusé', 'Au premier refus de la banque'],
  ),
  declined_again: mail(
    'overdue',
    ['Refused again', 'When the bank refuses again, and another try follows'],
    ['Nouveau refus', "À chaque nouveau refus, s'il reste une tentative"],
  ),
  declined_last_warning: mail(
    'overdue',
    ['Last warning', 'When one last try is left'],
    ['Dernier avertissement', "Lorsqu'il ne reste qu'une tentative"],
  ),
  hard_declined: mail(
    'overdue',
    ['New payment method asked for', 'When a card or an account cannot be used any more'],
    ['Demande de moyen de paiement', "Lorsqu'une carte ou un compte ne peut plus servir"],
  ),
  retry_announced: mail(
    'overdue',
    ['Next try announced', 'Some days before a payment is tried again'],
    ['Annonce de nouvelle tentative', 'Quelques jours avant une nouvelle tentative'],
  ),
  recovered: mail(
    'overdue',
    ['Overdue payment received', 'When an overdue payment arrives'],
    ['Impayé réglé', "À l'arrivée d'un paiement en retard"],
  ),
  cancelled_unpaid: mail(
    'overdue',
    ['Ended for lack of payment', 'When a subscription ends because it stayed unpaid'],
    ['Fin faute de paiement', "Lorsqu'un abonnement prend fin car il reste impayé"],
  ),
};

const subscriptions = {
  joined: mail(
    'subscriptions',
    ['Welcome', 'When somebody joins by themselves'],
    ['Bienvenue', "Lorsque quelqu'un adhère lui-même"],
  ),
  join_requested: mail(
    'subscriptions',
    ['Request received', 'When somebody asks to join a plan that wants approval'],
    ['Demande reçue', "Lorsque quelqu'un demande une formule soumise à validation"],
  ),
  join_approved: mail(
    'subscriptions',
    ['Request accepted', 'When a request to join is approved'],
    ['Demande acceptée', "Lorsqu'une demande d'adhésion est acceptée"],
  ),
  join_declined: mail(
    'subscriptions',
    ['Request declined', 'When a request to join is declined'],
    ['Demande refusée', "Lorsqu'une demande d'adhésion est refusée"],
  ),
  ...renewals,
  cancelled: mail(
    'subscriptions',
    ['Cancelled', 'When a subscription is cancelled for a later day'],
    ['Résiliation', "Lorsqu'un abonnement est résilié pour une date à venir"],
  ),
  cancellation_undone: mail(
    'subscriptions',
    ['Cancellation taken back', 'When a cancellation is undone before its day'],
    ['Résiliation annulée', 'Lorsque la résiliation est annulée à temps'],
  ),
  revoked: mail(
    'subscriptions',
    ['Ended by the team', 'When the team ends a subscription at once'],
    ["Fin décidée par l'équipe", "Lorsque l'équipe met fin à un abonnement aussitôt"],
  ),
  paused: mail(
    'subscriptions',
    ['Paused', 'When a pause is planned or begins'],
    ['Pause', "Lorsqu'une pause est prévue ou commence"],
  ),
  resumed: mail(
    'subscriptions',
    ['Resumed', 'When a pause ends or is taken back'],
    ['Reprise', "À la fin d'une pause, ou si elle est annulée"],
  ),
  plan_changed: mail(
    'subscriptions',
    ['Plan changed', 'When a member changes to another plan'],
    ['Changement de formule', "Lorsqu'un membre change de formule"],
  ),
  subscription_changed: mail(
    'subscriptions',
    ['Terms changed', 'When quantity, options, interval or price change'],
    ['Changement de conditions', 'Lorsque quantité, options, rythme ou tarif changent'],
  ),
  change_withdrawn: mail(
    'subscriptions',
    ['Change withdrawn', 'When a planned change does not happen'],
    ['Changement annulé', "Lorsqu'un changement prévu n'a pas lieu"],
  ),
  extended: mail(
    'subscriptions',
    ['Free days', 'When free days are given'],
    ['Jours offerts', 'Lorsque des jours sont offerts'],
  ),
  extension_undone: mail(
    'subscriptions',
    ['Free days taken back', 'When free days are taken back'],
    ['Jours offerts retirés', 'Lorsque des jours offerts sont retirés'],
  ),
  reactivated: mail(
    'subscriptions',
    ['Welcome back', 'When a subscription that had ended runs again'],
    ['Bon retour', "Lorsqu'un abonnement terminé reprend"],
  ),
  payer_changed: mail(
    'subscriptions',
    ['Another payer', 'When somebody else pays from now on; to both of them'],
    ['Changement de payeur', 'Lorsque le payeur change ; à chacun des deux'],
  ),
  price_changed: mail(
    'subscriptions',
    ['New price', 'When the price of a plan changes'],
    ['Nouveau tarif', "Lorsque le tarif d'une formule change"],
  ),
  price_kept: mail(
    'subscriptions',
    ['Price stays', 'When an announced change of price does not happen'],
    ['Tarif inchangé', "Lorsqu'un changement de tarif annoncé n'a pas lieu"],
  ),
  plan_notice: mail(
    'subscriptions',
    ['Word about a plan', 'When the team writes to everybody who has a plan'],
    ["Mot au sujet d'une formule", "Lorsque l'équipe écrit aux membres d'une formule"],
  ),
};

const account = {
  invitation: mail(
    'account',
    ['Account opened', 'When a member is invited to sign in'],
    ['Compte ouvert', "Lorsqu'un membre est invité à se connecter"],
  ),
  magic_link: mail(
    'account',
    ['Sign-in link', 'When somebody asks to sign in by e-mail'],
    ['Lien de connexion', "Lorsqu'une personne demande à se connecter par e-mail"],
  ),
  sign_up: mail(
    'account',
    ['Link to join', 'When somebody begins to join with their e-mail address'],
    ["Lien d'adhésion", "Lorsqu'une personne commence son adhésion avec son adresse e-mail"],
  ),
  password_reset: mail(
    'account',
    ['New password', 'When somebody forgot their password'],
    ['Nouveau mot de passe', "En cas d'oubli du mot de passe"],
  ),
};

const staff = {
  staff_invitation: mail(
    'staff',
    ['Team invitation', 'When somebody is invited to the team'],
    ["Invitation dans l'équipe", "Lorsqu'une personne est invitée dans l'équipe"],
  ),
  dispute_news: mail(
    'staff',
    ['Dispute', 'When a bank asks about a payment, disputes it, or decides'],
    ['Litige', "Lorsqu'une banque interroge, conteste ou tranche"],
  ),
  money_alert: mail(
    'staff',
    ['Money alert', 'When a refund fails, a payment comes late, or a fraud is found'],
    ['Alerte de paiement', 'Remboursement échoué, paiement tardif ou fraude'],
  ),
};

/** Every automatic e-mail by the name of its template, in the order in which they are listed. */
export const mailNames = { ...payments, ...overdue, ...subscriptions, ...account, ...staff };

/** How an automatic e-mail is called; a template that is not known any more by its own name. */
export function mailTitle(template: string, language: Language): string {
  const names: Record<string, MailName> = mailNames;
  return names[template]?.title[language] ?? template;
}
