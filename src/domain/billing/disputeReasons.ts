/** Why a payer disputes a payment, by the gateway's reason code: the one list of words. */
import type { Language, Sentence } from '../errors.ts';

const reasons: Record<string, Sentence> = {
  fraudulent: {
    en: 'the cardholder says that they did not make this payment',
    fr: 'le titulaire dit ne pas avoir fait ce paiement',
  },
  unrecognized: {
    en: 'the cardholder does not recognize the payment',
    fr: 'le titulaire ne reconnaît pas le paiement',
  },
  duplicate: {
    en: 'the payer says that they paid twice',
    fr: 'le payeur dit avoir payé deux fois',
  },
  product_not_received: {
    en: 'the payer says that they got nothing for it',
    fr: 'le payeur dit n’avoir rien reçu',
  },
  product_unacceptable: {
    en: 'the payer says that it is not what was promised',
    fr: 'le payeur dit que ce n’est pas ce qui était promis',
  },
  subscription_canceled: {
    en: 'the payer says that they had cancelled',
    fr: 'le payeur dit avoir résilié',
  },
  credit_not_processed: {
    en: 'the payer says that a promised refund never came',
    fr: 'le payeur dit qu’un remboursement promis n’est pas venu',
  },
  debit_not_authorized: {
    en: 'the account holder did not authorize the debit',
    fr: 'le titulaire du compte n’a pas autorisé le prélèvement',
  },
  customer_initiated: {
    en: 'the account holder asked the bank for the money back',
    fr: 'le titulaire du compte a demandé le remboursement à sa banque',
  },
  insufficient_funds: {
    en: 'not enough money on the account',
    fr: 'provision insuffisante',
  },
  bank_cannot_process: {
    en: 'the bank could not process it',
    fr: 'la banque n’a pas pu le traiter',
  },
  incorrect_account_details: {
    en: 'the account details are not right',
    fr: 'les coordonnées bancaires sont inexactes',
  },
  noncompliant: {
    en: 'the bank says that card rules were not followed',
    fr: 'la banque dit que les règles des cartes n’ont pas été suivies',
  },
  general: { en: 'no reason given', fr: 'sans motif' },
};

/** The reason in words; an unknown code reads as it is, with spaces. */
export function disputeReasonText(code: string, language: Language): string {
  return (reasons[code === '' ? 'general' : code]?.[language] ?? code).replaceAll('_', ' ');
}

/** The codes, for the test gateway's form. */
export const disputeReasons = Object.keys(reasons);
