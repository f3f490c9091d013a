import { runBulk } from '../../actions/bulk/runBulk.ts';
import type { Program } from '../../actions/program.ts';
import { runWork } from '../../actions/work/work.ts';
import type { JobPayload } from '../definitions.ts';
import { contextOfWork } from './context.ts';

/** Does something to many people, with its progress on the work's row. */
export async function bulk(program: Program, payload: JobPayload<'bulk'>): Promise<void> {
  const ctx = await contextOfWork(program, payload);
  await runWork(ctx, payload.workId, (progress) => runBulk(ctx, payload.workId, progress));
}
