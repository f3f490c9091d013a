import { commitImport } from '../../actions/imports/recheck.ts';
import { undoImport } from '../../actions/imports/undo.ts';
import type { Program } from '../../actions/program.ts';
import { runWork } from '../../actions/work/work.ts';
import type { JobPayload } from '../definitions.ts';
import { contextOfWork } from './context.ts';

/** Imports a checked upload; a job that comes twice finds its work ended. */
export async function commitImportJob(
  program: Program,
  payload: JobPayload<'commit_import'>,
): Promise<void> {
  const ctx = await contextOfWork(program, payload);
  await runWork(ctx, payload.workId, async () => {
    const { counts } = await commitImport(ctx, { importId: payload.importId });
    return { counts };
  });
}

/** Undoes an import. */
export async function undoImportJob(
  program: Program,
  payload: JobPayload<'undo_import'>,
): Promise<void> {
  const ctx = await contextOfWork(program, payload);
  await runWork(ctx, payload.workId, () => undoImport(ctx, { importId: payload.importId }));
}
