import { loadOwnFields } from '../../db/imports/book.ts';
import type { ImportRecordRow } from '../../db/imports/imports.ts';
import { lockImport, updateImport } from '../../db/imports/imports.ts';
import { correctCells, readRows } from '../../db/imports/rows.ts';
import { matchColumns } from '../../domain/imports/columns.ts';
import { foldName } from '../../domain/imports/fold.ts';
import type { Mapping, MappingFile } from '../../domain/imports/mapping.ts';
import { profileNamed, profiles } from '../../domain/imports/profiles/index.ts';
import type { Profile } from '../../domain/imports/profiles/profile.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { mergeImport } from './merge.ts';
import type { Preparation } from './prepare.ts';
import { prepareImport } from './prepare.ts';
import { ImportNotReady, UnknownCell } from './refusals.ts';
import type { ImportReport } from './report.ts';
import { emptyReport, stagedReports } from './report.ts';
import { finishImport, refuseMissing, reportCheck } from './run.ts';
import { storedRows } from './storeRaw.ts';
import type { Progress } from './upload.ts';
import { chooseProfile } from './upload.ts';

export type Correction = { row: number; column: string; value: string };

export type Recheck = {
  importId: string;
  /** A new mapping of the columns; without it the one in use stays. */
  mapping?: MappingFile | undefined;
  profile?: string | undefined;
  unknownColumns?: 'field' | 'ignore' | undefined;
  createMissingPlans?: boolean | undefined;
  inviteAll?: boolean | undefined;
  /** Cells to put right, by row number and header. */
  corrections?: Correction[] | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
};

/** Checks an uploaded import again after its columns, options or cells were changed. */
export async function recheckImport(ctx: Context, input: Recheck): Promise<ImportReport> {
  return await act(ctx, async (scene) => {
    const row = await lockOpen(scene, input.importId);
    if (input.corrections?.length) await correct(scene, row, input.corrections);
    const changed = await applyChanges(scene, row, input);
    const report = { ...reportOf(changed.row, changed.profile), importId: row.id };
    await updateImport(scene.tx, row.id, {
      ...{ mapping: changed.row.mapping, options: changed.row.options },
      ...{ profile: changed.profile.key, recognized: changed.row.recognized },
    });
    if (report.missing.length > 0) {
      await updateImport(scene.tx, row.id, { state: 'uploaded' });
      return { ...report, counts: { ...report.counts, rows: row.rowCount } };
    }
    const what = preparationOf(scene, changed.row, changed.profile);
    const checked = await prepareImport(scene, { ...what, onProgress: input.onProgress });
    return await reportCheck(scene, { ...report, ...checked });
  });
}

/**
 * Imports every row of a checked upload that has no error, in one transaction. All checks are made
 * again first, since the organization may have changed since. Refuses with `ImportNotReady` one
 * that was imported or undone already.
 */
export async function commitImport(
  ctx: Context,
  input: { importId: string; onProgress?: ((progress: Progress) => void) | undefined },
): Promise<ImportReport> {
  return await act(ctx, async (scene) => {
    const row = await lockOpen(scene, input.importId);
    const profile = profileOf(row);
    const report = { ...reportOf(row, profile), importId: row.id };
    refuseMissing(report);
    const { onProgress } = input;
    const what = preparationOf(scene, row, profile);
    const checked = await prepareImport(scene, { ...what, onProgress });
    const { counts } = checked;
    const merged = await mergeImport(scene, {
      ...{ importId: row.id, fileName: row.fileName, mapping: row.mapping },
      ...{ options: row.options, counts, onProgress },
    });
    await finishImport(scene, row.id, { counts, ...merged });
    const rows = await stagedReports(scene.tx, scene.org.language);
    onProgress?.({ phase: 'done', rows: counts.rows });
    return { ...report, ...checked, rows, state: 'done', labelId: merged.labelId };
  });
}

async function lockOpen(scene: Scene, id: string): Promise<ImportRecordRow> {
  const row = await lockImport(scene.tx, id);
  if (row.state === 'uploaded' || row.state === 'checked' || row.state === 'running') return row;
  throw new ImportNotReady({ state: row.state });
}

function profileOf(row: ImportRecordRow): Profile {
  return profileNamed(row.profile) ?? profiles.generic!;
}

function reportOf(row: ImportRecordRow, profile: Profile): ImportReport {
  const { fileName, mapping, recognized } = row;
  return emptyReport({ fileName, profile, mapping, recognized });
}

function preparationOf(scene: Scene, row: ImportRecordRow, profile: Profile): Preparation {
  const { mapping, recognized, options } = row;
  return { mapping, profile, recognized, options, rows: storedRows(scene.tx, row.id) };
}

async function applyChanges(
  scene: Scene,
  row: ImportRecordRow,
  input: Recheck,
): Promise<{ row: ImportRecordRow; profile: Profile }> {
  const remap = input.mapping ?? input.profile ?? input.unknownColumns;
  const profile = remap === undefined ? profileOf(row) : chooseProfile(input, row.headers);
  const mapping =
    remap === undefined ? row.mapping : await remapped(scene, { row, input, profile });
  const options = {
    ...row.options,
    createMissingPlans: input.createMissingPlans ?? row.options.createMissingPlans,
    inviteAll: input.inviteAll ?? row.options.inviteAll,
  };
  const { decimal, dateOrder } = mapping;
  const recognized = { ...row.recognized, decimal, dateOrder };
  return { row: { ...row, mapping, options, recognized }, profile };
}

async function remapped(
  scene: Scene,
  { row, input, profile }: { row: ImportRecordRow; input: Recheck; profile: Profile },
): Promise<Mapping> {
  const sample = await readRows(scene.tx, row.id, { after: 0, limit: 500 });
  return matchColumns({
    headers: row.headers,
    profile,
    ownFields: await loadOwnFields(scene.tx),
    sample: sample.map((one) => one.cells),
    file: input.mapping,
    unknownColumns: input.unknownColumns,
  });
}

async function correct(
  scene: Scene,
  row: ImportRecordRow,
  corrections: Correction[],
): Promise<void> {
  const cells = corrections.map(({ row: number, column, value }) => {
    const index = row.headers.findIndex((header) => foldName(header) === foldName(column));
    if (index < 0) throw new UnknownCell({ row: number, column });
    return { row: number, index, value };
  });
  const found = await correctCells(scene.tx, row.id, { width: row.headers.length, cells });
  if (found === new Set(cells.map((cell) => cell.row)).size) return;
  throw new UnknownCell({ row: cells[0]!.row, column: corrections[0]!.column });
}
