import type { Context } from '../context.ts';

/** The places where a billing day may be killed in a test; each lies between two commits. */
export const crashPoints = [
  'after_hold',
  'after_transitions',
  'after_issue_chunk',
  'after_issue',
  'after_attempts_opened',
  'after_attempts_sent',
  'after_gateway_answered',
  'after_outcomes',
  'after_collect',
  'after_overdue',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

const hooks = new WeakMap<Context, (point: CrashPoint) => void | Promise<void>>();

/**
 * Sets what happens at crash points of runs with this very context: stories throw there, as a
 * killed program would stop there. Production sets nothing, and nothing happens.
 */
export function onCrashPoint(
  ctx: Context,
  hook: (point: CrashPoint) => void | Promise<void>,
): void {
  hooks.set(ctx, hook);
}

/** Passes a crash point. */
export async function crashPoint(ctx: Context, point: CrashPoint): Promise<void> {
  await hooks.get(ctx)?.(point);
}
