import { createHash } from 'node:crypto';
import { askSystem, type Database } from './transaction.ts';

/** Counted so far within a window, and what is left of it in milliseconds. */
export type Hits = { hits: number; left: number };

/**
 * Counts one more try of `key` within a window of `window` milliseconds that begins with its first;
 * all processes on the database count together. The key is stored as its hash only: it may hold a
 * secret. Now and then tries of windows long over are forgotten.
 */
export async function countHit(db: Database, key: string, window: number): Promise<Hits> {
  const hash = createHash('sha256').update(key).digest('base64url');
  const counted = await askSystem(db, (ask) =>
    ask.one<Hits>(
      `insert into auth.rate_limit as r (key, hits, until)
       values ($1, 1, now() + $2 * interval '1 ms')
       on conflict (key) do update set
         hits = case when r.until <= now() then 1 else r.hits + 1 end,
         until = case when r.until <= now() then excluded.until else r.until end
       returning hits, ceil(extract(epoch from until - now()) * 1000)::int as left`,
      [hash, window],
    ),
  );
  if (counted.hits === 1) {
    await askSystem(db, (ask) =>
      ask.query("delete from auth.rate_limit where until < now() - interval '1 hour'"),
    );
  }
  return counted;
}
