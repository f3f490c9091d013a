import type { Queryable } from '../transaction.ts';

export type ActivityRow = {
  id: string;
  at: string;
  kind: string;
  event: string;
  contact_id: string | null;
  contact_name: string | null;
  invoice_id: string | null;
  invoice_number: string | null;
  amount: number | null;
  currency: string | null;
  actor: { kind: string; id?: string; name?: string };
  data: Record<string, unknown>;
};

export type ActivityFilter = {
  kind?: string[];
  contact?: string;
  from?: string;
  to?: string;
  limit: number;
  /** Keyset: entries before this one. */
  before?: { at: string; id: string };
};

/** Entries, latest first. `from` and `to` are instants, [from, to). */
export function listActivity(tx: Queryable, filter: ActivityFilter): Promise<ActivityRow[]> {
  return tx.query<ActivityRow>(
    `select a.id, a.at, a.kind, a.event, a.contact_id, c.display_name as contact_name,
       a.invoice_id, i.number as invoice_number, a.amount, a.currency, a.actor, a.data
     from activity a
     left join contact c on c.org_id = a.org_id and c.id = a.contact_id
     left join invoice i on i.org_id = a.org_id and i.id = a.invoice_id
     where ($1::uuid is null or a.contact_id = $1)
       and ($2::text[] is null or a.kind = any($2))
       and ($3::timestamptz is null or a.at >= $3)
       and ($4::timestamptz is null or a.at < $4)
       and ($5::timestamptz is null or (a.at, a.id) < ($5, $6::uuid))
     order by a.at desc, a.id desc limit $7`,
    [
      filter.contact ?? null,
      filter.kind ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.before?.at ?? null,
      filter.before?.id ?? null,
      filter.limit,
    ],
  );
}
