import type { Language } from '../domain/errors.ts';

const reasons: Record<string, Record<Language, string>> = {
  insufficient_funds: { en: 'not enough money on the account', fr: 'provision insuffisante' },
  expired_card: { en: 'card expired', fr: 'carte expirée' },
  card_expired: { en: 'card expired', fr: 'carte expirée' },
  stolen_card: { en: 'card reported stolen', fr: 'carte déclarée volée' },
  lost_card: { en: 'card reported lost', fr: 'carte déclarée perdue' },
  account_closed: { en: 'account closed', fr: 'compte clos' },
  do_not_honor: {
    en: 'refused by the bank without a reason',
    fr: 'refusé par la banque sans motif',
  },
  generic_decline: {
    en: 'refused by the bank without a reason',
    fr: 'refusé par la banque sans motif',
  },
  card_declined: { en: 'refused by the bank', fr: 'refusé par la banque' },
  authentication_required: {
    en: 'the bank asks the holder to confirm',
    fr: 'la banque demande une confirmation du titulaire',
  },
  mandate_revoked: { en: 'mandate revoked', fr: 'mandat révoqué' },
  limit_exceeded: { en: 'card over its limit', fr: 'plafond de la carte atteint' },
  pickup_card: { en: 'card blocked', fr: 'carte bloquée' },
  incorrect_number: { en: 'card number not right', fr: 'numéro de carte inexact' },
  incorrect_cvc: { en: 'security code not right', fr: 'code de sécurité inexact' },
  processing_error: { en: 'the bank could not be reached', fr: 'banque injoignable' },
  no_payment_method: { en: 'no card on file', fr: 'aucune carte enregistrée' },
};

/** Why a bank or gateway refused, in plain words; an unknown code reads as it is, with spaces. */
export function reasonText(code: string, language: Language): string {
  return reasons[code]?.[language] ?? code.replaceAll('_', ' ');
}
