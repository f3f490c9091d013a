/**
 * Why a bank or gateway refuses, by the reason code of the payment port: the one list. `kind` says
 * whether trying again may help (spec/overdue.md: after a hard one nothing is charged any more).
 */
import type { Language, Sentence } from '../errors.ts';

export type DeclineKind = 'soft' | 'hard';

type Decline = {
  kind: DeclineKind;
  /** Short words for staff: what stands in histories. */
  words: Sentence;
  /** The same said to the payer, where it reads otherwise; `null` says no reason at all. */
  toPayer?: Sentence | null;
};

const silent: Sentence = { en: 'without giving a reason', fr: 'sans donner de raison' };
const blocked: Sentence = { en: 'the card is blocked', fr: 'la carte est bloquée' };
const outOfDate: Sentence = { en: 'the card is out of date', fr: "la carte n'est plus valable" };
const expired: Sentence = { en: 'card expired', fr: 'carte expirée' };
const noMethod: Sentence = {
  en: 'there is no payment method on file',
  fr: 'aucun moyen de paiement enregistré',
};
const noReason: Sentence = {
  en: 'refused by the bank without a reason',
  fr: 'refusé par la banque sans motif',
};

const declines: Record<string, Decline> = {
  insufficient_funds: soft('not enough money on the account', 'provision insuffisante'),
  expired_card: { kind: 'soft', words: expired, toPayer: outOfDate },
  card_expired: { kind: 'soft', words: expired, toPayer: outOfDate },
  do_not_honor: { kind: 'soft', words: noReason, toPayer: silent },
  generic_decline: { kind: 'soft', words: noReason, toPayer: silent },
  card_declined: {
    kind: 'soft',
    words: { en: 'refused by the bank', fr: 'refusé par la banque' },
    toPayer: silent,
  },
  limit_exceeded: {
    ...soft('card over its limit', 'plafond de la carte atteint'),
    toPayer: { en: 'the card is over its limit', fr: 'le plafond de la carte est atteint' },
  },
  authentication_required: {
    ...soft(
      'the bank asks the holder to confirm',
      'la banque demande une confirmation du titulaire',
    ),
    toPayer: {
      en: 'your bank asks you to confirm the payment',
      fr: 'votre banque vous demande de confirmer le paiement',
    },
  },
  processing_error: {
    ...soft('the bank could not be reached', 'banque injoignable'),
    toPayer: { en: 'the bank could not be reached', fr: 'la banque était injoignable' },
  },
  no_answer: {
    ...soft('the gateway never got the charge', "la passerelle n'a jamais reçu le débit"),
    toPayer: { en: 'the bank could not be reached', fr: 'la banque était injoignable' },
  },
  cancelled_at_gateway: soft('cancelled at the gateway', 'annulé auprès de la passerelle'),
  amount_not_possible: {
    ...soft('the gateway does not take this amount', "la passerelle n'accepte pas ce montant"),
    toPayer: null,
  },
  refused_by_gateway: {
    ...soft('the gateway refused the request', 'la passerelle a refusé la demande'),
    toPayer: null,
  },
  no_payment_method: {
    ...soft('no payment method on file', 'aucun moyen de paiement enregistré'),
    toPayer: noMethod,
  },
  incorrect_cvc: {
    ...soft('security code not right', 'code de sécurité inexact'),
    toPayer: { en: 'the security code is not right', fr: 'le code de sécurité est inexact' },
  },
  incorrect_number: {
    ...hard('card number not right', 'numéro de carte inexact'),
    toPayer: { en: 'the card number is not right', fr: 'le numéro de carte est inexact' },
  },
  stolen_card: { ...hard('card reported stolen', 'carte déclarée volée'), toPayer: blocked },
  lost_card: { ...hard('card reported lost', 'carte déclarée perdue'), toPayer: blocked },
  pickup_card: { ...hard('card blocked', 'carte bloquée'), toPayer: blocked },
  restricted_card: { ...hard('card blocked', 'carte bloquée'), toPayer: blocked },
  // Whoever pays with a stolen card must not learn what gave it away.
  fraudulent: { ...hard('suspected fraud', 'suspicion de fraude'), toPayer: silent },
  not_permitted: {
    ...hard('not allowed with this card', 'non autorisé avec cette carte'),
    toPayer: {
      en: 'the card does not allow this payment',
      fr: "la carte n'autorise pas ce paiement",
    },
  },
  account_closed: {
    ...hard('account closed', 'compte clos'),
    toPayer: { en: 'the account is closed', fr: 'le compte est clos' },
  },
  mandate_revoked: {
    ...hard('mandate revoked', 'mandat révoqué'),
    toPayer: {
      en: 'the direct-debit mandate was withdrawn',
      fr: 'le mandat de prélèvement a été révoqué',
    },
  },
  mandate_expired: {
    ...hard('mandate not used for 36 months', 'mandat inutilisé depuis 36 mois'),
    toPayer: {
      en: 'the direct-debit mandate is out of date',
      fr: "le mandat de prélèvement n'est plus valable",
    },
  },
  mandate_missing: {
    ...hard('the bank knows no such mandate', 'la banque ne connaît pas ce mandat'),
    toPayer: {
      en: 'your bank does not know the mandate',
      fr: 'votre banque ne connaît pas le mandat',
    },
  },
  mandate_ended: {
    ...hard('mandate ended', 'mandat terminé'),
    toPayer: {
      en: 'the direct-debit mandate has ended',
      fr: 'le mandat de prélèvement a pris fin',
    },
  },
  account_wrong: {
    ...hard('account number not right', 'numéro de compte inexact'),
    toPayer: { en: 'the account number is not right', fr: 'le numéro de compte est inexact' },
  },
  account_blocked: {
    ...hard('account blocked', 'compte bloqué'),
    toPayer: { en: 'the account is blocked', fr: 'le compte est bloqué' },
  },
  account_not_for_debits: {
    ...hard('the account takes no direct debit', "le compte n'accepte pas les prélèvements"),
    toPayer: {
      en: 'the account takes no direct debit',
      fr: "le compte n'accepte pas les prélèvements",
    },
  },
  debit_contested: {
    ...hard('contested by the account holder', 'contesté par le titulaire du compte'),
    toPayer: { en: 'refused by the account holder', fr: 'refusé par le titulaire du compte' },
  },
  // Whoever reads the mail is somebody else.
  payer_deceased: { ...hard('account holder deceased', 'titulaire décédé'), toPayer: silent },
  euro_only: {
    ...hard('SEPA debits are in euros only', 'prélèvement SEPA en euros seulement'),
    toPayer: null,
  },
  debit_duplicate: soft('taken for a duplicate', 'pris pour un doublon'),
  no_longer_due: soft('no longer due, not sent to the bank', 'plus dû, non transmis à la banque'),
  method_gone: {
    ...hard('removed at the gateway', 'supprimé auprès de la passerelle'),
    toPayer: noMethod,
  },
};

/** Whether trying again may help; a reason nobody listed may pass by itself. */
export function declineKind(reason: string): DeclineKind {
  return declines[reason]?.kind ?? 'soft';
}

/** True for a reason that has words. */
export function isKnownDecline(reason: string): boolean {
  return Object.hasOwn(declines, reason);
}

/** Why a bank or gateway refused, for staff; an unknown code reads as it is, with spaces. */
export function reasonText(code: string, language: Language): string {
  return declines[code]?.words[language] ?? code.replaceAll('_', ' ');
}

/** The same for the payer; null where they are told no reason, or nobody listed it. */
export function payerReasonText(code: string, language: Language): string | null {
  const words = wordsToPayer(declines[code]);
  return words && words !== silent ? words[language] : null;
}

/** " (the card is out of date)" for the payer; nothing for an unknown reason or a silent one. */
export function declineWords(reason: unknown, language: Language): string {
  const words = wordsToPayer(typeof reason === 'string' ? declines[reason] : undefined);
  return words ? ` (${words[language]})` : '';
}

function wordsToPayer(known: Decline | undefined): Sentence | null {
  return (known?.toPayer === undefined ? known?.words : known.toPayer) ?? null;
}

function soft(en: string, fr: string): Decline {
  return { kind: 'soft', words: { en, fr } };
}

function hard(en: string, fr: string): Decline {
  return { kind: 'hard', words: { en, fr } };
}
