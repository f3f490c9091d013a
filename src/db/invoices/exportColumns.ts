import type { Language } from '../../domain/errors.ts';
import type { Say } from './exportWords.ts';

/** A column of an export; `amount` is minor units of the row's `currency`. */
export type ExportColumn = {
  key: string;
  title: Record<Language, string>;
  kind: 'text' | 'date' | 'amount' | 'number';
  /** How its values read in a language; without it they stand as they are stored. */
  say?: Say;
};

/** A document export: its columns, and its rows between two days ($1 and $2, both inclusive). */
export type ExportTable = {
  name: Record<Language, string>;
  columns: readonly ExportColumn[];
  /** Rows with `currency` and a value for each column's key. */
  sql: string;
  /** The order of the rows; left out where they are only counted. */
  order: string;
  /** The column whose sum is shown beside the count. */
  sum: string;
};

/** Makes columns of `[key, English, French]`. */
export function columnsOf(
  kind: ExportColumn['kind'],
  ...given: [key: string, en: string, fr: string][]
): ExportColumn[] {
  return given.map(([key, en, fr]) => ({ key, title: { en, fr }, kind }));
}

/** A column whose stored values read as words. */
export function wordsOf(
  say: Say,
  ...[key, en, fr]: [key: string, en: string, fr: string]
): ExportColumn {
  return { key, title: { en, fr }, kind: 'text', say };
}

/** Who pays, as every export shows them. */
export const payerColumns = columnsOf(
  'text',
  ['payer', 'Payer', 'Payeur'],
  ['email', 'E-mail', 'E-mail'],
);
