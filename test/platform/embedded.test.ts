import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbedded } from '../../src/db/embedded.ts';
import { EmbeddedError } from '../../src/db/embedded-error.ts';
import { lockHolder } from '../../src/db/embedded-lock.ts';
import { readPostmaster } from '../../src/db/embedded-process.ts';

const isRoot = process.getuid?.() === 0;
const holderProgram = path.join(import.meta.dirname, '../support/holdDatabase.ts');
/** A killed process needs no flushed disk, only a power cut does. */
const settings = { fsync: 'off', full_page_writes: 'off' };
const own = { what: 'the test', access: 'own', settings } as const;
const undo: (() => void)[] = [];

afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-embedded-'));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'data');
}

async function hold(dataDir: string): Promise<{ program: ChildProcess; url: string }> {
  const program = spawn(process.execPath, [holderProgram, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  undo.push(() => program.kill('SIGKILL'));
  const [line] = (await once(program.stdout!, 'data')) as [Buffer];
  return { program, url: line.toString().trim() };
}

async function sql(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function kill(program: ChildProcess): Promise<void> {
  program.kill('SIGKILL');
  await once(program, 'exit');
}

async function restartAndRead(dataDir: string): Promise<unknown[]> {
  const again = await startEmbedded({ dataDir, ...own });
  try {
    return await sql(again.url, 'select n from fact');
  } finally {
    await again.stop();
    expect(readPostmaster(again.where)).toBeUndefined();
    expect(lockHolder(dataDir)).toBeUndefined();
  }
}

/** The holder with one committed row. */
async function holdWithFact() {
  const dataDir = newFolder();
  const { program, url } = await hold(dataDir);
  await sql(url, 'create table fact (n int); insert into fact values (7)');
  return { dataDir, program, url, cluster: path.join(dataDir, 'postgres') };
}

describe('after kill -9', () => {
  it('of the program, nothing is lost and nothing needs repair', async () => {
    const { dataDir, program } = await holdWithFact();
    await kill(program);
    expect(await restartAndRead(dataDir)).toEqual([{ n: 7 }]);
  });

  it('of the program, PostgreSQL ends by itself', async () => {
    const { program, cluster } = await holdWithFact();
    await kill(program);
    for (let i = 0; i < 200 && readPostmaster(cluster); i++) await wait(50);
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('of the program and its watcher, the leftover server is ended first', async () => {
    const { dataDir, program, cluster } = await holdWithFact();
    const { stdout } = spawnSync('pgrep', ['-P', String(program.pid)], { encoding: 'utf8' });
    const postmaster = readPostmaster(cluster)?.pid;
    const watchers = stdout.split('\n').map(Number).filter(Boolean);
    for (const pid of watchers) if (pid !== postmaster) process.kill(pid, 'SIGKILL');
    await kill(program);
    await wait(300);
    expect(readPostmaster(cluster)?.pid).toBe(postmaster);
    expect(await restartAndRead(dataDir)).toEqual([{ n: 7 }]);
  });

  it('of PostgreSQL too, with its process number taken by another program', async () => {
    const { dataDir, program, cluster } = await holdWithFact();
    program.kill('SIGSTOP');
    process.kill(readPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
    await kill(program);
    const file = path.join(cluster, 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
    expect(await restartAndRead(dataDir)).toEqual([{ n: 7 }]);
  });

  it('of PostgreSQL alone, the program brings it back', async () => {
    const { program, url, cluster } = await holdWithFact();
    const before = readPostmaster(cluster)?.pid;
    process.kill(before ?? 0, 'SIGKILL');
    for (let i = 0; i < 200; i++) {
      const now = readPostmaster(cluster);
      if (now?.ready && now.pid !== before) break;
      await wait(50);
    }
    expect(await sql(url, 'select n from fact')).toEqual([{ n: 7 }]);
    program.kill('SIGINT');
    await once(program, 'exit');
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('in the middle of the first start, the next one begins afresh', async () => {
    const dataDir = newFolder();
    mkdirSync(path.join(dataDir, 'postgres.new/base'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres.new/PG_VERSION'), '18\n');
    const started = await startEmbedded({ dataDir, ...own });
    expect(await sql(started.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await started.stop();
  });
});

describe('a data folder', () => {
  it('has one server; a verb beside it joins', async () => {
    const { dataDir, url } = await holdWithFact();
    const second = startEmbedded({ dataDir, ...own });
    await expect(second).rejects.toBeInstanceOf(EmbeddedError);
    await expect(second).rejects.toThrow(/is in use by the holder \(process \d+\)/);
    const joined = await startEmbedded({ dataDir, ...own, access: 'share' });
    expect(joined.url).toBe(url);
    await joined.stop();
    expect(await sql(url, 'select n from fact')).toEqual([{ n: 7 }]);
  });

  it('may have a very long name', async () => {
    const dataDir = path.join(newFolder(), 'x'.repeat(90));
    const started = await startEmbedded({ dataDir, ...own });
    expect(await sql(started.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await started.stop();
  });

  it.runIf(isRoot)(
    'that others cannot enter keeps its database elsewhere and says so',
    async () => {
      const dataDir = path.join(newFolder(), 'closed', 'data');
      mkdirSync(path.dirname(dataDir), { recursive: true, mode: 0o700 });
      chmodSync(path.dirname(path.dirname(dataDir)), 0o700);
      const started = await startEmbedded({ dataDir, ...own });
      undo.push(() => rmSync(path.dirname(started.where), { recursive: true, force: true }));
      await sql(started.url, 'create table fact (n int); insert into fact values (7)');
      await started.stop();
      expect(started.where).toMatch(/^\/var\/lib\/cercle\/closed-\w+\/postgres$/);
      expect(readFileSync(path.join(dataDir, 'WHERE'), 'utf8')).toContain(started.where);
      expect(await restartAndRead(dataDir)).toEqual([{ n: 7 }]);
      rmSync(started.where, { recursive: true });
      const gone = startEmbedded({ dataDir, ...own });
      await expect(gone).rejects.toThrow('which is not there');
      expect(existsSync(path.join(dataDir, 'lock.json'))).toBe(false);
    },
  );
});
