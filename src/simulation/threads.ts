import os from 'node:os';
import { Worker } from 'node:worker_threads';

/** The communities a thread is to live. */
export type Numbered = { numbers: number[] };

type Threads<W, M> = {
  /** The module that runs on each thread; it posts one message per community. */
  file: URL;
  communities: number;
  /** What each thread is given, with its numbers. */
  work: W;
  onMessage: (message: M, done: number) => void;
};

/** Shares communities out to as many threads as there are cores, and waits for all of them. */
export async function onThreads<W extends object, M>(threads: Threads<W, M>): Promise<void> {
  const { communities } = threads;
  const count = Math.max(1, Math.min(os.availableParallelism(), communities));
  let done = 0;
  const live = (first: number) => {
    const numbers: number[] = [];
    for (let number = first; number <= communities; number += count) numbers.push(number);
    return onThread<W, M>({ ...threads, numbers }, (message) => {
      done += 1;
      threads.onMessage(message, done);
    });
  };
  await Promise.all(Array.from({ length: count }, (_, i) => live(i + 1)));
}

function onThread<W extends object, M>(
  { file, work, numbers }: Pick<Threads<W, M>, 'file' | 'work'> & Numbered,
  onMessage: (message: M) => void,
): Promise<void> {
  const worker = new Worker(file, { workerData: { ...work, numbers } });
  worker.on('message', onMessage);
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread of the simulation ended with ${code}`));
    });
  });
}
