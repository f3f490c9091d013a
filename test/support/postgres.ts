/**
 * One PostgreSQL for a whole test run: the server in TEST_DATABASE_URL, or an embedded one in a
 * temporary folder. All migrations run once, into a template that each test file clones.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/db/embedded.ts';
import { lockHolder } from '../../src/db/embedded-lock.ts';
import { openPool } from '../../src/db/pools.ts';
import { prepareDatabase } from '../../src/db/prepare.ts';
import { passingSettings } from '../../src/simulation/scratch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a database from which others can be created. */
    serverUrl: string;
    /** Name of the database with all migrations applied. */
    templateName: string;
  }
}

const prefix = 'cercle-test-';
const insufficientPrivilege = '42501';

type Server = { url: string; stop: () => Promise<void> };

/** Called by Vitest before the first test file; what it answers is called after the last. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(process.env.TEST_DATABASE_URL);
  const templateName = `cercle_template_${randomBytes(4).toString('hex')}`;
  try {
    await asAdmin(server.url, `create database ${templateName}`);
    await migrateDatabase(withDatabase(server.url, templateName));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('serverUrl', server.url);
  project.provide('templateName', templateName);
  return async () => {
    await dropDatabase(server.url, templateName);
    await server.stop();
  };
}

/** The same connection string for another database. */
export function withDatabase(url: string, name: string): string {
  return url.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

/** Runs one statement outside a transaction, as databases are created and dropped. */
export async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Drops a database with whoever is connected. PostgreSQL's own clean-up may be at work there, which
 * an ordinary role may not end: that is waited for.
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await asAdmin(url, `drop database if exists ${name} with (force)`);
    } catch (error) {
      const isHeld = error instanceof DatabaseError && error.code === insufficientPrivilege;
      if (!isHeld || attempt === 40) throw error;
      await wait(250);
    }
  }
}

/** The given server, or an embedded one in a temporary folder that `stop` removes. */
export async function startServer(given: string | undefined): Promise<Server> {
  if (given) return { url: given, stop: async () => undefined };
  removeOldFolders();
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  const embedded = await startEmbedded({
    dataDir: folder,
    what: 'the tests',
    access: 'own',
    settings: { ...passingSettings, max_connections: '200' },
  });
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What killed runs left behind; their servers ended by themselves. */
function removeOldFolders(): void {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(os.tmpdir())) {
    const folder = path.join(os.tmpdir(), name);
    if (!name.startsWith(prefix) || lockHolder(folder)) continue;
    const { mtimeMs = anHourAgo } = statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < anHourAgo) rmSync(folder, { recursive: true, force: true });
  }
}

async function migrateDatabase(url: string): Promise<void> {
  const pool = openPool({ url, size: 1, name: 'cercle tests', greeting: 'select 1' });
  try {
    await prepareDatabase(pool);
  } finally {
    await pool.end();
  }
}
