/** How the program ends: once, in order, and never half-way because somebody was impatient. */

import process from 'node:process';

export type Ending = {
  /** Stops taking work, finishes what runs, closes the database. */
  close: () => Promise<void>;
  /** Tells the operator what happens. */
  say: (text: string) => void;
};

const patienceSeconds = 30;
const lookEveryMs = 500;

/**
 * Ends the program after `close` on Ctrl-C, on a termination signal, and when npm, which started
 * it, was killed without passing the signal on. A second Ctrl-C ends it at once; PostgreSQL is
 * safe either way.
 */
export function endOnSignals(ending: Ending): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) {
      ending.say('Ending at once.');
      process.exit(130);
    }
    isEnding = true;
    ending.say('Stopping...');
    void finish(ending);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once(end));
  if (process.env.npm_lifecycle_event) watchParent(() => isEnding || end());
}

async function finish(ending: Ending): Promise<void> {
  setTimeout(() => {
    ending.say(`Not everything ended within ${patienceSeconds} seconds; leaving anyway.`);
    process.exit(1);
  }, patienceSeconds * 1000).unref();
  try {
    await ending.close();
    process.exit(0);
  } catch (error) {
    ending.say(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

/** npm passes a Ctrl-C on although the terminal has sent it already: one press is one signal. */
function once(end: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last > lookEveryMs) end();
    last = now;
  };
}

function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
}
