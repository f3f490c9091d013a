import type { Language } from '../../domain/errors.ts';

/** A tax rate as people write it: "20" is "20%" or "20 %", "5.5000" is "5.5%" or "5,5 %". */
export function rateWords(rate: string, language: Language): string {
  const plain = plainRate(rate);
  return language === 'fr' ? `${plain.replace('.', ',')}\u00a0%` : `${plain}%`;
}

function plainRate(rate: string): string {
  return rate.includes('.') ? rate.replace(/0+$/, '').replace(/\.$/, '') : rate;
}
