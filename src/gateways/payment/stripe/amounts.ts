import type Stripe from 'stripe';
import { exponentOf } from '../../../domain/money.ts';
import type { GatewayFee } from '../news.ts';

/** Currencies that Stripe counts with other decimals than ISO 4217 does. */
const ownExponents: Record<string, number> = { MGA: 0, ISK: 2, UGX: 2 };

/** Three-decimal currencies are taken in steps of ten only. */
const steps: Record<string, number> = { BHD: 10, JOD: 10, KWD: 10, OMR: 10, TND: 10 };

/**
 * Our minor units as Stripe counts them; null when it cannot take exactly this amount. Nothing is
 * ever rounded: a payer pays what the invoice says or not at all.
 */
export function toStripe(amount: number, currency: string): number | null {
  const exponent = exponentOf(currency);
  const shift = (ownExponents[currency] ?? exponent) - exponent;
  const shifted = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  if (!Number.isSafeInteger(shifted) || shifted % (steps[currency] ?? 1) !== 0) return null;
  return shifted;
}

/** Stripe's units as ours. */
export function fromStripe(amount: number, stripeCurrency: string): number {
  const currency = stripeCurrency.toUpperCase();
  const shift = exponentOf(currency) - (ownExponents[currency] ?? exponentOf(currency));
  return shift >= 0 ? amount * 10 ** shift : Math.trunc(amount / 10 ** -shift);
}

/** What Stripe kept of a movement on the account's balance. */
export function feeOf({ id, fee, currency }: Stripe.BalanceTransaction): GatewayFee {
  return { reference: id, amount: fromStripe(fee, currency), currency: currency.toUpperCase() };
}
