import { writeXlsxStream } from 'hucre/xlsx';
import type { OutCell } from './csvWriter.ts';

export type XlsxColumn = { header: string; width?: number; format?: string };

/**
 * A workbook of one sheet as a byte stream at constant memory. Text is written as text, so nothing
 * in it can run as a formula. Dates are given as 'YYYY-MM-DD' text.
 */
export function writeXlsx(
  sheet: { name: string; columns: XlsxColumn[] },
  rows: Iterable<OutCell[]> | AsyncIterable<OutCell[]>,
): ReadableStream<Uint8Array> {
  const columns = sheet.columns.map((column) => ({
    header: column.header,
    width: column.width ?? Math.max(12, Math.min(40, column.header.length + 4)),
    numFmt: column.format,
  }));
  return writeXlsxStream(cleaned(rows), {
    name: sheet.name.slice(0, 31),
    columns,
    freezePane: { rows: 1 },
  });
}

async function* cleaned(rows: Iterable<OutCell[]> | AsyncIterable<OutCell[]>) {
  for await (const row of rows) yield row.map((cell) => cell ?? null);
}
