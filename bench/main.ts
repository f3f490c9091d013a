/**
 * `bin/cercle bench --members 100000 [--json] [--write]`: every figure beside its raw counterpart of
 * the same run, on a database of its own that is removed afterwards.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createApiKey } from '../src/actions/staff/apiKeys.ts';
import { systemClock } from '../src/clock.ts';
import { openDatabase } from '../src/db/connection.ts';
import { prepareDatabase } from '../src/db/prepare.ts';
import type { Database } from '../src/db/transaction.ts';
import { measureBulk } from './bulk.ts';
import { measureExport, measureImport } from './files.ts';
import { measureList } from './list.ts';
import { residentMb, startChild } from './processes.ts';
import type { Result } from './report.ts';
import { below, result, table } from './report.ts';
import { seedOrganization } from './seed.ts';

export type BenchOptions = { members: number; only?: string[]; say: (text: string) => void };

const importRows = 10_000;

/** Runs the parts asked for (all by default) and answers the results. */
export async function runBench(options: BenchOptions): Promise<Result[]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'cercle-bench-'));
  const db = await openDatabase({ databaseUrl: undefined, dataDir }, { what: 'the bench' });
  try {
    await prepareDatabase(db.pool);
    return await measure(db, dataDir, options);
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(db: Database, dataDir: string, options: BenchOptions): Promise<Result[]> {
  const wants = (part: string) => !options.only || options.only.includes(part);
  const results: Result[] = [];
  const keep = (more: Result[]) => {
    results.push(...more);
    for (const { name, value, unit, ratio } of more) {
      options.say(`  ${name}: ${value} ${unit}${ratio === null ? '' : ` (${ratio}x)`}`);
    }
  };
  if (wants('start')) keep(await measureStart());
  if (wants('list') || wants('files') || wants('bulk')) {
    await measureServed({ db, dataDir, options, wants, keep });
  }
  if (wants('billing')) {
    options.say(`billing run over ${options.members} due subscriptions`);
    const { measureBilling } = await import('./billing-run.ts');
    keep(await measureBilling(db, options.members));
  }
  if (wants('renewals')) {
    options.say(`renewals of ${options.members} members`);
    const { measureRenewals } = await import('./renewals.ts');
    keep(await measureRenewals(db, options.members));
  }
  return results;
}

type Serving = {
  db: Database;
  dataDir: string;
  options: BenchOptions;
  wants: (part: string) => boolean;
  keep: (results: Result[]) => void;
};

async function measureServed({ db, dataDir, options, wants, keep }: Serving): Promise<void> {
  options.say(`seeding ${options.members} members with three years of billing`);
  const { orgId, slug } = await seedOrganization(db, options.members);
  const key = await apiKey(db, orgId);
  const env = { CERCLE_DATA: dataDir, BENCH_ORG: orgId, LOG_LEVEL: 'warn' };
  const server = await startChild('bench/server.ts', [], env);
  const target = { url: server.url, slug, orgId, key, db };
  try {
    if (wants('list')) {
      options.say('people list');
      keep(await measureList(target));
    }
    if (wants('files')) {
      options.say('export and import');
      keep(await measureExport(target, server.pid));
      keep(await measureImport(target, server.pid, importRows));
    }
    if (wants('bulk')) {
      options.say('acts on many people');
      keep(await measureBulk(target));
    }
  } finally {
    await server.stop();
  }
}

async function apiKey(db: Database, orgId: string): Promise<string> {
  const ctx = {
    db,
    orgId,
    actor: { kind: 'system' as const },
    clock: systemClock,
    gateways: { payment: {} },
    baseUrl: 'http://localhost',
  };
  return (await createApiKey(ctx, { name: 'bench', role: 'administrator' })).secret;
}

/** A real start on an empty installation, and the second one; memory when nothing happens. */
async function measureStart(): Promise<Result[]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'cercle-bench-start-'));
  const args = ['--data', dataDir, '--port', '0'];
  try {
    await (await startChild('src/main.ts', args, {})).stop();
    const again = await startChild('src/main.ts', args, {});
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const idle = residentMb(again.pid);
    await again.stop();
    return [
      result(
        { name: 'second start to the first answer', unit: 's', goal: below(3) },
        again.readyAfterMs / 1000,
      ),
      result({ name: 'server idle, resident', unit: 'MB', goal: below(250) }, idle),
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Prints the results; true when every goal is met. */
export async function bench(options: {
  members: number;
  json: boolean;
  write?: string;
  only?: string[];
}): Promise<boolean> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const results = await runBench({ ...options, say });
  const text = options.json ? JSON.stringify({ results }) : table(results);
  process.stdout.write(`${text}\n`);
  if (options.write) await writeFile(options.write, page(options.members, results));
  return results.every((each) => each.ok);
}

function page(members: number, results: Result[]): string {
  const cpus = `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  return `# Performance

Every figure stands beside its raw counterpart of the same run on the same machine: a bare endpoint
of the same server that runs one hand-written statement for 50 rows, \`COPY\`, or one hand-written
transaction. Machines differ; the ratios matter.

\`\`\`sh
bin/cercle bench --members ${members} --write docs/performance.md
\`\`\`

The last run, on ${cpus}, Node ${process.versions.node}, embedded PostgreSQL:

${table(results)}
`;
}
