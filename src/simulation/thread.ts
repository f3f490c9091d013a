/** What runs on each thread of the full simulation: lives its communities and tells of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { onScratchDatabase } from './scratch.ts';
import type { FullWork } from './simulate.ts';
import { liveAll } from './simulate.ts';
import type { Numbered } from './threads.ts';

const work = workerData as FullWork & Numbered;
await onScratchDatabase(work.url, (db) =>
  liveAll(db, { ...work, onLived: (lived) => parentPort?.postMessage(lived) }),
);
