import type { Tx } from '../transaction.ts';

export type Cell = string | number | boolean | null | undefined;

/** Column name → its SQL type and how its value is read from a row. */
export type Columns<Row> = Record<string, readonly [type: string, value: (row: Row) => Cell]>;

/**
 * Makes a function that inserts any number of rows of the running organization with one statement
 * of unnested arrays: measured faster than JSON or many VALUES, and its text never changes.
 * `tail` is what follows (ON CONFLICT …). Answers how many rows went in.
 */
export function inserter<Row>(
  table: string,
  columns: Columns<Row>,
  tail = '',
): (tx: Tx, rows: readonly Row[]) => Promise<number> {
  const names = Object.keys(columns).join(', ');
  const text = `insert into ${table} (org_id, ${names})
    select app_org(), d.* from ${unnested(columns)} ${tail}`;
  return async (tx, rows) => (rows.length === 0 ? 0 : tx.exec(text, arraysOf(columns, rows)));
}

/** `unnest($1::uuid[], …) as d (id, …)`: rows as a table, for statements that join them. */
export function unnested<Row>(columns: Columns<Row>, first = 1): string {
  const entries = Object.entries(columns);
  const types = entries.map(([, [type]], i) => `$${i + first}::${type}[]`).join(', ');
  return `unnest(${types}) as d (${entries.map(([name]) => name).join(', ')})`;
}

/** The parameters of `unnested`: one array text per column. */
export function arraysOf<Row>(columns: Columns<Row>, rows: readonly Row[]): string[] {
  return Object.values(columns).map(([, value]) => arrayText(rows, value));
}

/** PostgreSQL's array text; written by hand because pg quotes and escapes every single element. */
function arrayText<Row>(rows: readonly Row[], value: (row: Row) => Cell): string {
  let text = '{';
  let last: Cell;
  let written = 'NULL';
  for (let i = 0; i < rows.length; i += 1) {
    if (i > 0) text += ',';
    const cell = value(rows[i]!);
    // Most columns repeat themselves from row to row.
    if (cell !== last) {
      last = cell;
      written = element(cell);
    }
    text += written;
  }
  return `${text}}`;
}

function element(cell: Cell): string {
  if (cell === null || cell === undefined) return 'NULL';
  if (typeof cell !== 'string') return String(cell);
  return isPlain(cell) ? cell : `"${cell.replace(/["\\]/g, '\\$&')}"`;
}

/** Dates, ids, numbers and words that mean themselves; NULL in any case would mean nothing. */
function isPlain(text: string): boolean {
  return /^(?!null$)[\w.:+-]+$/i.test(text);
}
