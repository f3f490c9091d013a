import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Database, Tx } from '../transaction.ts';
import { readOrganization } from '../transaction.ts';

/** How many rows are held in memory at once. */
const fetchRows = 2000;

/**
 * The rows of a statement of one organization, at constant memory, all of one unchanging state.
 * Row-level security keeps it inside. Who stops reading ends the statement.
 */
export function streamRows<Row>(
  db: Database,
  orgId: string,
  statement: { text: string; params: readonly unknown[] },
): AsyncIterable<Row> {
  const out = new PassThrough({ objectMode: true, highWaterMark: fetchRows });
  readOrganization(db, orgId, (tx) => pour(tx, statement, out)).then(
    () => out.end(),
    (error: Error) => out.destroy(error),
  );
  return out;
}

async function pour(
  tx: Tx,
  { text, params }: { text: string; params: readonly unknown[] },
  out: PassThrough,
): Promise<void> {
  await tx.exec(`declare streamed no scroll cursor for ${text}`, params);
  for (;;) {
    const rows = await tx.query(`fetch ${fetchRows} from streamed`);
    for (const row of rows) {
      if (!out.write(row)) await Promise.race([once(out, 'drain'), once(out, 'close')]);
      if (out.destroyed) return;
    }
    if (rows.length < fetchRows) return;
  }
}
