import type { Language } from './errors.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/** Writes amounts of a currency with its `digits`, as a person reads them; made once each. */
export function moneyFormat(
  currency: string,
  digits: number,
  language: Language,
): Intl.NumberFormat {
  const key = language + currency;
  const made = formatters.get(key);
  if (made) return made;
  const fresh = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formatters.set(key, fresh);
  return fresh;
}
