import type { ImportRecordRow } from '../../db/imports/imports.ts';
import { listImports, readImport } from '../../db/imports/imports.ts';
import type { Language } from '../../domain/errors.ts';
import type { OutCell } from '../../files/csvWriter.ts';
import { writeCsv } from '../../files/csvWriter.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { storedReports } from './report.ts';

export type RowPage = {
  importId: string;
  /** Rows after this number; 0 from the start. */
  after: number;
  limit: number;
  only?: 'refused' | 'problems';
};

/** A page of an import's rows with their problems in the caller's language. */
export function importRows(ctx: Context, page: RowPage, language: Language) {
  return look(ctx, async ({ tx }) => {
    await readImport(tx, page.importId);
    return await storedReports(tx, page, language);
  });
}

/** The latest imports of the organization, newest first. */
export function recentImports(ctx: Context): Promise<ImportRecordRow[]> {
  return look(ctx, ({ tx }) => listImports(tx, 50));
}

/** One import; throws `NotFound`. */
export function importById(ctx: Context, importId: string): Promise<ImportRecordRow> {
  return look(ctx, ({ tx }) => readImport(tx, importId));
}

const words = {
  en: { row: 'Row', outcome: 'Outcome', column: 'Column', problem: 'Problem' },
  fr: { row: 'Ligne', outcome: 'Résultat', column: 'Colonne', problem: 'Problème' },
} as const;

/**
 * Every row that has something to say as CSV text, one line per problem, followed by the row's own
 * cells: to correct in a spreadsheet and upload again.
 */
export async function* problemsCsv(
  ctx: Context,
  importId: string,
  language: Language,
): AsyncGenerator<string> {
  const { headers } = await importById(ctx, importId);
  yield* writeCsv(problemRows(ctx, { importId, headers, language }), {
    separator: language === 'fr' ? ';' : ',',
    bom: true,
  });
}

async function* problemRows(
  ctx: Context,
  what: { importId: string; headers: string[]; language: Language },
): AsyncGenerator<OutCell[]> {
  const { row, outcome, column, problem } = words[what.language];
  yield [row, outcome, column, problem, ...what.headers];
  for (let after = 0; ; ) {
    const page = { importId: what.importId, after, limit: 2_000, only: 'problems' } as const;
    const rows = await importRows(ctx, page, what.language);
    if (rows.length === 0) return;
    for (const one of rows) {
      for (const each of one.problems) {
        yield [one.row, one.outcome, each.column, each.message, ...one.cells];
      }
    }
    after = rows.at(-1)!.row;
  }
}
