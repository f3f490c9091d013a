import type { Tx } from '../../../db/transaction.ts';
import type { RefundOutcome, RefundRequest } from '../port.ts';

/** Gives a charge back, whole or in part; the same key refunds once. */
export async function refund(tx: Tx, request: RefundRequest): Promise<RefundOutcome> {
  const charge = await tx.maybeOne<{ left: number; outcome: string }>(
    `select amount - refunded as left, outcome from test_gateway_charge
     where org_id = app_org() and idempotency_key = $1 for update`,
    [request.chargeKey],
  );
  const earlier = await askRefund(tx, request.key);
  if (earlier) return earlier;
  if (charge?.outcome !== 'succeeded') return { state: 'failed', reason: 'charge_not_found' };
  if (charge.left < request.amount) return { state: 'failed', reason: 'amount_too_large' };
  await tx.exec(
    `insert into test_gateway_refund (org_id, idempotency_key, charge_key, amount, created_at)
     values (app_org(), $1, $2, $3, $4)`,
    [request.key, request.chargeKey, request.amount, request.now],
  );
  await tx.exec(
    `update test_gateway_charge set refunded = refunded + $2
     where org_id = app_org() and idempotency_key = $1`,
    [request.chargeKey, request.amount],
  );
  return { state: 'succeeded', reference: `test_${request.key}` };
}

/** What became of a refund; null when the gateway never heard of it. */
export async function askRefund(tx: Tx, key: string): Promise<RefundOutcome | null> {
  const found = await tx.maybeOne(
    'select from test_gateway_refund where org_id = app_org() and idempotency_key = $1',
    [key],
  );
  return found ? { state: 'succeeded', reference: `test_${key}` } : null;
}
