/** What a reader gives back: plain cells, row by row, never a whole file. */

/** A cell as it stands in the file. Dates of a workbook become 'YYYY-MM-DD[ HH:MM:SS]' text. */
export type Cell = string | number | boolean | null;

/** One row under the header; `number` is the row a spreadsheet program shows (header = 1). */
export type RawRow = { number: number; cells: Cell[] };

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

export type Separator = ',' | ';' | '\t' | '|';

/** What was recognized about a file before any of its rows is understood. */
export type FileFacts =
  | { format: 'xlsx'; sheet: string }
  | { format: 'csv'; encoding: Encoding; bom: boolean; separator: Separator };

/** A file to read: on disk (streamed) or already in memory. */
export type FileSource = { name: string } & ({ path: string } | { bytes: Uint8Array });

/** A file that was opened: its header, and its rows each time they are asked for. */
export type Table = {
  facts: FileFacts;
  header: string[];
  /** The first rows, kept from recognizing the file. */
  sample: RawRow[];
  rows: () => AsyncIterable<RawRow[]>;
};
