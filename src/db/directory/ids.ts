import type { Database } from '../transaction.ts';
import { answer, ask } from './ask.ts';
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
        const { on, binder, where } = ask(scope, query);
        // Every parameter must occur, and a filter may have no need of today's date.
        const sql = `select d.contact_id as id from directory d
          where ${where()} and ${on.todaySql} is not null order by 1`;
        return (await reader.query<{ id: string }>(sql, binder.params)).map((row) => row.id);
      },
      isNothing: (ids) => ids.length === 0,
    },
  );
  return found;
}
