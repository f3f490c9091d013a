import type { CellValue } from 'hucre/xlsx';
import { streamXlsxRows } from 'hucre/xlsx';
import { Refusal } from '../domain/errors.ts';
import { limits } from './limits.ts';
import { FileDamaged, FileWrongKind } from './refusals.ts';
import { readAll, refuseLarge } from './source.ts';
import type { Cell, FileSource } from './types.ts';
import { canStream, Gate, workbookStream } from './xlsxStream.ts';
import type { ZipEntry } from './zipGuard.ts';
import { refuseBomb, zipEntries } from './zipGuard.ts';

/** A numbered row of a sheet; the number is the one a spreadsheet program shows. */
export type SheetRow = { number: number; cells: Cell[] };

export type Workbook = { bytes: Uint8Array; entries: ZipEntry[] };

/** Opens a workbook after proving that it is one and that it unpacks to a sane size. */
export async function openXlsx(source: FileSource): Promise<Workbook> {
  await refuseLarge(source, limits.xlsxBytes);
  const bytes = await readAll(source);
  const entries = zipEntries(bytes);
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) {
    throw new FileWrongKind({ kind: otherKind(entries), kind_fr: otherKindFr(entries) });
  }
  await refuseBomb(bytes, entries);
  return { bytes, entries };
}

/**
 * The rows of a workbook's first sheet, one by one. A formula gives the value saved beside it and
 * is never worked out; without one the cell is empty.
 */
export async function* xlsxRows(workbook: Workbook): AsyncGenerator<SheetRow> {
  const { bytes, entries } = workbook;
  const gate = new Gate();
  const input = canStream(entries) ? workbookStream(bytes, entries, gate) : bytes;
  const rows = streamXlsxRows(input);
  try {
    for (;;) {
      gate.ask();
      const { done, value } = await rows.next();
      gate.rest();
      if (done) return;
      yield { number: value.index + 1, cells: value.values.map(toCell) };
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new FileDamaged();
  } finally {
    await rows.return();
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
