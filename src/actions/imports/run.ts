import type { ImportState } from '../../db/imports/imports.ts';
import { insertImport, updateImport } from '../../db/imports/imports.ts';
import { writeRows } from '../../db/imports/rows.ts';
import type { FileRow } from '../../domain/imports/record.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { mergeImport } from './merge.ts';
import { prepareImport } from './prepare.ts';
import { ImportColumnsMissing } from './refusals.ts';
import type { ImportReport } from './report.ts';
import { emptyReport, stagedReports } from './report.ts';
import { storeRaw } from './storeRaw.ts';
import type { ImportInput, Upload } from './upload.ts';
import { matchUpload, openUpload } from './upload.ts';

/**
 * Reads and checks an uploaded file and keeps it, so that columns and cells can be corrected before
 * anything is imported. Refuses what is no table; everything about rows is in the report.
 */
export async function checkImport(ctx: Context, input: ImportInput): Promise<ImportReport> {
  const opened = await openUpload(input);
  return await act(ctx, async (scene) => {
    const upload = await matchUpload(scene, opened, input);
    const report = await beginImport(scene, upload, input);
    if (report.missing.length > 0) {
      const rows = await storeRaw(scene.tx, report.importId!, upload.table.rows());
      await updateImport(scene.tx, report.importId!, { rowCount: rows });
      return { ...report, counts: { ...report.counts, rows } };
    }
    return await checkStaged(scene, { upload, input, report });
  });
}

/**
 * The whole way in one transaction: read, check, and import every row that has no error. Refuses
 * with `ImportColumnsMissing` when a required column is not found. Rows with errors are reported.
 */
export async function importMembers(ctx: Context, input: ImportInput): Promise<ImportReport> {
  const opened = await openUpload(input);
  return await act(ctx, (scene) => importOpened(scene, opened, input));
}

/** Thrown to leave a transaction without its effects; carries what it found. */
class DryRunOver extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('dry run');
    this.report = report;
  }
}

/** Does everything `importMembers` does and rolls it back: an exact report, nothing written. */
export async function dryRunImport(ctx: Context, input: ImportInput): Promise<ImportReport> {
  const opened = await openUpload(input);
  try {
    return await act(ctx, async (scene): Promise<ImportReport> => {
      const report = await importOpened(scene, opened, input);
      throw new DryRunOver({ ...report, importId: null, labelId: null, state: 'checked' });
    });
  } catch (error) {
    if (error instanceof DryRunOver) return error.report;
    throw error;
  }
}

type Opened = Awaited<ReturnType<typeof openUpload>>;

async function importOpened(
  scene: Scene,
  opened: Opened,
  input: ImportInput,
): Promise<ImportReport> {
  const upload = await matchUpload(scene, opened, input);
  const report = await beginImport(scene, upload, input);
  refuseMissing(report);
  const { importId } = report;
  const checked = await prepareImport(scene, preparationOf(upload, input));
  const { counts } = checked;
  const merged = await mergeImport(scene, {
    ...{ importId: importId!, fileName: input.file.name, counts, options: upload.options },
    ...{ mapping: upload.mapping, onProgress: input.onProgress },
  });
  await finishImport(scene, importId!, { counts, ...merged });
  const rows = await stagedReports(scene.tx, scene.org.language);
  input.onProgress?.({ phase: 'done', rows: counts.rows });
  return { ...report, ...checked, rows, state: 'done', labelId: merged.labelId };
}

/** Writes down that an import is over. */
export async function finishImport(
  scene: Scene,
  importId: string,
  done: Pick<ImportReport, 'counts' | 'labelId'> & { options: Upload['options'] },
): Promise<void> {
  const { counts, labelId, options } = done;
  const state: ImportState = 'done';
  await updateImport(scene.tx, importId, {
    ...{ state, counts, rowCount: counts.rows, labelId, options, finishedAt: scene.now },
  });
}

/** Refuses when a required column is missing, naming each. */
export function refuseMissing(report: ImportReport): void {
  if (report.missing.length === 0) return;
  throw new ImportColumnsMissing({
    fields: report.missing.map(({ label }) => label.en).join(', '),
    fields_fr: report.missing.map(({ label }) => label.fr).join(', '),
  });
}

async function beginImport(
  scene: Scene,
  upload: Upload,
  input: ImportInput,
): Promise<ImportReport> {
  const { profile, mapping, recognized } = upload;
  const id = newId();
  await insertImport(scene.tx, {
    ...{ id, profile: profile.key, fileName: input.file.name, fileHash: upload.hash, recognized },
    ...{ headers: upload.table.header, mapping, options: upload.options },
    ...{ actor: scene.actor, now: scene.now },
  });
  const about = { fileName: input.file.name, profile, mapping, recognized };
  return { ...emptyReport(about), importId: id };
}

async function checkStaged(
  scene: Scene,
  what: { upload: Upload; input: ImportInput; report: ImportReport },
): Promise<ImportReport> {
  const { upload, input, report } = what;
  const checked = await prepareImport(scene, preparationOf(upload, input));
  return await reportCheck(scene, { ...report, ...checked });
}

/** Stores what a check found and completes its report. */
export async function reportCheck(scene: Scene, report: ImportReport): Promise<ImportReport> {
  const { counts, importId } = report;
  await writeRows(scene.tx, importId!, 'checked');
  await updateImport(scene.tx, importId!, { state: 'checked', counts, rowCount: counts.rows });
  const rows = await stagedReports(scene.tx, scene.org.language);
  return { ...report, rows, state: 'checked' };
}

function preparationOf(upload: Upload, input: ImportInput) {
  const { mapping, profile, recognized, options, table } = upload;
  const rows: AsyncIterable<FileRow[]> = table.rows();
  return { mapping, profile, recognized, options, rows, onProgress: input.onProgress };
}
