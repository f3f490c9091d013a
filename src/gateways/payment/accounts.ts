import type { Database } from '../../db/transaction.ts';
import { inOrganization } from '../../db/transaction.ts';
import type { Vault } from '../vault.ts';

/** The plain and secret values an organization connected a gateway with. */
export type Values = Record<string, string>;

/** How one gateway reads the accounts it was connected with; values never leave its folder. */
export type Accounts = {
  /** Null: not connected, or sealed by another installation. */
  read(orgId: string): Promise<Values | null>;
  seal(orgId: string, values: Values): string;
  open(orgId: string, sealed: string): Values | null;
  /** Notes that the gateway refuses the keys since `now`, or accepts them again. */
  note(orgId: string, refusedAt: string | null): Promise<void>;
};

/** The accounts of one gateway. */
export function accountsOf(name: string, { db, vault }: { db: Database; vault: Vault }): Accounts {
  const about = (orgId: string) => `${orgId}:${name}`;
  const open = (orgId: string, sealed: string): Values | null => {
    const plain = vault.open(about(orgId), sealed);
    return plain === null ? null : (JSON.parse(plain) as Values);
  };
  return {
    open,
    seal: (orgId, values) => vault.seal(about(orgId), JSON.stringify(values)),
    read: (orgId) =>
      inOrganization(db, orgId, async (tx) => {
        const row = await tx.maybeOne<{ sealed: string }>(
          'select sealed from gateway_account where org_id = app_org() and gateway = $1',
          [name],
        );
        return row ? open(orgId, row.sealed) : null;
      }),
    note: (orgId, refusedAt) =>
      inOrganization(db, orgId, async (tx) => {
        await tx.exec(
          `update gateway_account set refused_at = $2 where org_id = app_org() and gateway = $1
             and (refused_at is null) <> ($2::timestamptz is null)`,
          [name, refusedAt],
        );
      }),
  };
}
