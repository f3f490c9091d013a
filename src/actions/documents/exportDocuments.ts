import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ExportColumn, ExportTable } from '../../db/invoices/exportColumns.ts';
import { type ExportKind, exportTables } from '../../db/invoices/exports.ts';
import { streamRows } from '../../db/invoices/stream.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import { decimalText } from '../../domain/money.ts';
import { type OutCell, writeCsv } from '../../files/csvWriter.ts';
import { writeXlsx } from '../../files/xlsxWriter.ts';
import type { Context } from '../context.ts';
import { WrongPeriod } from './period.ts';

export type DocumentsWish = {
  kind: ExportKind;
  /** Both inclusive. */
  from: LocalDate;
  to: LocalDate;
  format: 'csv' | 'xlsx';
  separator: ',' | ';';
  bom: boolean;
  /** Of the titles, and of the words in the cells. */
  language: Language;
};

export type ExportFile = { name: string; type: string; body: Readable };

type Row = Record<string, OutCell> & { currency: string };

/**
 * Invoices, payments, credit notes, refunds or the bank reconciliation of some days as a file,
 * streamed. In a CSV with semicolons amounts have a decimal comma, as the programs that take those
 * expect. Refuses with `WrongPeriod`.
 */
export function exportDocuments(ctx: Context, wish: DocumentsWish): ExportFile {
  const { kind, from, to, format, language } = wish;
  if (to < from) throw new WrongPeriod();
  const table: ExportTable = exportTables[kind];
  const rows = streamRows<Row>(ctx.db, ctx.orgId, {
    text: `select * from (${table.sql}) rows order by ${table.order}`,
    params: [from, to],
  });
  const titles = table.columns.map(({ title }) => title[language]);
  const stem = table.name[language].toLowerCase().replaceAll(' ', '-');
  const name = `${stem}-${from}-${to}.${format}`;
  if (format === 'xlsx') {
    const sheet = { name: table.name[language], columns: titles.map((header) => ({ header })) };
    const book = writeXlsx(sheet, cellsOf(rows, table.columns, { language, amount: Number }));
    return { name, type: workbook, body: Readable.fromWeb(book as ReadableStream<Uint8Array>) };
  }
  const { separator, bom } = wish;
  const amount = (decimal: string) => (separator === ';' ? decimal.replace('.', ',') : decimal);
  const lines = titled(titles, cellsOf(rows, table.columns, { language, amount }));
  const body = Readable.from(writeCsv(lines, { separator, bom }));
  return { name, type: 'text/csv; charset=utf-8', body };
}

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function* titled(titles: string[], rows: AsyncIterable<OutCell[]>) {
  yield titles;
  yield* rows;
}

async function* cellsOf(
  rows: AsyncIterable<Row>,
  columns: readonly ExportColumn[],
  write: { language: Language; amount: (decimal: string) => OutCell },
): AsyncGenerator<OutCell[]> {
  for await (const row of rows) {
    yield columns.map(({ key, kind, say }) => {
      const value = row[key];
      if (say && typeof value === 'string') return say(value, write.language);
      if (kind !== 'amount' || value === null || value === undefined) return value;
      return write.amount(decimalText({ amount: Number(value), currency: row.currency }));
    });
  }
}
