import type { Sentence } from '../../domain/errors.ts';

/** What one column of the list shows, sorts by and exports. */
export type Column = {
  /** Keys and SQL of the JSON row. */
  json: readonly (readonly [string, string])[];
  /** What it is sorted by, and the type of that; null values come last either way. */
  sort?: { sql: string; type: string; nullable: boolean };
  /** Title and SQL of each cell of an export; titles are those an import recognizes. */
  cells: readonly Cell[];
};

/** `text` is what somebody typed, and is made safe for spreadsheet programs in a CSV. */
export type Cell = { title: Sentence; sql: string; kind: 'text' | 'word' | 'number' | 'date' };

const title = (en: string, fr: string): Sentence => ({ en, fr });
const cell =
  (kind: Cell['kind']) =>
  (en: string, fr: string, sql: string): Cell => ({ title: title(en, fr), sql, kind });
/** Text that somebody typed. */
export const typed = cell('text');
/** One of our own words. */
export const word = cell('word');
/** A number. */
export const number = cell('number');
/** A calendar date. */
export const date = cell('date');
/** Sorted by something that may be missing. */
export const sorted = (sql: string, type: string) => ({ sql, type, nullable: true });
/** Sorted by something that everybody has. */
export const always = (sql: string, type: string) => ({ sql, type, nullable: false });
