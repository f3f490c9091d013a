import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { finished as finishedStream } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import type { Language } from '../../domain/errors.ts';
import type { Query } from '../../domain/segments/ast.ts';
import type { FieldFact } from '../../domain/segments/facts.ts';
import type { Database, Tx } from '../transaction.ts';
import { whileReading, withReader } from '../transaction.ts';
import { answer, ask } from './ask.ts';
import { finished } from './binder.ts';
import type { Cell } from './column.ts';
import { columnsFor } from './columns.ts';
import { withLiterals } from './literals.ts';
import type { DirectoryScope } from './names.ts';
import { readFacts } from './names.ts';
import { columnNamed, orderOf } from './order.ts';

export type ExportRequest = {
  query: string;
  sort?: string | undefined;
  /** Names of columns, in order; all of them when not given. */
  columns?: readonly string[] | undefined;
  /** Of the titles. */
  language: Language;
};

export type CsvRequest = ExportRequest & {
  separator?: ',' | ';' | undefined;
  /** For programs that take anything else for Windows-1252. */
  bom?: boolean | undefined;
};

export type ExportRow = (string | number | null)[];

/** How many rows a workbook export holds in memory at once. */
const fetchRows = 2000;

/**
 * Everybody who matches, as CSV (UTF-8), at constant memory and the speed of COPY. Text that a
 * spreadsheet program would run as a formula gets an apostrophe, which an import takes away again.
 * Refuses an unknown query, sort or column before the first byte.
 */
export async function exportCsv(
  db: Database,
  scope: DirectoryScope,
  request: CsvRequest,
): Promise<Readable> {
  const plan = await planExport(db, scope, request);
  const separator = request.separator ?? ',';
  const { cells, sql } = statementOf(plan, request, { guard: true });
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  const titles = cells.map((cell) => csvTitle(cell.title[request.language], separator));
  out.write(`${request.bom ? '\ufeff' : ''}${titles.join(separator)}\n`);
  const copy = `copy (${sql}) to stdout with (format csv, delimiter '${separator}')`;
  withReader(db, (reader) => copyInto(db, reader, { copy, out })).catch((error: Error) =>
    out.destroy(error),
  );
  return out;
}

/** Whoever stops reading stops the statement: the connection is needed by others. */
async function copyInto(
  db: Database,
  reader: Tx,
  { copy, out }: { copy: string; out: PassThrough },
): Promise<void> {
  const { pid } = await reader.one<{ pid: number }>('select pg_backend_pid() as pid');
  const source = reader.client.query(copyTo(copy));
  let stopping: Promise<unknown> | undefined;
  out.once('close', () => {
    if (out.writableEnded) return;
    stopping = withReader(db, (other) => other.query('select pg_cancel_backend($1)', [pid]));
    source.resume();
  });
  out.on('drain', () => source.resume());
  source.on('data', (chunk: Buffer) => {
    if (!out.destroyed && !out.write(chunk)) source.pause();
  });
  try {
    await finishedStream(source);
    // A request to stop that came too late must not reach the next user of the connection.
    await stopping;
    out.end();
  } catch (error) {
    await stopping;
    if (!out.destroyed) throw error;
  }
}

/** The same people as rows of values, for a workbook; at constant memory. */
export async function exportRows(
  db: Database,
  scope: DirectoryScope,
  request: ExportRequest,
): Promise<{ titles: string[]; rows: AsyncIterable<ExportRow> }> {
  const plan = await planExport(db, scope, request);
  const { cells, sql } = statementOf(plan, request, { guard: false });
  const out = new PassThrough({ objectMode: true, highWaterMark: fetchRows });
  withReader(db, (reader) => fetchAll(reader, { sql, cells, out })).catch((error: Error) =>
    out.destroy(error),
  );
  return { titles: cells.map((cell) => cell.title[request.language]), rows: out };
}

type Plan = { scope: DirectoryScope; query: Query; fields: readonly FieldFact[] };

/** Finds out what will be exported; typing mistakes are forgiven as the list forgave them. */
async function planExport(
  db: Database,
  scope: DirectoryScope,
  request: ExportRequest,
): Promise<Plan> {
  const { found, query } = await answer(
    db,
    { scope, text: request.query },
    {
      from: async (reader, understood) => {
        const { binder, where } = ask(scope, understood);
        const count = `select count(*)::int as n from directory d where ${where()}`;
        const { text, params } = finished(binder, count);
        const { n } = await reader.one<{ n: number }>(text, params);
        return { n, fields: (await readFacts(reader, scope)).fields };
      },
      isNothing: ({ n }) => n === 0,
    },
  );
  const plan = { scope, query, fields: found.fields };
  // Refuses an unknown column or sort now, as later the answer has begun.
  statementOf(plan, request, { guard: true });
  return plan;
}

/** Labels given by hand: those of rules come back by themselves when imported. */
const labelNames = `left join (
    select cl.contact_id, string_agg(l.name, ', ' order by l.name) as names
    from contact_label cl join label l on l.org_id = cl.org_id and l.id = cl.label_id
    where cl.org_id = $1 and not cl.by_rule
    group by cl.contact_id
  ) held on held.contact_id = d.contact_id`;

function statementOf(
  plan: Plan,
  request: ExportRequest,
  { guard }: { guard: boolean },
): { cells: Cell[]; sql: string } {
  const { on, binder, where } = ask(plan.scope, plan.query);
  const columns = columnsFor(on, plan.fields);
  const chosen = request.columns ?? Object.keys(columns);
  const cells = chosen.flatMap((name) => columnNamed(name, columns).cells);
  const values = cells.map(({ kind, sql }) =>
    guard && kind === 'text' ? guarded(`(${sql})`) : sql,
  );
  const order = orderOf(request.sort, columns);
  const direction = order.descending ? 'desc' : 'asc';
  const text = `select ${values.join(', ')} from directory d
    ${chosen.includes('labels') ? labelNames : ''}
    where ${where()}
    order by ${order.sql} ${direction} nulls last, d.contact_id ${direction}`;
  return { cells, sql: withLiterals(text, binder.params) };
}

/** `guardFormula` of files/formula.ts in SQL: = + - @, tab and return, but not plain numbers. */
function guarded(sql: string): string {
  const number = `'^[+-]?[0-9][0-9\\s.,\\u00a0\\u202f]*$'`;
  return `case when ascii${sql} in (61, 43, 45, 64, 9, 13) and ${sql} !~ ${number}
    then '''' || ${sql} else ${sql} end`;
}

function csvTitle(title: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(title) ? `'${title}` : title;
  const quote = safe.includes('"') || safe.includes(separator) || /[\r\n]/.test(safe);
  return quote ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Fetching = { sql: string; cells: readonly Cell[]; out: PassThrough };

async function fetchAll(reader: Tx, { sql, cells, out }: Fetching): Promise<void> {
  const cursor = `declare exported no scroll cursor for ${sql}`;
  await whileReading(reader, cursor, async () => {
    for (;;) {
      const { rows } = await reader.client.query<ExportRow>({
        text: `fetch ${fetchRows} from exported`,
        rowMode: 'array',
      });
      for (const row of rows) await put(out, row, cells);
      if (rows.length < fetchRows) break;
    }
  });
  out.end();
}

async function put(out: PassThrough, row: ExportRow, cells: readonly Cell[]): Promise<void> {
  const isFree = out.write(row.map((value, at) => typedValue(value, cells[at]!)));
  if (!isFree) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  if (out.destroyed) throw new Error('the export was stopped');
}

function typedValue(value: string | number | null, cell: Cell): string | number | null {
  return cell.kind === 'number' && value !== null ? Number(value) : value;
}
