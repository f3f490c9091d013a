import type { CellValue } from 'hucre/xlsx';
import { streamXlsxRows } from 'hucre/xlsx';
import { Refusal } from '../domain/errors.ts';
import { limits } from './limits.ts';
import { FileDamaged, FileWrongKind } from './refusals.ts';
import { readAll, refuseLarge } from './source.ts';
import type { Cell, FileSource } from './types.ts';
import { refuseBomb, zipEntries } from './zipGuard.ts';

/** A numbered row of a sheet; the number is the one a spreadsheet program shows. */
export type SheetRow = { number: number; cells: Cell[] };

/** Opens a workbook after proving that it is one and that it unpacks to a sane size. */
export async function openXlsx(source: FileSource): Promise<Uint8Array> {
  await refuseLarge(source, limits.xlsxBytes);
  const bytes = await readAll(source);
  const entries = zipEntries(bytes);
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) {
    throw new FileWrongKind({ kind: otherKind(entries), kind_fr: otherKindFr(entries) });
  }
  await refuseBomb(bytes, entries);
  return bytes;
}

/**
 * The rows of a workbook's first sheet, one by one. A formula gives the value saved beside it and
 * is never worked out; without one the cell is empty.
 */
export async function* xlsxRows(bytes: Uint8Array, maxRows = 0): AsyncGenerator<SheetRow> {
  try {
    for await (const row of streamXlsxRows(bytes, maxRows > 0 ? { maxRows } : {})) {
      yield { number: row.index + 1, cells: row.values.map(toCell) };
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new FileDamaged();
  }
}

function toCell(value: CellValue): Cell {
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) return null;
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

type Named = { name: string }[];

function otherKind(entries: Named): string {
  if (entries.some((entry) => entry.name.startsWith('word/'))) return 'a Word document';
  if (entries.some((entry) => entry.name === 'content.xml')) return 'an OpenDocument file';
  return 'a ZIP archive';
}

function otherKindFr(entries: Named): string {
  if (entries.some((entry) => entry.name.startsWith('word/'))) return "d'un document Word";
  if (entries.some((entry) => entry.name === 'content.xml')) return "d'un fichier OpenDocument";
  return "d'une archive ZIP";
}
