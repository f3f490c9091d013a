import { expect, it } from 'vitest';
import * as ledger from '../../src/domain/billing/ledger.ts';

const bill = { net: 1000, tax: 200, total: 1200 };
const disputed = { onInvoices: 600, credit: 300, loss: 100 };

/** Each business event and what it books; debits positive (billing-rules §16). */
const events: [string, ledger.Posting[], Record<string, number>][] = [
  ['an issue', ledger.postIssue(bill), { receivable: 1200, revenue: -1000, tax: -200 }],
  ['a void', ledger.postVoid(bill), { receivable: -1200, revenue: 1000, tax: 200 }],
  ['a credit note', ledger.postCreditNote(bill), { receivable: -1200, revenue: 1000, tax: 200 }],
  [
    'a payment with some over',
    ledger.postPayment('sepa', 1500, 1200),
    { 'cash:sepa': 1500, receivable: -1200, credit: -300 },
  ],
  [
    'a payment taken back',
    ledger.postTakeBack('sepa', 1500, 1200),
    { 'cash:sepa': -1500, receivable: 1200, credit: 300 },
  ],
  ['credit used', ledger.postCreditUsed(70), { credit: 70, receivable: -70 }],
  ['credit returned', ledger.postCreditReturned(70), { credit: -70, receivable: 70 }],
  ['credit granted', ledger.postCreditGranted(70), { revenue: 70, credit: -70 }],
  ['a claim made credit', ledger.postClaimToCredit(70), { receivable: 70, credit: -70 }],
  ['a refund sent', ledger.postRefundSent(70), { receivable: 70, refunds_in_transit: -70 }],
  [
    'a refund settled',
    ledger.postRefundSettled('test', 70),
    { refunds_in_transit: 70, 'cash:test': -70 },
  ],
  ['a refund failed', ledger.postRefundFailed(70), { receivable: -70, refunds_in_transit: 70 }],
  ['a refund at once', ledger.postRefund('offline', 70), { receivable: 70, 'cash:offline': -70 }],
  [
    'a refund that came back',
    ledger.postRefundReturned('stripe', 70),
    { 'cash:stripe': 70, credit: -70 },
  ],
  ['a fee', ledger.postFee('stripe', 15), { fees: 15, 'cash:stripe': -15 }],
  [
    'a dispute',
    ledger.postDispute('stripe', disputed),
    { receivable: 600, credit: 300, bad_debt: 100, 'cash:stripe': -1000 },
  ],
  [
    'a dispute won',
    ledger.postDisputeWon('stripe', disputed),
    { receivable: -600, credit: -300, bad_debt: -100, 'cash:stripe': 1000 },
  ],
  ['credit paid out', ledger.postCreditPaidOut('test', 70), { credit: 70, 'cash:test': -70 }],
  ['a write-off', ledger.postWriteOff(70), { bad_debt: 70, receivable: -70 }],
  ['a write-off undone', ledger.postWriteOffUndone(70), { bad_debt: -70, receivable: 70 }],
  ['nothing', ledger.postPayment('test', 0, 0), {}],
];

it.each(events)('%s is booked on its accounts', (_, postings, wanted) => {
  expect(Object.fromEntries(postings.map((each) => [each.account, each.amount]))).toEqual(wanted);
  expect(ledger.sumOf(postings)).toBe(0);
});

it('refuses an event whose sums do not agree, and amounts that are no whole minor units', () => {
  expect(() => ledger.postIssue({ ...bill, total: 1201 })).toThrow('must balance');
  expect(() => ledger.postFee('test', 0.5)).toThrow();
});
