import type { Actor, Context } from '../../actions/context.ts';
import { look } from '../../actions/context.ts';
import type { Program } from '../../actions/program.ts';

/** What an action needs when nobody asked for it but the calendar. */
export function systemContext(program: Program, orgId: string): Context {
  const { db, clock, gateways, config, ending } = program;
  const actor: Actor = { kind: 'system' };
  return { db, orgId, actor, clock, gateways, baseUrl: config.baseUrl, ending };
}

/** The same on behalf of whoever started the work. */
export async function contextOfWork(
  program: Program,
  work: { orgId: string; workId: string },
): Promise<Context> {
  const ctx = systemContext(program, work.orgId);
  const row = await look(ctx, ({ tx }) =>
    tx.maybeOne<{ actor: Actor }>('select actor from work where id = $1', [work.workId]),
  );
  return row ? { ...ctx, actor: row.actor } : ctx;
}
