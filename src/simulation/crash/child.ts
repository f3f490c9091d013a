/** A billing day in a process of its own, ended by SIGKILL where it is told. */
import process from 'node:process';
import { onScratchDatabase } from '../scratch.ts';
import type { Run } from './day.ts';
import { contextOf, liveDay } from './day.ts';

const run = JSON.parse(process.argv[2] ?? '') as Run;
await onScratchDatabase(run.url, (db) =>
  liveDay(contextOf(db, run.orgId), run, () => process.kill(process.pid, 'SIGKILL')),
);
