import type { Tx } from '../../../db/transaction.ts';
import type { GatewayRefund } from '../news.ts';
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
  const found = await tx.maybeOne<{ reason: string | null }>(
    `select failed_reason as reason from test_gateway_refund
     where org_id = app_org() and idempotency_key = $1`,
    [key],
  );
  return found ? outcomeOf(key, found.reason) : null;
}

function outcomeOf(key: string, reason: string | null): RefundOutcome {
  return reason === null
    ? { state: 'succeeded', reference: `test_${key}` }
    : { state: 'failed', reason };
}

/** Every refund of a charge by the gateway's name of it, oldest first. */
export async function refundsOf(tx: Tx, reference: string): Promise<GatewayRefund[]> {
  const rows = await tx.query<{
    key: string;
    amount: number;
    currency: string;
    reason: string | null;
  }>(
    `select r.idempotency_key as key, r.amount, c.currency, r.failed_reason as reason
     from test_gateway_refund r join test_gateway_charge c on c.org_id = app_org()
       and c.idempotency_key = r.charge_key
     where r.org_id = app_org() and 'test_' || r.charge_key = $1 order by r.created_at`,
    [reference],
  );
  return rows.map(({ reason, ...row }) => ({
    ...row,
    reference: `test_${row.key}`,
    outcome: outcomeOf(row.key, reason),
  }));
}

/** A refund that was made comes back from the payer's bank; the charge it came back to. */
export async function failRefund(tx: Tx, key: string, reason: string): Promise<string | null> {
  const row = await tx.maybeOne<{ chargeKey: string; amount: number }>(
    `update test_gateway_refund set failed_reason = $2
     where org_id = app_org() and idempotency_key = $1 and failed_reason is null
     returning charge_key as "chargeKey", amount`,
    [key, reason],
  );
  if (!row) return null;
  await tx.exec(
    `update test_gateway_charge set refunded = refunded - $2
     where org_id = app_org() and idempotency_key = $1`,
    [row.chargeKey, row.amount],
  );
  return row.chargeKey;
}
