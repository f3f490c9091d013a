import type { Language, Sentence } from '../domain/errors.ts';

/** Why a gateway refused, by the reason code of the payment port, as words in brackets. */
const reasons: Record<string, Sentence> = {
  expired_card: { en: 'the card is out of date', fr: "la carte n'est plus valable" },
  card_expired: { en: 'the card is out of date', fr: "la carte n'est plus valable" },
  insufficient_funds: { en: 'not enough money on the account', fr: 'provision insuffisante' },
  card_declined: { en: 'without giving a reason', fr: 'sans donner de raison' },
  do_not_honor: { en: 'without giving a reason', fr: 'sans donner de raison' },
  generic_decline: { en: 'without giving a reason', fr: 'sans donner de raison' },
  no_payment_method: { en: 'there is no card on file', fr: 'aucune carte enregistrée' },
  limit_exceeded: { en: 'the card is over its limit', fr: 'le plafond de la carte est atteint' },
  stolen_card: { en: 'the card is blocked', fr: 'la carte est bloquée' },
  lost_card: { en: 'the card is blocked', fr: 'la carte est bloquée' },
  pickup_card: { en: 'the card is blocked', fr: 'la carte est bloquée' },
  account_closed: { en: 'the account is closed', fr: 'le compte est clos' },
  mandate_revoked: {
    en: 'the direct-debit mandate was withdrawn',
    fr: 'le mandat de prélèvement a été révoqué',
  },
  authentication_required: {
    en: 'your bank asks you to confirm the payment',
    fr: 'votre banque vous demande de confirmer le paiement',
  },
  incorrect_number: { en: 'the card number is not right', fr: 'le numéro de carte est inexact' },
  incorrect_cvc: { en: 'the security code is not right', fr: 'le code de sécurité est inexact' },
  processing_error: { en: 'the bank could not be reached', fr: 'la banque était injoignable' },
};

/** " (the card is out of date)" for a known reason code, nothing for an unknown one. */
export function declineWords(reason: unknown, language: Language): string {
  const known = typeof reason === 'string' ? reasons[reason] : undefined;
  return known ? ` (${known[language]})` : '';
}
