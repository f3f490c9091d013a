import type { Context } from '../context.ts';

/** The places where a billing day may be killed in a test; each lies between two commits. */
export const crashPoints = [
  'after_moves',
  'after_plans',
  'after_issue_chunk',
  'after_day_issued',
  'after_attempts_opened',
  'after_attempts_sent',
  'after_gateway_answered',
  'after_outcomes',
  'after_collect',
  'after_late_cases',
  'after_steps_decided',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

const hooks = new WeakMap<Context['gateways'], (point: CrashPoint) => void | Promise<void>>();

/**
 * Sets what happens at crash points of runs with these gateways: stories throw there, as a killed
 * program would stop there. Production sets nothing, and nothing happens.
 */
export function onCrashPoint(
  ctx: Context,
  hook: (point: CrashPoint) => void | Promise<void>,
): void {
  hooks.set(ctx.gateways, hook);
}

/** Passes a crash point. */
export async function crashPoint(ctx: Context, point: CrashPoint): Promise<void> {
  await hooks.get(ctx.gateways)?.(point);
}
