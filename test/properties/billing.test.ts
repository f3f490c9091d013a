import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ledger from '../../src/domain/billing/ledger.ts';
import type { SubscriptionFacts } from '../../src/domain/billing/plan.ts';
import { planBilling, upcomingInvoices } from '../../src/domain/billing/plan.ts';
import { allocatePayment, applyCredit } from '../../src/domain/billing/settle.ts';
import { addDays, compareDates, daysBetween } from '../../src/domain/dates.ts';
import { planJoin } from '../../src/domain/subscriptions/join.ts';
import { planChange, planReversal } from '../../src/domain/subscriptions/planChange.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { subscription } from '../domain/builders.ts';
import { date, every, positiveAmount, runs } from './arbitraries.ts';

const taxes = fc.constantFrom('0', '20', '5.5', '5+9.975').map((rate) => taxesOf(rate));
const taxMode = fc.constantFrom('inclusive' as const, 'exclusive' as const);
const price = fc.integer({ min: 1, max: 1_000_000 });
const days = (max: number) => fc.integer({ min: 0, max });

const facts: fc.Arbitrary<SubscriptionFacts> = fc
  .record({ anchorOn: date, interval: every, unitAmount: price, quantity: fc.constantFrom(1, 3) })
  .chain((some) =>
    fc
      .record({ taxes, taxMode, reverseCharge: fc.boolean(), stub: days(200) })
      .map(({ stub, ...rest }) => ({
        ...subscription({ ...some, ...rest }),
        nextBillingOn: addDays(some.anchorOn, -stub),
      })),
  );

describe('planning', () => {
  it('periods follow each other without gap or overlap, each line inside its invoice', () => {
    fc.assert(
      fc.property(facts, days(500), (some, later) => {
        const today = addDays(some.anchorOn, later);
        const run = planBilling(some, today, 'all');
        let start = some.nextBillingOn;
        for (const invoice of run.invoices) {
          expect(invoice.periodStart).toBe(start);
          expect(daysBetween(invoice.periodStart, invoice.periodEnd)).toBeGreaterThan(0);
          const lines = invoice.draft.lines;
          expect(lines[0]!.periodStart).toBe(start);
          expect(lines.at(-1)!.periodEnd).toBe(invoice.periodEnd);
          start = invoice.periodEnd;
        }
        expect(run.nextBillingOn).toBe(start);
        expect(run.nextBillingOn! > today).toBe(true);
        expect(run.terms.map((term) => term.start)).toEqual(run.due.map((each) => each.start));
      }),
      runs,
    );
  });

  it('day by day, with a run left out now and then, bills the same as all at once', () => {
    fc.assert(
      fc.property(facts, fc.array(days(40), { maxLength: 40 }), (some, gaps) => {
        let today = some.nextBillingOn!;
        let current = some;
        const billed: [string, number][] = [];
        for (const gap of gaps) {
          const run = planBilling(current, today, 'all');
          billed.push(...run.invoices.map((i): [string, number] => [i.periodStart, i.draft.total]));
          current = { ...current, nextBillingOn: run.nextBillingOn };
          expect(planBilling(current, today, 'all').invoices).toEqual([]);
          today = addDays(today, gap);
        }
        const last = addDays(today, -(gaps.at(-1) ?? 0));
        const once = gaps.length === 0 ? [] : planBilling(some, last, 'all').invoices;
        expect(billed).toEqual(once.map((i) => [i.periodStart, i.draft.total]));
      }),
      runs,
    );
  });

  it('the preview of the coming invoices is what the runs on their days then issue', () => {
    fc.assert(
      fc.property(facts, (some) => {
        let current = some;
        for (const preview of upcomingInvoices(some, 4)) {
          const run = planBilling(current, preview.issueOn);
          expect(run.invoices).toEqual([preview]);
          current = { ...current, nextBillingOn: run.nextBillingOn };
        }
      }),
      runs,
    );
  });

  it('joining covers every day from the start, once', () => {
    const choice = fc.record({ gap: days(400), trialDays: days(30), prorate: fc.boolean() });
    fc.assert(
      fc.property(facts, choice, (some, { gap, trialDays, prorate }) => {
        const today = some.anchorOn;
        const { planName: name, taxMode: mode, taxes: rates } = some;
        const decision = planJoin({
          plan: { name, taxMode: mode, taxes: rates, setupAmount: 0, sale: { kind: 'periods' } },
          price: { amount: some.unitAmount, currency: 'EUR', interval: some.interval },
          quantity: some.quantity,
          startOn: today,
          firstBillingOn: addDays(today, trialDays + gap),
          prorate,
          today,
          source: 'staff',
          trialDays,
        });
        const next = decision.upcoming[0]!;
        const covered = [...decision.terms].sort((a, b) => compareDates(a.start, b.start));
        let end = today;
        for (const term of covered) {
          expect(term.start).toBe(end);
          end = term.end;
        }
        expect(next.periodStart).toBe(end);
        expect(decision.invoicesNow.length).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it('a change and its reversal on one day cost nothing, add-ons included', () => {
    const addons = fc.array(
      fc.record({ name: fc.string(), unitAmount: price, quantity: fc.integer({ min: 1, max: 9 }) }),
      { maxLength: 3 },
    );
    const input = fc.record({
      ...{ other: price, on: days(400), rates: taxes, mode: taxMode },
      ...{ held: addons, wanted: addons },
    });
    fc.assert(
      fc.property(facts, input, (plain, { other, on, rates, mode, held, wanted }) => {
        fc.pre(other !== plain.unitAmount);
        const some = { ...plain, addons: held, reverseCharge: false };
        const first = { ...some, nextBillingOn: some.anchorOn };
        const [period] = planBilling(first, some.anchorOn).due;
        const today = addDays(period!.start, on % daysBetween(period!.start, period!.end));
        const whole = some.unitAmount * some.quantity;
        const back = { ...some, amount: some.unitAmount, sale: { kind: 'periods' as const } };
        const paid = held.map((each, i) => {
          return { ...each, lineId: String(i), left: each.unitAmount * each.quantity };
        });
        const up = planChange({
          facts: { ...some, nextBillingOn: period!.end },
          term: { period: period!, kind: 'paid', left: whole, addons: paid, settled: 'paid' },
          to: { ...back, amount: other, taxes: rates, taxMode: mode, addons: wanted },
          timing: 'now_prorated',
          today,
        });
        const [left = 0, ...lefts] = (up.invoice?.draft.lines ?? [])
          .filter((each) => each.kind !== 'proration_credit')
          .map((each) => (mode === 'inclusive' ? each.total : each.net));
        const bought = wanted.map((each, i) => ({ ...each, lineId: '', left: lefts[i] ?? 0 }));
        const term = { period: { start: today, end: period!.end }, left, addons: bought };
        const down = planChange({
          facts: up.facts,
          term: { ...term, kind: 'paid', settled: 'paid' },
          to: back,
          timing: 'now_prorated',
          today,
        });
        const cost = (decision: typeof up) =>
          (decision.invoice?.draft.total ?? 0) - (decision.creditNote?.total ?? 0);
        // Taxes of separate documents are rounded separately; a reversal proper is exact.
        const gross = mode === 'inclusive' && some.taxMode === 'inclusive';
        expect(Math.abs(cost(up) + cost(down))).toBeLessThanOrEqual(gross ? 0 : 2);
        const made = { invoice: up.invoice?.draft ?? null, creditNote: up.creditNote };
        const undone = planReversal(made, { facts: some, term: null });
        const returned = (undone.invoice?.total ?? 0) - (undone.creditNote?.total ?? 0);
        expect(cost(up) + returned).toBe(0);
      }),
      runs,
    );
  });
});

describe('money', () => {
  const totals = fc
    .record({ net: positiveAmount, tax: days(1_000_000) })
    .map(({ net, tax }) => ({ net, tax, total: net + tax }));

  it('every posting sums to zero, and a whole life leaves only what was kept', () => {
    fc.assert(
      fc.property(totals, positiveAmount, (invoice, amount) => {
        const paid = Math.min(amount, invoice.total);
        const events = [
          ledger.postIssue(invoice),
          ledger.postPayment('test', amount, paid),
          ledger.postTakeBack('test', amount, paid),
          ledger.postCreditUsed(paid),
          ledger.postCreditReturned(paid),
          ledger.postRefundSent(paid),
          ledger.postRefundSettled('test', paid),
          ledger.postRefundFailed(paid),
          ledger.postCreditGranted(paid),
          ledger.postClaimToCredit(paid),
          ledger.postRefund('offline', paid),
          ledger.postCreditPaidOut('test', paid),
          ledger.postWriteOff(paid),
          ledger.postWriteOffUndone(paid),
          ledger.postCreditNote(invoice),
          ledger.postVoid(invoice),
        ];
        for (const postings of events) {
          expect(ledger.sumOf(postings)).toBe(0);
          expect(postings.every((posting) => posting.amount !== 0)).toBe(true);
        }
        const life = [
          ...ledger.postIssue(invoice),
          ...ledger.postPayment('test', invoice.total, invoice.total),
          ...ledger.postCreditNote(invoice),
          ...ledger.postRefundSent(invoice.total),
          ...ledger.postRefundSettled('test', invoice.total),
        ];
        for (const { account } of life) {
          const balance = ledger.sumOf(life.filter((posting) => posting.account === account));
          expect(balance).toBe(0);
        }
      }),
      runs,
    );
  });

  it('a payment is placed to the cent, and credit is never negative', () => {
    const balances = fc.array(days(10_000), { maxLength: 8 });
    fc.assert(
      fc.property(days(50_000), balances, (amount, open) => {
        const invoices = open.map((balance, i) => ({ id: String(i), balance }));
        const { allocations, toCredit } = allocatePayment(amount, invoices);
        const placed = allocations.reduce((total, each) => total + each.amount, 0);
        expect(placed + toCredit).toBe(amount);
        expect(toCredit).toBeGreaterThanOrEqual(0);
        const wanted = open.reduce((left, right) => left + right, 0);
        const use = applyCredit(wanted, amount);
        expect(use.creditUsed + use.due).toBe(wanted);
        expect(use.creditUsed + use.creditLeft).toBe(amount);
      }),
      runs,
    );
  });
});
