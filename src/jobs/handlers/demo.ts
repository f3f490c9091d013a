import { liveDemo as live } from '../../actions/demo/liveDemo.ts';
import type { Program } from '../../actions/program.ts';
import { runWork } from '../../actions/work/work.ts';
import type { JobPayload } from '../definitions.ts';
import { systemContext } from './context.ts';

/** Has an organization live its demo history, with its progress on the work's row. */
export async function liveDemo(program: Program, payload: JobPayload<'live_demo'>): Promise<void> {
  const ctx = systemContext(program, payload.orgId);
  await runWork(ctx, payload.workId, (progress) => live(ctx, progress));
}
