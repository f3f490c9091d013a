import type { Language } from '../../domain/errors.ts';

/** What the taxes of Canada and Quebec are called; elsewhere a tax is VAT. */
const canadian: Record<string, Record<Language, string>> = {
  '5': { en: 'GST', fr: 'TPS' },
  '9.975': { en: 'QST', fr: 'TVQ' },
};

/** The name of a tax by its rate, where the seller's country has names of its own. */
export function taxName(
  rate: string,
  seller: { country?: string; language: Language },
): string | undefined {
  return seller.country === 'CA' ? canadian[rate]?.[seller.language] : undefined;
}

/**
 * A tax rate as people write it: "20" is "20%" or "20 %", "5.5000" is "5.5%" or "5,5 %", and two
 * side by side are both.
 */
export function rateWords(rate: string, language: Language): string {
  const written = rate.split('+').map((each) => {
    const plain = plainRate(each);
    return language === 'fr' ? `${plain.replace('.', ',')}\u00a0%` : `${plain}%`;
  });
  return written.join(' + ');
}

function plainRate(rate: string): string {
  return rate.includes('.') ? rate.replace(/0+$/, '').replace(/\.$/, '') : rate;
}
