/**
 * A PostgreSQL server that is not ours for the stories: an installed one (version 15 or later),
 * over TCP, as an ordinary role that is no superuser.
 */

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { passingSettings } from '../../src/simulation/scratch.ts';

type Identity = { uid: number; gid: number } | object;

/** The programs of an installed PostgreSQL >= 15, the newest first. */
export function installedPostgres(): string | undefined {
  return globSync('/usr/lib/postgresql/*/bin/postgres')
    .map((file) => path.dirname(file))
    .filter((folder) => versionOf(folder) >= 15)
    .sort((a, b) => versionOf(b) - versionOf(a))[0];
}

/** Installs Debian's PostgreSQL when there is none and this is root on Debian. */
export function ensurePostgres(): string {
  const found = installedPostgres();
  if (found) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'postgresql'], { stdio: 'inherit', env });
  const installed = installedPostgres();
  if (!installed) throw new Error('apt installed no PostgreSQL 15 or later');
  return installed;
}

/** Starts a fresh server, gives its address to the work, and ends it whatever happens. */
export async function withServer<T>(programs: string, work: (url: string) => Promise<T>) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-stories-'));
  chmodSync(folder, 0o755);
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  let server: ChildProcess | undefined;
  try {
    server = start(programs, folder, port);
    await createRole(folder, port, password);
    return await work(`postgresql://cercle_ci:${password}@127.0.0.1:${port}/cercle_ci`);
  } finally {
    if (server && server.exitCode === null) {
      server.kill('SIGINT');
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(programs: string, folder: string, port: number): ChildProcess {
  const identity = unprivileged();
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if ('uid' in identity) {
    chownSync(data, identity.uid, identity.gid);
    chownSync(folder, identity.uid, identity.gid);
  }
  const made = spawnSync(
    path.join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'admin',
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      '-E',
      'UTF8',
    ].concat(['--locale=C.UTF-8', '--no-sync']),
    { ...identity, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = Object.entries({
    ...passingSettings,
    port,
    listen_addresses: '127.0.0.1',
    max_connections: 200,
    log_min_messages: 'fatal',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(path.join(programs, 'postgres'), ['-D', data, '-k', folder, ...settings], {
    ...identity,
    cwd: '/',
    stdio: 'ignore',
  });
}

async function createRole(socketFolder: string, port: number, password: string): Promise<void> {
  const client = await connect({ host: socketFolder, port, user: 'admin', database: 'postgres' });
  await client.query(`create role cercle_ci login createdb createrole password '${password}'`);
  await client.query('create database cercle_ci owner cercle_ci');
  await client.end();
}

type Address = { host: string; port: number; user: string; database: string };

async function connect(address: Address): Promise<Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client(address);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt > 100) throw error;
      await wait(100);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** PostgreSQL does not run as root; Debian's package brings the user postgres. */
function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

function versionOf(folder: string): number {
  return existsSync(folder) ? Number(path.basename(path.dirname(folder))) : 0;
}
