import { runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import { migrate } from './migrate.ts';

/** Brings the database up to date: our schema, and the job queue's own. Answers what ran. */
export async function prepareDatabase(pool: Pool): Promise<string[]> {
  const ran = await migrate(pool);
  await runMigrations({ pgPool: pool, logger: undefined });
  return ran;
}
