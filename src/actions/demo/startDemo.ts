import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { startWork } from '../work/work.ts';

/** Has a sandbox organization live its demo history, as work to watch. Answers the work's id. */
export async function startDemo(ctx: Context): Promise<{ id: string }> {
  const id = await act(ctx, (scene) =>
    startWork(scene, 'demo', { name: 'live_demo', payload: {} }),
  );
  return { id };
}
