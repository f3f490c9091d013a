import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billsTogether, consolidate } from '../../src/domain/billing/consolidate.ts';
import { invoiceDraft } from '../../src/domain/billing/draft.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { runs } from './arbitraries.ts';

const line = fc
  .record({
    amount: fc.integer({ min: 0, max: 1_000_000 }),
    mode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    taxes: fc.constantFrom('0', '20', '5.5', '5+9.975').map((rate) => taxesOf(rate)),
  })
  .map(({ amount, ...rest }) => ({
    ...rest,
    ...{ kind: 'subscription' as const, description: { planName: 'Gold', text: null } },
    ...{ quantity: 1, unitAmount: amount, amount, period: null, fraction: null },
  }));

const draft = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) => invoiceDraft('EUR', lines));
const drafts = fc.array(draft, { minLength: 1, maxLength: 6 });

const sum = (amounts: readonly number[]) => amounts.reduce((left, right) => left + right, 0);

describe('a consolidated draft', () => {
  it('keeps what each line costs, and its totals are the sums of its lines and of its rates', () => {
    fc.assert(
      fc.property(drafts, (parts) => {
        const whole = consolidate(parts);
        const lines = parts.flatMap((part) => part.lines);
        expect(whole.lines).toHaveLength(lines.length);
        whole.lines.forEach((made, i) => {
          const was = lines[i]!;
          if (was.mode === 'inclusive') expect(made.total).toBe(was.total);
          else expect(made.net).toBe(was.net);
          expect(made.net + made.tax).toBe(made.total);
          expect({ ...made, net: 0, tax: 0, total: 0 }).toEqual({
            ...was,
            ...{ net: 0, tax: 0, total: 0 },
          });
        });
        expect(whole.total).toBe(sum(whole.lines.map(({ total }) => total)));
        expect(whole.tax).toBe(sum(whole.lines.map(({ tax }) => tax)));
        expect(whole.tax).toBe(sum(whole.groups.map(({ tax }) => tax)));
      }),
      runs,
    );
  });

  it('is never further from the bills apart than half a unit for each of them and rate', () => {
    fc.assert(
      fc.property(drafts, (parts) => {
        const apart = sum(parts.map(({ total }) => total));
        const rates = 4;
        expect(Math.abs(consolidate(parts).total - apart)).toBeLessThanOrEqual(
          parts.length * rates,
        );
      }),
      runs,
    );
  });

  it('of one draft is that draft; of none or of two currencies it is refused', () => {
    fc.assert(
      fc.property(draft, (one) => {
        expect(consolidate([one])).toEqual(one);
      }),
      runs,
    );
    expect(() => consolidate([])).toThrow();
    expect(() => consolidate([invoiceDraft('EUR', []), invoiceDraft('USD', [])])).toThrow();
  });
});

it('bills go together only for one payer, currency, days and way of collecting', () => {
  const days = { issueOn: '2026-11-01', dueOn: '2026-11-15' };
  const bill = { payerId: 'a', currency: 'EUR', ...days, collection: 'invoice' };
  const others = [
    ...[{ payerId: 'b' }, { currency: 'USD' }, { issueOn: '2026-11-02' }],
    ...[{ collection: 'automatic' }, { dueOn: '2026-12-01' }],
  ].map((other) => ({ ...bill, ...other }));
  const groups = billsTogether([bill, ...others, bill], (each) => each);
  expect(groups).toHaveLength(6);
  expect(groups[0]).toEqual([bill, bill]);
});
