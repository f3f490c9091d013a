import { lowestId } from '../../domain/ids.ts';
import type { Tx } from '../transaction.ts';
import { recountWords } from './dictionary.ts';
import { chunkSize, comparedColumns, derivedRow, ids, refreshDirectory } from './refresh.ts';

async function eachChunk(tx: Tx, work: (ids: string[]) => Promise<void>): Promise<void> {
  for (let after: string = lowestId; ; ) {
    const rows = await tx.query<{ id: string }>(
      `select id from (
         select id from contact where org_id = app_org() and id > $1
         union select contact_id from directory where org_id = app_org() and contact_id > $1
       ) every order by id limit ${chunkSize}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    await work(rows.map((row) => row.id));
    after = last.id;
  }
}

/** Derives the whole directory of the organization again, a few thousand contacts at a time. */
export async function rebuildDirectory(tx: Tx): Promise<void> {
  await eachChunk(tx, (chunk) => refreshDirectory(tx, chunk));
  await recountWords(tx);
}

export type DirectoryDifference = { contactId: string; columns: string[] };

const compare = `
  with ${ids}, ${derivedRow.tables},
  derived as (select people.contact_id, people.search, ${derivedRow.columns}
    from ${derivedRow.from}),
  stored as (select * from directory left join directory_text
      using (org_id, contact_id, sort_name)
    where org_id = app_org() and contact_id = any ($1)),
  labels as (
    select coalesce(held.contact_id, given.contact_id) as contact_id
    from (select m.contact_id, l.id from membership m
      join label l on l.org_id = app_org() and l.plan_id = any (m.plan_ids)) held
    full join (select cl.contact_id, l.id from contact_label cl
      join label l on l.org_id = app_org() and l.id = cl.label_id and l.plan_id is not null
      where cl.org_id = app_org() and cl.contact_id = any ($1)) given
      on given.contact_id = held.contact_id and given.id = held.id
    where held.id is null or given.id is null
  )
  select coalesce(s.contact_id, x.contact_id) as "contactId",
    case when s.contact_id is null then '{missing}' when x.contact_id is null then '{stray}'
      else array_remove(array[${comparedColumns
        .map((name) => `case when s.${name} is distinct from x.${name} then '${name}' end`)
        .join(', ')},
        case when l.contact_id is not null then 'labels' end], null) end as columns
  from stored s full join derived x on x.contact_id = s.contact_id
  left join (select distinct contact_id from labels) l
    on l.contact_id = coalesce(s.contact_id, x.contact_id)
  where s.contact_id is null or x.contact_id is null or l.contact_id is not null
    or (${comparedColumns.map((name) => `s.${name}`).join(', ')})
      is distinct from (${comparedColumns.map((name) => `x.${name}`).join(', ')})
  order by 1`;

/**
 * Contacts whose directory row is not what the facts give, with the columns that differ (`missing`
 * and `stray` for whole rows, `labels` for those a plan gives). Empty when all is well.
 */
export async function checkDirectory(tx: Tx): Promise<DirectoryDifference[]> {
  const differences: DirectoryDifference[] = [];
  await eachChunk(tx, async (chunk) => {
    differences.push(...(await tx.query<DirectoryDifference>(compare, [chunk])));
  });
  return differences;
}
