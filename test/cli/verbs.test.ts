/** The command line as an operator types it: real processes, exit codes, text and JSON. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { testDatabaseUrl } from '../support/database.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const databaseUrl = await testDatabaseUrl();
const main = path.join(import.meta.dirname, '../../src/cli/main.ts');

type Ran = { code: number | null; out: string; err: string };

function cercle(args: string[], given: { input?: string; language?: string } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: databaseUrl },
      ...{ CERCLE_DATA: folder, LANG: given.language ?? 'en_GB.UTF-8' },
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    },
    encoding: 'utf8',
    input: given.input ?? '',
  });
  return { code: status, out: stdout, err: stderr };
}

/** The same with `--json`, the answer parsed; fails with what was said when it is not a 0. */
function json<T>(...args: string[]): T {
  const ran = cercle([...args, '--json']);
  expect(ran, args.join(' ')).toMatchObject({ code: 0 });
  return JSON.parse(ran.out) as T;
}

const org = ['--org', 'ondes'];
const setup = [
  ...['setup', ...org, '--name', 'Les ondes', '--kind', 'creator', '--sandbox'],
  ...['--owner-email', 'owner@example.org', '--owner-password', 'a long password'],
];
const file = path.join(folder, 'members.csv');
const header = 'Name,Email,Plan Name,Start Date,Next Invoice Date';
const rows = ['Zoé,zoe@example.org,Supporter', 'Gaël,gael@example.org,Suporter'];
writeFileSync(file, [header, ...rows.map((row) => `${row},2026-01-01,2099-01-01`)].join('\n'));

test('an organization is made once', { timeout: 120_000 }, () => {
  expect(json(...setup)).toMatchObject({ slug: 'ondes' });
  const again = cercle([...setup, '--json']);
  expect(again.code).toBe(1);
  expect(JSON.parse(again.err)).toMatchObject({ error: { code: 'organization_exists' } });
});

test('wrong usage is 2, an unknown organization 1, each with what to do', () => {
  expect(cercle(['setup', '--kind', 'bakery']).code).toBe(2);
  expect(cercle(['no-such-verb']).code).toBe(2);
  const unknown = cercle(['members', '--org', 'nowhere'], { language: 'fr_FR.UTF-8' });
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain('Celles-ci existent : ondes');
  const query = cercle(['members', ...org, 'statuss:active', '--json']);
  expect(query.code).toBe(1);
  expect(JSON.parse(query.err).error.code).toBe('invalid_query');
});

test('a file is tried, then imported, and every row accounted for', { timeout: 120_000 }, () => {
  const tried = cercle(['import', ...org, file, '--dry-run', '--json']);
  expect(tried.code).toBe(1);
  const counts = { rows: 2, created: 1, refused: 1 };
  expect(JSON.parse(tried.out)).toMatchObject({ dryRun: true, counts });
  expect(json<{ items: unknown[] }>('members', ...org).items).toEqual([]);
  const real = cercle(['import', ...org, file]);
  expect(real.code).toBe(1);
  expect(real.out).toContain('2 rows: 1 created, 0 updated, 0 unchanged, 1 refused.');
  expect(real.out).toContain('row 3, Plan Name:');
  const { items } = json<{ items: { name: string }[] }>('members', ...org, 'status:active');
  expect(items.map(({ name }) => name)).toEqual(['Zoé']);
  expect(cercle(['import', ...org, path.join(folder, 'none.csv')]).err).toContain('no file at');
});

// The first time back, people get the label that names the import; then nothing changes.
test('members go out as CSV and come back unchanged', { timeout: 120_000 }, () => {
  const out = path.join(folder, 'out.csv');
  expect(json('export', ...org, '--out', out)).toEqual({ file: out });
  expect(readFileSync(out, 'utf8')).toContain('zoe@example.org');
  const printed = cercle(['export', ...org, '--columns', 'name,email']);
  expect(printed.out).toContain('Zoé,zoe@example.org');
  expect(json('import', ...org, out)).toMatchObject({ counts: { created: 0, refused: 0 } });
  expect(json('import', ...org, out)).toMatchObject({ counts: { unchanged: 1, refused: 0 } });
});

test('time passes in a sandbox, bills are foreseen, and the doctor agrees', {
  timeout: 120_000,
}, () => {
  expect(json('bill', ...org, '--preview')).toBeTypeOf('object');
  const { days } = json<{ days: unknown[] }>('simulate', ...org, '--days', '3');
  expect(days).toHaveLength(3);
  expect(json('bill', ...org)).toMatchObject({ invoices: 0 });
  expect(json('doctor', ...org, '--rebuild')).toMatchObject({ ok: true });
  expect(json('migrate')).toBeTypeOf('object');
});

test('documents of each kind go out as files, each with its own columns', {
  timeout: 240_000,
}, () => {
  const heads = {
    invoices: 'Number,Issued,Due,Type,Status',
    proforma: 'Number,Sent,Due',
    credit_notes: 'Number,Issued,Invoice',
    payments: 'Received,',
    refunds: '',
    reconciliation: '',
  };
  for (const [what, head] of Object.entries(heads)) {
    const printed = cercle(['export', ...org, '--what', what, '--year', '2026']);
    expect(printed, what).toMatchObject({ code: 0 });
    expect(printed.out.startsWith(head), `${what}: ${printed.out.slice(0, 80)}`).toBe(true);
    expect(printed.out.split(',').length, what).toBeGreaterThan(3);
  }
  const { file: book } = json<{ file: string }>(
    ...['export', ...org, '--what', 'invoices', '--year', '2026'],
    ...['--format', 'xlsx', '--out', folder],
  );
  expect(readFileSync(book).subarray(0, 2).toString()).toBe('PK');
  expect(book.endsWith('.xlsx')).toBe(true);
  const fec = cercle(['export', ...org, '--what', 'fec', '--year', '2026', '--json']);
  expect(fec.code).toBe(1);
  expect(JSON.parse(fec.err).error.code).toBe('fec_needs_siren');
  expect(cercle(['export', ...org, '--what', 'nonsense']).code).toBe(2);
  const open = cercle(['export', ...org, '--what', 'invoices', '--json']);
  expect(JSON.parse(open.err).error.code).toBe('missing_period');
});

test('a forgotten password is set on the machine, read from standard input', () => {
  const set = (email: string, input: string) => cercle(['user', 'password', email], { input });
  expect(set('owner@example.org', 'a newer password\n').code).toBe(0);
  expect(set('owner@example.org', 'short\n').err).toContain('at least 10 characters');
  expect(set('nobody@example.org', 'a newer password\n').code).toBe(1);
});

test('requests to join are listed and decided', { timeout: 120_000 }, () => {
  expect(json('requests', 'list', ...org)).toEqual({ items: [], waiting: 0 });
  expect(cercle(['requests', 'list', ...org]).out).toContain('0 waiting');
  const nobody = '019a0000-0000-7000-8000-000000000000';
  for (const verb of ['approve', 'decline']) {
    const refused = cercle(['requests', verb, nobody, ...org, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'not_found' } });
  }
});

test('renewals are listed by board and decided', { timeout: 120_000 }, () => {
  expect(json('renewals', 'list', ...org)).toMatchObject({ items: [], counts: { all: 0 } });
  expect(cercle(['renewals', 'list', ...org, '--board', 'unpaid']).out).toContain('to_remind 0');
  const nobody = '019a0000-0000-7000-8000-000000000000';
  for (const verb of ['send', 'approve', 'refuse', 'reset']) {
    const refused = cercle(['renewals', verb, nobody, ...org, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'not_found' } });
  }
});

test('pages are listed, and explained', { timeout: 120_000 }, () => {
  expect(json('pages', 'list', ...org)).toEqual({ items: [] });
  expect(cercle(['pages', 'list', ...org]).out).toBe('No pages.\n');
  const none = cercle([
    'pages',
    'explain',
    '019a0000-0000-7000-8000-000000000000',
    ...org,
    '--json',
  ]);
  expect(none.code).toBe(1);
  expect(JSON.parse(none.err)).toMatchObject({ error: { code: 'not_found' } });
});

test('files of direct debits are listed; one that was never made is a refusal', () => {
  expect(cercle(['sepa', 'list', ...org])).toMatchObject({
    code: 0,
    out: 'No file was made yet.\n',
  });
  expect(json('sepa', 'list', ...org)).toEqual([]);
  expect(cercle(['sepa', 'file', '1', ...org, '--json'])).toMatchObject({ code: 1 });
  expect(cercle(['sepa', 'file', 'one', ...org]).code).toBe(1);
});
