import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditLines, lineCredits } from '../../src/actions/payments/creditLines.ts';
import type { CreditableLine, CreditLine } from '../../src/db/payments/creditNotes.ts';
import { taxDocument, taxesOf } from '../../src/domain/tax.ts';
import { runs } from './arbitraries.ts';

const rate = fc.constantFrom('0', '5.5', '20', '5+9.975');

/** Lines of an invoice that nothing is credited of yet; at most a discount among them. */
const invoice = fc
  .tuple(
    fc.array(fc.record({ amount: fc.integer({ min: 1, max: 100_000 }), rate }), {
      ...{ minLength: 1, maxLength: 5 },
    }),
    fc.constantFrom('inclusive' as const, 'exclusive' as const),
    fc.boolean(),
  )
  .map(([given, mode, discounted]) => {
    const first = given[0]!;
    const discount = { amount: -Math.ceil(first.amount / 3), rate: first.rate };
    const all = discounted ? [...given, discount] : given;
    const taxed = taxDocument(
      all.map(({ amount, rate: text }) => ({ amount, mode, taxes: taxesOf(text) })),
    );
    return taxed.lines.map(({ net, tax, total }, at): CreditableLine => {
      const left = { leftNet: net, leftTax: tax, leftTotal: total };
      const text = { kind: 'manual', description: 'Room', taxRate: all[at]!.rate };
      return { id: String(at), ...text, net, tax, total, ...left };
    });
  });

/** Each step: which line (or all of them), and how much of what is left. */
const steps = fc.array(
  fc.record({ whole: fc.boolean(), at: fc.nat(5), part: fc.integer({ min: 0, max: 100 }) }),
  { maxLength: 8 },
);

const sumLeft = (lines: CreditableLine[]) => lines.reduce((sum, line) => sum + line.leftTotal, 0);

function lessNote(lines: CreditableLine[], note: CreditLine[]): CreditableLine[] {
  return lines.map((line) => {
    const of = note.filter(({ invoiceLineId }) => invoiceLineId === line.id);
    const less = (pick: (part: CreditLine) => number) =>
      of.reduce((sum, part) => sum + pick(part), 0);
    return {
      ...line,
      leftNet: line.leftNet - less(({ net }) => net),
      leftTax: line.leftTax - less(({ tax }) => tax),
      leftTotal: line.leftTotal - less(({ total }) => total),
    };
  });
}

function within(left: number, whole: number): boolean {
  return left >= Math.min(0, whole) && left <= Math.max(0, whole);
}

describe('credit notes on an invoice', () => {
  it('never exceed it, nor any line of it, and the last of them leaves nothing', () => {
    fc.assert(
      fc.property(invoice, steps, (lines, some) => {
        let left = lines;
        let credited = 0;
        for (const { whole, at, part } of some) {
          const line = left[at % left.length]!;
          const of = whole ? sumLeft(left) : line.leftTotal;
          const amount = Math.trunc((of * part) / 100);
          // What is refused: nothing, more than is left in all, a credit below zero.
          if (amount <= 0 || amount > sumLeft(left)) continue;
          const note = whole ? creditLines(left, amount) : lineCredits([{ line, amount }]);
          expect(note.reduce((sum, each) => sum + each.total, 0)).toBe(amount);
          credited += amount;
          left = lessNote(left, note);
          for (const each of left) {
            expect(each.leftNet + each.leftTax).toBe(each.leftTotal);
            expect(within(each.leftNet, each.net)).toBe(true);
            expect(within(each.leftTax, each.tax)).toBe(true);
          }
        }
        const rest = sumLeft(left);
        expect(credited + rest).toBe(sumLeft(lines));
        if (rest <= 0) return;
        for (const each of lessNote(left, creditLines(left, rest))) {
          expect([each.leftNet, each.leftTax]).toEqual([0, 0]);
        }
      }),
      runs,
    );
  });
});
