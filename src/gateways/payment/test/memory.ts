import type { Columns } from '../../../db/billing/insert.ts';
import { arraysOf, unnested } from '../../../db/billing/insert.ts';
import type { Tx } from '../../../db/transaction.ts';

/** The test gateway's own name of a charge. */
export function chargeReference(key: string): string {
  return `test_${key}`;
}

/** A charge as the gateway remembers it, whatever it answered. */
export type Charge = {
  key: string;
  token: string;
  amount: number;
  currency: string;
  outcome: 'succeeded' | 'declined' | 'processing' | 'requires_action';
  /** Of a processing one: what it will be declined for when it settles. */
  declineKind: 'soft' | 'hard' | null;
  reason: string | null;
  settlesAt: string | null;
  now: string;
};

const columns: Columns<Charge> = {
  idempotency_key: ['uuid', (row) => row.key],
  token: ['text', (row) => row.token],
  amount: ['bigint', (row) => row.amount],
  currency: ['text', (row) => row.currency],
  outcome: ['text', (row) => row.outcome],
  decline_kind: ['text', (row) => row.declineKind],
  reason: ['text', (row) => row.reason],
  settles_at: ['timestamptz', (row) => row.settlesAt],
  created_at: ['timestamptz', (row) => row.now],
};

/** Remembers charges; answers the keys that were new. */
export async function remember(tx: Tx, charges: Charge[]): Promise<Set<string>> {
  if (charges.length === 0) return new Set();
  const rows = await tx.query<{ key: string }>(
    `insert into test_gateway_charge (org_id, ${Object.keys(columns).join(', ')})
     select app_org(), d.* from ${unnested(columns)}
     on conflict do nothing returning idempotency_key as key`,
    arraysOf(columns, charges),
  );
  return new Set(rows.map((row) => row.key));
}

/** The charges with these keys, settled as far as `now` allows. */
export async function recall(
  tx: Tx,
  keys: readonly string[],
  now: string,
): Promise<Map<string, Charge>> {
  if (keys.length === 0) return new Map();
  await tx.exec(
    `update test_gateway_charge set settles_at = null,
       outcome = case when reason is null then 'succeeded' else 'declined' end
     where org_id = app_org() and idempotency_key = any($1::uuid[])
       and outcome = 'processing' and settles_at <= $2`,
    [keys, now],
  );
  const rows = await tx.query<Charge>(
    `select idempotency_key as key, token, amount, currency, outcome,
       decline_kind as "declineKind", reason, settles_at as "settlesAt", created_at as now
     from test_gateway_charge where org_id = app_org() and idempotency_key = any($1::uuid[])`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Which of these tokens were declined before. */
export async function declinedBefore(tx: Tx, tokens: readonly string[]): Promise<Set<string>> {
  if (tokens.length === 0) return new Set();
  const rows = await tx.query<{ token: string }>(
    `select distinct token from test_gateway_charge
     where org_id = app_org() and outcome = 'declined' and token = any($1::text[])`,
    [tokens],
  );
  return new Set(rows.map((row) => row.token));
}
