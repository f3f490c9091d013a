import type { Queryable } from '../transaction.ts';
import type { DifferenceKind } from './differences.ts';

/** A difference as the page shows it; amounts in minor units. */
export type ListedDifference = {
  id: string;
  gateway: string;
  kind: DifferenceKind;
  reference: string;
  ours: number | null;
  theirs: number | null;
  currency: string;
  foundAt: string;
  seenAt: string | null;
  seenBy: string | null;
  resolvedAt: string | null;
  invoice: { id: string; number: string } | null;
  contact: { id: string; name: string } | null;
};

/** Differences, those that wait for somebody first, then the latest. */
export function listDifferences(
  tx: Queryable,
  filter: { isWaiting: boolean },
  limit: number,
): Promise<ListedDifference[]> {
  return tx.query<ListedDifference>(
    `select d.id, d.gateway, d.kind, d.reference, d.ours, d.theirs, d.currency,
       d.found_at as "foundAt", d.seen_at as "seenAt", d.seen_by ->> 'name' as "seenBy",
       d.resolved_at as "resolvedAt",
       case when i.id is not null then jsonb_build_object('id', i.id, 'number', i.number) end
         as invoice,
       case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.display_name) end
         as contact
     from gateway_difference d
     left join payment_attempt a on a.org_id = app_org() and a.id = d.attempt_id
     left join invoice i on i.org_id = app_org() and i.id = a.invoice_id
     left join contact c on c.org_id = app_org() and c.id = i.contact_id
     where d.org_id = app_org()
       and (not $1 or d.resolved_at is null and d.seen_at is null)
     order by d.resolved_at is null and d.seen_at is null desc, d.found_at desc, d.id limit $2`,
    [filter.isWaiting, limit],
  );
}
