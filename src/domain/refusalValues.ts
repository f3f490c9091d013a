/**
 * How the values of a refusal read in its sentence: `{ends_on:day}` is a date written out,
 * `{max:money}` minor units of the parameter `currency`, the others words of a state or reason.
 */
import { currencyExponents } from './currencies.ts';
import type { Language, RefusalParams, Sentence } from './errors.ts';
import { moneyFormat } from './moneyFormat.ts';
import { reasonText } from './overdue/declines.ts';

type Words = Record<string, Sentence>;

const subscriptionStates: Words = {
  pending_approval: { en: 'waiting for approval', fr: 'en attente de validation' },
  scheduled: { en: 'scheduled', fr: 'programmé' },
  trialing: { en: 'on trial', fr: "à l'essai" },
  active: { en: 'active', fr: 'actif' },
  paused: { en: 'paused', fr: 'en pause' },
  overdue: { en: 'overdue', fr: 'en retard de paiement' },
  cancelled: { en: 'cancelled', fr: 'résilié' },
  expired: { en: 'expired', fr: 'expiré' },
};

const renewalStates: Words = {
  scheduled: { en: 'not sent yet', fr: 'pas encore envoyé' },
  sent: { en: 'waiting for an answer', fr: 'en attente de réponse' },
  change_requested: { en: 'to be changed', fr: 'à modifier' },
  intervention: { en: 'waiting for staff', fr: 'à examiner' },
  approved: { en: 'approved', fr: 'accepté' },
  refused: { en: 'refused', fr: 'refusé' },
  completed: { en: 'completed', fr: 'terminé' },
  lapsed: { en: 'lapsed', fr: 'sans suite' },
};

const invoiceStatuses: Words = {
  draft: { en: 'a draft', fr: 'en brouillon' },
  open: { en: 'open', fr: 'à payer' },
  paid: { en: 'paid', fr: 'payée' },
  void: { en: 'void', fr: 'annulée' },
  uncollectible: { en: 'written off', fr: 'passée en perte' },
};

const importStates: Words = {
  uploaded: { en: 'not checked yet', fr: 'pas encore vérifié' },
  checked: { en: 'checked', fr: 'vérifié' },
  running: { en: 'running', fr: 'en cours' },
  done: { en: 'done', fr: 'terminé' },
  failed: { en: 'failed', fr: 'échoué' },
  undone: { en: 'undone', fr: 'annulé' },
};

/** Why a gateway gives nothing back; what banks refuse for is among the declines. */
const refundReasons: Words = {
  charge_not_found: { en: 'it does not know the payment', fr: 'elle ne connaît pas le paiement' },
  amount_too_large: { en: 'less is left there', fr: 'il y reste moins que ce montant' },
  amount_not_possible: { en: 'not an amount it can pay', fr: 'montant impossible chez elle' },
  account_closed: { en: 'the account is closed', fr: 'le compte est clôturé' },
  charge_disputed: { en: 'the payment is disputed', fr: 'le paiement est contesté' },
  charge_already_refunded: { en: 'refunded there already', fr: 'déjà remboursé chez elle' },
  expired_or_canceled_card: { en: 'the card is out of date', fr: "la carte n'est plus valable" },
  insufficient_funds: { en: 'your balance there is too low', fr: 'votre solde y est insuffisant' },
  refused_by_gateway: { en: 'without giving a reason', fr: 'sans donner de raison' },
};

type Format = (value: string | number, language: Language, params: RefusalParams) => string;

const inWords =
  (words: Words): Format =>
  (value, language) =>
    words[value]?.[language] ?? String(value).replaceAll('_', ' ');

const formats: Record<string, Format> = {
  day: (value, language) => dayText(String(value), language),
  money: (value, language, { currency }) => moneyText(Number(value), String(currency), language),
  subscription: inWords(subscriptionStates),
  renewal: inWords(renewalStates),
  invoice: inWords(invoiceStatuses),
  import: inWords(importStates),
  decline: (value, language) =>
    value === ''
      ? refundReasons.refused_by_gateway![language]
      : reasonText(String(value), language),
  refund: (value, language) =>
    refundReasons[value]?.[language] ?? reasonText(String(value), language),
};

const placeholder = /\{(\w+)(?::(\w+))?\}/g;

/** The sentence with its values as a person reads them; what has no value stays as it stands. */
export function fillIn(text: string, params: RefusalParams, language: Language): string {
  return text.replace(placeholder, (whole, key: string, format: string | undefined) => {
    const value = params[key];
    if (value === undefined) return whole;
    return format ? formats[format]!(value, language, params) : String(value);
  });
}

/** Formats a sentence asks for that do not exist: a slip of whoever wrote it. */
export function unknownFormats(text: string): string[] {
  const asked = [...text.matchAll(placeholder)].flatMap(([, , format]) => format ?? []);
  return asked.filter((format) => !Object.hasOwn(formats, format));
}

function dayText(date: string, language: Language): string {
  const written = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const),
  }).format(Date.parse(`${date}T00:00:00Z`));
  return language === 'fr' ? written.replace(/^1 /, '1er ') : written;
}

function moneyText(minor: number, currency: string, language: Language): string {
  const digits = currencyExponents.get(currency) ?? 0;
  return moneyFormat(currency, digits, language).format(minor / 10 ** digits);
}
