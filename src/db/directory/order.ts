import type { Binder } from './binder.ts';
import type { Column } from './column.ts';
import type { PageCursor } from './cursor.ts';
import { InvalidPage } from './cursor.ts';

/** An order of the list. Rows without the sorted value come last, whichever the direction. */
export type Order = {
  sql: string;
  type: string;
  nullable: boolean;
  descending: boolean;
  /** An index holds this order, so its first rows are found without sorting everybody. */
  indexed: boolean;
};

const indexed = ['name', 'joined', 'lifetime', 'next_invoice', 'last_charge'];

/** Whether an index holds the order. */
export function isIndexed(sort: string | undefined): boolean {
  return indexed.includes((sort ?? 'name').replace(/^-/, ''));
}

/** Reads `column` or `-column`; by name when nothing is asked. Refuses unknown ones. */
export function orderOf(sort: string | undefined, columns: Record<string, Column>): Order {
  const asked = sort ?? 'name';
  const descending = asked.startsWith('-');
  const name = descending ? asked.slice(1) : asked;
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!column?.sort) throw new InvalidPage({ found: asked.slice(0, 60) });
  return { ...column.sort, descending, indexed: isIndexed(name) };
}

/** The column chosen by name; refuses unknown ones. */
export function columnNamed(name: string, columns: Record<string, Column>): Column {
  if (!Object.hasOwn(columns, name)) throw new InvalidPage({ found: name.slice(0, 60) });
  return columns[name]!;
}

/** The condition for what comes after a row: a place in the index, however far it is. */
export function afterCursor(cursor: PageCursor, order: Order, binder: Binder): string {
  const sign = order.descending ? '<' : '>';
  const id = binder.bind(cursor.id, 'uuid');
  if (cursor.value === null) return `d.contact_id ${sign} ${id}`;
  return `(${order.sql}, d.contact_id) ${sign} (${binder.bind(cursor.value, order.type)}, ${id})`;
}
