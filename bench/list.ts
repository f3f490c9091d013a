/** The people list over HTTP beside the bare endpoint, totals beside their raw aggregate. */

import autocannon from 'autocannon';
import type { Database } from '../src/db/transaction.ts';
import type { Goal, Result } from './report.ts';
import { atLeast, atMost, noGoal, percentile, result } from './report.ts';

export type Target = { url: string; slug: string; orgId: string; key: string; db: Database };

const samples = 300;
const rounds = 3;

const compound = 'status:active plan:gold -label:vip lifetime:>=100 joined:2024-03..2026-06';
const typo = 'lefevbre';

/** Latencies in ms of requests one after the other, after a warm-up. */
async function latencies(url: string, headers: Record<string, string>): Promise<number[]> {
  const times: number[] = [];
  for (let i = -30; i < samples; i++) {
    const begin = performance.now();
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    if (i >= 0) times.push(performance.now() - begin);
  }
  return times;
}

type Row = { name: string; path: string; goal: Goal };

/** Every page against the bare endpoint, interleaved over several rounds; the median of ratios. */
export async function measureList(target: Target): Promise<Result[]> {
  const headers = { authorization: `Bearer ${target.key}` };
  const base = `/api/v1/organizations/${target.slug}/contacts`;
  const q = (text: string) => `${base}?q=${encodeURIComponent(text)}`;
  const rows: Row[] = [
    { name: 'list, first page', path: base, goal: atMost(3) },
    { name: 'list, page 1,000', path: await page1000(target, base), goal: atMost(3) },
    { name: 'list, compound filter', path: q(compound), goal: atMost(4) },
    { name: 'search as you type, with a typo', path: q(typo), goal: atMost(15) },
  ];
  const results: Result[] = [];
  for (const row of rows) results.push(...(await measureRow(target, row, headers)));
  return [
    ...results,
    await measureThroughput(target, base, headers),
    ...(await measureTotals(target, headers)),
  ];
}

async function measureRow(target: Target, row: Row, headers: Record<string, string>) {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(...(await latencies(`${target.url}/bare`, {})));
    ours.push(...(await latencies(`${target.url}${row.path}`, headers)));
  }
  const at = (part: number) => [percentile(ours, part), percentile(bare, part)] as const;
  return [
    result({ name: `${row.name}, p50`, unit: 'ms', goal: row.goal }, ...at(0.5)),
    result({ name: `${row.name}, p95`, unit: 'ms', goal: noGoal }, ...at(0.95)),
    result({ name: `${row.name}, p99`, unit: 'ms', goal: noGoal }, ...at(0.99)),
  ];
}

/** Follows the list to its thousandth page of fifty, as somebody scrolling would. */
async function page1000({ url, key }: Target, base: string): Promise<string> {
  let path = `${base}?limit=500`;
  for (let page = 0; page < 100; page++) {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const { next_cursor } = (await answer.json()) as { next_cursor: string | null };
    if (!next_cursor) break;
    path = `${base}?limit=500&cursor=${encodeURIComponent(next_cursor)}`;
  }
  return path.replace('limit=500', 'limit=50');
}

async function measureThroughput(
  target: Target,
  base: string,
  headers: Record<string, string>,
): Promise<Result> {
  const run = async (path: string) =>
    (await autocannon({ url: target.url + path, connections: 16, duration: 4, headers })).requests
      .average;
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await run('/bare'));
    ours.push(await run(base));
  }
  return result(
    { name: 'list, first page, 16 connections', unit: 'requests/s', goal: atLeast(0.5) },
    percentile(ours, 0.5),
    percentile(bare, 0.5),
  );
}

const rawTotals = (where: string) => `select count(*), count(*) filter (where paying),
    sum(monthly_amount), sum(lifetime_amount)
  from directory where org_id = $1 ${where}`;

async function measureTotals(target: Target, headers: Record<string, string>): Promise<Result[]> {
  const cases = [
    { name: 'totals of everybody', q: '', where: '' },
    { name: 'totals of a filter', q: 'plan:gold', where: `and plan_name = 'Gold'` },
  ];
  const results: Result[] = [];
  for (const each of cases) {
    const path = `/api/v1/organizations/${target.slug}/contacts/totals?q=${encodeURIComponent(each.q)}`;
    const ours: number[] = [];
    const raw: number[] = [];
    for (let i = 0; i < 40; i++) {
      const begin = performance.now();
      await target.db.reader.query(rawTotals(each.where), [target.orgId]);
      const between = performance.now();
      raw.push(between - begin);
      await (await fetch(target.url + path, { headers })).arrayBuffer();
      ours.push(performance.now() - between);
    }
    const figures = [percentile(ours, 0.5), percentile(raw, 0.5)] as const;
    results.push(result({ name: `${each.name}, p50`, unit: 'ms', goal: atMost(3) }, ...figures));
  }
  return results;
}
