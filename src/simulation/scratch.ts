import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PoolClient } from 'pg';
import type { Database } from '../db/connection.ts';
import { openDatabase } from '../db/connection.ts';
import { prepareDatabase } from '../db/prepare.ts';

/**
 * Settings of a PostgreSQL for a simulation or for tests. Nothing here outlives the run, so nothing
 * needs to survive a power cut.
 */
export const passingSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Little data in many organizations: planning costs more than running, so plans are kept, and
  // must be good for tables that are still empty when they are made.
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  random_page_cost: '1.1',
  autovacuum_naptime: '10s',
  // Nobody watches it with ps.
  update_process_title: 'off',
  track_activities: 'off',
  shared_buffers: '128MB',
};

type Query = (first: unknown, ...rest: unknown[]) => unknown;

/** From here on every statement with parameters is prepared, once per connection. */
export function prepareStatements({ pool }: Database): void {
  const names = new Map<string, string>();
  const ready = new WeakSet<PoolClient>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `simulation_${names.size}`;
    names.set(text, name);
    return name;
  };
  pool.on('acquire', (client) => {
    if (ready.has(client)) return;
    ready.add(client);
    const plain = client.query.bind(client) as Query;
    const prepared: Query = (first, ...rest) => {
      const [values, ...others] = rest;
      if (typeof first !== 'string' || !Array.isArray(values)) return plain(first, ...rest);
      return plain({ text: first, values, name: nameOf(first) }, ...others);
    };
    Object.assign(client, { query: prepared });
  });
}

/**
 * A PostgreSQL of its own in a temporary folder, empty and up to date, for the time of `work`:
 * a simulation never comes near anybody's data.
 */
export async function withScratchDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-simulation-'));
  try {
    const config = { databaseUrl: undefined, dataDir: folder };
    const db = await openDatabase(config, {
      what: 'a simulation',
      connections: 2,
      settings: passingSettings,
    });
    try {
      await prepareDatabase(db.pool);
      return await work(db);
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Joins a scratch database that is open elsewhere, with statements prepared, for `work`. */
export async function onScratchDatabase<T>(
  url: string,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ databaseUrl: url, dataDir: '' }, { connections: 6 });
  try {
    prepareStatements(db);
    return await work(db);
  } finally {
    await db.close();
  }
}
