/** Export and import over HTTP beside raw COPY of the same rows. */

import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { inOrganization } from '../src/db/transaction.ts';
import type { Target } from './list.ts';
import { watched } from './processes.ts';
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
  const raw = await rawCopy(target, run.value.id);
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

const tables = ['contact', 'subscription', 'term', 'contact_label', 'directory'] as const;
const belongs: Record<(typeof tables)[number], string> = {
  contact: 'id in (select contact_id from import_row where import_id = $1)',
  subscription: 'contact_id in (select contact_id from import_row where import_id = $1)',
  term: `subscription_id in (select s.id from subscription s join import_row r
    on r.contact_id = s.contact_id where r.import_id = $1)`,
  contact_label: 'contact_id in (select contact_id from import_row where import_id = $1)',
  directory: 'contact_id in (select contact_id from import_row where import_id = $1)',
};

/** Seconds COPY FROM takes to put the very same rows back into the tables with their indexes. */
async function rawCopy({ db, orgId }: Target, importId: string): Promise<number> {
  const undone = new Error('measured');
  let seconds = 0;
  const work = inOrganization(db, orgId, async (tx) => {
    const texts = new Map<string, { columns: string; text: Buffer[] }>();
    for (const table of tables) {
      const columns = await insertable(tx, table);
      const sql = `copy (select ${columns} from ${table} where ${belongs[table].replace('$1', `'${importId}'`)}) to stdout`;
      const chunks: Buffer[] = [];
      await pipeline(
        tx.client.query(copyTo(sql)),
        new Writable({
          write: (chunk: Buffer, _encoding, done) => {
            chunks.push(chunk);
            done();
          },
        }),
      );
      texts.set(table, { columns, text: chunks });
    }
    // COPY FROM is not for tables under row-level security: the owner does it here.
    await tx.client.query('reset role');
    await removeAll(tx, importId);
    const begin = performance.now();
    for (const [table, { columns, text }] of texts) {
      await pipeline(
        Readable.from(text),
        tx.client.query(copyFrom(`copy ${table} (${columns}) from stdin`)),
      );
    }
    seconds = (performance.now() - begin) / 1000;
    throw undone;
  });
  await work.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return seconds;
}

type Tx = Parameters<Parameters<typeof inOrganization>[2]>[0];

async function insertable(tx: Tx, table: string): Promise<string> {
  const rows = await tx.query<{ column_name: string }>(
    `select attname as column_name from pg_attribute where attrelid = $1::regclass
       and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map((row) => row.column_name).join(', ');
}

/** What the import made goes, in this transaction only, so that the same rows can come again. */
async function removeAll(tx: Tx, importId: string): Promise<void> {
  await tx.client.query(
    `create temp table gone on commit drop as
     select contact_id as id from import_row where import_id = '${importId}' and contact_id is not null`,
  );
  await tx.client.query(
    'update import_row set contact_id = null, subscription_id = null where contact_id in (select id from gone)',
  );
  await tx.client.query('delete from subscription where contact_id in (select id from gone)');
  await tx.client.query('delete from contact where id in (select id from gone)');
}
