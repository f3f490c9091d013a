import type { Query } from '../../domain/segments/ast.ts';
import type { Asking } from './ask.ts';
import { compileQuery } from './compile.ts';
import type { PageCursor } from './cursor.ts';
import type { Order } from './order.ts';
import { afterCursor, isIndexed } from './order.ts';
import { isSelective, textMatches } from './textConditions.ts';

/**
 * How the rows of a page are found.
 * - everybody: no filter, so the first rows of the order's index are the page.
 * - walk: the first rows of the order are tried one by one. Most filters leave so many people that
 *   a page of them is there.
 * - texts: the index of the text finds everybody who has it, already with the name to sort by.
 * - search: the planner takes what index it likes but the one of the order: people alike (one
 *   first name, one plan) stand together there, and it would be read from end to end.
 */
export type Way = 'everybody' | 'walk' | 'texts' | 'search';

/** So many rows are tried before another way is taken; it bounds what a walk in vain costs. */
const walkRows = 1500;

/** The ways to try, in turn, until one fills the page; the last always finds what there is. */
export function waysOf(query: Query, sort: string | undefined): Way[] {
  if (query.node === 'everybody') return ['everybody'];
  const texts = partsOf(query).filter(isText);
  const last: Way = texts.length > 0 && isByName(sort) ? 'texts' : 'search';
  return isIndexed(sort) && !texts.some(isLong) ? ['walk', last] : [last];
}

function isByName(sort: string | undefined): boolean {
  return sort === undefined || sort === 'name' || sort === '-name';
}

function partsOf(query: Query): Query[] {
  return query.node === 'and' ? query.parts : [query];
}

/** A text that everybody found must have, or several of which they must have one. */
function isText(part: Query): boolean {
  return part.node === 'text' || (part.node === 'or' && part.parts.every(isText));
}

/** Whether so few have the text that its index is the way. */
function isLong(part: Query): boolean {
  if (part.node === 'text') return isSelective(part.text);
  return part.node === 'or' && part.parts.every(isLong);
}

export type RowsRange = {
  order: Order;
  way: Way;
  take: number;
  cursor: PageCursor | undefined;
  /** Only rows without the sorted value. */
  bare: boolean;
};

/** The statement for `take` rows of the directory, in order, from a place on. */
export function rowsInOrder(asking: Asking, range: RowsRange): string {
  const { order, take, bare, way } = range;
  const place: string[] = [];
  if (order.nullable) place.push(`${order.sql} is ${bare ? '' : 'not '}null`);
  if (range.cursor) place.push(afterCursor(range.cursor, order, asking.binder));
  const direction = order.descending ? 'desc' : 'asc';
  const by = (sql: string) =>
    bare ? `d.contact_id ${direction}` : `${sql} ${direction}, d.contact_id ${direction}`;
  const all = () => [asking.where(), ...place].join(' and ');
  switch (way) {
    case 'everybody':
      return `select * from directory d where ${all()} order by ${by(order.sql)} limit ${take}`;
    case 'walk':
      return `select * from (
          select * from directory d where ${['d.org_id = $1', ...place].join(' and ')}
          order by ${by(order.sql)} limit ${walkRows}
        ) d where ${asking.where()} limit ${take}`;
    case 'texts':
      return rowsOfTexts(asking, range, place);
    case 'search':
      return `select * from directory d where ${all()}
        order by ${by(order.indexed ? unindexed(order) : order.sql)} limit ${take}`;
  }
}

/** Ordered by the name kept beside the text; the directory is read only for rows of the page. */
function rowsOfTexts(asking: Asking, range: RowsRange, place: readonly string[]): string {
  const parts = partsOf(asking.query);
  const texts = parts.filter(isText).map((part) => matchesText(part, asking));
  const rest = parts.filter((part) => !isText(part));
  const others = rest.map((part) => compileQuery(part, { ...asking.on, reading: 'rows' }));
  const found = ['t.org_id = $1', ...texts, ...place.map((sql) => sql.replaceAll('d.', 't.'))];
  const direction = range.order.descending ? 'desc' : 'asc';
  return `select d.* from (
      select t.contact_id, (t.sort_name || '') as place from directory_text t
      where ${found.join(' and ')}
      order by place ${direction}, t.contact_id ${direction}
    ) t cross join lateral (
      select * from directory d
      where ${['d.org_id = $1 and d.contact_id = t.contact_id', ...others].join(' and ')} offset 0
    ) d
    order by t.place ${direction}, t.contact_id ${direction} limit ${range.take}`;
}

function matchesText(part: Query, asking: Asking): string {
  if (part.node === 'text') return textMatches(part.text, asking.on);
  if (part.node !== 'or') throw new Error(`${part.node} is no text`);
  return `(${part.parts.map((one) => matchesText(one, asking)).join(' or ')})`;
}

/** The same order in a form that no index has. */
function unindexed({ sql, type }: Order): string {
  return type === 'text' ? `(${sql} || '')` : `(${sql} + 0)`;
}
