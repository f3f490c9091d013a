import * as z from 'zod';
import type { Tx } from '../db/transaction.ts';

const organization = z.strictObject({ orgId: z.uuid() });
const work = organization.extend({ workId: z.uuid() });

/**
 * Every job by name with the shape of its payload: ids only. Handlers lock, re-check that it is
 * still due and call one action, so that any job may run twice (design/style.md, habit 7).
 */
export const jobShapes = {
  /** Finds organizations whose day has come and queues the two below. */
  schedule: z.looseObject({}),
  billing_day: organization,
  send_messages: organization,
  /** Works on what gateways told by themselves. */
  gateway_events: organization,
  billing_run: work,
  advance_clock: work.extend({ until: z.iso.date() }),
  commit_import: work.extend({ importId: z.uuid() }),
  undo_import: work.extend({ importId: z.uuid() }),
  bulk: work,
  live_demo: work,
} as const;

export type JobName = keyof typeof jobShapes;
export type JobPayload<N extends JobName> = z.output<(typeof jobShapes)[N]>;

/** Queues a job in the caller's transaction: a rollback queues nothing, a crash loses nothing. */
export async function enqueue<N extends JobName>(
  tx: Tx,
  job: { name: N; payload: JobPayload<N>; key?: string },
): Promise<void> {
  const queue = 'orgId' in job.payload ? `org:${job.payload.orgId}` : null;
  await tx.exec('select enqueue($1, $2, $3, null, $4)', [
    job.name,
    JSON.stringify(job.payload),
    job.key ?? null,
    queue,
  ]);
}
