/** How the program ends: once, in order, and never half-way because somebody was impatient. */

import { readFileSync } from 'node:fs';
import process from 'node:process';
import { ConfigError } from './config.ts';
import { EmbeddedError } from './db/embedded-error.ts';
import { MigrationError } from './db/migrate.ts';
import { Refusal } from './domain/errors.ts';

export type Ending = {
  /** Stops taking work, finishes what runs, closes the database. */
  close: () => Promise<void>;
  /** Tells the operator what happens. */
  say: (text: string) => void;
};

const patienceSeconds = 30;
const lookEveryMs = 500;
const shells = new Set(['sh', 'dash', 'bash', 'ash', 'busybox', 'zsh', 'ksh']);

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

/**
 * What to tell the operator about an error that keeps the program from starting, in plain words;
 * undefined for a defect, which must show itself whole.
 */
export function explain(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.say('en');
  const isExpected =
    error instanceof ConfigError ||
    error instanceof EmbeddedError ||
    error instanceof MigrationError;
  if (isExpected) return error.message;
  return error instanceof Error && 'code' in error ? explainCode(error) : undefined;
}

function explainCode(error: Error & { code: unknown; port?: unknown }): string | undefined {
  if (String(error.code).startsWith('ERR_PARSE_ARGS')) return error.message;
  if (error.code !== 'EADDRINUSE') return undefined;
  return `Port ${error.port} is in use by another program. Choose another with --port.`;
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

/** npm starts the program through a shell, which outlives a killed npm and says nothing. */
function watchParent(gone: () => void): void {
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
}

/** The parent's number and, when the parent is a shell, the number of the shell's parent. */
function ancestors(): string {
  const parent = process.ppid;
  try {
    const [, name, , above] =
      /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return shells.has(name ?? '') ? `${parent} ${above}` : String(parent);
  } catch {
    // No /proc on this system, or the parent has just gone: its number tells enough.
    return String(parent);
  }
}
