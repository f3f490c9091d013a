import type { Query } from '../../domain/segments/ast.ts';
import type { Database, Queryable } from '../transaction.ts';
import { answer, ask } from './ask.ts';
import { finished } from './binder.ts';
import type { DirectoryScope } from './names.ts';

/** Minor units of one currency. */
export type Sum = { currency: string; amount: number };

export type DirectoryTotals = {
  people: number;
  /** With a running subscription that costs something. */
  paying: number;
  /** Monthly recurring revenue without tax, trials and pauses (billing-rules §15). */
  mrr: Sum[];
  /** Everything received, less refunds. */
  lifetime: Sum[];
};

type Row = { currency: string; people: number; paying: number; mrr: number; lifetime: number };

/** Totals over everybody who matches the query: one aggregate, apart from the page. */
export async function directoryTotals(
  db: Database,
  scope: DirectoryScope,
  text: string,
): Promise<DirectoryTotals> {
  const { found } = await answer(
    db,
    { scope, text },
    {
      from: (reader, query) => readTotals(reader, scope, query),
      isNothing: (rows) => rows.length === 0,
    },
  );
  const sums = (pick: (row: Row) => number) =>
    found
      .map((row) => ({ currency: row.currency, amount: pick(row) }))
      .filter((sum) => sum.amount !== 0 || found.length === 1);
  const count = (pick: (row: Row) => number) => found.reduce((sum, row) => sum + pick(row), 0);
  return {
    people: count((row) => row.people),
    paying: count((row) => row.paying),
    mrr: sums((row) => row.mrr),
    lifetime: sums((row) => row.lifetime),
  };
}

async function readTotals(reader: Queryable, scope: DirectoryScope, query: Query): Promise<Row[]> {
  const { on, binder, where } = ask(scope, query);
  const { live } = on.words;
  const begun = `(d.runs_from is null or d.runs_from <= ${on.todaySql})`;
  const trial = `(d.trial_ends_on is not null and d.trial_ends_on > ${on.todaySql})`;
  const { text, params } = finished(
    binder,
    `select d.currency, count(*)::int as people,
       (count(*) filter (where d.paying and ${live}))::int as paying,
       coalesce(sum(d.monthly_amount) filter (where d.monthly_amount <> 0 and ${live}
         and ${begun} and not ${trial}), 0)::bigint as mrr,
       coalesce(sum(d.lifetime_amount), 0)::bigint as lifetime
     from directory d where ${where()} group by d.currency order by d.currency`,
  );
  return reader.query<Row>(text, params);
}
