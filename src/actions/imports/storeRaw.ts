import { copyIn } from '../../db/imports/copyIn.ts';
import { readRows } from '../../db/imports/rows.ts';
import type { Tx } from '../../db/transaction.ts';
import type { FileRow } from '../../domain/imports/record.ts';

/** Keeps the rows of a file that cannot be checked yet; answers how many. */
export async function storeRaw(
  tx: Tx,
  importId: string,
  rows: AsyncIterable<FileRow[]>,
): Promise<number> {
  const { org } = await tx.one<{ org: string }>('select app_org() as org');
  const columns = ['org_id', 'import_id', 'row_number', 'cells', 'problems'];
  let total = 0;
  for await (const batch of rows) {
    await tx.exec('create temp table if not exists import_raw (n int, cells jsonb) on commit drop');
    const values = batch.map((row) => [row.number, JSON.stringify(row.cells)]);
    await copyIn(tx, { table: 'import_raw', columns: ['n', 'cells'] }, values);
    total += batch.length;
  }
  // COPY does not write into tables behind row-level security, so it goes through a temporary one.
  await tx.exec(
    `insert into import_row (${columns.join(', ')}) select $1, $2, n, cells, '[]' from import_raw`,
    [org, importId],
  );
  return total;
}

/** The rows of an earlier upload, in batches, as the file had them (or as they were corrected). */
export async function* storedRows(tx: Tx, importId: string): AsyncGenerator<FileRow[]> {
  for (let after = 0; ; ) {
    const rows = await readRows(tx, importId, { after, limit: 5_000 });
    if (rows.length === 0) return;
    yield rows.map((row) => ({ number: row.row_number, cells: row.cells }));
    after = rows.at(-1)!.row_number;
  }
}
