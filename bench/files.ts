/** Export and import over HTTP beside raw COPY of the same rows. */

import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import type { Target } from './list.ts';
import { watched } from './processes.ts';
import { rawImportSeconds } from './rawImport.ts';
import type { Result } from './report.ts';
import { atMost, below, percentile, result } from './report.ts';

const rounds = 3;

const rawExport = (orgId: string) => `copy (select name, email, discord, phone, plan_name, amount,
    currency, interval_unit, lifetime_amount, last_charge_on, last_charge_outcome, joined_on,
    access_until, next_billing_on, open_balance, company_name, payer_name
  from directory where org_id = '${orgId}' order by sort_name, contact_id) to stdout (format csv)`;

function discard(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** The whole list as CSV against COPY TO of the same columns; memory above idle. */
export async function measureExport(target: Target, pid: number): Promise<Result[]> {
  const url = `${target.url}/api/v1/organizations/${target.slug}/contacts/export?format=csv`;
  const headers = { authorization: `Bearer ${target.key}` };
  const ours: number[] = [];
  const raw: number[] = [];
  let rose = 0;
  for (let round = 0; round < rounds; round++) {
    raw.push(await rawSeconds(target));
    const run = await watched(pid, async () => {
      const answer = await fetch(url, { headers });
      if (!answer.ok || !answer.body) throw new Error(`export answered ${answer.status}`);
      await pipeline(Readable.fromWeb(answer.body as never), discard());
    });
    ours.push(run.seconds);
    rose = Math.max(rose, run.roseMb);
  }
  const figures = [percentile(ours, 0.5), percentile(raw, 0.5)] as const;
  return [
    result({ name: 'CSV export of everybody', unit: 's', goal: atMost(4) }, ...figures),
    result({ name: 'CSV export, memory above idle', unit: 'MB', goal: below(150) }, rose),
  ];
}

async function rawSeconds({ db, orgId }: Target): Promise<number> {
  const client = await db.reader.connect();
  try {
    const begin = performance.now();
    await pipeline(client.query(copyTo(rawExport(orgId))), discard());
    return (performance.now() - begin) / 1000;
  } finally {
    client.release();
  }
}

/** The template's columns, as a space would send them. */
export function importFile(rows: number): string {
  const lines = ['Name,Email,Plan Name,Start Date,Next Invoice Date,Address'];
  for (let i = 0; i < rows; i++) {
    const day = String(1 + (i % 28)).padStart(2, '0');
    lines.push(
      `Imported Person ${i},imported${i}@example.net,${['Bronze', 'Silver', 'Gold'][i % 3]},2025-03-${day},2026-12-${day},"${i} rue du Port, 59000 Lille"`,
    );
  }
  return lines.join('\r\n');
}

type ImportState = { id: string; state: string; counts: Record<string, number> };

/** Upload, check and commit of many rows against COPY FROM of what came of them. */
export async function measureImport(target: Target, pid: number, rows: number): Promise<Result[]> {
  const file = new Blob([importFile(rows)], { type: 'text/csv' });
  const run = await watched(pid, () => importOver(target, file));
  const counts = run.value.counts;
  if ((counts.created ?? 0) !== rows) throw new Error(`imported ${JSON.stringify(counts)}`);
  const raw = await rawImportSeconds(target, run.value.id);
  return [
    result(
      { name: `import of ${rows} rows, upload to committed`, unit: 's', goal: atMost(5) },
      run.seconds,
      raw,
    ),
    result({ name: 'import, memory above idle', unit: 'MB', goal: below(500) }, run.roseMb),
  ];
}

async function importOver(target: Target, file: Blob): Promise<ImportState> {
  const base = `${target.url}/api/v1/organizations/${target.slug}`;
  const headers = { authorization: `Bearer ${target.key}` };
  const form = new FormData();
  form.append('file', file, 'members.csv');
  const uploaded = await json<ImportState>(
    await fetch(`${base}/imports`, { method: 'POST', headers, body: form }),
  );
  const one = `${base}/imports/${uploaded.id}`;
  await json(await fetch(`${one}/check`, { method: 'POST', headers }));
  const { work_id } = await json<{ work_id: string }>(
    await fetch(`${one}/commit`, { method: 'POST', headers }),
  );
  for (;;) {
    const work = await json<{ state: string }>(await fetch(`${base}/work/${work_id}`, { headers }));
    if (work.state === 'done') break;
    if (work.state === 'failed') throw new Error('the import failed');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return json<ImportState>(await fetch(one, { headers }));
}

async function json<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
