import { guardFormula } from './formula.ts';

export type CsvOptions = { separator?: ',' | ';'; bom?: boolean };

export type OutCell = string | number | boolean | null | undefined;

/** One CSV record (RFC 4180, `\r\n`), safe to open in a spreadsheet program. */
export function csvRecord(cells: OutCell[], separator: ',' | ';' = ','): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

/**
 * A CSV file as text chunks of about 64 KB, at constant memory. UTF-8; `bom` for programs that
 * take anything else for Windows-1252.
 */
export async function* writeCsv(
  rows: Iterable<OutCell[]> | AsyncIterable<OutCell[]>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  const separator = options.separator ?? ',';
  let chunk = options.bom ? '\ufeff' : '';
  for await (const row of rows) {
    chunk += csvRecord(row, separator);
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function csvCell(cell: OutCell, separator: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = guardFormula(cell);
  const quote = text.includes('"') || text.includes(separator) || /[\r\n]|^\s|\s$/.test(text);
  return quote ? `"${text.replaceAll('"', '""')}"` : text;
}
