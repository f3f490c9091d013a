/**
 * Money is an integer number of minor units (cents) with its ISO 4217 code (billing-rules §12).
 * Nothing here is ever a fraction: exact products first, then one symmetric half-up rounding.
 */
import { currencyExponents } from './currencies.ts';
import type { Language } from './errors.ts';
import { defineRefusal } from './errors.ts';
import { moneyFormat } from './moneyFormat.ts';

export type Money = { amount: number; currency: string };

export const MixedCurrencies = defineRefusal('mixed_currencies', 422, {
  en: 'Amounts in {left} and {right} cannot be added up.',
  fr: "Des montants en {left} et en {right} ne peuvent pas s'additionner.",
});

export const AmountOutOfRange = defineRefusal('amount_out_of_range', 422, {
  en: 'This amount is too large, or not a whole number of the smallest unit.',
  fr: "Ce montant est trop grand, ou n'est pas un nombre entier de la plus petite unité.",
});

export const UnknownCurrency = defineRefusal('unknown_currency', 422, {
  en: '"{text}" is not a currency code. Use three letters like EUR.',
  fr: "« {text} » n'est pas un code de devise. Utilisez trois lettres comme EUR.",
});

/** True for a current ISO 4217 currency code in capitals. */
export function isCurrency(code: string): boolean {
  return currencyExponents.has(code);
}

/** Decimal places of a currency (EUR 2, JPY 0, KWD 3). Throws `UnknownCurrency`. */
export function exponentOf(currency: string): number {
  const exponent = currencyExponents.get(currency);
  if (exponent === undefined) throw new UnknownCurrency({ text: currency.slice(0, 12) });
  return exponent;
}

/** Gives the number back when it is a safe whole number of minor units, else refuses. */
export function minorUnits(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new AmountOutOfRange();
  return amount === 0 ? 0 : amount;
}

/** Checks amount and currency code and makes a Money of them. */
export function money(amount: number, currency: string): Money {
  exponentOf(currency);
  return { amount: minorUnits(amount), currency };
}

/**
 * `numerator / denominator` as a whole number, halves away from zero, so that the rounding of a
 * negative is exactly the negative of the rounding (§3). The denominator is above zero.
 */
export function halfUp(numerator: bigint | number, denominator: bigint | number): number {
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    const doubled = 2 * Math.abs(numerator) + denominator;
    if (Number.isSafeInteger(doubled) && Number.isSafeInteger(2 * denominator)) {
      const rounded = (doubled - (doubled % (2 * denominator))) / (2 * denominator);
      return rounded === 0 || numerator > 0 ? rounded : -rounded;
    }
  }
  return halfUpLarge(BigInt(numerator), BigInt(denominator));
}

/** `amount × numerator / denominator`, the product exact, rounded once (see `halfUp`). */
export function share(amount: number, numerator: number, denominator: number): number {
  const product = amount * numerator;
  if (Number.isSafeInteger(product)) return halfUp(product, denominator);
  return halfUp(BigInt(amount) * BigInt(numerator), denominator);
}

/**
 * Splits a whole total by non-negative whole weights; the parts always add up to the total, and
 * each is less than one unit from its exact share. All weights zero: equal parts.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((left, right) => left + right, 0);
  if (whole === 0 && weights.length > 0)
    return allocate(
      total,
      weights.map(() => 1),
    );
  let weight = 0;
  let given = 0;
  return weights.map((each) => {
    weight += each;
    const upTo = share(total, weight, whole);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

/** The amount as an exact decimal text with a point ("-12.50"), for files and gateways. */
export function decimalText(value: Money): string {
  const exponent = exponentOf(value.currency);
  const units = String(Math.abs(value.amount)).padStart(exponent + 1, '0');
  const sign = value.amount < 0 ? '-' : '';
  if (exponent === 0) return sign + units;
  return `${sign}${units.slice(0, -exponent)}.${units.slice(-exponent)}`;
}

/** The amount as a person reads it: "€1,234.50" or "1 234,50 €" (with no-break spaces). */
export function formatMoney(value: Money, language: Language): string {
  const format = moneyFormat(value.currency, exponentOf(value.currency), language);
  return format.format(decimalText(value) as Intl.StringNumericLiteral);
}

function halfUpLarge(numerator: bigint, denominator: bigint): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = Number((2n * magnitude + denominator) / (2n * denominator));
  return minorUnits(numerator < 0n ? -rounded : rounded);
}
