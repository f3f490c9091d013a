import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { listRefundable } from '../../../actions/payments/listRefundable.ts';
import { setPaymentMethod } from '../../../actions/payments/paymentMethod.ts';
import { refundPayment } from '../../../actions/payments/refundPayment.ts';
import { reverseOfflinePayment } from '../../../actions/payments/reverseOfflinePayment.ts';
import type { MoneyEvent } from '../../../db/payments/timeline.ts';
import { moneyTimeline } from '../../../db/payments/timeline.ts';
import { disputeReasonText } from '../../../domain/billing/disputeReasons.ts';
import type { Language } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { defineRoute } from '../../route.ts';
import { id, minorUnits } from '../../shapes.ts';
import { whyNotText } from './whyNot.ts';

const path = z.strictObject({ org: z.string().max(200), id });
const ofContact = '/organizations/:org/contacts/:id';
const one = { tag: 'Payments', params: path } as const;
const read = { ...one, needs: 'billing.read', rate: 'read' } as const;
const write = { ...one, needs: 'billing.write', rate: 'write' } as const;

const ref = z.object({ id: z.string(), number: z.string() });

const event = z.object({
  id: z.string(),
  kind: z.enum(['attempt', 'payment', 'refund', 'dispute', 'member']),
  at: z.string(),
  /** Null for acts on memberships (kind `member`): they move no money. */
  amount: z.number().nullable(),
  currency: z.string(),
  outcome: z.string(),
  reason: z.string().nullable(),
  reason_text: z.string().nullable(),
  gateway: z.string().nullable(),
  means: z.string().nullable(),
  invoice: ref.nullable(),
  payment_id: z.string().nullable(),
  refundable: z.object({ amount: z.number() }).nullable(),
  reversible: z.boolean(),
  plan: z.string().nullable(),
});

function presentEvent(
  happened: MoneyEvent,
  about: { language: Language; refundable: Set<string> },
): z.output<typeof event> {
  const { paymentId, left, kind, reason, ...rest } = happened;
  const isRefundable = kind === 'payment' && left > 0 && about.refundable.has(happened.id);
  return {
    ...rest,
    kind,
    reason,
    reason_text: reason && textOf(kind, reason, about.language),
    payment_id: paymentId,
    refundable: isRefundable ? { amount: left } : null,
  };
}

function textOf(kind: MoneyEvent['kind'], reason: string, language: Language): string {
  if (kind === 'dispute') return disputeReasonText(reason, language);
  return kind === 'attempt' ? reasonText(reason, language) : reason;
}

export const paymentRoutes = [
  defineRoute({
    ...read,
    method: 'GET',
    url: `${ofContact}/payments`,
    summary: 'Tries, payments, refunds, disputes and acts on memberships, latest first',
    answer: z.object({ items: z.array(event) }),
    handle: async (call) => {
      const items = await listRefundable(call.ctx, call.params.id);
      const allowed = items.filter((item) => item.allowed).map((item) => item.paymentId);
      const about = { language: call.language, refundable: new Set(allowed) };
      const events = await look(call.ctx, ({ tx }) => moneyTimeline(tx, call.params.id));
      return { items: events.map((each) => presentEvent(each, about)) };
    },
  }),
  defineRoute({
    ...read,
    method: 'GET',
    url: `${ofContact}/refundable`,
    summary: 'What may still be given back, latest first, and why not where the rules say no',
    answer: z.object({
      items: z.array(
        z.object({
          invoice: ref,
          payment_id: z.string(),
          issued_on: z.string(),
          received_on: z.string(),
          means: z.string(),
          amount_left: z.number(),
          currency: z.string(),
          allowed: z.boolean(),
          why_not: z.string().nullable(),
        }),
      ),
    }),
    handle: async (call) => ({
      items: (await listRefundable(call.ctx, call.params.id)).map((item) => ({
        invoice: { id: item.invoiceId, number: item.number },
        payment_id: item.paymentId,
        issued_on: item.issuedOn,
        received_on: item.receivedOn,
        means: item.means,
        amount_left: item.amountLeft,
        currency: item.currency,
        allowed: item.allowed,
        why_not: item.whyNot && whyNotText(item.whyNot, call.language),
      })),
    }),
  }),
  defineRoute({
    ...write,
    method: 'PUT',
    url: `${ofContact}/payment-method`,
    summary: 'Set how a contact pays; what is overdue is charged to it at once',
    body: z.strictObject({ test_card: z.string().max(40) }),
    answer: z.object({
      payment_method: z.object({
        brand: z.string(),
        last4: z.string(),
        exp_month: z.number().nullable(),
        exp_year: z.number().nullable(),
      }),
      charged: z.array(
        z.object({
          invoice_id: z.string(),
          outcome: z.string(),
          reason_text: z.string().nullable(),
        }),
      ),
    }),
    handle: async (call) => {
      const choice = { testCard: call.body.test_card };
      const { method, charged } = await setPaymentMethod(call.ctx, call.params.id, choice);
      return {
        payment_method: {
          brand: method.brand,
          last4: method.last4,
          exp_month: method.expMonth,
          exp_year: method.expYear,
        },
        charged: charged.map(({ invoiceId, state, reason }) => ({
          invoice_id: invoiceId,
          outcome: state,
          reason_text: reason && reasonText(reason, call.language),
        })),
      };
    },
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: '/organizations/:org/invoices/:id/refunds',
    summary: 'Give money back, whole or in part, with a credit note',
    body: z.strictObject({
      amount: minorUnits,
      payment_id: id.optional(),
      reason: z.string().trim().max(1000).default(''),
      stop_renewal: z.boolean().default(false),
      end_access: z.boolean().default(false),
      /** Given back by other means already: only recorded. */
      outside: z.boolean().default(false),
    }),
    answer: z.object({
      id: z.string(),
      state: z.enum(['succeeded', 'unknown']),
      amount: z.number(),
      currency: z.string(),
      credit_note: ref.nullable(),
    }),
    status: 201,
    handle: async (call) => {
      const { body } = call;
      const { creditNote, ...made } = await refundPayment(call.ctx, {
        invoiceId: call.params.id,
        paymentId: body.payment_id,
        amount: body.amount,
        reason: body.reason,
        renewal: body.stop_renewal ? 'stops' : 'goes_on',
        access: body.end_access ? 'ends' : 'stays',
        way: body.outside ? 'outside' : 'gateway',
      });
      return { ...made, credit_note: creditNote };
    },
  }),
  defineRoute({
    ...write,
    method: 'POST',
    url: '/organizations/:org/payments/:id/reversal',
    summary: 'Take back a payment that staff had recorded',
    body: z.strictObject({ reason: z.string().trim().max(1000).default('') }),
    answer: null,
    handle: (call) => reverseOfflinePayment(call.ctx, call.params.id, call.body.reason),
  }),
];
