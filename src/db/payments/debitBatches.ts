import type { LocalDate } from '../../domain/dates.ts';
import type { Sequence } from '../../domain/sepa/batches.ts';
import { arraysOf, type Columns, unnested } from '../billing/insert.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** A file for the bank, with what became of its debits so far; amounts in minor units of euros. */
export type Batch = {
  id: string;
  number: number;
  messageId: string;
  collectOn: LocalDate;
  settlesOn: LocalDate;
  count: number;
  total: number;
  state: 'made' | 'sent' | 'cancelled';
  fileName: string;
  madeAt: string;
  sentAt: string | null;
  cancelledAt: string | null;
  settledCount: number;
  settledTotal: number;
  returnedCount: number;
  returnedTotal: number;
};

const columns = `b.id, b.number, b.message_id as "messageId", b.collect_on as "collectOn",
  b.settles_on as "settlesOn", b.count, b.total, b.state, b.file_name as "fileName",
  b.made_at as "madeAt", b.sent_at as "sentAt", b.cancelled_at as "cancelledAt",
  d.settled_count as "settledCount", d.settled_total as "settledTotal",
  d.returned_count as "returnedCount", d.returned_total as "returnedTotal"`;

const outcomes = `cross join lateral (select
    count(*) filter (where settled_on is not null and returned_on is null)::int as settled_count,
    coalesce(sum(amount) filter (where settled_on is not null and returned_on is null),
      0)::bigint as settled_total,
    count(*) filter (where returned_on is not null)::int as returned_count,
    coalesce(sum(amount) filter (where returned_on is not null), 0)::bigint as returned_total
  from sepa_debit d where d.org_id = b.org_id and d.batch_id = b.id) d`;

/** The latest batches. */
export function latestBatches(tx: Queryable, limit: number): Promise<Batch[]> {
  return tx.query<Batch>(
    `select ${columns} from sepa_batch b ${outcomes} where b.org_id = app_org()
     order by b.number desc limit $1`,
    [limit],
  );
}

/** One batch; undefined when there is none. */
export function findBatch(tx: Queryable, id: string): Promise<Batch | undefined> {
  return tx.maybeOne<Batch>(
    `select ${columns} from sepa_batch b ${outcomes} where b.org_id = app_org() and b.id = $1`,
    [id],
  );
}

/** The batch of a number; for the command line. */
export function batchNumbered(tx: Queryable, number: number): Promise<{ id: string } | undefined> {
  return tx.maybeOne('select id from sepa_batch where org_id = app_org() and number = $1', [
    number,
  ]);
}

/** The file of a batch as it was sealed. */
export function fileOf(
  tx: Queryable,
  id: string,
): Promise<{ file: string; fileName: string; messageId: string } | undefined> {
  return tx.maybeOne(
    `select file, file_name as "fileName", message_id as "messageId" from sepa_batch
     where org_id = app_org() and id = $1`,
    [id],
  );
}

/** The next number. Lock the gateway's account first. */
export async function nextBatchNumber(tx: Tx): Promise<number> {
  const row = await tx.one<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from sepa_batch where org_id = app_org()',
  );
  return row.next;
}

export type NewBatch = Pick<
  Batch,
  'id' | 'number' | 'messageId' | 'collectOn' | 'settlesOn' | 'count' | 'total' | 'fileName'
> & { file: string; actor: unknown; now: string };

/** Writes a batch as made. */
export async function insertBatch(tx: Tx, row: NewBatch): Promise<void> {
  await tx.exec(
    `insert into sepa_batch (org_id, id, number, message_id, collect_on, settles_on, count, total,
       state, file, file_name, actor, made_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, 'made', $8, $9, $10, $11)`,
    [
      ...[row.id, row.number, row.messageId, row.collectOn, row.settlesOn, row.count, row.total],
      ...[row.file, row.fileName, row.actor, row.now],
    ],
  );
}

export type Placed = { attemptId: string; amount: number; sequence: Sequence };

const placedColumns: Columns<Placed> = {
  id: ['uuid', (row) => row.attemptId],
  amount: ['bigint', (row) => row.amount],
  sequence: ['text', (row) => row.sequence],
};

/** Puts debits into a batch, with what they ask for now; their attempts ask for the same. */
export async function placeDebits(tx: Tx, batchId: string, placed: Placed[]): Promise<void> {
  const rows = arraysOf(placedColumns, placed);
  await tx.exec(
    `update payment_attempt a set amount = d.amount from ${unnested(placedColumns)}
     where a.org_id = app_org() and a.id = d.id and a.amount <> d.amount`,
    rows,
  );
  await tx.exec(
    `update sepa_debit t set batch_id = $4, sequence = d.sequence, amount = d.amount
     from ${unnested(placedColumns)}
     where t.org_id = app_org() and t.attempt_id = d.id and t.batch_id is null`,
    [...rows, batchId],
  );
}

/** The batch goes, or went, to the bank; its mandates are used on the day of its collection. */
export async function markBatchSent(
  tx: Tx,
  id: string,
  by: { now: string; actor: unknown },
): Promise<void> {
  await tx.exec(
    `update sepa_batch set state = 'sent', sent_at = $2, sent_by = $3, version = version + 1
     where org_id = app_org() and id = $1 and state = 'made'`,
    [id, by.now, by.actor],
  );
  await tx.exec(
    `update sepa_mandate m set used_on = greatest(m.used_on, b.collect_on)
     from sepa_batch b join sepa_debit d on d.org_id = b.org_id and d.batch_id = b.id
     where b.org_id = app_org() and b.id = $1 and m.org_id = b.org_id and m.id = d.mandate_id`,
    [id],
  );
}

/** The batch never goes to the bank: its debits wait again. */
export async function cancelBatch(
  tx: Tx,
  id: string,
  by: { now: string; actor: unknown },
): Promise<void> {
  await tx.exec(
    `update sepa_batch set state = 'cancelled', cancelled_at = $2, cancelled_by = $3,
       version = version + 1 where org_id = app_org() and id = $1`,
    [id, by.now, by.actor],
  );
  await tx.exec(
    `update sepa_debit set batch_id = null, sequence = null
     where org_id = app_org() and batch_id = $1`,
    [id],
  );
}
