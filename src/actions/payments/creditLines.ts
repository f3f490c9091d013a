import type { CreditableLine, CreditLine } from '../../db/payments/creditNotes.ts';
import { allocate, share } from '../../domain/money.ts';

/**
 * How a credit of `total` (gross, minor units) falls on the lines of an invoice: in proportion to
 * what is left of each, with its tax, never more than that; all that is left is exactly all,
 * credits among the lines included (billing-rules §10, §11).
 */
export function creditLines(lines: readonly CreditableLine[], total: number): CreditLine[] {
  const left = lines.reduce((sum, line) => sum + line.leftTotal, 0);
  if (left === total) {
    return lines
      .filter((line) => line.leftNet !== 0 || line.leftTax !== 0)
      .map((line) => part(line, { net: line.leftNet, tax: line.leftTax }));
  }
  const positive = lines.filter((line) => line.leftTotal > 0);
  const parts = allocate(
    total,
    positive.map((line) => line.leftTotal),
  );
  return positive
    .map((line, i) => {
      const gross = parts[i]!;
      const tax = share(line.leftTax, gross, line.leftTotal);
      return part(line, { net: gross - tax, tax });
    })
    .filter((line) => line.total > 0);
}

/**
 * Credits of chosen lines (gross, minor units, with the line's sign), with their share of the tax;
 * all that is left of a line is exactly all. Each amount lies between zero and what is left of its
 * line: checking that is the caller's (billing-rules §10, §11).
 */
export function lineCredits(
  chosen: readonly { line: CreditableLine; amount: number }[],
): CreditLine[] {
  return chosen
    .filter(({ amount }) => amount !== 0)
    .map(({ line, amount }) => {
      const sign = Math.sign(line.leftTotal);
      const tax = share(line.leftTax, sign * amount, sign * line.leftTotal);
      return part(line, { net: amount - tax, tax });
    });
}

/**
 * The credits among an invoice's lines taken back by `total` (positive, gross): negative lines, so
 * that a note of one line in full does not exceed its invoice, which was billed net of them.
 */
export function restoredCredits(lines: readonly CreditableLine[], total: number): CreditLine[] {
  const negative = lines.filter((line) => line.leftTotal < 0);
  const parts = allocate(
    total,
    negative.map((line) => -line.leftTotal),
  );
  return negative
    .map((line, i) => {
      const gross = parts[i]!;
      const tax = share(-line.leftTax, gross, -line.leftTotal);
      return part(line, { net: tax - gross, tax: -tax });
    })
    .filter((line) => line.total < 0);
}

/**
 * A credit of (part of) one line, less the cent that roundings of earlier credits leave too little,
 * or with its tax moved by it: neither net, tax nor both together ever exceed what is left of the
 * line (billing-rules §10).
 */
export function fitted(
  credit: { net: number; tax: number; total: number },
  left: { leftNet: number; leftTax: number },
): { net: number; tax: number; total: number } {
  const total = Math.min(credit.total, left.leftNet + left.leftTax);
  const tax = Math.min(left.leftTax, Math.max(credit.tax, total - left.leftNet));
  return { net: total - tax, tax, total };
}

function part(line: CreditableLine, amount: { net: number; tax: number }): CreditLine {
  return {
    invoiceLineId: line.id,
    description: line.description,
    taxRate: line.taxRate,
    ...amount,
    total: amount.net + amount.tax,
  };
}
