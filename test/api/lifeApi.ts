/** Asking the API as staff of a fresh organization whose clock stands still. */

import { standingClock } from '../../src/clock.ts';
import type { Database } from '../../src/db/transaction.ts';
import type { Signed } from '../support/server.ts';
import { testServer } from '../support/server.ts';

/** The server with an organization of its own, today 15 October 2026. */
export async function lifeApi(db: Database) {
  const clock = standingClock('2026-10-15T08:00:00Z');
  const server = await testServer(db, clock);
  const org = await server.organization('Atelier');
  return {
    server,
    org,
    clock,
    ...asker(org.slug, org.owner),
    as: (who: Signed) => asker(org.slug, who),
  };
}

type More = { headers?: Record<string, string>; payload?: object };

function asker(slug: string, who: Signed) {
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    at: string,
    more: object,
  ) => {
    const answer = await who.ask({
      method,
      url: `/api/v1/organizations/${slug}${at}`,
      ...more,
    });
    const isJson = answer.headers['content-type']?.toString().includes('json') ?? false;
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : {},
      etag: String(answer.headers.etag ?? ''),
      raw: answer,
    };
  };
  return {
    get: (at: string, more: More = {}) => send('GET', at, more),
    post: (at: string, payload: object = {}, more: More = {}) =>
      send('POST', at, { payload, ...more }),
    patch: (at: string, payload: object, more: More = {}) =>
      send('PATCH', at, { payload, ...more }),
    put: (at: string, payload: object, more: More = {}) => send('PUT', at, { payload, ...more }),
    delete: (at: string, more: More = {}) => send('DELETE', at, more),
  };
}
