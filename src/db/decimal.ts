import { currencyExponents } from '../domain/currencies.ts';

/**
 * SQL for minor units as a decimal with as many places as the currency has (billing-rules §12).
 * Both arguments are SQL.
 */
export function decimalSql(amount: string, currency: string): string {
  const odd = new Map<number, string[]>();
  for (const [code, exponent] of currencyExponents) {
    if (exponent !== 2) odd.set(exponent, [...(odd.get(exponent) ?? []), `'${code}'`]);
  }
  const cases = [...odd].map(
    ([exponent, codes]) =>
      `when ${currency} in (${codes.join(', ')}) then round(${amount} / 1e${exponent}, ${exponent})`,
  );
  return `case ${cases.join(' ')} else round(${amount} / 100.0, 2) end`;
}
