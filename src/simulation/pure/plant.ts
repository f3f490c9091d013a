import type { Engine } from './engine.ts';

/** A bug put into the rules on purpose. */
export type PurePlant = {
  /** What would have to be wrong in the program for this. */
  about: string;
  /** The check that must see it; others may see it too. */
  seenBy: string;
  /** What it replaces of the true engine. */
  bug: (engine: Engine) => Partial<Engine>;
};

/** True at every n-th call, as for a forgotten case. */
export function everyNth(n: number): () => boolean {
  let calls = 0;
  return () => {
    calls += 1;
    return calls % n === 0;
  };
}
