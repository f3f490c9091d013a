/** Opens the database that the configuration names: the embedded one, or `DATABASE_URL`. */

import type { Pool } from 'pg';
import { type Embedded, startEmbedded } from './embedded.ts';
import { openPool } from './pools.ts';
import { asRefusal } from './refusals.ts';

export type DatabaseConfig = {
  databaseUrl: string | undefined;
  dataDir: string;
};

export type OpenOptions = {
  /** Who opens it, for people: "the server on port 3000", "cercle import". */
  what?: string;
  /** `own` for the server: one per data folder. `share` for verbs beside a running server. */
  access?: 'own' | 'share';
  /** Most connections for work; the search reader has half as many. */
  connections?: number;
  /** Extra settings of the embedded PostgreSQL (tests). */
  settings?: Record<string, string>;
};

/** An open database. Work goes through `transaction.ts`; nobody else touches the pools. */
export type Database = {
  /** Connection string, for what needs its own connections (the job queue, LISTEN). */
  url: string;
  /** Where the data is, in words for the operator, without a password. */
  where: string;
  /** Connections as the owner; a transaction takes on the application role. */
  pool: Pool;
  /** Connections as the read-only role of the one search path (`db/directory`). */
  reader: Pool;
  /** Ends all connections, and PostgreSQL itself when it is ours. */
  close(): Promise<void>;
};

const oldestVersion = 150_000;
const greeting = "set timezone = 'UTC'; set datestyle = 'ISO'; set jit = off";
// The role may not exist before the first migration: it is taken on when it does.
const readerGreeting = `${greeting}; set default_transaction_read_only = on;
  select set_config('role', rolname, false) from pg_roles where rolname = 'cercle_reader'`;

/**
 * Starts or reaches PostgreSQL and opens the pools. Throws `EmbeddedError` when the embedded one
 * cannot run or is taken, and the refusal `DatabaseAway` when `DATABASE_URL` does not answer.
 */
export async function openDatabase(
  config: DatabaseConfig,
  options: OpenOptions = {},
): Promise<Database> {
  const embedded = config.databaseUrl ? undefined : await openEmbedded(config.dataDir, options);
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const size = options.connections ?? 10;
  const pool = openPool({ url, size, name: 'cercle', greeting });
  const reader = openPool({
    url,
    size: Math.ceil(size / 2),
    name: 'cercle reader',
    greeting: readerGreeting,
  });
  const close = once(async () => {
    await Promise.all([pool.end(), reader.end()]);
    await embedded?.stop();
  });
  try {
    await checkVersion(pool);
  } catch (error) {
    await close();
    throw asRefusal(error);
  }
  return { url, where: embedded?.where ?? withoutPassword(url), pool, reader, close };
}

function openEmbedded(dataDir: string, options: OpenOptions): Promise<Embedded> {
  return startEmbedded({
    dataDir,
    what: options.what ?? 'another Cercle program',
    access: options.access ?? 'own',
    settings: options.settings,
  });
}

async function checkVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = rows[0]?.version ?? 0;
  if (version >= oldestVersion) return;
  throw new Error(
    `PostgreSQL ${Math.floor(version / 10_000)} is too old: Cercle needs version 15 or later.`,
  );
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/([^:@/]*):[^@]*@/, '//$1@');
}

/** A second call waits for the first. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
