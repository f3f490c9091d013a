import { defineRefusal } from '../errors.ts';

export const CreditorIdWrong = defineRefusal('creditor_id_wrong', 422, {
  en: 'This is not a SEPA creditor identifier: its check digits do not fit. Copy it again from your bank’s letter.',
  fr: "Ce n'est pas un identifiant créancier SEPA : sa clé ne correspond pas. Recopiez-le depuis le courrier de votre banque.",
});

const shape = /^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/;

/** A creditor identifier without blanks, in capitals. */
export function plainCreditorId(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/**
 * True when the check digits fit: ISO 7064 mod 97-10 over the national part, the country and the
 * digits; the business code (places 5 to 7) is free and not part of it (EPC262-08).
 */
export function isCreditorId(text: string): boolean {
  if (!shape.test(text)) return false;
  return mod97(text.slice(7) + text.slice(0, 4)) === 1;
}

/** Letters count as 10 to 35, as in account numbers. */
function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
