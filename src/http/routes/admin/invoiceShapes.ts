import * as z from 'zod';
import type { InvoiceSummary } from '../../../db/invoices/list.ts';
import type { InvoiceRecord } from '../../../db/invoices/record.ts';
import type { Language } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { moneyList, named } from '../../shapes.ts';
import { allowedOn, invoiceActs } from './allowedOnInvoice.ts';
import { lineTax, presentTax, taxCategory } from './taxShapes.ts';

const nullableText = z.string().nullable();
const ref = z.object({ id: z.string(), number: z.string() });

export const invoiceRow = z.object({
  id: z.string(),
  number: z.string(),
  /** A pro-forma notice: it gets the number of an invoice when it is paid. */
  proforma: z.boolean(),
  type: z.enum(['subscription', 'renewal', 'proration', 'manual']),
  status: z.enum(['open', 'paid', 'void', 'uncollectible']),
  overdue_days: z.number(),
  contact: named,
  payer: named,
  issued_on: z.string(),
  due_on: z.string(),
  currency: z.string(),
  ...{ total: z.number(), settled: z.number(), credited: z.number(), balance: z.number() },
});

/** `balance` is of what is open, `lost` of what is written off. */
export const invoiceTotals = z.object({
  ...{ count: z.number(), total: moneyList, settled: moneyList, credited: moneyList },
  ...{ balance: moneyList, lost: moneyList },
});

export const attemptShape = z.object({
  id: z.string(),
  at: z.string(),
  amount: z.number(),
  state: z.string(),
  reason: nullableText,
  reason_text: nullableText,
  cause: z.string(),
  gateway: z.string(),
  method: z.object({ brand: z.string(), last4: z.string() }).nullable(),
});

export const invoiceShape = invoiceRow.extend({
  subscription_id: nullableText,
  period_start: nullableText,
  period_end: nullableText,
  net: z.number(),
  tax: z.number(),
  collection: z.enum(['automatic', 'invoice']),
  /** Of a consolidated invoice: whose subscriptions it covers, and for how much. */
  covers: z.array(z.object({ subscription_id: z.string(), contact: named, total: z.number() })),
  /** The notice an invoice was before it was paid. */
  notice: z.object({ number: z.string(), issued_on: z.string() }).nullable(),
  paid_on: nullableText,
  closed_on: nullableText,
  lines: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      description: z.string(),
      quantity: z.number(),
      unit_amount: z.number(),
      net: z.number(),
      ...lineTax,
      tax: z.number(),
      total: z.number(),
      /** What credit notes have left of its total, with its sign. */
      left: z.number(),
      period_start: nullableText,
      period_end: nullableText,
      days: z.number().nullable(),
      days_of: z.number().nullable(),
      part_unit: z.enum(['day', 'month']),
    }),
  ),
  tax_groups: z.array(
    z.object({ rate: z.string(), category: taxCategory, base: z.number(), tax: z.number() }),
  ),
  payments: z.array(
    z.object({
      payment_id: nullableText,
      on: z.string(),
      amount: z.number(),
      /** What of it was moved to the payer's credit since. */
      to_credit: z.number(),
      means: z.string(),
      reference: z.string(),
      reversed_at: nullableText,
      reversible: z.boolean(),
    }),
  ),
  attempts: z.array(attemptShape),
  credit_notes: z.array(ref.extend({ total: z.number(), issued_on: z.string() })),
  refunds: z.array(
    z.object({
      id: z.string(),
      on: z.string(),
      amount: z.number(),
      state: z.string(),
      outside: z.boolean(),
      reason: z.string(),
    }),
  ),
  /** Money that a bank took back of it, or gave back since. */
  disputes: z.array(
    z.object({
      id: z.string(),
      amount: z.number(),
      state: z.enum(['needs_response', 'under_review', 'won', 'lost']),
      opened_at: z.string(),
      closed_at: nullableText,
      undecided: z.boolean(),
    }),
  ),
  messages: z.array(
    z.object({
      id: z.string(),
      template: z.string(),
      state: z.string(),
      to: nullableText,
      created_at: z.string(),
    }),
  ),
  allowed: z.array(z.enum(invoiceActs)),
});

/** A row of a list of invoices as the API shows it. */
export function presentRow(invoice: InvoiceSummary): z.output<typeof invoiceRow> {
  return {
    id: invoice.id,
    number: invoice.number,
    proforma: invoice.proforma,
    type: invoice.type,
    status: invoice.status,
    overdue_days: invoice.overdueDays,
    contact: invoice.contact,
    payer: invoice.payer,
    issued_on: invoice.issuedOn,
    due_on: invoice.dueOn,
    currency: invoice.currency,
    total: invoice.total,
    settled: invoice.settled,
    credited: invoice.credited,
    balance: invoice.balance,
  };
}

function presentDispute({ openedAt, closedAt, ...each }: InvoiceRecord['disputes'][number]) {
  return { ...each, opened_at: openedAt, closed_at: closedAt };
}

/** An invoice with everything that happened to it, as the API shows it. */
export function presentInvoice(
  invoice: InvoiceRecord,
  language: Language,
): z.output<typeof invoiceShape> {
  return {
    ...presentRow(invoice),
    subscription_id: invoice.subscriptionId,
    period_start: invoice.periodStart,
    period_end: invoice.periodEnd,
    net: invoice.net,
    tax: invoice.tax,
    collection: invoice.collection,
    covers: invoice.covers.map(({ subscriptionId, contact, total }) => ({
      subscription_id: subscriptionId,
      contact,
      total,
    })),
    notice: invoice.notice && {
      number: invoice.notice.number,
      issued_on: invoice.notice.issuedOn,
    },
    paid_on: invoice.paidOn,
    closed_on: invoice.closedOn,
    lines: invoice.lines.map((line) => ({
      id: line.id,
      kind: line.kind,
      description: line.description,
      quantity: line.quantity,
      unit_amount: line.unitAmount,
      net: line.net,
      ...presentTax(line),
      tax: line.tax,
      total: line.total,
      left: line.left,
      period_start: line.periodStart,
      period_end: line.periodEnd,
      days: line.days,
      days_of: line.daysOf,
      part_unit: line.partUnit,
    })),
    tax_groups: invoice.taxGroups.map(({ rate, category, base, tax }) => {
      return { rate, category, base, tax };
    }),
    ...happened(invoice, language),
    allowed: allowedOn(invoice),
  };
}

function happened(invoice: InvoiceRecord, language: Language) {
  const refunded = invoice.refunds.some((refund) => refund.state !== 'failed');
  return {
    payments: invoice.payments.map((part) => ({
      payment_id: part.paymentId,
      on: part.on,
      amount: part.amount,
      to_credit: part.toCredit,
      means: part.means,
      reference: part.reference,
      reversed_at: part.reversedAt,
      reversible: part.gateway === 'offline' && part.reversedAt === null && !refunded,
    })),
    attempts: invoice.attempts.map((attempt) => ({
      id: attempt.id,
      at: attempt.at,
      amount: attempt.amount,
      state: attempt.state,
      reason: attempt.reason,
      reason_text: attempt.reason && reasonText(attempt.reason, language),
      cause: attempt.cause,
      gateway: attempt.gateway,
      method: attempt.method,
    })),
    credit_notes: invoice.creditNotes.map(({ id, number, total, issuedOn }) => {
      return { id, number, total, issued_on: issuedOn };
    }),
    refunds: invoice.refunds.map(({ id, on, amount, state, outside, reason }) => {
      return { id, on, amount, state, outside, reason };
    }),
    disputes: invoice.disputes.map(presentDispute),
    messages: invoice.messages.map(({ id, template, state, to, createdAt }) => {
      return { id, template, state, to, created_at: createdAt };
    }),
  };
}
