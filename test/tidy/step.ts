/** A step of the whole check: a command or a function, with what it counted. */

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from './sources.ts';

export type Count = { passed: number; failed: number };

export type Step = { name: string; run: () => Promise<Count> };

type Command = { command: string; args: string[]; env?: Record<string, string> };

const bin = path.join(projectFolder, 'node_modules/.bin');

/** A command that counts as one check and is shown only when it fails. */
export function command(name: string, words: string): Step {
  const [program = '', ...args] = words.split(' ');
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const options = { cwd: projectFolder, maxBuffer: 1 << 28 };
        execFile(path.join(bin, program), args, options, (error, stdout, stderr) => {
          if (error) console.log(`${stdout}${stderr}${stdout || stderr ? '' : error.message}`);
          resolve(one(error === null));
        });
      }),
  };
}

/** A function that counts as one check; it answers its complaints. */
export function check(name: string, complain: () => string[]): Step {
  return {
    name,
    run: async () => {
      const complaints = complain();
      for (const complaint of complaints) console.log(`  ${complaint}`);
      return one(complaints.length === 0);
    },
  };
}

/** Runs Vitest, on what its arguments choose, and counts its tests. */
export async function vitest(chosen: string[], env: Record<string, string> = {}): Promise<Count> {
  return await withReport(async (report) => {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', ...reporters, ...chosen];
    const isFine = await show({ command: 'vitest', args, env });
    const { numPassedTests = 0, numFailedTests = 0 } = readJson<VitestReport>(report);
    return honest({ passed: numPassedTests, failed: numFailedTests }, isFine);
  });
}

/** Runs Playwright and counts its tests. */
export async function playwright(): Promise<Count> {
  return await withReport(async (report) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = ['test', '--reporter=list,json'];
    const isFine = await show({ command: 'playwright', args, env });
    const {
      expected = 0,
      unexpected = 0,
      flaky = 0,
    } = readJson<PlaywrightReport>(report).stats ?? {};
    return honest({ passed: expected, failed: unexpected + flaky }, isFine);
  });
}

type VitestReport = { numPassedTests?: number; numFailedTests?: number };

type PlaywrightReport = { stats?: { expected: number; unexpected: number; flaky: number } };

/** A run that ended badly has failed, also when no single test did (a file that does not load). */
function honest(count: Count, isFine: boolean): Count {
  return isFine || count.failed > 0 ? count : { ...count, failed: 1 };
}

function one(isFine: boolean): Count {
  return isFine ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function show({ command, args, env }: Command): Promise<boolean> {
  const child = spawn(path.join(bin, command), args, {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function withReport<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-report-'));
  try {
    return await work(path.join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readJson<T extends object>(file: string): Partial<T> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    // The run ended before it could report; its exit code says so too.
    return {};
  }
}
