import { type CsvFacts, csvRecords, recognizeCsv } from './csvReader.ts';
import { limits } from './limits.ts';
import {
  FileEmpty,
  FileTooManyColumns,
  FileTooManyRows,
  FileWithoutHeader,
  FileWithoutRows,
} from './refusals.ts';
import { sniff } from './sniff.ts';
import { readHead } from './source.ts';
import type { Cell, FileFacts, FileSource, RawRow, Table } from './types.ts';
import type { Workbook } from './xlsxReader.ts';
import { openXlsx, xlsxRows } from './xlsxReader.ts';

/**
 * Opens a CSV or XLSX file, told apart by content: its header, its first rows, and all rows in
 * batches at bounded memory. Blank rows are passed over. Throws a refusal for anything that is no
 * table of people (design: joining.md, "Import"; issue "Bad input").
 */
export async function readTable(source: FileSource): Promise<Table> {
  const head = await readHead(source, 262_144);
  if (sniff(head) === 'zip') return await openWorkbook(source);
  const facts = await recognizeCsv(source, head);
  return await openTable(facts, () => csvRows(source, facts));
}

async function openWorkbook(source: FileSource): Promise<Table> {
  const workbook = await openXlsx(source);
  const table = await openTable({ format: 'xlsx', sheet: '1' }, () => sheetRows(workbook));
  return table;
}

async function openTable(facts: FileFacts, read: () => AsyncGenerator<RawRow[]>): Promise<Table> {
  const sample: RawRow[] = [];
  for await (const batch of read()) {
    sample.push(...batch);
    if (sample.length > limits.sample) break;
  }
  const first = sample.shift();
  if (!first) throw new FileEmpty();
  const header = headerOf(first);
  if (sample.length === 0) throw new FileWithoutRows();
  return { facts, header, sample: sample.slice(0, limits.sample), rows: () => body(read()) };
}

async function* body(batches: AsyncGenerator<RawRow[]>): AsyncGenerator<RawRow[]> {
  let seen = 0;
  for await (const batch of batches) {
    const rows = seen === 0 ? batch.slice(1) : batch;
    seen += batch.length;
    if (seen - 1 > limits.rows) throw new FileTooManyRows({ limit: limits.rows });
    if (rows.length > 0) yield rows.map(storable);
  }
}

/** What no database column takes is left out: zero characters and halves of characters. */
function storable(row: RawRow): RawRow {
  const bad = (cell: Cell) =>
    typeof cell === 'string' && (cell.includes('\0') || !cell.isWellFormed());
  if (!row.cells.some(bad)) return row;
  const clean = (cell: Cell) =>
    typeof cell === 'string' ? cell.replaceAll('\0', '').toWellFormed() : cell;
  return { number: row.number, cells: row.cells.map(clean) };
}

async function* csvRows(source: FileSource, facts: CsvFacts): AsyncGenerator<RawRow[]> {
  let number = 0;
  for await (const records of csvRecords(source, facts)) {
    const rows: RawRow[] = [];
    for (const cells of records) {
      number++;
      if (!blank(cells)) rows.push({ number, cells });
    }
    if (rows.length > 0) yield rows;
  }
}

async function* sheetRows(workbook: Workbook): AsyncGenerator<RawRow[]> {
  let batch: RawRow[] = [];
  for await (const row of xlsxRows(workbook)) {
    if (blank(row.cells)) continue;
    batch.push(row);
    if (batch.length < limits.batch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function blank(cells: Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
}

const dataLike = /^([^@\s]+@[^@\s]+\.[a-z]{2,}|[\d\s.,/:€$-]+)$/i;

/** The names of the columns; refuses a first row that holds values instead of names. */
function headerOf(row: RawRow): string[] {
  const names = row.cells.map((cell) => (cell === null ? '' : String(cell).trim()));
  while (names.length > 0 && names.at(-1) === '') names.pop();
  if (names.length > limits.columns) {
    throw new FileTooManyColumns({ columns: names.length, limit: limits.columns });
  }
  const filled = names.filter((name) => name !== '');
  const values = filled.filter((name) => dataLike.test(name));
  const email = filled.some((name) => name.includes('@') && dataLike.test(name));
  if (email || values.length > filled.length / 2) {
    throw new FileWithoutHeader({ first: filled.slice(0, 4).join(' · ').slice(0, 120) });
  }
  return names;
}
