import { onThreads } from '../threads.ts';
import type { PureLives } from './simulatePure.ts';
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
export type PureWork = Pick<ThreadsOptions, 'years' | 'seed' | 'plant'>;

export type PureResult = PureLives & {
  ok: boolean;
  seed: number;
  communities: number;
  years: number;
  seconds: number;
};

/**
 * Communities from a seed, lived for years on the pure rules of the domain, on as many threads as
 * there are cores; `violations` names what does not hold.
 */
export async function simulateOnThreads(options: ThreadsOptions): Promise<PureResult> {
  const began = performance.now();
  const { communities, years, seed, plant } = options;
  const sum = noLives();
  await onThreads<PureWork, PureLives>({
    file: new URL('./thread.ts', import.meta.url),
    communities,
    work: { years, seed, ...(plant ? { plant } : {}) },
    onMessage: (lives, done) => {
      addLives(sum, lives);
      options.onProgress?.(done, communities);
    },
  });
  sum.violations.sort((a, b) => a.community - b.community);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ...sum, ok: sum.violations.length === 0, seed, communities, years, seconds };
}
