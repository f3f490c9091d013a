/**
 * The PostgreSQL that comes with Cercle, so that `npm start` needs nothing installed. Real
 * PostgreSQL programs, one cluster per data folder, reached by a socket in a closed folder.
 */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedError } from './embedded-error.ts';
import { type DataLock, isTaken, lockHolder, takeLock } from './embedded-lock.ts';
import { findPlace, isInitialized, type Place } from './embedded-place.ts';
import {
  quiet,
  readPostmaster,
  type Server,
  type StopMode,
  startServer,
} from './embedded-process.ts';

export type EmbeddedOptions = {
  dataDir: string;
  /** Who we are, for the message a second program gets: "the server on port 3000". */
  what: string;
  /** `own` refuses when another program has the folder; `share` then joins its server. */
  access: 'own' | 'share';
  settings?: Record<string, string>;
};

export type Embedded = {
  /** Connection string of the database `cercle`, by socket. */
  url: string;
  /** Folder of PostgreSQL's files, to tell people where their data is. */
  where: string;
  stop(): Promise<void>;
};

const patienceMs = 3000;

/**
 * Starts (or, with `share`, joins) the PostgreSQL of a data folder, creating it the first time.
 * Throws `EmbeddedError` in plain words when the folder is taken or PostgreSQL cannot run.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = path.resolve(options.dataDir);
  const lock = await takeLockPatiently(dataDir, options);
  if (isTaken(lock)) return await startOwned({ ...options, dataDir }, lock);
  if (options.access === 'share') return await join(dataDir);
  throw new EmbeddedError(
    `The data folder ${dataDir} is in use by ${lock.what} (process ${lock.pid}). ` +
      'End that one first, or choose another folder with --data DIR.',
  );
}

/** A restart may overlap with the end of the one before: that one gets a moment to finish. */
async function takeLockPatiently(dataDir: string, options: EmbeddedOptions) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = takeLock(dataDir, options.what);
    if (isTaken(lock) || options.access === 'share' || Date.now() > deadline) return lock;
    await wait(100);
  }
}

async function startOwned(options: EmbeddedOptions, lock: DataLock): Promise<Embedded> {
  const run: Run = { options, lock, ending: false };
  try {
    run.place = findPlace(options.dataDir);
    if (!isInitialized(run.place.cluster)) initialize(run.place, options);
    run.server = await serve(run, run.place);
    const url = urlOf(options.dataDir, run.place.cluster);
    await ensureDatabase(url);
    return { url, where: run.place.cluster, stop: () => end(run) };
  } catch (error) {
    await end(run);
    throw error;
  }
}

type Run = {
  options: EmbeddedOptions;
  lock: DataLock;
  ending: boolean;
  place?: Place;
  server?: Server;
  socketFolder?: string;
};

async function serve(run: Run, place: Place): Promise<Server> {
  run.socketFolder ??= socketFolder(place);
  const server = await startServer(place, {
    socketFolder: run.socketFolder,
    logFile: path.join(run.options.dataDir, 'postgres.log'),
    settings: run.options.settings ?? {},
  });
  // Ended by somebody else (out of memory, say): bring it back; requests answer 503 until then.
  void server.gone.then(async () => {
    if (run.ending) return;
    run.server = await serve(run, place);
    // Asked to end while it was coming back.
    if (run.ending) await run.server.stop('fast');
  });
  return server;
}

async function end(run: Run): Promise<void> {
  if (run.ending) return await run.server?.gone;
  run.ending = true;
  const mode: StopMode = run.options.access === 'own' ? 'fast' : 'smart';
  try {
    await run.server?.stop(mode);
    if (run.socketFolder !== run.place?.cluster) removeFolder(run.socketFolder);
  } finally {
    run.lock.release();
  }
}

/** Waits for the program that has the folder to have its server ready, then uses that. */
async function join(dataDir: string): Promise<Embedded> {
  const deadline = Date.now() + 60_000;
  while (lockHolder(dataDir) && Date.now() < deadline) {
    const cluster = existingCluster(dataDir);
    if (cluster && readPostmaster(cluster)?.ready) {
      return { url: urlOf(dataDir, cluster), where: cluster, stop: async () => undefined };
    }
    await wait(50);
  }
  throw new EmbeddedError(
    `Another program has the data folder ${dataDir} but its database does not come up. ` +
      'Look at postgres.log in that folder, or end that program and try again.',
  );
}

function existingCluster(dataDir: string): string | undefined {
  if (!existsSync(path.join(dataDir, 'postgres')) && !existsSync(path.join(dataDir, 'WHERE'))) {
    return undefined;
  }
  const { cluster } = findPlace(dataDir);
  return isInitialized(cluster) ? cluster : undefined;
}

/** Made beside its final place and renamed at the end, so a kill half-way leaves nothing broken. */
function initialize(place: Place, options: EmbeddedOptions): void {
  const making = `${place.cluster}.new`;
  const passwordFile = `${place.cluster}.password-${randomBytes(4).toString('hex')}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, `${passwordOf(options.dataDir)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (place.identity) {
      chownSync(making, place.identity.uid, place.identity.gid);
      chownSync(passwordFile, place.identity.uid, place.identity.gid);
    }
    const careless = options.settings?.fsync === 'off' ? ['--no-sync'] : [];
    runInitdb(place, making, [`--pwfile=${passwordFile}`, ...careless]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, place.cluster);
}

function runInitdb(place: Place, folder: string, flags: string[]): void {
  // Code-point order on every machine; letters are letters (for trigrams) where there is UTF-8.
  const locales = ['C.UTF-8', 'en_US.UTF-8', 'C'];
  let reason = '';
  for (const locale of locales) {
    const result = spawnSync(
      path.join(place.programs, 'bin/initdb'),
      [
        ...['-D', folder, '-U', 'cercle', '--auth=scram-sha-256', ...flags],
        ...['--encoding=UTF8', `--locale=${locale}`, '--lc-messages=C'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--text-search-config=simple'],
      ],
      { ...place.identity, ...quiet, encoding: 'utf8' },
    );
    if (result.status === 0) return;
    reason = (result.stderr || String(result.error ?? '')).trim();
    if (!reason.includes('locale')) break;
  }
  throw new EmbeddedError(`The database could not be created in ${place.cluster}: ${reason}`);
}

/** Beside the cluster by default; a socket's path has a limit of about 100 bytes. */
function socketFolder(place: Place): string {
  if (Buffer.byteLength(place.cluster) < 85) return place.cluster;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-'));
  if (place.identity) chownSync(folder, place.identity.uid, place.identity.gid);
  return folder;
}

function passwordOf(dataDir: string): string {
  const file = path.join(dataDir, 'postgres-password');
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

function urlOf(dataDir: string, cluster: string): string {
  const socket = readPostmaster(cluster)?.socketFolder ?? cluster;
  const host = encodeURIComponent(socket);
  return `postgresql://cercle:${passwordOf(dataDir)}@/cercle?host=${host}`;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace('@/cercle?', '@/postgres?') });
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = 'cercle'");
    if (found.rowCount === 0) await client.query('create database cercle');
  } finally {
    await client.end();
  }
}

function removeFolder(folder: string | undefined): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
