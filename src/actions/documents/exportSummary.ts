import type { ExportKind, ExportSummary } from '../../db/invoices/exports.ts';
import { exportTables, summarizeExport } from '../../db/invoices/exports.ts';
import type { BooksSummary } from '../../db/invoices/fec.ts';
import { summarizeBooks } from '../../db/invoices/fec.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { type PeriodWish, periodOf } from './period.ts';

export type DocumentsSummary = {
  from: LocalDate;
  to: LocalDate;
  files: ({ kind: ExportKind } & ExportSummary)[];
  books: BooksSummary[];
};

/** What each file of a period holds, before it is made. Refuses as `periodOf` does. */
export function exportSummary(ctx: Context, wish: PeriodWish): Promise<DocumentsSummary> {
  return look(ctx, async ({ tx, org }) => {
    const between = periodOf(wish, org.settings.accounting.year_starts);
    const files: DocumentsSummary['files'] = [];
    for (const kind of Object.keys(exportTables) as ExportKind[]) {
      files.push({ kind, ...(await summarizeExport(tx, kind, between)) });
    }
    return { ...between, files, books: await summarizeBooks(tx, between) };
  });
}
