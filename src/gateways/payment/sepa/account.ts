import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools';
import type { FieldProblem, Sentence } from '../../../domain/errors.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import type { EnteredAccount } from '../debits.ts';

/** Scheme countries outside of the European Economic Area, whose banks are named by their BIC. */
const needBic = new Set([
  'AD',
  'CH',
  'GB',
  'GG',
  'IM',
  'JE',
  'MC',
  'SM',
  'VA',
  'AL',
  'ME',
  'MK',
  'MD',
  'RS',
]);

type Account = { iban: string; bic: string | null };

const words: Record<string, Sentence> = {
  iban_wrong: {
    en: 'This account number is not right: its check digits do not fit. Copy the IBAN again.',
    fr: "Ce numéro de compte est inexact : sa clé ne correspond pas. Recopiez l'IBAN.",
  },
  iban_not_sepa: {
    en: 'Banks of this country do not take part in SEPA direct debit.',
    fr: 'Les banques de ce pays ne participent pas au prélèvement SEPA.',
  },
  bic_wrong: {
    en: 'A BIC has 8 or 11 letters and digits, like AGRIFRPP.',
    fr: 'Un BIC compte 8 ou 11 lettres et chiffres, comme AGRIFRPP.',
  },
  bic_missing: {
    en: 'For an account of this country the bank’s BIC is needed too.',
    fr: 'Pour un compte de ce pays, le BIC de la banque est nécessaire aussi.',
  },
};

/**
 * An account as banks write it, checked: country, length and check digits of the IBAN, shape of the
 * BIC. Throws `InvalidInput`; `at` is what stands before the field's name in the pointer.
 */
export function checkedAccount(given: EnteredAccount, at = ''): Account {
  const iban = electronicFormatIBAN(given.iban) ?? '';
  const bic = given.bic?.replace(/\s/g, '').toUpperCase() || null;
  const country = iban.slice(0, 2);
  const problems: FieldProblem[] = [];
  const note = (field: string, code: string) =>
    problems.push({ pointer: `${at}/${field}`, code, message: words[code]! });
  if (!isValidIBAN(iban)) note('iban', 'iban_wrong');
  else if (!isSEPACountry(country)) note('iban', 'iban_not_sepa');
  else if (bic === null && needBic.has(country)) note('bic', 'bic_missing');
  if (bic !== null && !isValidBIC(bic)) note('bic', 'bic_wrong');
  if (problems.length > 0) throw new InvalidInput({}, problems);
  return { iban, bic };
}
