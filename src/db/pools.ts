/** Connection pools and how PostgreSQL's types arrive in JavaScript. */

import { type CustomTypesConfig, Pool, type PoolClient, types } from 'pg';

const { builtins } = types;
const textArray: number = 1009;

/**
 * `bigint` as a checked number (money is minor units), `date` as 'YYYY-MM-DD', `numeric` as text,
 * instants as ISO text in UTC with milliseconds.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [builtins.DATE, (text) => text],
  [builtins.NUMERIC, (text) => text],
  [builtins.TIMESTAMPTZ, isoInstant],
  [builtins.TIMESTAMP, (text) => text],
  // The same in arrays; pg has no names for these: int8[], date[], numeric[], timestamptz[].
  [1016, arrayOf(safeInteger)],
  [1182, arrayOf((text) => text)],
  [1231, arrayOf((text) => text)],
  [1185, arrayOf(isoInstant)],
]);

/** The parsers in the shape that pg takes, for clients made outside the pools. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? types.getTypeParser(oid, format);
  },
};

export type PoolSettings = {
  url: string;
  size: number;
  name: string;
  /** Statements sent once on each new connection. */
  greeting: string;
};

/** Makes a pool. A lost idle connection is dropped quietly; the next request opens another. */
export function openPool(settings: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: settings.url,
    max: settings.size,
    application_name: settings.name,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    onConnect: async (client) => {
      await client.query(settings.greeting);
    },
  });
  // Without a listener Node would end the program; whoever needs the connection gets the refusal.
  pool.on('error', () => undefined);
  pool.on('connect', (client: PoolClient) => client.on('error', () => undefined));
  return pool;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`the whole number ${text} from the database is too large`);
}

/** '2026-01-31 09:00:00.123456+00' to '2026-01-31T09:00:00.123Z'. */
function isoInstant(text: string): string {
  if (text === 'infinity' || text === '-infinity') return text;
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (!utc) return new Date(text).toISOString();
  return `${utc[1]}T${utc[2]}.${(utc[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}

function arrayOf(parse: (text: string) => unknown): (text: string) => unknown {
  const parseTexts = types.getTypeParser(textArray);
  return (text) => (parseTexts(text) as (string | null)[]).map((item) => item && parse(item));
}
