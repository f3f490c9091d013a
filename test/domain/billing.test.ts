import { describe, expect, it } from 'vitest';
import { invoiceDraft } from '../../src/domain/billing/draft.ts';
import {
  allowedInvoiceActions,
  formatInvoiceNumber,
  nextInvoiceStatus,
} from '../../src/domain/billing/invoices.ts';
import { postIssue, postVoid } from '../../src/domain/billing/ledger.ts';
import { planBilling, upcomingInvoices } from '../../src/domain/billing/plan.ts';
import { postIssueOf, postVoidOf, startsAsProforma } from '../../src/domain/billing/proforma.ts';
import { checkRefund, refundable } from '../../src/domain/billing/refunds.ts';
import { allocatePayment, applyCredit } from '../../src/domain/billing/settle.ts';
import { taxDocument, taxesOf } from '../../src/domain/tax.ts';
import { d, subscription, yearly } from './builders.ts';

describe('the billing run plans', () => {
  it('one whole period on its day, and nothing the day before or after', () => {
    const facts = subscription();
    expect(planBilling(facts, d('2026-10-31')).invoices).toEqual([]);
    const run = planBilling(facts, d('2026-11-01'));
    expect(run.invoices).toHaveLength(1);
    expect(run.invoices[0]!.draft).toMatchObject({ net: 2583, tax: 517, total: 3100 });
    expect(run.terms).toEqual([{ start: '2026-11-01', end: '2026-12-01', kind: 'paid' }]);
    const again = planBilling({ ...facts, nextBillingOn: run.nextBillingOn }, d('2026-11-01'));
    expect([again.invoices, again.terms]).toEqual([[], []]);
  });

  it('after days of downtime: the true period, issued today', () => {
    const run = planBilling(subscription({ dueDays: 14 }), d('2026-11-05'));
    expect(run.invoices[0]).toMatchObject({
      periodStart: '2026-11-01',
      periodEnd: '2026-12-01',
      issueOn: '2026-11-05',
      dueOn: '2026-11-19',
    });
  });

  it('one missed period is billed beside the one due today; several wait for staff', () => {
    const facts = subscription();
    expect(planBilling(facts, d('2026-12-01')).invoices).toHaveLength(2);
    const late = d('2027-01-10');
    const held = planBilling(facts, late);
    expect(held).toMatchObject({ held: 'several_missed_periods', nextBillingOn: '2026-11-01' });
    expect([held.invoices, held.terms, held.due.length]).toEqual([[], [], 3]);
    const all = planBilling(facts, late, 'all');
    expect(all.invoices.map((each) => each.periodStart)).toEqual([
      '2026-11-01',
      '2026-12-01',
      '2027-01-01',
    ]);
    const current = planBilling(facts, late, 'current');
    expect(current.invoices.map((each) => each.periodStart)).toEqual(['2027-01-01']);
    expect(current.terms.map((each) => each.kind)).toEqual(['granted', 'granted', 'paid']);
    expect([all.nextBillingOn, current.nextBillingOn]).toEqual(['2027-02-01', '2027-02-01']);
  });

  it('the set-up fee once, however many periods are billed at a time', () => {
    const late = d('2027-01-10');
    const all = planBilling(subscription({ setupAmount: 500 }), late, 'all').invoices;
    expect(all.map(({ draft }) => draft.total)).toEqual([3600, 3100, 3100]);
    const feeOnly = planBilling(subscription({ unitAmount: 0, setupAmount: 500 }), late, 'current');
    expect(feeOnly.invoices.map(({ draft }) => draft.total)).toEqual([500]);
  });

  it('bills nothing while paused, nothing after the end, and stops at it', () => {
    const today = d('2026-11-01');
    expect(planBilling(subscription({ paused: true }), today).due).toEqual([]);
    const over = planBilling(subscription({ endsOn: today }), today);
    expect([over.invoices, over.nextBillingOn]).toEqual([[], null]);
    const last = planBilling(subscription({ endsOn: d('2026-12-01') }), today);
    expect([last.invoices.length, last.nextBillingOn]).toEqual([1, null]);
    const short = planBilling(subscription({ endsOn: d('2026-11-16') }), today);
    expect(short.invoices[0]!.draft).toMatchObject({ total: 1550 });
  });

  it('31 January: the last day of each month; 29 February: 28 in other years', () => {
    const end = subscription({ anchorOn: d('2026-01-31') });
    const dates = upcomingInvoices(end, 4).map((each) => [each.issueOn, each.draft.total]);
    expect(dates).toEqual([
      ['2026-01-31', 3100],
      ['2026-02-28', 3100],
      ['2026-03-31', 3100],
      ['2026-04-30', 3100],
    ]);
    const leap = subscription({ anchorOn: d('2024-02-29'), interval: yearly });
    expect(upcomingInvoices(leap, 5).map((each) => each.issueOn)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });
});

describe('taxes', () => {
  it('exclusive: rounded once per rate, shown per line', () => {
    const line = { amount: 333, mode: 'exclusive', taxes: taxesOf('20') } as const;
    const taxed = taxDocument([line, line, line]);
    expect(taxed).toMatchObject({ net: 999, tax: 200, total: 1199 });
    expect(taxed.lines.map((each) => each.tax)).toEqual([67, 66, 67]);
  });

  it('inclusive at 5.5 %: 10.00 holds 0.52', () => {
    const line = { amount: 1000, mode: 'inclusive', taxes: taxesOf('5.5000') } as const;
    expect(taxDocument([line])).toMatchObject({ net: 948, tax: 52, total: 1000 });
  });

  it('TPS and TVQ stand side by side', () => {
    const taxes = taxesOf('5+9.975');
    const taxed = taxDocument([{ amount: 10_000, mode: 'exclusive', taxes }]);
    expect(taxed.groups.map((group) => [group.rate, group.tax])).toEqual([
      ['5', 500],
      ['9.975', 998],
    ]);
    const gross = taxDocument([{ amount: 11_498, mode: 'inclusive', taxes }]);
    expect(gross.lines[0]).toMatchObject({ net: 10_000, taxes: [500, 998], total: 11_498 });
  });

  it('refuses what is no rate', () => {
    for (const text of ['abc', '-1', '101', '5,5']) expect(() => taxesOf(text)).toThrow();
    expect(taxesOf('0', 'VAT exempt, art. 293 B')).toEqual([
      { rate: '0', category: 'exempt', exemption: 'VAT exempt, art. 293 B' },
    ]);
  });

  it('an empty draft is zero', () => {
    expect(invoiceDraft('EUR', [])).toMatchObject({ net: 0, tax: 0, total: 0 });
  });
});

describe('membership bills', () => {
  const bill = { type: 'subscription', total: 1200, settled: 0, chargedAtOnce: false } as const;
  const totals = { net: 1000, tax: 200, total: 1200 };

  it('are notices first only where that is set and nothing pays them at once', () => {
    expect(startsAsProforma(bill, 'proforma')).toBe(true);
    expect(startsAsProforma(bill, 'invoice')).toBe(false);
    for (const other of [
      { type: 'proration' as const },
      { type: 'manual' as const },
      { total: 0 },
      { settled: 1 },
      { chargedAtOnce: true },
    ]) {
      expect(startsAsProforma({ ...bill, ...other }, 'proforma')).toBe(false);
    }
  });

  it('book nothing as notices, and what every invoice books once they are one', () => {
    expect(postIssueOf({ ...totals, series: 'PF' })).toEqual([]);
    expect(postVoidOf({ ...totals, series: 'PF' })).toEqual([]);
    expect(postIssueOf({ ...totals, series: '' })).toEqual(postIssue(totals));
    expect(postVoidOf({ ...totals, series: '' })).toEqual(postVoid(totals));
  });
});

describe('invoices', () => {
  it('are numbered per series and year', () => {
    expect(formatInvoiceNumber('', 2026, 123)).toBe('2026-000123');
    expect(formatInvoiceNumber('AV', 2026, 1)).toBe('AV-2026-000001');
  });

  it('go draft → open → paid | void | uncollectible, which may still be paid', () => {
    const unpaid = { settled: 0 };
    expect(nextInvoiceStatus('issue', { status: 'draft', ...unpaid })).toBe('open');
    expect(nextInvoiceStatus('pay', { status: 'uncollectible', ...unpaid })).toBe('paid');
    expect(() => nextInvoiceStatus('void', { status: 'open', settled: 1 })).toThrow('partly_paid');
    expect(() => nextInvoiceStatus('void', { status: 'paid', settled: 9 })).toThrow('in_state');
    expect(allowedInvoiceActions({ status: 'open', settled: 1 })).not.toContain('void');
  });
});

describe('money in and back', () => {
  it('uses credit first, then pays the oldest invoice', () => {
    expect(applyCredit(3100, 1000)).toEqual({ creditUsed: 1000, due: 2100, creditLeft: 0 });
    expect(applyCredit(500, 1000)).toEqual({ creditUsed: 500, due: 0, creditLeft: 500 });
    const open = [
      { id: 'old', balance: 1000 },
      { id: 'new', balance: 3100 },
    ];
    expect(allocatePayment(5000, open)).toEqual({
      allocations: [
        { invoiceId: 'old', amount: 1000 },
        { invoiceId: 'new', amount: 3100 },
      ],
      toCredit: 900,
    });
  });

  it('refunds the three latest, within the age, at most what was captured', () => {
    const rules = { latest: 3, maxAgeDays: 100 };
    const of = (id: string, on: string, refunded = 0) => ({
      id,
      processedOn: d(on),
      captured: 3100,
      refunded,
    });
    const today = d('2026-11-20');
    const processed = [
      of('1', '2026-08-01'),
      of('2', '2026-09-01'),
      of('3', '2026-10-01', 3100),
      of('4', '2026-11-01', 100),
    ];
    const answers = refundable(processed, rules, today);
    expect(answers).toEqual([
      { id: '4', refundable: true, max: 3000 },
      { id: '3', refundable: false, max: 0, why: 'nothing_left' },
      { id: '2', refundable: true, max: 3100 },
      { id: '1', refundable: false, max: 0, why: 'not_latest' },
    ]);
    const tight = refundable(processed, { latest: 9, maxAgeDays: 79 }, today);
    expect(tight.slice(2).map((each) => 'why' in each && each.why)).toEqual(['too_old', 'too_old']);
    expect(() =>
      checkRefund({ invoiceId: '4', amount: 3001, currency: 'EUR' }, answers, rules),
    ).toThrow('too_large');
    expect(() =>
      checkRefund({ invoiceId: '1', amount: 1, currency: 'EUR' }, answers, rules),
    ).toThrow('refundable');
  });
});
