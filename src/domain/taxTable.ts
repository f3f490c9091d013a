/** The per-rate table of stored lines (billing-rules §11), as documents print it. */
import { share } from './money.ts';
import type { TaxCategory } from './tax.ts';
import { taxesOf } from './tax.ts';

/** A line as stored: `taxRate` is '20', '0', two side by side ('5+9.975'), or reverse charge. */
export type StoredLine = { taxRate: string; net: number; tax: number };

export type TaxTableRow = { rate: string; category: TaxCategory; base: number; tax: number };

/**
 * Base and tax per rate, highest first; together exactly the taxes of the lines. Two side by side
 * stand on the same base, each half-up of it, or shares of their sum where prices hold the tax.
 */
export function taxTable(lines: readonly StoredLine[]): TaxTableRow[] {
  const sets = new Map<string, StoredLine>();
  for (const { taxRate, net, tax } of lines) {
    const known = sets.get(taxRate) ?? { taxRate, net: 0, tax: 0 };
    sets.set(taxRate, { taxRate, net: known.net + net, tax: known.tax + tax });
  }
  const rows = new Map<string, TaxTableRow>();
  for (const set of sets.values()) {
    const taxes = taxesOf(set.taxRate);
    const parts = partsOf(set);
    taxes.forEach(({ rate, category }, i) => {
      const key = `${rate} ${category}`;
      const row = rows.get(key) ?? { rate, category, base: 0, tax: 0 };
      rows.set(key, { ...row, base: row.base + set.net, tax: row.tax + parts[i]! });
    });
  }
  return [...rows.values()].sort((a, b) => Number(b.rate) - Number(a.rate));
}

/** The tax of lines with one set of rates, rate by rate. */
function partsOf({ taxRate, net, tax }: StoredLine): number[] {
  const rates = taxesOf(taxRate).map(({ rate }) => Math.round(Number(rate) * 1_000_000));
  const plain = rates.map((rate) => share(net, rate, 100_000_000));
  if (sum(plain) === tax) return plain;
  const whole = sum(rates);
  if (whole === 0) return rates.map((_, i) => (i === 0 ? tax : 0));
  let upTo = 0;
  let given = 0;
  return rates.map((rate) => {
    upTo += rate;
    const part = share(tax, upTo, whole) - given;
    given += part;
    return part;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
