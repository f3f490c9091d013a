import type { Context } from '../../actions/context.ts';
import type { Program } from '../../wiring.ts';

/** What an action needs when nobody asked for it but the calendar. */
export function systemContext(program: Program, orgId: string): Context {
  const { db, clock, gateways, config } = program;
  return { db, orgId, actor: { kind: 'system' }, clock, gateways, baseUrl: config.baseUrl };
}
