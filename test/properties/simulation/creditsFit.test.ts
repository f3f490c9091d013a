import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted } from '../../../src/actions/payments/creditLines.ts';

// Found by the simulation (seed 5, community 12): a refund of a third, then a change of plan.
it('credits exactly what is left of a line, tax included, after an earlier credit', () => {
  const left = { leftNet: 6319, leftTax: 347 };
  expect(fitted({ net: 6318, tax: 348, total: 6666 }, left)).toEqual({
    net: 6319,
    tax: 347,
    total: 6666,
  });
});

it('leaves a credit alone that fits', () => {
  const credit = { net: 3159, tax: 174, total: 3333 };
  expect(fitted(credit, { leftNet: 6319, leftTax: 347 })).toEqual(credit);
});

// Found by the simulation (seed 6, community 304): a refund of half, then a change of plan.
it('credits no more than what is left when the half was rounded up before', () => {
  const left = { leftNet: 39375, leftTax: 5896 };
  expect(fitted({ net: 39375, tax: 5897, total: 45272 }, left)).toEqual({
    net: 39375,
    tax: 5896,
    total: 45271,
  });
});

it('never exceeds what is left, in net, tax and total, whatever the credit', () => {
  const cents = fc.nat(1_000_000);
  fc.assert(
    fc.property(cents, cents, cents, cents, (net, tax, leftNet, leftTax) => {
      const made = fitted({ net, tax, total: net + tax }, { leftNet, leftTax });
      expect(made.net + made.tax).toBe(made.total);
      expect(made.total).toBe(Math.min(net + tax, leftNet + leftTax));
      expect(made.net).toBeLessThanOrEqual(leftNet);
      expect(made.tax).toBeLessThanOrEqual(leftTax);
    }),
  );
});
