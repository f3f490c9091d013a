import type { Tx } from '../transaction.ts';

export type DifferenceKind = 'unknown_charge' | 'missing' | 'amount' | 'refund' | 'dispute';

export type Difference = {
  gateway: string;
  kind: DifferenceKind;
  reference: string;
  attemptId: string | null;
  /** Minor units; null: nothing there. */
  ours: number | null;
  theirs: number | null;
  currency: string;
};

/** Keeps a difference, once; one that was resolved opens again. */
export async function keepDifference(tx: Tx, found: Difference, now: string): Promise<void> {
  await tx.exec(
    `insert into gateway_difference (org_id, gateway, kind, reference, attempt_id, ours, theirs,
       currency, found_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (org_id, gateway, kind, reference) do update
       set ours = excluded.ours, theirs = excluded.theirs, resolved_at = null,
         seen_at = case when gateway_difference.resolved_at is null
             and gateway_difference.ours is not distinct from excluded.ours
             and gateway_difference.theirs is not distinct from excluded.theirs
           then gateway_difference.seen_at end,
         found_at = case when gateway_difference.resolved_at is null
           then gateway_difference.found_at else excluded.found_at end`,
    [
      found.gateway,
      found.kind,
      found.reference,
      found.attemptId,
      found.ours,
      found.theirs,
      found.currency,
      now,
    ],
  );
}

/** Ends differences of a gateway that a whole comparison did not find any more. */
export async function resolveOthers(
  tx: Tx,
  about: { gateway: string; still: readonly string[]; now: string },
): Promise<void> {
  await tx.exec(
    `update gateway_difference set resolved_at = $3
     where org_id = app_org() and gateway = $1 and resolved_at is null and kind <> 'dispute'
       and kind || ' ' || reference <> all($2::text[])`,
    [about.gateway, about.still, about.now],
  );
}
