import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineInput } from '../../src/domain/billing/draft.ts';
import { invoiceDraft, reverseDraft } from '../../src/domain/billing/draft.ts';
import type { SubscriptionFacts } from '../../src/domain/billing/plan.ts';
import { planBilling } from '../../src/domain/billing/plan.ts';
import { netOf, reverseCharged } from '../../src/domain/billing/reverseCharge.ts';
import { addDays, daysBetween } from '../../src/domain/dates.ts';
import { anchorOf } from '../../src/domain/periods.ts';
import { planChange } from '../../src/domain/subscriptions/planChange.ts';
import type { RunningTerm } from '../../src/domain/subscriptions/unused.ts';
import { unusedCredit } from '../../src/domain/subscriptions/unused.ts';
import { rateText, taxesOf } from '../../src/domain/tax.ts';
import { taxTable } from '../../src/domain/taxTable.ts';
import { amount, date, every, runs } from './arbitraries.ts';

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

const price = fc.integer({ min: 1, max: 1_000_000 });
const quantity = fc.integer({ min: 1, max: 9 });
const addon = fc.record({ name: fc.constant('Locker'), unitAmount: price, quantity });

/** A subscription whose first period is a stub now and then, with a set-up fee and add-ons. */
const facts: fc.Arbitrary<SubscriptionFacts> = fc
  .record({
    ...{ anchorOn: date, interval: every, unitAmount: price, quantity, stub: fc.nat(90) },
    rate: fc.constantFrom('0', '20', '5.5', '5+9.975'),
    taxMode: fc.constantFrom('exclusive' as const, 'inclusive' as const),
    addons: fc.array(addon, { maxLength: 2 }),
    setupAmount: fc.nat(5000),
  })
  .map(({ stub, rate, ...some }) => ({
    ...some,
    ...{ planName: 'Gold', currency: 'EUR', taxes: taxesOf(rate), reverseCharge: false },
    ...{ anchor: anchorOf(some.anchorOn, some.interval), firstPeriod: null, once: false },
    ...{ nextBillingOn: addDays(some.anchorOn, -stub), endsOn: null, askedFrom: null },
    ...{ paused: false, dueDays: 0 },
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

describe('a subscription whose payer owes the tax', () => {
  it('is billed the same lines at their net, unless it is exempt', () => {
    fc.assert(
      fc.property(facts, fc.nat(200), (some, later) => {
        const today = addDays(some.anchorOn, later);
        const taxed = planBilling(some, today, 'all');
        const reverse = planBilling({ ...some, reverseCharge: true }, today, 'all');
        expect({ ...reverse, invoices: [] }).toEqual({ ...taxed, invoices: [] });
        expect(reverse.invoices.length).toBe(taxed.invoices.length);
        const isExempt = some.taxes[0]!.category === 'exempt';
        reverse.invoices.forEach(({ draft }, i) => {
          const alone = taxed.invoices[i]!.draft.lines.map((each) => {
            const whole = some.taxMode === 'inclusive' ? each.total : each.net;
            return netOf(whole, { mode: some.taxMode, taxes: some.taxes });
          });
          expect(draft.lines.map(({ net }) => net)).toEqual(alone);
          expect([draft.tax, draft.total]).toEqual([0, sum(alone)]);
          const rate = isExempt ? '0' : 'reverse_charge';
          expect(draft.lines.every(({ taxRate }) => taxRate === rate)).toBe(true);
        });
      }),
      runs,
    );
  });

  it('is given back what was billed: no tax of what bore none, and at most all of it', () => {
    fc.assert(
      fc.property(facts, fc.boolean(), fc.nat(400), (some, wasReverse, into) => {
        const { term, lines: billed } = billedTerm({ ...some, reverseCharge: wasReverse });
        const today = addDays(
          term.period.start,
          into % daysBetween(term.period.start, term.period.end),
        );
        // Whoever pays by now: the credit follows the line.
        for (const reverseCharge of [true, false]) {
          const credit = unusedCredit({ ...some, reverseCharge }, term, today);
          for (const each of credit?.lines ?? []) {
            const line = billed[Number(each.credits)]!;
            expect(each.taxRate).toBe(line.taxRate);
            const key = some.taxMode === 'inclusive' ? 'total' : 'net';
            expect(each[key]).toBeLessThanOrEqual(line[key]);
          }
          if (today === term.period.start && some.quantity === 1 && some.addons.length === 0) {
            expect(credit?.lines.map(({ net }) => net)).toEqual(billed.map(({ net }) => net));
          }
        }
      }),
      runs,
    );
  });

  it('changes with what was billed given back and what comes without tax', () => {
    fc.assert(
      fc.property(facts, price, fc.nat(400), (some, other, into) => {
        fc.pre(other !== some.unitAmount && some.taxes[0]!.category === 'standard');
        const { term } = billedTerm(some);
        const today = addDays(
          term.period.start,
          into % daysBetween(term.period.start, term.period.end),
        );
        const now = { ...some, reverseCharge: true, nextBillingOn: term.period.end };
        const to = { ...some, amount: other, sale: { kind: 'periods' as const } };
        const decision = planChange({ facts: now, term, to, timing: 'now_prorated', today });
        expect(decision.facts.reverseCharge).toBe(true);
        for (const each of decision.invoice?.draft.lines ?? []) {
          const isCredit = each.kind === 'proration_credit';
          expect(each.taxRate === 'reverse_charge').toBe(!isCredit);
        }
        for (const each of decision.creditNote?.lines ?? []) {
          expect(each.taxRate).not.toBe('reverse_charge');
        }
      }),
      runs,
    );
  });
});

/** The first whole period as it is billed, with what is left of its lines: everything. */
function billedTerm(some: SubscriptionFacts) {
  const first = { ...some, nextBillingOn: some.anchorOn, setupAmount: 0 };
  const { invoices, due } = planBilling(first, some.anchorOn);
  const { lines } = invoices[0]!.draft;
  const left = (i: number) => (some.taxMode === 'inclusive' ? lines[i]!.total : lines[i]!.net);
  const term: RunningTerm = {
    ...{ period: due[0]!, kind: 'paid', settled: 'paid', left: left(0), lineId: '0' },
    reverseCharge: lines[0]!.taxRate === 'reverse_charge',
    addons: some.addons.map((each, i) => {
      const { unitAmount } = lines[i + 1]!;
      return { ...each, unitAmount, lineId: String(i + 1), left: left(i + 1) };
    }),
  };
  return { term, lines };
}
