import type { Database } from '../transaction.ts';

/**
 * Runs work while holding an organization's billing lock; a second run waits for the first. The
 * lock lives with one connection, so it is free again as soon as a killed program's is gone.
 */
export async function withRunLock<T>(
  db: Database,
  orgId: string,
  work: () => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  const key = [`billing:${orgId}`];
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', key);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', key);
    }
  } finally {
    client.release();
  }
}
