import type { Runner, TaskList } from 'graphile-worker';
import { Logger as QueueLogger, run } from 'graphile-worker';
import type { Program } from '../actions/program.ts';
import type { JobName } from './definitions.ts';
import { jobShapes } from './definitions.ts';
import { handlers } from './handlers/index.ts';

/** Every five minutes: whose billing day has come, whose mail or unknown charge is due. */
const crontab = '*/5 * * * * schedule ?fill=1h';

/**
 * Takes jobs from the queue until `stop`. A job of a worker that died is taken up again at start:
 * by the only server when the database is its own, after an hour when others may be alive.
 */
export async function startWorker(program: Program): Promise<Runner> {
  await releaseDeadJobs(program);
  return run({
    pgPool: program.db.pool,
    concurrency: 3,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 0,
    pollInterval: 2000,
    crontab,
    taskList: taskList(program),
    logger: new QueueLogger(() => (level, message) => {
      if (level === 'error') program.log.error(message);
    }),
  });
}

function taskList(program: Program): TaskList {
  const names = Object.keys(jobShapes) as JobName[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (payload: unknown, { abortSignal }) => {
        const handle = handlers[name] as (p: Program, payload: unknown) => Promise<void>;
        await handle({ ...program, ending: abortSignal }, jobShapes[name].parse(payload));
      },
    ]),
  );
}

async function releaseDeadJobs(program: Program): Promise<void> {
  const patience = program.config.databaseUrl ? '1 hour' : '0 seconds';
  await program.db.pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker._private_jobs
     where locked_by is not null and locked_at <= now() - $1::interval`,
    [patience],
  );
}
