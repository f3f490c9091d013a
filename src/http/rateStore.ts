import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { countHit } from '../db/rateLimits.ts';
import type { Database } from '../db/transaction.ts';
import { perMinute } from './route.ts';

type Told = Parameters<FastifyRateLimitStore['incr']>[1];
/** What the plugin really hands to `child`: the limit of a route, and which route. */
type Limit = { max?: unknown; routeInfo?: { method: string | string[]; url: string } };

/** Windows kept in memory before those that are over are dropped. */
const most = 10_000;

/**
 * Where tries are counted: strict limits in the database, for all processes together; generous ones
 * in memory, as they only keep one process from being flooded and a write per request would cost
 * more than it protects.
 */
export function rateStore(db: Database): FastifyRateLimitStoreCtor {
  return class implements FastifyRateLimitStore {
    readonly #name: string;
    readonly #isShared: boolean;
    readonly #windows = new Map<string, { hits: number; until: number }>();

    constructor(options: object) {
      const { max, routeInfo } = options as Limit;
      this.#name = `${String(routeInfo?.method)} ${routeInfo?.url}`;
      this.#isShared = typeof max === 'number' && max <= perMinute.heavy;
    }

    incr(key: string, told: Told, window = 60_000): void {
      if (!this.#isShared) told(null, this.#count(key, window));
      else {
        countHit(db, `${this.#name} ${key}`, window).then(
          ({ hits, left }) => told(null, { current: hits, ttl: left }),
          (error: Error) => told(error),
        );
      }
    }

    child(limit: object): FastifyRateLimitStore {
      return new (rateStore(db))(limit);
    }

    #count(key: string, window: number): { current: number; ttl: number } {
      const now = Date.now();
      if (this.#windows.size >= most) {
        for (const [each, { until }] of this.#windows) if (until <= now) this.#windows.delete(each);
      }
      const open = this.#windows.get(key);
      const next =
        open && open.until > now
          ? { hits: open.hits + 1, until: open.until }
          : { hits: 1, until: now + window };
      this.#windows.set(key, next);
      return { current: next.hits, ttl: next.until - now };
    }
  };
}
