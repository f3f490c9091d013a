import { inOrganization } from '../../db/transaction.ts';
import { defineRefusal, NotFound, Refusal } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { JobName, JobPayload } from '../../jobs/definitions.ts';
import { enqueue } from '../../jobs/definitions.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

export type WorkKind = 'import' | 'import_undo' | 'billing' | 'advance' | 'demo' | 'bulk';

export const WorkRunning = defineRefusal('work_running', 409, {
  en: 'Something like this is running already. Wait until it is done, or stop it.',
  fr: "Une opération semblable est déjà en cours. Attendez qu'elle se termine, ou arrêtez-la.",
});

export const WorkStopped = defineRefusal('work_stopped', 409, {
  en: 'Stopped on request. What was done stays; start again to go on.',
  fr: 'Arrêté à la demande. Ce qui est fait reste fait ; relancez pour continuer.',
});

/** The program ends. The work's row stays as it is, and its job takes it up at the next start. */
export class WorkInterrupted extends Error {
  override name = 'WorkInterrupted';
}

type WorkJob = { [N in JobName]: JobPayload<N> extends { workId: string } ? N : never }[JobName];

/**
 * Starts long work: its row and its job in one transaction, so that it can be left and come back
 * to. Refuses with `WorkRunning` while work of the same kind runs. Answers the work's id.
 */
export async function startWork<N extends WorkJob>(
  scene: Scene,
  kind: WorkKind,
  job: { name: N; payload: Omit<JobPayload<N>, 'orgId' | 'workId'> },
): Promise<string> {
  const { tx, org, now, actor } = scene;
  await tx.exec('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${org.id}:${kind}`]);
  const running = await tx.query(
    `select 1 from work where kind = $1 and state in ('queued', 'running') limit 1`,
    [kind],
  );
  if (running.length > 0) throw new WorkRunning();
  const id = newId();
  await tx.exec(
    `insert into work (org_id, id, kind, state, actor, created_at)
     values (app_org(), $1, $2, 'queued', $3, $4)`,
    [id, kind, JSON.stringify(actor), now],
  );
  const payload = { ...job.payload, orgId: org.id, workId: id } as JobPayload<N>;
  await enqueue(tx, { name: job.name, payload });
  return id;
}

/** Asks running work to stop at its next safe point. */
export function stopWork(ctx: Context, id: string): Promise<void> {
  return act(ctx, async ({ tx }) => {
    const count = await tx.exec(
      `update work set stop_requested = true where id = $1 and state in ('queued', 'running')`,
      [id],
    );
    if (count === 0) throw new NotFound();
  });
}

export type Progress = (done: number, total: number | null, partial?: unknown) => Promise<void>;

const betweenUpdates = 250;

/**
 * Runs queued work and keeps its row true: running, how far, done with its result, failed with the
 * refusal's code, stopped. Work that ended already is left alone, so a job may arrive twice.
 * Throws what is unexpected, after noting it, and `WorkInterrupted` when the program ends.
 */
export async function runWork<T>(
  ctx: Context,
  id: string,
  work: (progress: Progress) => Promise<T>,
): Promise<void> {
  const isOpen = await write(
    ctx,
    `update work set state = 'running' where id = $1 and state in ('queued', 'running')`,
    [id],
  );
  if (!isOpen) return;
  try {
    const result = await work(progressOf(ctx, id));
    await finish(ctx, id, { state: 'done', result });
  } catch (error) {
    if (error instanceof WorkInterrupted) throw error;
    const code = error instanceof Refusal ? error.code : 'unexpected';
    const state = error instanceof WorkStopped ? 'stopped' : 'failed';
    await finish(ctx, id, { state, error: code });
    if (!(error instanceof Refusal)) throw error;
  }
}

function progressOf(ctx: Context, id: string): Progress {
  let last = 0;
  return async (done, total, partial) => {
    if (ctx.ending?.aborted)
      throw new WorkInterrupted('The program ends; this goes on at its next start.');
    const now = performance.now();
    if (now - last < betweenUpdates && done !== total) return;
    last = now;
    const row = await inOrganization(ctx.db, ctx.orgId, (tx) =>
      tx.maybeOne<{ stop_requested: boolean }>(
        `update work set done = $2, total = $3, result = coalesce($4, result)
         where id = $1 returning stop_requested`,
        [id, done, total, partial === undefined ? null : JSON.stringify(partial)],
      ),
    );
    if (row?.stop_requested) throw new WorkStopped();
  };
}

type Ending = { state: 'done' | 'failed' | 'stopped'; result?: unknown; error?: string };

async function finish(ctx: Context, id: string, ending: Ending): Promise<void> {
  await write(
    ctx,
    `update work set state = $2, result = coalesce($3, result), error = $4, finished_at = $5,
       done = case when $2 = 'done' then coalesce(total, done) else done end
     where id = $1`,
    [
      id,
      ending.state,
      ending.result === undefined ? null : JSON.stringify(ending.result),
      ending.error ?? null,
      ctx.clock.now(),
    ],
  );
}

async function write(ctx: Context, sql: string, params: unknown[]): Promise<boolean> {
  return (await inOrganization(ctx.db, ctx.orgId, (tx) => tx.exec(sql, params))) > 0;
}
