import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationsFolder } from '../../src/db/migrate.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { schemaText } from '../support/schemaText.ts';

const db = await testDatabase();

/** Tables without rows of an organization, which need no wall between organizations. */
const shared = new Set(['schema_migration', 'setup_link']);

describe('the schema', () => {
  it('is what migrations/schema.sql shows (else run: npm run schema)', async () => {
    const { version } = await inSystem(db, (tx) =>
      tx.one<{ version: number }>("select current_setting('server_version_num')::int as version"),
    );
    const shown = readFileSync(path.join(migrationsFolder, 'schema.sql'), 'utf8');
    const real = await schemaText(db);
    // Older servers word some definitions differently; their tables are the same.
    if (version >= 180_000) expect(real).toBe(shown);
    else expect(real.match(/^create table \S+/gm)).toEqual(shown.match(/^create table \S+/gm));
  });

  it('has forced row-level security on every table of organizations', async () => {
    const open = await inSystem(db, (tx) =>
      tx.query<{ name: string }>(
        `select c.relname as name from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)`,
      ),
    );
    expect(open.map((row) => row.name).filter((name) => !shared.has(name))).toEqual([]);
  });

  it('keys every table of organizations by its organization', async () => {
    const keys = await inSystem(db, (tx) =>
      tx.query<{ name: string; first: string }>(
        `select c.relname as name, a.attname as first
         from pg_index i join pg_class c on c.oid = i.indrelid
         join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indisprimary and c.relnamespace = 'public'::regnamespace
           and not c.relispartition`,
      ),
    );
    const odd = keys.filter(({ name, first }) => !shared.has(name) && first !== 'org_id');
    expect(odd.map((key) => key.name)).toEqual(['organization']);
  });
});
