/** Child processes of the bench: started, watched for memory, ended by their number. */

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.join(import.meta.dirname, '..');

export type Child = { url: string; pid: number; readyAfterMs: number; stop(): Promise<void> };

/** Starts a script that prints `ready PORT` (or our server's own line) and waits for it. */
export async function startChild(
  script: string,
  args: string[],
  env: Record<string, string>,
): Promise<Child> {
  const begin = performance.now();
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...env, npm_lifecycle_event: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child);
  const url = `http://127.0.0.1:${port}`;
  await (await fetch(`${url}/health`)).text();
  const readyAfterMs = performance.now() - begin;
  return { url, pid: child.pid!, readyAfterMs, stop: () => stop(child) };
}

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /ready (\d+)|localhost:(\d+) \(data/.exec(text);
      if (port) resolve(port[1] ?? port[2] ?? '');
    });
    child.once('exit', (code) =>
      reject(new Error(`the bench's server ended with ${code}: ${text}`)),
    );
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Resident memory of a process in MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Runs work and answers how long it took and how far memory rose above where it was. */
export async function watched<T>(pid: number, work: () => Promise<T>) {
  const before = residentMb(pid);
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 20);
  const begin = performance.now();
  try {
    const value = await work();
    const seconds = (performance.now() - begin) / 1000;
    return { value, seconds, roseMb: Math.max(peak, residentMb(pid)) - before };
  } finally {
    clearInterval(timer);
  }
}
