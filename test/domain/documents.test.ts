import { describe, expect, it } from 'vitest';
import { consolidate } from '../../src/domain/billing/consolidate.ts';
import { reverseDraft } from '../../src/domain/billing/draft.ts';
import type { InvoiceAction, InvoiceStatus } from '../../src/domain/billing/invoices.ts';
import {
  allowedInvoiceActions,
  creditNoteSeries,
  nextInvoiceStatus,
} from '../../src/domain/billing/invoices.ts';
import type { ManualInvoice, ManualLine } from '../../src/domain/billing/manual.ts';
import { checkDueDate, dueDateOf, manualInvoice } from '../../src/domain/billing/manual.ts';
import { isProforma, proformaSeries } from '../../src/domain/billing/proforma.ts';
import { d } from './builders.ts';

const statuses = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const;
const words = {
  ...{ draft: 'is a draft does', open: 'is open does', paid: 'is paid does' },
  ...{ void: 'is void does', uncollectible: 'is written off does' },
};

describe('an invoice', () => {
  it.each<[InvoiceAction, Partial<Record<InvoiceStatus, InvoiceStatus>>]>([
    ['issue', { draft: 'open' }],
    ['pay', { open: 'paid', uncollectible: 'paid' }],
    ['reopen', { open: 'open', paid: 'open', uncollectible: 'uncollectible' }],
    ['void', { draft: 'void', open: 'void', uncollectible: 'void' }],
    ['write_off', { open: 'uncollectible' }],
    ['credit', { open: 'open', paid: 'paid' }],
  ])('%s leads from each status to the one meant, and is refused in the others', (action, to) => {
    for (const status of statuses) {
      const invoice = { status, settled: 0 };
      const next = to[status];
      expect(allowedInvoiceActions(invoice).includes(action)).toBe(next !== undefined);
      if (next) expect(nextInvoiceStatus(action, invoice)).toBe(next);
      else expect(() => nextInvoiceStatus(action, invoice)).toThrow(words[status]);
    }
  });

  it('with something paid on it is never voided, and allows everything else all the same', () => {
    const partly = { status: 'open', settled: 1 } as const;
    expect(allowedInvoiceActions(partly)).toEqual(['pay', 'reopen', 'write_off', 'credit']);
    expect(nextInvoiceStatus('write_off', partly)).toBe('uncollectible');
    expect(() => nextInvoiceStatus('void', partly)).toThrow('invoice_partly_paid');
  });

  it('has its series apart from notices and credit notes', () => {
    expect([proformaSeries, creditNoteSeries]).toEqual(['PF', 'AV']);
    expect(['PF', 'AV', ''].map((series) => isProforma({ series }))).toEqual([true, false, false]);
  });
});

const exclusive = (lines: ManualLine[]): ManualInvoice => {
  return { currency: 'EUR', lines, taxInclusive: false, reverseCharge: false };
};

describe('an invoice by hand', () => {
  const hours = { description: 'Two hours', quantity: 2, unitAmount: 4500, taxRate: '20' };
  const discount = { description: 'Friend', quantity: 1, unitAmount: -1000, taxRate: '20' };

  it('adds tax to its lines or finds it in them, and keeps their words', () => {
    const draft = manualInvoice(exclusive([hours, discount]));
    expect(draft).toMatchObject({ currency: 'EUR', net: 8000, tax: 1600, total: 9600 });
    expect(draft.lines[0]).toMatchObject({
      kind: 'manual',
      description: { planName: null, text: 'Two hours' },
      ...{ quantity: 2, unitAmount: 4500, net: 9000, tax: 1800, taxRate: '20' },
      ...{ periodStart: null, periodEnd: null, fraction: null },
    });
    const inclusive = { ...exclusive([hours]), taxInclusive: true };
    expect(manualInvoice(inclusive)).toMatchObject({ net: 7500, total: 9000 });
  });

  it('in reverse charge bears no tax, whatever its rates and however its prices are meant', () => {
    const sent = { ...exclusive([hours, { ...discount, taxRate: '0' }]), reverseCharge: true };
    expect(manualInvoice(sent)).toMatchObject({
      ...{ net: 8000, tax: 0, total: 8000 },
      groups: [{ rate: '0', category: 'reverse_charge', base: 8000, tax: 0 }],
    });
    const inclusive = manualInvoice({ ...sent, lines: [hours], taxInclusive: true });
    expect(inclusive).toMatchObject({ net: 7500, tax: 0, total: 7500 });
    expect(inclusive.lines[0]).toMatchObject({ unitAmount: 3750, taxRate: 'reverse_charge' });
  });

  it('may come to nothing, never to less', () => {
    const free = { ...discount, unitAmount: -9000 };
    expect(manualInvoice(exclusive([hours, free])).total).toBe(0);
    const below = { ...discount, unitAmount: -9001 };
    expect(() => manualInvoice(exclusive([hours, below]))).toThrow('draft_below_zero');
  });

  it('is due some days later or on a day, which cannot be past', () => {
    const today = d('2026-11-20');
    expect(dueDateOf({ days: 14 }, today)).toBe('2026-12-04');
    expect(dueDateOf({ on: d('2026-12-31') }, today)).toBe('2026-12-31');
    for (const fine of [null, today, d('2026-12-31')]) checkDueDate(fine, today);
    expect(() => checkDueDate(d('2026-11-19'), today)).toThrow('due_date_past');
  });
});

describe('drafts', () => {
  const draft = manualInvoice(
    exclusive([
      { description: 'Desk', quantity: 1, unitAmount: 1000, taxRate: '20' },
      { description: 'Gift', quantity: 1, unitAmount: 0, taxRate: '' },
    ]),
  );

  it('reversed are the exact negative, line by line, and zero stays plain zero', () => {
    const back = reverseDraft(draft);
    expect(back).toMatchObject({ currency: 'EUR', net: -1000, tax: -200, total: -1200 });
    expect(back.groups.map(({ base, tax }) => [base, tax])).toContainEqual([-1000, -200]);
    expect(back.lines.map(({ net, tax, total }) => [net, tax, total])).toEqual([
      [-1000, -200, -1200],
      [0, 0, 0],
    ]);
  });

  it('are put together in one currency only, and from one at least', () => {
    expect(() => consolidate([])).toThrow('nothing to consolidate');
    const foreign = { ...draft, currency: 'CHF' };
    expect(() => consolidate([draft, foreign])).toThrow('several currencies');
    expect(consolidate([draft, draft]).total).toBe(2400);
  });
});
