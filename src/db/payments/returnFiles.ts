import type { LocalDate } from '../../domain/dates.ts';
import { inserter } from '../billing/insert.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** How a line of a bank's file ended (domain/sepa/returns.ts has the words). */
export type EntryOutcome =
  | 'returned'
  | 'already'
  | 'unknown'
  | 'amount'
  | 'not_sent'
  | 'credit_used';

export type ReturnEntry = {
  fileId: string;
  position: number;
  endToEnd: string;
  code: string;
  amount: number | null;
  returnedOn: LocalDate | null;
  outcome: EntryOutcome;
  attemptId: string | null;
};

/** Writes the lines of a file. */
export const insertEntries = inserter<ReturnEntry>('sepa_return_entry', {
  file_id: ['uuid', (row) => row.fileId],
  position: ['int', (row) => row.position],
  end_to_end: ['text', (row) => row.endToEnd],
  code: ['text', (row) => row.code],
  amount: ['bigint', (row) => row.amount],
  returned_on: ['date', (row) => row.returnedOn],
  outcome: ['text', (row) => row.outcome],
  attempt_id: ['uuid', (row) => row.attemptId],
});

export type NewReturnFile = {
  id: string;
  name: string;
  digest: string;
  kind: 'pain.002' | 'camt.053' | 'camt.054';
  actor: unknown;
  now: string;
};

/** Writes a file; false when the same was read before. */
export async function insertReturnFile(tx: Tx, row: NewReturnFile): Promise<boolean> {
  const count = await tx.exec(
    `insert into sepa_return_file (org_id, id, name, digest, kind, actor, read_at)
     values (app_org(), $1, $2, $3, $4, $5, $6) on conflict (org_id, digest) do nothing`,
    [row.id, row.name, row.digest, row.kind, row.actor, row.now],
  );
  return count === 1;
}

/** A file as it was read, with its lines. */
export type ReadFile = {
  id: string;
  name: string;
  kind: 'pain.002' | 'camt.053' | 'camt.054';
  readAt: string;
  entries: {
    endToEnd: string;
    code: string;
    amount: number | null;
    returnedOn: LocalDate | null;
    outcome: EntryOutcome;
    payerId: string | null;
    payerName: string | null;
    number: string | null;
  }[];
};

const files = `select f.id, f.name, f.kind, f.read_at as "readAt",
    coalesce((select jsonb_agg(jsonb_build_object('endToEnd', e.end_to_end, 'code', e.code,
        'amount', e.amount, 'returnedOn', e.returned_on, 'outcome', e.outcome,
        'payerId', p.id, 'payerName', p.display_name, 'number', i.number) order by e.position)
      from sepa_return_entry e
      left join payment_attempt a on a.org_id = e.org_id and a.id = e.attempt_id
      left join invoice i on i.org_id = e.org_id and i.id = a.invoice_id
      left join contact p on p.org_id = e.org_id and p.id = a.payer_id
      where e.org_id = f.org_id and e.file_id = f.id), '[]') as entries
  from sepa_return_file f where f.org_id = app_org()`;

/** The files read lately, latest first. */
export function latestFiles(tx: Queryable, limit: number): Promise<ReadFile[]> {
  return tx.query<ReadFile>(`${files} order by f.read_at desc, f.id desc limit $1`, [limit]);
}

/** The file with these contents, when it was read before. */
export function fileOfDigest(tx: Queryable, digest: string): Promise<ReadFile | undefined> {
  return tx.maybeOne<ReadFile>(`${files} and f.digest = $1`, [digest]);
}
