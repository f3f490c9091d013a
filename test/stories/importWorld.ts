import type { Context } from '../../src/actions/context.ts';
import { act } from '../../src/actions/context.ts';
import { standingClock } from '../../src/clock.ts';
import type { Database } from '../../src/db/connection.ts';
import { inSystem } from '../../src/db/transaction.ts';
import type { FileSource } from '../../src/files/types.ts';
import { newId } from '../../src/ids.ts';

/** Makes an organization whose today is 22 November 2026 in Paris, and a context in it. */
export async function importWorld(db: Database): Promise<Context> {
  const orgId = newId();
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day)
       values ($1, $2, 'Atelier', 'space', 'en', 'EUR', 'Europe/Paris', 1)`,
      [orgId, `atelier-${orgId.slice(-12)}`],
    ),
  );
  return {
    ...{ db, orgId, baseUrl: 'http://localhost' },
    actor: { kind: 'staff', id: newId(), name: 'Zoé' },
    clock: standingClock('2026-11-22T10:00:00Z'),
    gateways: {},
  } as unknown as Context;
}

/** A CSV given as lines. */
export function csv(...lines: string[]): FileSource {
  return { name: 'members.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) };
}

/** Rows of a query inside the organization. */
export function rowsOf<T extends Record<string, unknown>>(
  ctx: Context,
  sql: string,
  params: unknown[] = [],
): Promise<T[]> {
  return act(ctx, ({ tx }) => tx.query<T>(sql, params));
}

/** How many rows of each kind there are. */
export async function countsIn(ctx: Context): Promise<Record<string, number>> {
  const [row] = await rowsOf<Record<string, number>>(
    ctx,
    `select (select count(*)::int from contact) as contacts,
       (select count(*)::int from subscription) as subscriptions,
       (select count(*)::int from term) as terms, (select count(*)::int from plan) as plans,
       (select count(*)::int from label) as labels, (select count(*)::int from message) as messages,
       (select count(*)::int from directory) as directory,
       (select count(*)::int from import) as imports`,
  );
  return row!;
}
