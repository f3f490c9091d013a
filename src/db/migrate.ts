/** Forward-only migrations: numbered SQL files, each run once, whole, in its own transaction. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Pool, PoolClient } from 'pg';

/** The migrations that come with the program. */
export const migrationsFolder = path.join(import.meta.dirname, '../../migrations');

type Migration = { version: number; name: string; sql: string; checksum: string };

type Applied = { version: number; name: string; checksum: string };

/** A migration cannot be run, or the database is not the one these files describe. */
export class MigrationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
  }
}

// Any fixed number: two programs starting at once must not migrate at once.
const lockKey = 7_246_253;

/**
 * Brings the database up to date and answers the names of the migrations run now. Throws
 * `MigrationError` when an applied file was changed or is missing, or when one fails; the failed
 * one leaves nothing behind.
 */
export async function migrate(pool: Pool, folder = migrationsFolder): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = await pool.connect();
  let isClean = false;
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const pending = await findPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    await client.query('select pg_advisory_unlock($1)', [lockKey]);
    isClean = true;
    return pending.map((migration) => migration.name);
  } finally {
    // After an error the connection is closed, which gives the lock back.
    client.release(!isClean);
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'schema.sql')
    .sort();
  const migrations = names.map((name) => readMigration(folder, name));
  const twice = migrations.find(({ version }, at) => version === migrations[at - 1]?.version);
  if (twice) throw new MigrationError(`${twice.name}: another migration has the same number.`);
  return migrations;
}

function readMigration(folder: string, name: string): Migration {
  const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
  if (!version) throw new MigrationError(`${name}: migrations are named NNNN_name.sql.`);
  const sql = readFileSync(path.join(folder, name), 'utf8');
  return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

async function findPending(client: PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`
    create table if not exists schema_migration (
      version int primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  const { rows } = await client.query<Applied>(
    'select version, name, checksum from schema_migration order by version',
  );
  for (const applied of rows) {
    check(
      applied,
      migrations.find(({ version }) => version === applied.version),
    );
  }
  const pending = migrations.filter(({ name }) => !rows.some((applied) => applied.name === name));
  const late = pending.find(({ version }) => version < (rows.at(-1)?.version ?? 0));
  if (!late) return pending;
  throw new MigrationError(`${late.name} comes before a migration that was already applied.`);
}

function check(applied: Applied, migration: Migration | undefined): void {
  if (migration?.name !== applied.name) {
    throw new MigrationError(
      `The database has the migration ${applied.name}, which this version of Cercle does not ` +
        'know: it was used with a newer version. Start that version, or restore a backup.',
    );
  }
  if (migration.checksum !== applied.checksum) {
    throw new MigrationError(
      `The migration ${migration.name} was changed after it was applied. Applied migrations ` +
        'never change: put the file back and write a new one.',
    );
  }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query(
      'insert into schema_migration (version, name, checksum) values ($1, $2, $3)',
      [migration.version, migration.name, migration.checksum],
    );
    await client.query('commit');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The migration ${migration.name} failed: ${reason}`, {
      cause: error,
    });
  }
}
