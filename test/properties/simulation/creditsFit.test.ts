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
