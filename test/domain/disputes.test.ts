import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disputeReasons, disputeReasonText } from '../../src/domain/billing/disputeReasons.ts';
import type { DisputeStanding } from '../../src/domain/billing/disputes.ts';
import {
  furthest,
  holdsMoney,
  isFraud,
  isOpenDispute,
  placeDispute,
  releaseDispute,
} from '../../src/domain/billing/disputes.ts';
import { postDispute, postDisputeWon, sumOf } from '../../src/domain/billing/ledger.ts';

const numRuns = Number(process.env.CERCLE_PROPERTY_RUNS ?? 500);
const standing = fc.record<DisputeStanding>({
  state: fc.constantFrom('needs_response', 'under_review', 'won', 'lost'),
  inquiry: fc.boolean(),
});
const money = fc.integer({ min: 0, max: 1_000_000_00 });

describe('how far a dispute is', () => {
  it('never depends on the order or the repetition of news', () => {
    fc.assert(
      fc.property(
        fc.array(standing, { minLength: 1, maxLength: 8 }),
        fc.integer(),
        (told, seed) => {
          const shuffled = told
            .concat(told)
            .map((each, i) => ({ each, key: Math.sin(seed + i) }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          expect(shuffled.reduce(furthest)).toEqual(told.reduce(furthest));
        },
      ),
      { numRuns },
    );
  });

  it.each<[DisputeStanding['state'], boolean, { holds: boolean; open: boolean }]>([
    ['needs_response', false, { holds: true, open: true }],
    ['under_review', false, { holds: true, open: true }],
    ['lost', false, { holds: true, open: false }],
    ['won', false, { holds: false, open: false }],
    ['needs_response', true, { holds: false, open: true }],
    ['under_review', true, { holds: false, open: true }],
    ['won', true, { holds: false, open: false }],
  ])('%s (inquiry: %s) holds money and is open as it should', (state, inquiry, is) => {
    expect({ holds: holdsMoney({ state, inquiry }), open: isOpenDispute({ state }) }).toEqual(is);
  });

  it('an inquiry that was closed may still become a dispute', () => {
    const closed: DisputeStanding = { state: 'won', inquiry: true };
    const opened: DisputeStanding = { state: 'needs_response', inquiry: false };
    expect(furthest(closed, opened)).toBe(opened);
    expect(furthest(opened, closed)).toBe(opened);
  });

  it('is fraud only when the bank found so', () => {
    const lost = { state: 'lost', inquiry: false } as const;
    expect(isFraud({ ...lost, reason: 'fraudulent' })).toBe(true);
    expect(isFraud({ ...lost, reason: 'duplicate' })).toBe(false);
    expect(isFraud({ ...lost, state: 'needs_response', reason: 'fraudulent' })).toBe(false);
    expect(isFraud({ ...lost, inquiry: true, reason: 'fraudulent' })).toBe(false);
  });
});

describe('disputed money', () => {
  const sources = fc.record({
    invoices: fc.array(fc.record({ invoiceId: fc.uuid(), left: money }), { maxLength: 4 }),
    credit: money,
  });

  it('is taken once, never beyond what is there, and a loss only when nothing is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_00 }), sources, (amount, from) => {
        const places = placeDispute(amount, from);
        expect(places.reduce((sum, place) => sum + place.amount, 0)).toBe(amount);
        expect(places.every((place) => place.amount > 0)).toBe(true);
        for (const { invoiceId, left } of from.invoices) {
          const taken = places.filter((place) => place.invoiceId === invoiceId);
          expect(taken.reduce((sum, place) => sum + place.amount, 0)).toBeLessThanOrEqual(left);
        }
        const there = from.invoices.reduce((sum, { left }) => sum + left, from.credit);
        const lost = places.find(({ kind }) => kind === 'loss')?.amount ?? 0;
        expect(lost).toBe(Math.max(0, amount - there));
      }),
      { numRuns },
    );
  });

  it('comes back whole, to an invoice only as far as it owes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), money, (amount, owed) => {
        const place = { kind: 'invoice', invoiceId: 'i', amount } as const;
        const { toInvoice, toCredit, loss } = releaseDispute(place, owed);
        expect(toInvoice + toCredit + loss).toBe(amount);
        expect(toInvoice).toBe(Math.min(amount, owed));
        expect(loss).toBe(0);
      }),
      { numRuns },
    );
    const credit = { kind: 'credit', invoiceId: null, amount: 7 } as const;
    expect(releaseDispute(credit, 0)).toEqual({ toInvoice: 0, toCredit: 7, loss: 0 });
    const loss = { kind: 'loss', invoiceId: null, amount: 7 } as const;
    expect(releaseDispute(loss, 0)).toEqual({ toInvoice: 0, toCredit: 0, loss: 7 });
  });

  it('is booked in balance both ways', () => {
    const parts = { onInvoices: 600, credit: 300, loss: 100 };
    const taken = postDispute('stripe', parts);
    expect(taken).toContainEqual({ account: 'cash:stripe', amount: -1000 });
    expect(taken).toContainEqual({ account: 'receivable', amount: 600 });
    expect(sumOf(taken)).toBe(0);
    const back = postDisputeWon('stripe', parts);
    expect(sumOf([...taken, ...back])).toBe(0);
    expect(back).toContainEqual({ account: 'bad_debt', amount: -100 });
  });
});

describe('reasons of disputes', () => {
  it('have words in both languages, and unknown ones read as they are', () => {
    expect(disputeReasons).toEqual([
      ...['fraudulent', 'unrecognized', 'duplicate', 'product_not_received'],
      ...['product_unacceptable', 'subscription_canceled', 'credit_not_processed'],
      ...['debit_not_authorized', 'customer_initiated', 'insufficient_funds'],
      ...['bank_cannot_process', 'incorrect_account_details', 'noncompliant', 'general'],
    ]);
    for (const code of disputeReasons) {
      for (const language of ['en', 'fr'] as const) {
        expect(disputeReasonText(code, language), code).toMatch(/^\p{Ll}[^_]{9,}$/u);
        expect(disputeReasonText(code, language), code).not.toBe(code.replaceAll('_', ' '));
      }
      expect(disputeReasonText(code, 'fr')).not.toBe(disputeReasonText(code, 'en'));
    }
    expect(disputeReasonText('', 'en')).toBe('no reason given');
    expect(disputeReasonText('some_new_code', 'en')).toBe('some new code');
  });
});
