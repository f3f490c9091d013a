import type { Queryable, Tx } from '../transaction.ts';

/** How an organization reaches a gateway, without what is sealed. */
export type GatewayAccount = {
  gateway: string;
  /** Plain values, and the last characters of secret ones. */
  shown: Record<string, string>;
  accountId: string;
  accountName: string;
  live: boolean;
  refusedAt: string | null;
  connectedAt: string;
  version: number;
};

/** The accounts the organization connected. */
export function gatewayAccounts(tx: Queryable): Promise<GatewayAccount[]> {
  return tx.query<GatewayAccount>(
    `select gateway, shown, account_id as "accountId", account_name as "accountName", live,
       refused_at as "refusedAt", connected_at as "connectedAt", version
     from gateway_account where org_id = app_org()`,
  );
}

/** What was sealed for a gateway, its row locked; null when it is not connected. */
export async function lockSealed(tx: Tx, gateway: string): Promise<string | null> {
  const row = await tx.maybeOne<{ sealed: string }>(
    'select sealed from gateway_account where org_id = app_org() and gateway = $1 for update',
    [gateway],
  );
  return row?.sealed ?? null;
}

export type NewAccount = Pick<
  GatewayAccount,
  'gateway' | 'shown' | 'accountId' | 'accountName' | 'live'
> & { sealed: string; actor: unknown; now: string };

/** Connects a gateway, or replaces how it was connected. */
export async function saveAccount(tx: Tx, row: NewAccount): Promise<void> {
  await tx.exec(
    `insert into gateway_account (org_id, gateway, shown, sealed, account_id, account_name, live,
       actor, connected_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (org_id, gateway) do update set shown = excluded.shown, sealed = excluded.sealed,
       account_id = excluded.account_id, account_name = excluded.account_name,
       live = excluded.live, actor = excluded.actor, connected_at = excluded.connected_at,
       refused_at = null, version = gateway_account.version + 1`,
    [
      row.gateway,
      JSON.stringify(row.shown),
      row.sealed,
      row.accountId,
      row.accountName,
      row.live,
      JSON.stringify(row.actor),
      row.now,
    ],
  );
}

/** Forgets how a gateway was connected. */
export async function deleteAccount(tx: Tx, gateway: string): Promise<void> {
  await tx.exec('delete from gateway_account where org_id = app_org() and gateway = $1', [gateway]);
}

/** How many payers pay by each gateway now. */
export async function payersByGateway(tx: Queryable): Promise<Map<string, number>> {
  const rows = await tx.query<{ gateway: string; payers: number }>(
    `select gateway, count(*)::int as payers from payment_method
     where org_id = app_org() and replaced_at is null group by gateway`,
  );
  return new Map(rows.map((row) => [row.gateway, row.payers]));
}
