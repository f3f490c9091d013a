import { defineRefusal } from '../../domain/errors.ts';

export const DebitsNotConnected = defineRefusal('debits_not_connected', 409, {
  en: 'SEPA direct debit is not connected. An administrator connects it in Settings, Payments.',
  fr: "Le prélèvement SEPA n'est pas connecté. Un administrateur le connecte dans Réglages, Paiements.",
});

export const HolderUnreadable = defineRefusal('holder_unreadable', 422, {
  en: 'Write the account holder’s name in Latin letters, as the bank knows it.',
  fr: 'Écrivez le nom du titulaire en lettres latines, tel que la banque le connaît.',
});

export const SignedInFuture = defineRefusal('signed_in_future', 422, {
  en: 'A mandate cannot have been signed after today ({today:day}).',
  fr: "Un mandat ne peut pas avoir été signé après aujourd'hui ({today:day}).",
});

export const SignedTooLongAgo = defineRefusal('signed_too_long_ago', 422, {
  en: 'A mandate signed more than 36 months ago and not used since is over. Ask for a new one.',
  fr: "Un mandat signé il y a plus de 36 mois et inutilisé depuis n'est plus valable. Demandez-en un nouveau.",
});

export const MandateReferenceTaken = defineRefusal('mandate_reference_taken', 409, {
  en: 'Another mandate has the reference {reference}. Each has its own.',
  fr: 'Un autre mandat porte la référence {reference}. Chacun a la sienne.',
});

export const MandateReferenceWrong = defineRefusal('mandate_reference_wrong', 422, {
  en: "A mandate reference has up to 35 Latin letters, digits and / - ? : ( ) . , ' +",
  fr: "Une référence de mandat compte jusqu'à 35 lettres latines, chiffres et / - ? : ( ) . , ' +",
});

export const MandateNotAgreed = defineRefusal('mandate_not_agreed', 422, {
  en: 'Please agree to the mandate first: without it nothing may be debited.',
  fr: "Veuillez d'abord accepter le mandat : sans lui, rien ne peut être prélevé.",
});

export const MandateEnded = defineRefusal('mandate_has_ended', 409, {
  en: 'This mandate has ended already.',
  fr: 'Ce mandat est déjà terminé.',
});

export const MandateInFile = defineRefusal('mandate_in_file', 409, {
  en: 'A debit of this mandate is in a file that did not go to the bank yet. Cancel that file, or mark it sent, first.',
  fr: "Un prélèvement de ce mandat est dans un fichier pas encore transmis à la banque. Annulez d'abord ce fichier, ou marquez-le transmis.",
});

export const NoDebitsWaiting = defineRefusal('no_debits_waiting', 409, {
  en: 'No debit waits for a file.',
  fr: "Aucun prélèvement n'attend de fichier.",
});

export const BatchNotInState = defineRefusal('batch_not_in_state', 409, {
  en: 'This file was sent or cancelled already.',
  fr: 'Ce fichier a déjà été transmis ou annulé.',
});

export const BatchNotCollected = defineRefusal('batch_not_collected', 409, {
  en: 'The bank collects this file on {day:day}. It can be confirmed from that day on, once it is marked sent.',
  fr: 'La banque prélève ce fichier le {day:day}. Il peut être confirmé à partir de ce jour, une fois marqué transmis.',
});

export const DebitNotSent = defineRefusal('debit_not_sent', 409, {
  en: 'This debit did not go to the bank, so the bank cannot have sent it back.',
  fr: "Ce prélèvement n'a pas été transmis à la banque : elle n'a pas pu le rejeter.",
});

export const DebitReturned = defineRefusal('debit_returned', 409, {
  en: 'The return of this debit is recorded already.',
  fr: 'Le rejet de ce prélèvement est déjà enregistré.',
});

export const ReturnInFuture = defineRefusal('return_in_future', 422, {
  en: 'A return cannot be after today ({today:day}).',
  fr: "Un rejet ne peut pas dater d'après aujourd'hui ({today:day}).",
});

export const ReturnedMoneyUsed = defineRefusal('returned_money_used', 409, {
  en: 'The money of this debit was refunded, or paid another invoice as credit. Settle that first, then record the return again.',
  fr: "L'argent de ce prélèvement a été remboursé, ou a réglé une autre facture comme avoir. Réglez d'abord cela, puis enregistrez à nouveau le rejet.",
});
