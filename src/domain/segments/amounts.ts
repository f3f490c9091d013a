import { exponentOf, isCurrency } from '../money.ts';
import type { Literal } from './ast.ts';
import { queryProblem } from './problem.ts';

/**
 * The amount with its minor units, in its own currency or else the organization's. Refuses an
 * unknown currency and more decimals than the currency has.
 */
export function minorOf(literal: Literal, currency: string, start: number): Literal {
  const code = literal.currency ?? currency;
  if (!isCurrency(code)) throw queryProblem('bad_currency', start, { found: code });
  const exponent = exponentOf(code);
  const [whole = '0', decimals = ''] = literal.text.split('.');
  if (decimals.length > exponent) throw queryProblem('bad_amount', start, { found: literal.text });
  const minor = Number(`${whole}${decimals.padEnd(exponent, '0')}`) + 0;
  if (!Number.isSafeInteger(minor)) {
    throw queryProblem('bad_amount', start, { found: literal.text });
  }
  return { ...literal, minor };
}
