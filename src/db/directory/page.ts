import { createHash } from 'node:crypto';
import type { Query } from '../../domain/segments/ast.ts';
import type { FieldFact } from '../../domain/segments/facts.ts';
import { printQuery } from '../../domain/segments/print.ts';
import type { Database, Queryable, Statement } from '../transaction.ts';
import type { Match } from './ask.ts';
import { answer, ask } from './ask.ts';
import type { Column } from './columns.ts';
import { columnsFor, defaultColumns, rowBase } from './columns.ts';
import type { Compiling } from './compile.ts';
import type { PageCursor } from './cursor.ts';
import { InvalidPage, readCursor, writeCursor } from './cursor.ts';
import type { DirectoryScope } from './names.ts';
import { readFacts } from './names.ts';
import type { Order } from './order.ts';
import { afterCursor, columnNamed, orderOf } from './order.ts';

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
  const { request, scope, cursor, limit } = reading;
  const wanted = [...(request.columns ?? []), request.sort ?? ''];
  const needsFields = wanted.some((name) => name.includes('field.'));
  const fields = needsFields ? (await readFacts(reader, scope)).fields : [];
  const halves: Half[] = [];
  if (cursor?.value !== null) {
    const range: Range = { part: 'valued', take: limit + 1, cursor, fields };
    halves.push(await quickly(reader, reading, range));
  }
  const take = limit + 1 - (halves[0]?.n ?? 0);
  if (take > 0 && (halves[0]?.nullable ?? true)) {
    const from = cursor?.value === null ? cursor : undefined;
    halves.push(await half(reader, reading, { part: 'bare', take, cursor: from, fields }));
  }
  return halves;
}

type Range = {
  part: 'valued' | 'bare';
  take: number;
  cursor: PageCursor | undefined;
  fields: readonly FieldFact[];
  /** How many rows to look through, in order, before giving up. */
  walk?: number;
};

/** So many rows are looked through at most before the index of the filter is used instead. */
const walkRows = 1500;

/**
 * Most filters leave so many people that a page of them is among the first in order. So those are
 * looked through first; when that does not fill the page, the planner takes what index it likes,
 * but not the one of the order: people alike (one first name, one plan) stand together in it, and
 * it would be read from end to end.
 */
async function quickly(reader: Queryable, reading: Reading, range: Range): Promise<Half> {
  const first = await half(reader, reading, { ...range, walk: walkRows });
  const isWhole = reading.query.node === 'everybody' || first.n === first.take;
  return isWhole ? first : half(reader, reading, range);
}

async function half(reader: Queryable, reading: Reading, range: Range): Promise<Half> {
  const { scope, query, request } = reading;
  const { take } = range;
  const asking = ask(scope, query);
  const columns = columnsFor(asking.on, range.fields);
  const order = orderOf(request.sort, columns);
  const pairs = pairsOf(request.columns ?? defaultColumns, columns, asking.on);
  const labels = pairs.includes('held.labels');
  const text = `
    with page as materialized (
      select d.*, ${order.sql} as sorted, row_number() over () as n
      from (${rowsInOrder(asking.where, order, { range, binder: asking.binder, query })}) d
    )${labels ? `, ${labelsOfPage}` : ''}
    select coalesce(json_agg(json_build_object(${pairs}) order by d.n)
        filter (where d.n < ${take}), '[]')::text as json,
      count(*)::int as n, max(d.sorted::text) filter (where d.n = ${take} - 1) as value,
      (array_agg(d.contact_id) filter (where d.n = ${take} - 1))[1] as id
    from page d ${labels ? 'left join held using (contact_id)' : ''}`;
  // Everybody's page is asked all the time and always planned the same way: planned once.
  const statement = query.node === 'everybody' && take > 1 ? prepared(text) : text;
  const found = await reader.one<Omit<Half, 'take' | 'nullable'>>(statement, asking.binder.params);
  return { ...found, take, nullable: order.nullable };
}

type Ordering = { range: Range; binder: Compiling['binder']; query: Query };

function rowsInOrder(where: string, order: Order, { range, binder, query }: Ordering): string {
  const place: string[] = [];
  const isBare = range.part === 'bare';
  if (order.nullable) place.push(`${order.sql} is ${isBare ? '' : 'not '}null`);
  if (range.cursor) place.push(afterCursor(range.cursor, order, binder));
  const direction = order.descending ? 'desc' : 'asc';
  const by = (sql: string) =>
    isBare ? `d.contact_id ${direction}` : `${sql} ${direction}, d.contact_id ${direction}`;
  const everybody = query.node === 'everybody';
  if (everybody || !order.indexed || isBare) {
    return `select * from directory d where ${[where, ...place].join(' and ')}
      order by ${by(order.sql)} limit ${range.take}`;
  }
  if (range.walk) {
    const some = ['d.org_id = $1', ...place].join(' and ');
    return `select * from (
        select * from directory d where ${some} order by ${by(order.sql)} limit ${range.walk}
      ) d where ${where} limit ${range.take}`;
  }
  return `select * from directory d where ${[where, ...place].join(' and ')}
    order by ${by(unindexed(order))} limit ${range.take}`;
}

/** The same order in a form that no index has. */
function unindexed({ sql, type }: Order): string {
  return type === 'text' ? `(${sql} || '')` : `(${sql} + 0)`;
}

const labelsOfPage = `held as (
  select cl.contact_id, json_agg(json_build_object('id', l.id, 'name', l.name,
    'by_rule', cl.by_rule) order by l.name) as labels
  from page join contact_label cl on cl.org_id = $1 and cl.contact_id = page.contact_id
  join label l on l.org_id = $1 and l.id = cl.label_id
  group by cl.contact_id)`;

function prepared(text: string): Statement {
  return { name: `directory_${createHash('sha1').update(text).digest('base64url')}`, text };
}

function pairsOf(names: readonly string[], columns: Record<string, Column>, on: Compiling): string {
  const pairs = new Map(rowBase(on));
  for (const name of names) {
    for (const [key, sql] of columnNamed(name, columns).json) pairs.set(key, sql);
    if (name.startsWith('field.')) pairs.set('fields', 'd.fields');
  }
  return [...pairs].map(([key, sql]) => `'${key}', ${sql}`).join(', ');
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
