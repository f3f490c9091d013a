/** What is done to many people at once, over HTTP, from asking to done with its progress. */

import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../src/ids.ts';
import type { Target } from './list.ts';
import type { Result } from './report.ts';
import { above, result } from './report.ts';

const people = 10_000;
const atLeast = above(200);

/** Changes plan at the next period, pauses and cancels: subscriptions a second, each for all. */
export async function measureBulk(target: Target): Promise<Result[]> {
  const ids = await activeContacts(target);
  const price = { amount: 2000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const plan = await ask<{ id: string; prices: { id: string }[] }>(target, 'POST', '/plans', {
    ...{ name: `Bench ${newId().slice(-6)}`, kind: 'recurring', prices: [price] },
  });
  const change = { act: 'change', plan_id: plan.id, price_id: plan.prices[0]?.id };
  const results: Result[] = [];
  for (const does of [change, { act: 'pause' }, { act: 'cancel' }]) {
    const done = await timed(target, { ids, does });
    const name = `bulk ${does.act} over ${done.count} subscriptions`;
    results.push(result({ name, unit: 'subscriptions/s', goal: atLeast }, done.rate));
  }
  return results;
}

async function activeContacts({ db, orgId }: Target): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select contact_id as id from subscription where org_id = $1 and state = 'active'
     order by id limit $2`,
    [orgId, people],
  );
  return rows.map(({ id }) => id);
}

type Work = { state: string; done: number | null; error: unknown };
type Outcome = { done: number; failed: number };

async function timed(target: Target, body: object): Promise<{ count: number; rate: number }> {
  const begin = performance.now();
  const { work_id } = await ask<{ work_id: string }>(target, 'POST', '/bulk', body);
  for (;;) {
    const work = await ask<Work>(target, 'GET', `/work/${work_id}`);
    if (work.state === 'failed') throw new Error(`bulk failed: ${JSON.stringify(work.error)}`);
    if (work.state === 'done') break;
    await sleep(100);
  }
  const seconds = (performance.now() - begin) / 1000;
  const { done, failed } = await ask<Outcome>(target, 'GET', `/bulk/${work_id}`);
  if (failed > 0) throw new Error(`bulk: ${failed} failed`);
  return { count: done, rate: done / seconds };
}

async function ask<Answer>(
  { url, slug, key }: Target,
  method: 'GET' | 'POST',
  path: string,
  ...[body]: [object?]
): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1/organizations/${slug}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Answer;
}
