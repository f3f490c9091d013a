import { describe, expect, it } from 'vitest';
import type { Books, Invoice, InvoiceLine } from '../../../src/simulation/pure/books.ts';
import { trueEngine } from '../../../src/simulation/pure/engine.ts';
import { creditable } from '../../../src/simulation/pure/money.ts';
import { moneyChecks } from '../../../src/simulation/pure/moneyChecks.ts';

type Amounts = InvoiceLine['back'];

const of = (total: number): Amounts => ({ net: total, tax: 0, total });
const line = (total: number, back = of(0)): InvoiceLine =>
  ({ kind: 'subscription', taxRate: '0', ...of(total), back, moves: [] }) as never;
const invoice = (status: Invoice['status'], lines: InvoiceLine[], settled = 0): Invoice =>
  ({ number: '2026-000001', status, lines, settled }) as never;

/** A line of 10.00 of which a change of plan credited 4.00 on another invoice. */
function upgraded(status: Invoice['status'], back = of(0)) {
  const first = line(1000, back);
  const credit = line(-400);
  const second = invoice(status, [credit]);
  first.moves.push({ invoice: second, line: credit });
  return { first: invoice('paid', [first], 1000), second, credit };
}

const check = moneyChecks.find(({ name }) => name === 'moved_within_lines')!;
const found = (...invoices: Invoice[]) => check.find({ invoices } as never as Books);
const books = { engine: trueEngine } as Books;

describe('what a change of plan credited elsewhere, in the pure engine', () => {
  it('is no longer there to credit or to refund', () => {
    const { first } = upgraded('paid');
    expect(creditable(books, first)[0]).toMatchObject({ leftTotal: 600, leftNet: 600 });
    const part = { captured: 1000, refunded: 0, invoice: first };
    expect(trueEngine.mostRefundable(part)).toBe(600);
  });

  it('is back when that invoice is void, or its credit was taken back there', () => {
    const gone = upgraded('void');
    expect(creditable(books, gone.first)[0]).toMatchObject({ leftTotal: 1000 });
    const restored = upgraded('paid');
    Object.assign(restored.credit.back, of(-400));
    expect(creditable(books, restored.first)[0]).toMatchObject({ leftTotal: 1000 });
  });

  it('given back a second time is seen', () => {
    const fine = upgraded('paid', of(600));
    expect(found(fine.first, fine.second)).toEqual([]);
    const twice = upgraded('paid', of(700));
    expect(found(twice.first, twice.second)).toEqual(['2026-000001']);
    const voided = upgraded('void', of(1000));
    expect(found(voided.first, voided.second)).toEqual([]);
  });
});
