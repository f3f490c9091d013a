import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/connection.ts';
import { DatabaseAway, DiskFull, MissingOrganization } from '../../src/db/refusals.ts';
import {
  inOrganization,
  inSystem,
  readOrganization,
  repeatable,
  type Tx,
  withReader,
} from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
const first = '0190a000-0000-7000-8000-000000000001';
const second = '0190a000-0000-7000-8000-000000000002';

// Every organization table carries the same policy, so one made here stands for all of them.
await inSystem(db, async (tx) => {
  await tx.exec(`create table item (org_id uuid, n bigint, primary key (org_id, n));
    alter table item enable row level security; alter table item force row level security;
    create policy tenant on item to cercle_app using (org_id = app_org())
      with check (org_id = app_org());
    grant select, insert, update, delete on item to cercle_app`);
});

async function add(tx: Tx, org: string, n: number): Promise<number> {
  return await tx.exec('insert into item (org_id, n) values ($1, $2)', [org, n]);
}

async function items(tx: Tx): Promise<number[]> {
  const rows = await tx.query<{ n: number }>('select n from item order by n');
  return rows.map((row) => row.n);
}

describe('a transaction of an organization', () => {
  it('sees and changes only its own rows', async () => {
    await inOrganization(db, first, (tx) => add(tx, first, 1));
    await inOrganization(db, second, (tx) => add(tx, second, 2));
    expect(await readOrganization(db, first, items)).toEqual([1]);
    expect(await readOrganization(db, second, items)).toEqual([2]);
    const removed = await inOrganization(db, second, (tx) =>
      tx.exec('delete from item where org_id = $1', [first]),
    );
    expect(removed).toBe(0);
  });

  it('refuses to write for another organization', async () => {
    const writing = inOrganization(db, first, (tx) => add(tx, second, 3));
    await expect(writing).rejects.toMatchObject({ code: 'foreign_organization', status: 403 });
  });

  it.each(['', 'x', "' or true --", undefined as unknown as string])(
    'refuses the missing or malformed organization %j',
    async (org) => {
      const working = async () => await inOrganization(db, org, items);
      await expect(working()).rejects.toBeInstanceOf(MissingOrganization);
      await expect(working()).rejects.toMatchObject({ status: 403 });
    },
  );

  it('keeps nothing when the work throws, and the connection stays usable', async () => {
    const failing = inOrganization(db, first, async (tx) => {
      await add(tx, first, 9);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readOrganization(db, first, items)).not.toContain(9);
  });

  it('leaves neither role nor organization on the connection', async () => {
    await inOrganization(db, first, items);
    const after = await inSystem(db, (tx) =>
      tx.one<{ org: string; same: boolean }>(
        'select app_org() as org, current_user = session_user as same',
      ),
    );
    expect(after).toEqual({ org: null, same: true });
  });

  it('cannot write when it only reads', async () => {
    const writing = readOrganization(db, first, (tx) => add(tx, first, 4));
    await expect(writing).rejects.toMatchObject({ code: '25006' });
  });
});

describe('repeatable work', () => {
  it('runs again after a deadlock or a serialization failure, three times at most', async () => {
    let runs = 0;
    const work = repeatable(async (tx: Tx) => {
      runs++;
      await tx.exec("do $$ begin raise exception 'x' using errcode = '40001'; end $$");
    });
    const working = inOrganization(db, first, work);
    await expect(working).rejects.toMatchObject({ code: 'database_busy', status: 503 });
    expect(runs).toBe(3);
  });

  it('runs once when it is not marked', async () => {
    let runs = 0;
    const working = inOrganization(db, first, async (tx) => {
      runs++;
      await tx.exec("do $$ begin raise exception 'x' using errcode = '40P01'; end $$");
    });
    await expect(working).rejects.toMatchObject({ code: 'database_busy' });
    expect(runs).toBe(1);
  });
});

describe('the reader', () => {
  it('has its own role and cannot write', async () => {
    const { role } = await withReader(db, (tx) =>
      tx.one<{ role: string }>('select current_user as role'),
    );
    expect(role).toBe('cercle_reader');
    const writing = withReader(db, (tx) => tx.exec('create table mine (n int)'));
    await expect(writing).rejects.toThrow(/read-only|permission denied/);
  });
});

describe('troubles of the database', () => {
  it('says that the disk is full', async () => {
    const working = inOrganization(db, first, (tx) =>
      tx.exec("do $$ begin raise exception 'x' using errcode = '53100'; end $$"),
    );
    await expect(working).rejects.toBeInstanceOf(DiskFull);
  });

  it('says that the database is away, and works again when it is back', async () => {
    const broken = inSystem(db, (tx) => tx.exec('select pg_terminate_backend(pg_backend_pid())'));
    await expect(broken).rejects.toBeInstanceOf(DatabaseAway);
    expect(await readOrganization(db, first, items)).toContain(1);
    const pool = new Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
    const away: Database = { ...db, pool };
    await expect(inOrganization(away, first, items)).rejects.toBeInstanceOf(DatabaseAway);
    await pool.end();
  });
});

describe('values', () => {
  it('arrive as checked numbers, texts and ISO instants', async () => {
    const row = await inSystem(db, (tx) =>
      tx.one(`select 9007199254740991::bigint as big,
        date '2024-02-29' as day, 1.50::numeric as num,
        timestamptz '2026-01-31 10:00:00.123456+01' as at, array[1::bigint, null] as many,
        timestamptz '1883-01-01 00:00:00+00' as old`),
    );
    expect(row).toEqual({
      big: 9007199254740991,
      day: '2024-02-29',
      num: '1.50',
      at: '2026-01-31T09:00:00.123Z',
      many: [1, null],
      old: '1883-01-01T00:00:00.000Z',
    });
    const tooBig = inSystem(db, (tx) => tx.one('select 9007199254740992::bigint as big'));
    await expect(tooBig).rejects.toThrow(RangeError);
  });

  it('insists on the number of rows asked for', async () => {
    const none = inSystem(db, (tx) => tx.one('select 1 where false'));
    await expect(none).rejects.toThrow('expected one row, got 0');
    expect(await inSystem(db, (tx) => tx.maybeOne('select 1 where false'))).toBeUndefined();
    const two = inSystem(db, (tx) => tx.maybeOne('select generate_series(1, 2)'));
    await expect(two).rejects.toThrow('expected at most one row, got 2');
    const named = { name: 'test_sum', text: 'select $1::int + 1 as sum' };
    expect(await inSystem(db, (tx) => tx.one(named, [1]))).toEqual({ sum: 2 });
  });
});
