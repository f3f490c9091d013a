import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { DatabaseAway } from '../../src/db/refusals.ts';
import { explain } from '../../src/lifetime.ts';

const program = path.join(import.meta.dirname, '../support/holdAndEnd.ts');
const started: number[] = [];

afterEach(() => {
  for (const pid of started.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // Ended by itself, as it should.
      expect(error).toMatchObject({ code: 'ESRCH' });
    }
  }
});

type Running = { child: ChildProcess; pid: number; output: () => string };

async function run(command: string, args: string[]): Promise<Running> {
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child.stdout!, 'data');
  const pid = Number(text.split('\n')[0]);
  started.push(pid);
  return { child, pid, output: () => text };
}

describe('what keeps the program from starting', () => {
  it('is explained in plain words, unless it is a defect', () => {
    expect(explain(new ConfigError(['PORT must be a number.']))).toContain('PORT must be');
    expect(explain(new DatabaseAway())).toMatch(/^The database does not answer/);
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 3000 });
    expect(explain(taken)).toMatch(/^Port 3000 is in use/);
    expect(explain(new TypeError('x is not a function'))).toBeUndefined();
  });
});

describe('the end of the program', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is orderly on %s', async (signal) => {
    const { child, output } = await run(process.execPath, [program]);
    child.kill(signal);
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(output()).toMatch(/Stopping\.\.\.\nclosed\n$/);
  });

  it.each([
    ['directly', `"${process.execPath}" "${program}"; true`],
    ['through a shell', `/bin/sh -c '"${process.execPath}" "${program}"; true'; true`],
  ])('comes by itself when npm, which started it %s, was killed', async (_, script) => {
    // The outer shell stands for npm.
    const { child, output } = await run('/bin/sh', ['-c', script]);
    child.kill('SIGKILL');
    await once(child.stdout!, 'close');
    expect(output()).toMatch(/Stopping\.\.\.\nclosed\n$/);
  });
});
