/**
 * Why a bank sent a debit back (ISO 20022 external status reasons, EPC173-14), in the words of
 * `overdue/declines.ts`, which says whether trying again may help.
 */
import type { Sentence } from '../errors.ts';
import type { DeclineKind } from '../overdue/declines.ts';
import { declineKind } from '../overdue/declines.ts';

const reasons: Record<string, string> = {
  AC01: 'account_wrong',
  AC04: 'account_closed',
  AC06: 'account_blocked',
  AC13: 'account_not_for_debits',
  AG01: 'account_not_for_debits',
  AG02: 'processing_error',
  AM04: 'insufficient_funds',
  AM05: 'debit_duplicate',
  BE05: 'processing_error',
  CNOR: 'account_wrong',
  DNOR: 'account_wrong',
  FF01: 'processing_error',
  FF05: 'processing_error',
  MD01: 'mandate_missing',
  MD02: 'mandate_missing',
  MD06: 'debit_contested',
  MD07: 'payer_deceased',
  MS02: 'debit_contested',
  MS03: 'generic_decline',
  RC01: 'account_wrong',
  RR01: 'processing_error',
  RR02: 'processing_error',
  RR03: 'processing_error',
  RR04: 'generic_decline',
  SL01: 'account_not_for_debits',
  TM01: 'processing_error',
};

/** The codes staff choose from when they record a return by hand; the commonest first. */
export const commonCodes = [
  ...['AM04', 'AC01', 'AC04', 'AC06', 'AG01', 'MD01', 'MD06', 'MD07', 'MS02', 'MS03', 'SL01'],
] as const;

/** What stands beside a code in a list. */
export const codeShape = /^[A-Z0-9]{2,35}$/;

/** Our reason for a bank's code; a code nobody listed may pass by itself. */
export function reasonOf(code: string): string {
  return reasons[code] ?? 'generic_decline';
}

/** Hard: this mandate is not to be used again; the payer is asked for another way. */
export function kindOfReturn(code: string): DeclineKind {
  return declineKind(reasonOf(code));
}

/** How a line of a bank's file ended, in words. */
export const entryOutcomes: Record<string, Sentence> = {
  returned: { en: 'recorded', fr: 'enregistré' },
  already: { en: 'was recorded before', fr: 'déjà enregistré' },
  unknown: { en: 'not one of ours', fr: "n'est pas des nôtres" },
  amount: { en: 'another amount', fr: 'autre montant' },
  not_sent: { en: 'in no file', fr: 'dans aucun fichier' },
  credit_used: { en: 'needs you', fr: 'à traiter' },
};
