import type { Cell } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';

export type TemplateColumn = { header: string; required: boolean; example: string };

const yellow = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFF00' } } as const;

/** A workbook with a bold header row, required columns on yellow, and one example row. */
export function templateSheet(sheet: {
  name: string;
  columns: TemplateColumn[];
}): Promise<Uint8Array> {
  const cells = new Map<string, Partial<Cell>>();
  sheet.columns.forEach(({ header, required }, index) => {
    const style = required ? { font: { bold: true }, fill: yellow } : { font: { bold: true } };
    cells.set(`0,${index}`, { value: header, type: 'string', style });
  });
  return writeXlsx({
    sheets: [
      {
        name: sheet.name,
        columns: sheet.columns.map(({ header }) => ({ width: Math.max(16, header.length + 4) })),
        rows: [sheet.columns.map(({ header }) => header), sheet.columns.map((one) => one.example)],
        cells,
        freezePane: { rows: 1 },
      },
    ],
  });
}
