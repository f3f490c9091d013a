import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MigrationError, migrate, migrationsFolder } from '../../src/db/migrate.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await inSystem(db, (tx) =>
    tx.exec('drop schema if exists fresh cascade; delete from schema_migration'),
  );
});

function files(texts: Record<string, string>): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'cercle-migrations-'));
  folders.push(made);
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(made, name), text);
  return made;
}

const one = { '0001_first.sql': 'create schema fresh; create table fresh.a (n int)' };
const two = { ...one, '0002_second.sql': 'create table fresh.b (n int)' };

async function tables(): Promise<string[]> {
  const rows = await inSystem(db, (tx) =>
    tx.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'fresh' order by 1`,
    ),
  );
  return rows.map((row) => row.name);
}

describe('migrations', () => {
  it('run each once, in order', async () => {
    expect(await migrate(db.pool, files(one))).toEqual(['0001_first.sql']);
    expect(await migrate(db.pool, files(two))).toEqual(['0002_second.sql']);
    expect(await migrate(db.pool, files(two))).toEqual([]);
    expect(await tables()).toEqual(['a', 'b']);
  });

  it('wait for one another when two programs start at once', async () => {
    const folder = files(two);
    const runs = await Promise.all([migrate(db.pool, folder), migrate(db.pool, folder)]);
    expect(runs.map((names) => names.length).sort()).toEqual([0, 2]);
  });

  it('leave nothing of one that fails, and can go on once it is put right', async () => {
    const broken = { ...one, '0002_second.sql': 'create table fresh.b (n int); select 1 / 0' };
    await expect(migrate(db.pool, files(broken))).rejects.toThrow(
      'The migration 0002_second.sql failed: division by zero',
    );
    expect(await tables()).toEqual(['a']);
    expect(await migrate(db.pool, files(two))).toEqual(['0002_second.sql']);
  });

  it('refuse a file changed after it was applied', async () => {
    await migrate(db.pool, files(one));
    const changed = { '0001_first.sql': 'create schema fresh' };
    await expect(migrate(db.pool, files(changed))).rejects.toThrow(
      '0001_first.sql was changed after it was applied',
    );
  });

  it('refuse a database of a newer version', async () => {
    await migrate(db.pool, files(two));
    await expect(migrate(db.pool, files(one))).rejects.toThrow('used with a newer version');
  });

  it('refuse one that comes before what was applied', async () => {
    const later = { '0003_third.sql': 'create schema fresh' };
    await migrate(db.pool, files(later));
    const both = { ...later, '0002_second.sql': 'select 1' };
    await expect(migrate(db.pool, files(both))).rejects.toThrow('comes before');
  });

  it('refuse doubles and odd names', async () => {
    const double = { ...one, '0001_other.sql': '' };
    const odd = { 'first.sql': '' };
    for (const texts of [double, odd]) {
      await expect(migrate(db.pool, files(texts))).rejects.toBeInstanceOf(MigrationError);
    }
  });

  it('of the program are numbered without gaps', () => {
    const names = readdirSync(migrationsFolder).filter((name) => /^\d/.test(name));
    const numbers = names.sort().map((name) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});
