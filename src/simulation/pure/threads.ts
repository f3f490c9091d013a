import os from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PureLives, PureViolation } from './simulatePure.ts';
import { addLives, noLives } from './simulatePure.ts';

export type ThreadsOptions = {
  communities: number;
  years: number;
  seed: number;
  /** Name of a bug to plant. */
  plant?: string;
  onProgress?: (done: number, total: number) => void;
};

/** What one thread is to live. */
export type ThreadWork = Pick<ThreadsOptions, 'years' | 'seed' | 'plant'> & { numbers: number[] };

export type PureResult = Omit<PureLives, 'violations'> & {
  ok: boolean;
  seed: number;
  communities: number;
  years: number;
  seconds: number;
  violations: PureViolation[];
};

/**
 * Communities from a seed, lived for years on the pure rules of the domain, on as many threads as
 * there are cores; `violations` names what does not hold.
 */
export async function simulateOnThreads(options: ThreadsOptions): Promise<PureResult> {
  const began = performance.now();
  const { communities, years, seed } = options;
  const threads = Math.max(1, Math.min(os.availableParallelism(), communities));
  const sum = noLives();
  let done = 0;
  const live = (first: number) => {
    const numbers: number[] = [];
    for (let number = first; number <= communities; number += threads) numbers.push(number);
    return onThread({ ...options, numbers }, (lives) => {
      addLives(sum, lives);
      done += 1;
      options.onProgress?.(done, communities);
    });
  };
  await Promise.all(Array.from({ length: threads }, (_, i) => live(i + 1)));
  sum.violations.sort((a, b) => a.community - b.community);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ...sum, ok: sum.violations.length === 0, seed, communities, years, seconds };
}

function onThread(
  { years, seed, plant, numbers }: ThreadWork,
  onLives: (lives: PureLives) => void,
): Promise<void> {
  const workerData: ThreadWork = { years, seed, numbers, ...(plant ? { plant } : {}) };
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData });
  worker.on('message', onLives);
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread of the simulation ended with ${code}`));
    });
  });
}
