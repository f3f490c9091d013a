import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineInput } from '../../src/domain/billing/draft.ts';
import { invoiceDraft, reverseDraft } from '../../src/domain/billing/draft.ts';
import { netOf, reverseCharged } from '../../src/domain/billing/reverseCharge.ts';
import { rateText, taxesOf } from '../../src/domain/tax.ts';
import { taxTable } from '../../src/domain/taxTable.ts';
import { amount, runs } from './arbitraries.ts';

const line: fc.Arbitrary<LineInput> = fc
  .record({
    amount,
    quantity: fc.integer({ min: 1, max: 9 }),
    rate: fc.constantFrom('0', '20', '5.5', '2.1', '8.875', '5+9.975'),
    mode: fc.constantFrom('exclusive' as const, 'inclusive' as const),
  })
  .map(({ amount: whole, quantity, rate, mode }) => ({
    ...{ kind: 'manual', description: { planName: null, text: 'x' }, quantity, mode },
    ...{ unitAmount: whole, amount: whole, taxes: taxesOf(rate), period: null, fraction: null },
  }));

const lines = fc.array(line, { minLength: 1, maxLength: 8 });
const sum = (values: number[]) => values.reduce((left, right) => left + right, 0);

describe('reverse charge', () => {
  it('charges a line at the net it has when it is taxed, two taxes side by side too', () => {
    fc.assert(
      fc.property(line, (each) => {
        const [taxed] = invoiceDraft('EUR', [each]).lines;
        const [reverse] = invoiceDraft('EUR', [reverseCharged(each)]).lines;
        expect(reverse).toMatchObject({ net: taxed!.net, tax: 0, total: taxed!.net });
        expect(reverse!.taxRate).toBe('reverse_charge');
        if (each.mode === 'exclusive') expect(reverse!.net).toBe(each.amount);
      }),
      runs,
    );
  });

  it('has no tax in any line, row or sum, and its lines add up', () => {
    fc.assert(
      fc.property(lines, (document) => {
        const draft = invoiceDraft('EUR', document.map(reverseCharged));
        expect([draft.tax, draft.net]).toEqual([0, draft.total]);
        expect(draft.net).toBe(sum(document.map((each) => netOf(each.amount, each))));
        const { net } = draft;
        const row = { rate: '0', category: 'reverse_charge', base: net, tax: 0 };
        expect(draft.groups).toEqual([{ ...row, exemption: null }]);
        expect(taxTable(draft.lines)).toEqual([row]);
        expect(reverseDraft(reverseDraft(draft))).toEqual(draft);
      }),
      runs,
    );
  });

  it('is written in one word and read back; done twice it is the same', () => {
    fc.assert(
      fc.property(line, (each) => {
        const reverse = reverseCharged(each);
        expect(taxesOf(rateText(reverse.taxes))).toEqual(reverse.taxes);
        expect(reverseCharged(reverse)).toEqual(reverse);
      }),
      runs,
    );
  });
});
