import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** Uses of a pack written down at once, by whom, for which day. */
export type PackUse = {
  id: string;
  subscriptionId: string;
  count: number;
  usedOn: LocalDate;
  note: string;
  actorName: string | null;
  createdAt: string;
  undoneAt: string | null;
};

/** The uses of some packs, latest first, those taken back too. */
export async function readUses(tx: Queryable, subscriptionIds: string[]): Promise<PackUse[]> {
  return tx.query<PackUse>(
    `select id, subscription_id as "subscriptionId", count, used_on as "usedOn", note,
       actor ->> 'name' as "actorName", created_at as "createdAt", undone_at as "undoneAt"
     from pack_use where org_id = app_org() and subscription_id = any($1::uuid[])
     order by used_on desc, created_at desc, id desc`,
    [subscriptionIds],
  );
}

type NewUse = Pick<PackUse, 'id' | 'subscriptionId' | 'count' | 'usedOn' | 'note'> & {
  actor: unknown;
  now: string;
};

/** Writes a use and counts it; the constraint on the count refuses one too many. */
export async function insertUse(tx: Tx, use: NewUse): Promise<void> {
  await tx.exec(
    `insert into pack_use (org_id, id, subscription_id, count, used_on, note, actor, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[use.id, use.subscriptionId, use.count, use.usedOn, use.note],
      JSON.stringify(use.actor),
      use.now,
    ],
  );
  await count(tx, use.subscriptionId, { by: use.count, now: use.now });
}

/** A use that still counts; undefined when there is none of that id. */
export async function findUse(
  tx: Tx,
  subscriptionId: string,
  id: string,
): Promise<{ id: string; count: number } | undefined> {
  return tx.maybeOne<{ id: string; count: number }>(
    `select id, count from pack_use where org_id = app_org() and subscription_id = $1 and id = $2
       and undone_at is null`,
    [subscriptionId, id],
  );
}

/** Marks a use as taken back and gives it back to the pack. */
export async function undoUse(
  tx: Tx,
  use: { id: string; count: number; subscriptionId: string; actor: unknown; now: string },
): Promise<void> {
  await tx.exec(
    `update pack_use set undone_at = $2, undone_by = $3 where org_id = app_org() and id = $1`,
    [use.id, use.now, JSON.stringify(use.actor)],
  );
  await count(tx, use.subscriptionId, { by: -use.count, now: use.now });
}

async function count(tx: Tx, id: string, change: { by: number; now: string }): Promise<void> {
  await tx.exec(
    `update subscription set uses_taken = uses_taken + $2, version = version + 1, updated_at = $3
     where org_id = app_org() and id = $1`,
    [id, change.by, change.now],
  );
}
