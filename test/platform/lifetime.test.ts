import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

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

describe('the end of the program', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is orderly on %s', async (signal) => {
    const { child, output } = await run(process.execPath, [program]);
    child.kill(signal);
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(output()).toMatch(/Stopping\.\.\.\nclosed\n$/);
  });

  it('comes by itself when npm was killed', async () => {
    // The shell stands for npm: it starts the program, waits for it, and is killed.
    const script = `"${process.execPath}" "${program}"; true`;
    const { child, output } = await run('/bin/sh', ['-c', script]);
    child.kill('SIGKILL');
    await once(child.stdout!, 'close');
    expect(output()).toMatch(/Stopping\.\.\.\nclosed\n$/);
  });
});
