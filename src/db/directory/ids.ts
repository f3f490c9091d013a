import type { Database } from '../transaction.ts';
import { answer, ask } from './ask.ts';
import { finished } from './binder.ts';
import type { DirectoryScope } from './names.ts';

/** The contacts that a query means, in the order of their ids: what a bulk action works on. */
export async function directoryIds(
  db: Database,
  scope: DirectoryScope,
  text: string,
): Promise<string[]> {
  const { found } = await answer(
    db,
    { scope, text },
    {
      from: async (reader, query) => {
        const { binder, where } = ask(scope, query);
        const sql = `select d.contact_id as id from directory d where ${where()} order by 1`;
        const { text: statement, params } = finished(binder, sql);
        return (await reader.query<{ id: string }>(statement, params)).map((row) => row.id);
      },
      isNothing: (ids) => ids.length === 0,
    },
  );
  return found;
}
