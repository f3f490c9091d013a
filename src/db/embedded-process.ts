/** The process of the embedded server: started, known to be ready, ended, never left behind. */

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.ts';
import type { Identity, Place } from './embedded-place.ts';

export type ServerOptions = {
  socketFolder: string;
  logFile: string;
  /** PostgreSQL settings added to the usual ones, such as `fsync: 'off'` in tests. */
  settings: Record<string, string>;
};

export type Postmaster = { pid: number; socketFolder: string; port: number; ready: boolean };

/** `fast` breaks sessions off; `smart` first lets them end (another program may be at work). */
export type StopMode = 'fast' | 'smart';

export type Server = {
  /** Resolves when the process is gone, whoever ended it. */
  gone: Promise<void>;
  stop(mode: StopMode): Promise<void>;
};

const startSeconds = 120;
const stopSeconds = 60;
const logBytes = 10_000_000;

/**
 * Starts PostgreSQL and waits until it takes connections (after a crash that includes recovery).
 * The server is ended by a watcher process when this program dies without a word.
 */
export async function startServer(place: Place, options: ServerOptions): Promise<Server> {
  await endLeftover(place.cluster);
  const deadline = Date.now() + startSeconds * 1000;
  for (;;) {
    const child = spawnServer(place, options);
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const watcher = spawnWatcher(child, place.identity);
    if (await becameReady(child, place.cluster, deadline)) {
      void gone.then(() => watcher.kill('SIGKILL'));
      return { gone, stop: (mode) => stopServer(child, gone, mode) };
    }
    watcher.kill('SIGKILL');
    child.kill('SIGQUIT');
    await gone;
    // Processes of a killed server hold its memory for a moment; they end by themselves.
    if (Date.now() > deadline || !lastLogLine(options.logFile).includes('shared memory block')) {
      throw new EmbeddedError(`PostgreSQL did not start: ${lastLogLine(options.logFile)}`);
    }
    await wait(250);
  }
}

/** What the running server of a data folder says about itself, or undefined when none runs. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = linesOf(path.join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!pid || !isServerOf(pid, cluster)) return undefined;
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
    ready: lines[7]?.trim() === 'ready',
  };
}

function spawnServer(place: Place, options: ServerOptions): ChildProcess {
  const settings = { ...usualSettings(), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(options.logFile);
  try {
    // An own session: Ctrl-C in the terminal reaches this program only, which ends its work first.
    return spawn(
      path.join(place.programs, 'bin/postgres'),
      ['-D', place.cluster, '-k', options.socketFolder, ...flags],
      { ...place.identity, ...quiet, detached: true, stdio: ['ignore', log, log] },
    );
  } finally {
    closeSync(log);
  }
}

/** Environment without the surprises of the caller's PG* and LC_* variables. */
export const quiet = { cwd: '/', env: { PATH: process.env.PATH, LANG: 'C.UTF-8' } };

function usualSettings(): Record<string, string> {
  const memory = Math.floor(os.totalmem() / 1024 / 1024);
  return {
    listen_addresses: '',
    port: '5432',
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: `${Math.min(512, Math.max(64, Math.floor(memory / 8)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    min_dynamic_shared_memory: '64MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // People's data must not reach the log: neither statements nor the details of errors.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  };
}

/** Ends the server when the pipe from this program closes, which even `kill -9` makes happen. */
function spawnWatcher(child: ChildProcess, identity: Identity): ChildProcess {
  const script = 'cat >/dev/null; kill -INT "$0"';
  const watcher = spawn('/bin/sh', ['-c', script, String(child.pid)], {
    ...identity,
    ...quiet,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return watcher;
}

async function becameReady(child: ChildProcess, cluster: string, deadline: number) {
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.ready && postmaster.pid === child.pid) return true;
    await wait(15);
  }
  return false;
}

async function stopServer(child: ChildProcess, gone: Promise<void>, mode: StopMode) {
  child.kill(mode === 'fast' ? 'SIGINT' : 'SIGTERM');
  const patience = wait(stopSeconds * 1000, 'late', { ref: false });
  if (mode === 'fast' && (await Promise.race([gone, patience])) === 'late') child.kill('SIGQUIT');
  await gone;
}

/** A server whose program was killed together with the watcher: ended in order, files removed. */
async function endLeftover(cluster: string): Promise<void> {
  const leftover = readPostmaster(cluster);
  const deadline = Date.now() + stopSeconds * 1000;
  if (leftover) process.kill(leftover.pid, 'SIGINT');
  while (readPostmaster(cluster)) {
    if (Date.now() > deadline) {
      throw new EmbeddedError(`An earlier PostgreSQL (process ${leftover?.pid}) does not end.`);
    }
    await wait(25);
  }
  // Its number may belong to another program by now, which PostgreSQL would mistake for itself.
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  rmSync(path.join(cluster, '.s.PGSQL.5432.lock'), { force: true });
}

function isServerOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    // No such process.
    return false;
  }
  if (process.platform !== 'linux') return true;
  const words = linesOf(`/proc/${pid}/cmdline`)[0]?.split('\0') ?? [];
  return path.basename(words[0] ?? '') === 'postgres' && words.includes(cluster);
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytes) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

function lastLogLine(file: string): string {
  return linesOf(file).filter(Boolean).slice(-3).join(' / ') || `see ${file}`;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return [];
    throw error;
  }
}
