import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfUp } from '../../src/domain/money.ts';
import { prorate, prorateParts } from '../../src/domain/proration.ts';
import type { Tax, TaxableLine } from '../../src/domain/tax.ts';
import { reverseTaxed, taxDocument, taxesOf } from '../../src/domain/tax.ts';
import { amount, runs } from './arbitraries.ts';

const taxes: fc.Arbitrary<Tax[]> = fc
  .constantFrom('0', '20', '5.5', '2.1', '8.875', '5+9.975', '9.975', '10')
  .map((rate) => taxesOf(rate));

const line = (mode: TaxableLine['mode']): fc.Arbitrary<TaxableLine> =>
  fc.record({ amount, mode: fc.constant(mode), taxes });

const lines = (mode: TaxableLine['mode']) => fc.array(line(mode), { minLength: 1, maxLength: 12 });
const mixed = fc.array(fc.oneof(line('exclusive'), line('inclusive')), { maxLength: 12 });
const sum = (values: number[]) => values.reduce((left, right) => left + right, 0);

describe('taxes', () => {
  it('lines, groups and totals add up', () => {
    fc.assert(
      fc.property(mixed, (document) => {
        const taxed = taxDocument(document);
        expect(taxed.net + taxed.tax).toBe(taxed.total);
        expect(sum(taxed.lines.map((each) => each.net))).toBe(taxed.net);
        expect(sum(taxed.lines.map((each) => each.total))).toBe(taxed.total);
        expect(sum(taxed.groups.map((group) => group.tax))).toBe(taxed.tax);
        for (const each of taxed.lines) expect(each.net + each.tax).toBe(each.total);
      }),
      runs,
    );
  });

  it('exclusive: the tax of a group is its base by its rate, rounded once', () => {
    fc.assert(
      fc.property(lines('exclusive'), (document) => {
        for (const group of taxDocument(document).groups) {
          const millionths = BigInt(Math.round(Number(group.rate) * 1_000_000));
          expect(group.tax).toBe(halfUp(BigInt(group.base) * millionths, 100_000_000n));
        }
      }),
      runs,
    );
  });

  it('inclusive: the gross of every line stays what it was', () => {
    fc.assert(
      fc.property(lines('inclusive'), (document) => {
        const taxed = taxDocument(document);
        expect(taxed.lines.map((each) => each.total)).toEqual(document.map((each) => each.amount));
      }),
      runs,
    );
  });

  it('a reversal is exactly the negative', () => {
    fc.assert(
      fc.property(mixed, (document) => {
        const negative = document.map((each) => ({ ...each, amount: 0 - each.amount }));
        expect(taxDocument(negative)).toEqual(reverseTaxed(taxDocument(document)));
      }),
      runs,
    );
  });
});

describe('proration', () => {
  it('consecutive parts add up to the whole', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(amount, cuts, fc.integer({ min: 0, max: 40 }), (price, days, rest) => {
        const of = sum(days) + rest || 1;
        const parts = prorateParts(price, days, of);
        expect(sum(parts)).toBe(prorate(price, { days: sum(days), of }));
        expect(sum(prorateParts(price, [...days, of - sum(days)], of))).toBe(price);
      }),
      runs,
    );
  });
});
