/**
 * One holder per data folder. The lock is a file naming the process and when it was started, so a
 * lock left by a killed process is recognized even when its process number is in use again.
 */

import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type LockHolder = { pid: number; started: string; what: string };

/** Held until `release()`; releasing twice is harmless. */
export type DataLock = { release(): void };

/**
 * Takes the lock of a data folder for this process. `what` names the holder to people, such as
 * "the server on port 3000". Answers the present holder instead when another process has it.
 */
export function takeLock(dataDir: string, what: string): DataLock | LockHolder {
  mkdirSync(dataDir, { recursive: true });
  const file = lockFile(dataDir);
  const mine = JSON.stringify({ pid: process.pid, started: startedAt(process.pid), what });
  // A few rounds: between removing a stale lock and taking it, another process may be faster.
  for (let round = 0; round < 20; round++) {
    if (created(file, mine)) return { release: () => releaseIf(file, mine) };
    const holder = lockHolder(dataDir);
    if (holder) return holder;
    rmSync(file, { force: true });
  }
  throw new Error(`the lock ${file} cannot be taken`);
}

/** True for an answer of `takeLock` that means the lock was taken. */
export function isTaken(answer: DataLock | LockHolder): answer is DataLock {
  return 'release' in answer;
}

/** The living process that holds a data folder, if any. */
export function lockHolder(dataDir: string): LockHolder | undefined {
  const holder = readHolder(lockFile(dataDir));
  if (!holder || startedAt(holder.pid) !== holder.started) return undefined;
  return holder;
}

/** When a process was started, as a text that tells two processes of one number apart. */
export function startedAt(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const stat = readIfThere(`/proc/${pid}/stat`);
    // The name in parentheses may hold spaces; the start time is the 20th value after it.
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    // ps ends with 1 when there is no such process.
    return undefined;
  }
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, 'lock.json');
}

function created(file: string, text: string): boolean {
  // Written aside and linked into place: nobody ever reads a half-written lock.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, text, { mode: 0o644 });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseIf(file: string, mine: string): void {
  if (readIfThere(file) === mine) rmSync(file, { force: true });
}

function readHolder(file: string): LockHolder | undefined {
  const text = readIfThere(file);
  if (!text) return undefined;
  try {
    return JSON.parse(text) as LockHolder;
  } catch {
    // Torn by a power cut: as good as none.
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
