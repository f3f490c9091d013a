import type { Database } from '../transaction.ts';
import { withReader } from '../transaction.ts';
import { ask } from './ask.ts';
import { columnsFor, defaultColumns, rowBase } from './columns.ts';
import type { DirectoryScope } from './names.ts';

/** One contact's row of the list, parsed; null when there is none. */
export function directoryRow(
  db: Database,
  scope: DirectoryScope,
  contactId: string,
): Promise<{ id: string; name: string } | null> {
  return withReader(db, async (reader) => {
    const asking = ask(scope, { node: 'everybody', span: { start: 0, end: 0 } });
    const columns = columnsFor(asking.on, []);
    const pairs = new Map(rowBase);
    for (const name of defaultColumns.filter((each) => each !== 'labels')) {
      for (const [key, sql] of columns[name]!.json) pairs.set(key, sql);
    }
    const json = [...pairs].map(([key, sql]) => `'${key}', ${sql}`).join(', ');
    const id = asking.binder.bind(contactId, 'uuid');
    const row = await reader.maybeOne<{ row: { id: string; name: string } }>(
      `select json_build_object(${json}) as row from directory d
       where ${asking.where()} and d.contact_id = ${id}`,
      asking.binder.params,
    );
    return row?.row ?? null;
  });
}
