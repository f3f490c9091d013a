/**
 * The only place that begins and commits. Each transaction says for which organization it works
 * and takes on the application role, which owns nothing: row-level security does the rest.
 */

import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { Refusal } from '../domain/errors.ts';
import { isId } from '../domain/ids.ts';
import type { Database } from './connection.ts';
import { ownOrganization } from './organizations/load.ts';
import { asRefusal, isRepeatable, MissingOrganization } from './refusals.ts';

export type { Database } from './connection.ts';

/** A statement with a name is prepared once per connection: for the few that run all the time. */
export type Statement = string | { name: string; text: string };

export type Params = readonly unknown[];

/** What can answer questions: a transaction, or the reader. */
export type Queryable = {
  /** All rows. */
  query<T extends QueryResultRow>(statement: Statement, params?: Params): Promise<T[]>;
  /** Exactly one row; anything else is a defect. */
  one<T extends QueryResultRow>(statement: Statement, params?: Params): Promise<T>;
  /** One row or none; two are a defect. */
  maybeOne<T extends QueryResultRow>(statement: Statement, params?: Params): Promise<T | undefined>;
};

export type Tx = Queryable & {
  /** Runs a statement for its effect; answers how many rows it touched. */
  exec(statement: Statement, params?: Params): Promise<number>;
  /** The connection, for COPY. Never commit on it. */
  client: PoolClient;
  /** The organization's row as the transaction began (`organizationOf`); none in the system's. */
  organization?: QueryResultRow | undefined;
};

export type Work<T> = (tx: Tx) => Promise<T>;

const attempts = 3;
const repeatables = new WeakSet<object>();

/**
 * Marks work that has no effect outside its transaction, so that it may run again (at most three
 * times in all) when PostgreSQL ends it for a deadlock or a serialization failure.
 */
export function repeatable<T>(work: Work<T>): Work<T> {
  repeatables.add(work);
  return work;
}

/**
 * Runs work in one transaction of an organization, seeing and changing only its rows. Commits when
 * it resolves, rolls back when it throws. Refuses with `MissingOrganization` without a valid id,
 * `DatabaseAway`, `DiskFull`, `DatabaseBusy` when the database says so.
 */
export function inOrganization<T>(db: Database, orgId: string, work: Work<T>): Promise<T> {
  return run(db.pool, () => beginFor(orgId, 'begin'), work);
}

/** The same, reading one unchanging state and unable to write. */
export function readOrganization<T>(db: Database, orgId: string, work: Work<T>): Promise<T> {
  return run(
    db.pool,
    () => beginFor(orgId, 'begin isolation level repeatable read read only'),
    work,
  );
}

/**
 * Runs work that belongs to no organization, as the owner of the tables: set-up, sign-in, the
 * scheduler's list of organizations. Never for an organization's own rows.
 */
export function inSystem<T>(db: Database, work: Work<T>): Promise<T> {
  return run(db.pool, () => 'begin', work);
}

/**
 * One reading statement that belongs to no organization, without a transaction around it: who a
 * session or key belongs to, asked with every request.
 */
export function askSystem<T>(db: Database, work: (ask: Queryable) => Promise<T>): Promise<T> {
  return borrow(db.pool, (client) => work(transactionOn(client)));
}

/**
 * Runs work on the read-only connections of the one search path, which row-level security does not
 * guard: `db/directory` alone may call this, and adds the organization to every statement itself.
 */
export function withReader<T>(db: Database, work: Work<T>): Promise<T> {
  return borrow(db.reader, (client) => work(transactionOn(client)));
}

/**
 * Runs a part of a transaction that stands or falls alone: a refusal takes back what the part did
 * and is the answer; anything else that is thrown ends the transaction.
 */
export async function partOf<T>(tx: Tx, work: () => Promise<T>): Promise<T | Refusal> {
  await tx.exec('savepoint part');
  try {
    const done = await work();
    await tx.exec('release savepoint part');
    return done;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await tx.exec('rollback to savepoint part');
    return error;
  }
}

/** Runs a part of a transaction for what it answers, and takes back everything it wrote. */
export async function takenBack<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.exec('savepoint taken_back');
  const answer = await work();
  await tx.exec('rollback to savepoint taken_back');
  return answer;
}

/**
 * Lets the reader do several statements in one read-only transaction that starts with `opening`
 * (a setting for this transaction only, a cursor). Ends with the connection's roll-back on error.
 */
export async function whileReading<T>(
  reader: Tx,
  opening: string,
  work: () => Promise<T>,
): Promise<T> {
  await reader.client.query(`begin read only; ${opening}`);
  const result = await work();
  await reader.client.query('commit');
  return result;
}

function beginFor(orgId: string, begin: string): string {
  // Goes into the text of the statement, so its shape is checked here and nowhere else.
  if (typeof orgId !== 'string' || !isId(orgId)) throw new MissingOrganization();
  return `${begin}; set local role cercle_app; select set_config('app.org', '${orgId}', true);
    ${ownOrganization}`;
}

async function run<T>(pool: Pool, begin: () => string, work: Work<T>): Promise<T> {
  const opening = begin();
  for (let attempt = 1; ; attempt++) {
    try {
      return await borrow(pool, (client) => once(client, opening, work));
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      if (attempt >= attempts || !repeatables.has(work) || !isRepeatable(cause)) throw error;
    }
  }
}

async function once<T>(client: PoolClient, opening: string, work: Work<T>): Promise<T> {
  const begun: QueryResult | QueryResult[] = await client.query(opening);
  const organization = Array.isArray(begun) ? begun.at(-1)?.rows[0] : undefined;
  const result = await work({ ...transactionOn(client), organization });
  await client.query('commit');
  return result;
}

/** Lends a connection; it goes back rolled back after an error, or is thrown away if that fails. */
async function borrow<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asRefusal(error);
  });
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    const isClean = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!isClean);
    throw asRefusal(error);
  }
}

function transactionOn(client: PoolClient): Tx {
  const send = async <T extends QueryResultRow>(statement: Statement, params?: Params) => {
    const values = params as unknown[] | undefined;
    return typeof statement === 'string'
      ? await client.query<T>(statement, values)
      : await client.query<T>({ ...statement, values });
  };
  return {
    client,
    query: async (statement, params) => (await send(statement, params)).rows as never,
    one: async (statement, params) => {
      const { rows } = await send(statement, params);
      if (rows.length !== 1) throw countError(statement, 'one row', rows.length);
      return rows[0] as never;
    },
    maybeOne: async (statement, params) => {
      const { rows } = await send(statement, params);
      if (rows.length > 1) throw countError(statement, 'at most one row', rows.length);
      return rows[0] as never;
    },
    exec: async (statement, params) => (await send(statement, params)).rowCount ?? 0,
  };
}

function countError(statement: Statement, expected: string, count: number): Error {
  const text = typeof statement === 'string' ? statement : statement.text;
  return new Error(`expected ${expected}, got ${count}: ${text.slice(0, 200)}`);
}
