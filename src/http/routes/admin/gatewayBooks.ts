import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { markDifferenceSeen } from '../../../actions/gateways/markSeen.ts';
import { playBank } from '../../../actions/gateways/testBank.ts';
import { listDifferences } from '../../../db/payments/listDifferences.ts';
import { testCharges } from '../../../db/payments/testCharges.ts';
import { disputeReasons } from '../../../domain/billing/disputeReasons.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import { defineRoute } from '../../route.ts';
import { id, listOf, named, paging } from '../../shapes.ts';

const shared = { tag: 'Payments' } as const;
const invoice = z.object({ id: z.string(), number: z.string() }).nullable();

const difference = z.object({
  id: z.string(),
  gateway: z.string(),
  kind: z.enum(['unknown_charge', 'missing', 'amount', 'refund', 'dispute']),
  reference: z.string(),
  /** Minor units; null: nothing there. */
  ours: z.number().nullable(),
  theirs: z.number().nullable(),
  currency: z.string(),
  found_at: z.string(),
  seen_at: z.string().nullable(),
  seen_by: z.string().nullable(),
  resolved_at: z.string().nullable(),
  invoice,
  contact: named.nullable(),
});

const charge = z.object({
  id: z.string(),
  at: z.string(),
  amount: z.number(),
  currency: z.string(),
  outcome: z.enum(['succeeded', 'declined', 'processing', 'requires_action']),
  refunded: z.number(),
  disputed: z.number(),
  dispute: z.object({ reference: z.string(), state: z.string() }).nullable(),
  /** Its last refund that did not come back. */
  refund_id: z.string().nullable(),
  /** What our books hold of the same charge; null: nothing. */
  booked: z.object({ amount: z.number(), refunded: z.number(), disputed: z.number() }).nullable(),
  agrees: z.boolean(),
  contact: named.nullable(),
  invoice,
});

const bankAct = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dispute'),
    charge_id: id,
    reason: z.enum(disputeReasons as [string, ...string[]]).default('product_not_received'),
  }),
  z.strictObject({
    kind: z.literal('decide'),
    reference: z.string().min(1).max(200),
    state: z.enum(['won', 'lost']),
  }),
  z.strictObject({ kind: z.literal('report_fraud'), charge_id: id }),
  z.strictObject({ kind: z.literal('fail_refund'), refund_id: id }),
]);

export const gatewayBookRoutes = [
  defineRoute({
    ...shared,
    method: 'GET',
    url: '/organizations/:org/gateway-differences',
    summary: 'Where a gateway and our books tell different stories',
    needs: 'billing.read',
    rate: 'read',
    query: z.strictObject({ state: z.enum(['waiting', 'all']).default('all') }),
    answer: z.object({ items: z.array(difference) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const rows = await listDifferences(tx, { isWaiting: call.query.state === 'waiting' }, 200);
        return {
          items: rows.map(({ foundAt, seenAt, seenBy, resolvedAt, ...row }) => ({
            ...row,
            found_at: foundAt,
            seen_at: seenAt,
            seen_by: seenBy,
            resolved_at: resolvedAt,
          })),
        };
      }),
  }),
  defineRoute({
    ...shared,
    method: 'POST',
    url: '/organizations/:org/gateway-differences/:id/seen',
    summary: 'Somebody looked at a difference: it no longer waits',
    needs: 'billing.write',
    rate: 'write',
    params: z.strictObject({ org: z.string().max(200), id }),
    answer: null,
    handle: (call) => markDifferenceSeen(call.ctx, call.params.id),
  }),
  defineRoute({
    ...shared,
    method: 'GET',
    url: '/organizations/:org/test-gateway/charges',
    summary: 'What the test gateway really did, beside what is booked',
    needs: 'billing.read',
    rate: 'read',
    query: paging,
    answer: listOf(charge),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const { limit, cursor } = call.query;
        const rows = await testCharges(tx, { limit, after: readCursor(cursor) });
        const last = rows.length === limit ? rows.at(-1) : undefined;
        return {
          items: rows.map((row) => presentCharge(row)),
          next_cursor: last ? writeCursor(last.at, last.id) : null,
        };
      }),
  }),
  defineRoute({
    ...shared,
    method: 'POST',
    url: '/organizations/:org/test-gateway/acts',
    summary: 'Make the bank behind the test gateway dispute, decide, report fraud or send back',
    needs: 'billing.write',
    rate: 'write',
    body: bankAct,
    answer: null,
    handle: async ({ ctx, body }) => {
      switch (body.kind) {
        case 'dispute':
          return playBank(ctx, { kind: body.kind, chargeId: body.charge_id, reason: body.reason });
        case 'report_fraud':
          return playBank(ctx, { kind: body.kind, chargeId: body.charge_id });
        case 'fail_refund':
          return playBank(ctx, { kind: body.kind, refundId: body.refund_id });
        case 'decide':
          return playBank(ctx, body);
      }
    },
  }),
];

function presentCharge(row: Awaited<ReturnType<typeof testCharges>>[number]) {
  const { amount, refunded, disputed, booked, bookedRefunded, bookedDisputed, outcome } = row;
  const isMoney = outcome === 'succeeded';
  const agrees = isMoney
    ? booked === amount && bookedRefunded === refunded && bookedDisputed === disputed
    : booked === null;
  const { disputeReference: reference, disputeState: state } = row;
  return {
    ...{ id: row.id, at: row.at, amount, currency: row.currency, outcome, refunded, disputed },
    dispute: reference && state ? { reference, state } : null,
    refund_id: row.refundId,
    booked:
      booked === null
        ? null
        : { amount: booked, refunded: bookedRefunded, disputed: bookedDisputed },
    agrees,
    contact: row.contactId && row.name ? { id: row.contactId, name: row.name } : null,
    invoice:
      row.invoiceId && row.invoiceNumber ? { id: row.invoiceId, number: row.invoiceNumber } : null,
  };
}
