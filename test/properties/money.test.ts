import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, halfUp, share } from '../../src/domain/money.ts';
import { amount, runs } from './arbitraries.ts';

const denominator = fc.integer({ min: 1, max: 2_000_000_000 });

describe('money', () => {
  it('half-up: within half a unit, symmetric, and the same for numbers and bigints', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), denominator, (numerator, below) => {
        const rounded = halfUp(numerator, below);
        expect(rounded).toBe(halfUp(BigInt(numerator), BigInt(below)));
        expect(halfUp(-numerator, below)).toBe(rounded === 0 ? 0 : -rounded);
        const off = 2n * (BigInt(rounded) * BigInt(below) - BigInt(numerator));
        expect(off <= BigInt(below) && off >= -BigInt(below)).toBe(true);
      }),
      runs,
    );
  });

  it('a share is the rounded exact product', () => {
    const factor = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(amount, factor, denominator, (value, by, below) => {
        expect(share(value, by, below)).toBe(halfUp(BigInt(value) * BigInt(by), BigInt(below)));
      }),
      runs,
    );
  });

  it('allocated parts add up to the total, each less than one unit off', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = allocate(total, shares);
        expect(parts.reduce((left, right) => left + right, 0)).toBe(total);
        const whole = shares.reduce((left, right) => left + right, 0);
        parts.forEach((part, i) => {
          if (whole === 0) return;
          expect(Math.abs(part - (total * shares[i]!) / whole)).toBeLessThan(1 + 1e-6);
        });
      }),
      runs,
    );
  });
});
