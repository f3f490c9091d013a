import { createHash } from 'node:crypto';
import type { Query } from '../../domain/segments/ast.ts';
import type { FieldFact } from '../../domain/segments/facts.ts';
import { printQuery } from '../../domain/segments/print.ts';
import type { Database, Queryable, Statement } from '../transaction.ts';
import type { Match } from './ask.ts';
import { answer, ask } from './ask.ts';
import { finished } from './binder.ts';
import type { Column } from './column.ts';
import { columnsFor, defaultColumns, rowBase } from './columns.ts';
import type { PageCursor } from './cursor.ts';
import { InvalidPage, readCursor, writeCursor } from './cursor.ts';
import type { DirectoryScope } from './names.ts';
import { readFacts } from './names.ts';
import { columnNamed, orderOf } from './order.ts';
import type { Way } from './ways.ts';
import { rowsInOrder, waysOf } from './ways.ts';

export type PageRequest = {
  /** One line of the query language; empty for everybody. */
  query: string;
  /** A column, with `-` before it for descending; by name when not given. */
  sort?: string | undefined;
  /** Rows at most, 1 to 500; 50 when not given. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Names of columns; own fields as `field.<key>`. */
  columns?: readonly string[] | undefined;
};

export type DirectoryPage = {
  /** The rows as JSON text, an array, as PostgreSQL wrote it: pass it on unparsed. */
  json: string;
  count: number;
  nextCursor: string | null;
  /** `near` when nobody matched the text as typed and typing mistakes were forgiven. */
  match: Match;
  /** For `near`: the query that was answered instead. */
  corrected: string | null;
};

/**
 * One page of the list, in any order, at the same cost wherever it is. Refuses a query that cannot
 * be understood (`InvalidQuery`) and an unknown sort, column or cursor (`InvalidPage`).
 */
export async function directoryPage(
  db: Database,
  scope: DirectoryScope,
  request: PageRequest,
): Promise<DirectoryPage> {
  const limit = request.limit ?? 50;
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
    throw new InvalidPage({ found: String(limit) });
  }
  const { cursor: at } = request;
  const cursor = at === undefined ? undefined : readCursor(at, request.sort ?? '');
  const text = cursor?.corrected ?? request.query;
  const { found, match, query } = await answer(
    db,
    { scope, text },
    {
      from: (reader, understood) =>
        readPage(reader, { scope, request, limit, cursor, query: understood }),
      isNothing: (halves) => !cursor && halves.every((half) => half.n === 0),
    },
  );
  const corrected = match === 'near' ? printQuery(query) : (cursor?.corrected ?? null);
  return put(found, request, corrected);
}

type Reading = {
  scope: DirectoryScope;
  request: PageRequest;
  limit: number;
  cursor: PageCursor | undefined;
  query: Query;
};

type Half = {
  /** The rows shown, as JSON text. */
  json: string;
  /** Rows found, of `take` asked for: one more than are shown, to know whether there are more. */
  n: number;
  take: number;
  /** Sorted value and id of the last row shown. */
  value: string | null;
  id: string | null;
  nullable: boolean;
};

/** Rows that have the sorted value come first, then those that have none: two index ranges. */
async function readPage(reader: Queryable, reading: Reading): Promise<Half[]> {
  const { request, scope, cursor, limit, query } = reading;
  const wanted = [...(request.columns ?? []), request.sort ?? ''];
  const needsFields = wanted.some((name) => name.includes('field.'));
  const fields = needsFields ? (await readFacts(reader, scope)).fields : [];
  const ways = waysOf(query, request.sort);
  const halves: Half[] = [];
  if (cursor?.value !== null) {
    let found: Half | undefined;
    for (const way of ways) {
      found = await half(reader, reading, { part: 'valued', take: limit + 1, cursor, fields, way });
      if (found.n === found.take) break;
    }
    if (found) halves.push(found);
  }
  const take = limit + 1 - (halves[0]?.n ?? 0);
  if (take > 0 && (halves[0]?.nullable ?? true)) {
    const from = cursor?.value === null ? cursor : undefined;
    const way = ways.at(-1)!;
    halves.push(await half(reader, reading, { part: 'bare', take, cursor: from, fields, way }));
  }
  return halves;
}

type Range = {
  part: 'valued' | 'bare';
  take: number;
  cursor: PageCursor | undefined;
  fields: readonly FieldFact[];
  way: Way;
};

async function half(reader: Queryable, reading: Reading, range: Range): Promise<Half> {
  const { scope, query, request } = reading;
  const { take } = range;
  const asking = ask(scope, query, range.way === 'walk' ? 'rows' : 'indexes');
  const columns = columnsFor(asking.on, range.fields);
  const order = orderOf(request.sort, columns);
  const cells = cellsOf(request.columns ?? defaultColumns, columns);
  const rows = rowsInOrder(asking, { ...range, order, bare: range.part === 'bare' });
  const sql = `
    select coalesce(json_agg(p.cells) filter (where p.n < ${take}), '[]')::text as json,
      count(*)::int as n, max(p.sorted::text) filter (where p.n = ${take} - 1) as value,
      (array_agg(p.contact_id) filter (where p.n = ${take} - 1))[1] as id
    from (
      select row_number() over () as n, d.contact_id, ${order.sql} as sorted, cells
      from (${rows}) d cross join lateral (select ${cells}) cells
    ) p`;
  const isSteady = range.way === 'walk' || range.way === 'everybody';
  const { text, params } = finished(asking.binder, sql);
  const statement = isSteady && range.part === 'valued' ? prepared(text) : text;
  const found = await reader.one<Omit<Half, 'take' | 'nullable'>>(statement, params);
  return { ...found, take, nullable: order.nullable };
}

const kept = new Map<string, Statement>();
const mostKept = 200;

/**
 * Rows walked through in order are always planned the same way, so that plan is kept by the
 * connection; up to a number, as every form of query is one.
 */
function prepared(text: string): Statement {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= mostKept) return text;
  const name = `directory_${createHash('sha1').update(text).digest('base64url')}`;
  kept.set(text, { name, text });
  return { name, text };
}

/** The columns of a row as it is shown, each named by its key. */
function cellsOf(names: readonly string[], columns: Record<string, Column>): string {
  const pairs = new Map(rowBase);
  for (const name of names) {
    for (const [key, sql] of columnNamed(name, columns).json) pairs.set(key, sql);
    if (name.startsWith('field.')) pairs.set('fields', 'd.fields');
  }
  return [...pairs].map(([key, sql]) => `${sql} as "${key}"`).join(', ');
}

function put(halves: Half[], request: PageRequest, corrected: string | null): DirectoryPage {
  const last = halves.at(-1);
  const hasMore = last !== undefined && last.n === last.take;
  const lists = halves.map((one) => one.json).filter((json) => json !== '[]');
  // The last row shown may be of the half before, when only the probe of this one was read.
  const from = last && last.take > 1 ? last : halves[0];
  const next = hasMore && from && { sort: request.sort ?? '', corrected, value: from.value };
  return {
    json: lists.length === 1 ? lists[0]! : `[${lists.map(inside).join(', ')}]`,
    count: halves.reduce((sum, one) => sum + Math.min(one.n, one.take - 1), 0),
    nextCursor: next ? writeCursor({ ...next, id: from.id ?? '' }) : null,
    match: corrected === null ? 'exact' : 'near',
    corrected,
  };
}

function inside(json: string): string {
  return json.trim().slice(1, -1);
}
