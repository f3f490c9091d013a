import { localDate as d, type LocalDate } from '../domain/dates.ts';
import { type Money, money } from '../domain/money.ts';
import type { InvoiceFacts, MessageData, MessageName } from './data.ts';

/*
 * One lifelike example of every message's data, complete and with everything optional left out:
 * what the template preview shows and what the tests render.
 */

const ten = money(1000, 'EUR');
const link = 'https://example.org/me?token=abc&next=card';
const tries = [d('2026-03-04'), d('2026-03-07'), d('2026-03-09')];
const period = { start: d('2026-03-01'), end: d('2026-04-01') };
const offline = {
  iban: 'FR76 3000 6000 0112 3456 7890 189',
  bic: 'AGRIFRPP',
  reference: '2026-000123',
  text: 'Cheques to the order of Atelier Nord.',
};

function facts(balance: Money, dueOn: LocalDate | null): InvoiceFacts {
  const issuedOn = d('2026-03-01');
  return { number: '2026-000123', issuedOn, dueOn, total: ten, balance };
}

const due = facts(ten, d('2026-03-31'));
const declined = {
  amount: ten,
  planName: 'Mécène',
  failedOn: d('2026-03-02'),
  reason: 'expired_card',
  access: { state: 'closed' },
  invoiceNumber: '2026-000123',
  updateUrl: link,
} as const;
const declinedBare = {
  amount: ten,
  planName: 'Mécène',
  failedOn: d('2026-03-02'),
  access: { state: 'kept' },
  updateUrl: link,
} as const;

/** Every message with every optional part present. */
export const fullSamples: { [N in MessageName]: MessageData[N] } = {
  invitation: { signInUrl: link, planName: 'Mécène', validUntil: d('2026-03-16') },
  magic_link: { signInUrl: link, validMinutes: 15 },
  password_reset: { resetUrl: link, validMinutes: 30 },
  staff_invitation: {
    acceptUrl: link,
    role: 'accountant',
    invitedBy: 'Claire Morel',
    validUntil: d('2026-03-16'),
  },
  invoice: {
    invoice: due,
    planName: 'Mécène',
    period,
    payUrl: link,
    collectedOn: d('2026-03-04'),
    collectedFrom: 'Visa ··42',
    offline,
  },
  receipt: {
    invoice: facts(money(250, 'EUR'), null),
    amount: money(750, 'EUR'),
    paidOn: d('2026-03-02'),
    method: 'Visa ··42',
    planName: 'Mécène',
    period,
    nextChargeOn: d('2026-04-01'),
    accountUrl: link,
  },
  declined_first: { ...declined, nextTries: tries },
  declined_again: {
    ...declined,
    access: { state: 'kept', lastDay: d('2026-03-06') },
    nextTries: tries.slice(1),
  },
  declined_last_warning: { ...declined, lastTryOn: d('2026-03-09') },
  hard_declined: { ...declined, reason: 'stolen_card', endsOn: d('2026-03-09') },
  retry_announced: {
    amount: ten,
    planName: 'Mécène',
    retryOn: d('2026-03-09'),
    isLast: true,
    method: 'Visa ··42',
    access: { state: 'closed' },
    invoiceNumber: '2026-000123',
    updateUrl: link,
  },
  debit_announced: {
    amount: ten,
    collectOn: d('2026-03-16'),
    invoiceNumber: '2026-000123',
    planName: 'Mécène',
    account: '··4213',
    mandateReference: 'M-2026-000012',
    creditorName: 'Atelier Nord',
    creditorId: 'FR72ZZZ123456',
    accountUrl: link,
  },
  recovered: {
    amount: ten,
    planName: 'Mécène',
    paidOn: d('2026-03-06'),
    nextChargeOn: d('2026-04-02'),
    accountUrl: link,
  },
  cancelled_unpaid: {
    amount: ten,
    planName: 'Mécène',
    endedOn: d('2026-03-09'),
    attempts: 4,
    refusedOn: d('2026-03-09'),
    comeBackUrl: link,
  },
  cancelled: {
    planName: 'Mécène',
    by: 'member',
    accessLastDay: d('2026-03-31'),
    undoUrl: link,
    comeBackUrl: link,
  },
  refunded: {
    amount: ten,
    invoiceNumber: '2026-000123',
    refundedOn: d('2026-03-12'),
    method: 'Visa ··42',
    creditNoteNumber: 'A-2026-000004',
    planName: 'Mécène',
    accessLastDay: d('2026-03-31'),
    renewalStops: true,
  },
  reminder: {
    invoice: due,
    planName: 'Mécène',
    payUrl: link,
    offline,
    accessLastDay: d('2026-04-14'),
  },
  paused: {
    planName: 'Mécène',
    pausedFrom: d('2026-03-02'),
    resumesOn: d('2026-05-02'),
    accessDuringPause: false,
    accountUrl: link,
  },
  resumed: {
    planName: 'Mécène',
    resumedOn: d('2026-05-02'),
    nextChargeOn: d('2026-06-01'),
    accountUrl: link,
  },
  plan_changed: {
    fromPlan: 'Ami',
    toPlan: 'Mécène',
    effectiveOn: d('2026-03-12'),
    price: ten,
    chargedNow: money(323, 'EUR'),
    credited: money(100, 'EUR'),
    nextChargeOn: d('2026-04-01'),
    accountUrl: link,
  },
  subscription_changed: {
    planName: 'Mécène',
    effectiveOn: d('2026-04-01'),
    quantity: 2,
    price: money(2000, 'EUR'),
    priceBefore: ten,
    intervalUnit: 'month',
    intervalCount: 3,
    chargedNow: money(323, 'EUR'),
    credited: money(100, 'EUR'),
    nextChargeOn: d('2026-04-01'),
    accountUrl: link,
  },
  extended: {
    planName: 'Mécène',
    days: 10,
    lastDay: d('2026-04-10'),
    nextChargeOn: d('2026-04-11'),
    accountUrl: link,
  },
  reactivated: {
    planName: 'Mécène',
    on: d('2026-03-12'),
    nextChargeOn: d('2026-04-12'),
    accountUrl: link,
  },
  payer_changed: {
    memberName: 'Ana Silva',
    planName: 'Mécène',
    pays: true,
    price: ten,
    nextChargeOn: d('2026-04-01'),
    openInvoices: 0,
    accountUrl: link,
  },
  price_changed: {
    planName: 'Mécène',
    effectiveOn: d('2026-04-01'),
    price: money(1200, 'EUR'),
    priceBefore: ten,
    accountUrl: link,
  },
  price_kept: { planName: 'Mécène', price: ten, accountUrl: link },
  invoice_voided: { invoice: due, voidedOn: d('2026-03-12'), reason: 'Issued twice' },
};

/** Every message with nothing but what it must have. */
export const bareSamples: { [N in MessageName]: MessageData[N] } = {
  invitation: { signInUrl: link },
  magic_link: fullSamples.magic_link,
  password_reset: fullSamples.password_reset,
  staff_invitation: { acceptUrl: link, role: 'owner' },
  invoice: { invoice: facts(ten, null) },
  receipt: { invoice: facts(money(0, 'EUR'), null), amount: ten, paidOn: d('2026-03-02') },
  declined_first: { ...declinedBare, nextTries: [] },
  declined_again: { ...declinedBare, nextTries: [] },
  declined_last_warning: { ...declinedBare, lastTryOn: d('2026-03-09') },
  hard_declined: declinedBare,
  retry_announced: {
    amount: ten,
    planName: 'Mécène',
    retryOn: d('2026-03-04'),
    isLast: false,
    access: { state: 'kept' },
    updateUrl: link,
  },
  debit_announced: {
    amount: ten,
    collectOn: d('2026-03-16'),
    invoiceNumber: '2026-000123',
    account: '··4213',
    mandateReference: 'M-2026-000012',
    creditorName: 'Atelier Nord',
    creditorId: 'FR72ZZZ123456',
  },
  recovered: { amount: ten, planName: 'Mécène', paidOn: d('2026-03-06') },
  cancelled_unpaid: {
    amount: ten,
    planName: 'Mécène',
    endedOn: d('2026-03-09'),
    comeBackUrl: link,
  },
  cancelled: { planName: 'Mécène', by: 'staff', accessLastDay: d('2026-03-31') },
  refunded: { amount: ten, invoiceNumber: '2026-000123', refundedOn: d('2026-03-12') },
  reminder: { invoice: facts(ten, null) },
  paused: { planName: 'Mécène', pausedFrom: d('2026-03-02') },
  resumed: { planName: 'Mécène', resumedOn: d('2026-05-02') },
  plan_changed: { fromPlan: 'Ami', toPlan: 'Mécène', effectiveOn: d('2026-03-12') },
  subscription_changed: {
    planName: 'Mécène',
    effectiveOn: d('2026-04-01'),
    quantity: 1,
    price: ten,
    priceBefore: ten,
    intervalUnit: 'year',
    intervalCount: 1,
  },
  extended: { planName: 'Mécène', days: 1, lastDay: d('2026-04-10') },
  reactivated: { planName: 'Mécène', on: d('2026-03-12') },
  payer_changed: { memberName: 'Ana Silva', planName: 'Mécène', pays: false },
  price_changed: { planName: 'Ami', effectiveOn: d('2026-04-01'), price: ten, priceBefore: ten },
  price_kept: { planName: 'Mécène', price: ten },
  invoice_voided: { invoice: due, voidedOn: d('2026-03-12') },
};
