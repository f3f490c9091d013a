import type { Language } from '../../domain/errors.ts';
import type { Address } from './types.ts';

/** An address as its lines; the country only when it differs from `abroad.home`. */
export function addressLines(
  address: Address,
  abroad: { home: string; language: Language } | null,
): string[] {
  const town = [address.postalCode, address.city].filter(Boolean).join(' ');
  const lines = [address.line1, address.line2, town];
  if (abroad && address.country && address.country !== abroad.home) {
    lines.push(countryName(address.country, abroad.language));
  }
  return lines.filter((line): line is string => Boolean(line?.trim()));
}

function countryName(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

/** "SIREN 123 456 789" or, for the 14 digits of an establishment, "SIRET …". */
export function registration(number: string): string {
  return `${number.replace(/\D/g, '').length === 14 ? 'SIRET' : 'SIREN'} ${number}`;
}
