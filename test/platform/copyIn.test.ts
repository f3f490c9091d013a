import { setImmediate as soon } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyIn } from '../../src/db/imports/copyIn.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();

const into = { table: 'copied', columns: ['n', 'word'] };
const word = 'x'.repeat(2_000);
let warnings: Error[] = [];
const note = (warning: Error) => warnings.push(warning);

beforeEach(() => {
  warnings = [];
  process.on('warning', note);
});
afterEach(() => void process.off('warning', note));

function* rows(count: number, broken?: number) {
  for (let n = 0; n < count; n += 1) {
    if (n === broken) throw new Error('the file broke off');
    yield [n, word] as const;
  }
}

it('takes any number of rows without leaving a listener behind at each pause', async () => {
  await inSystem(db, async (tx) => {
    await tx.exec('create temp table copied (n int, word text) on commit drop');
    await copyIn(tx, into, rows(20_000));
    expect(await tx.query('select count(*)::int as n, max(n) as last from copied')).toEqual([
      { n: 20_000, last: 19_999 },
    ]);
  });
  await soon();
  expect(warnings).toEqual([]);
});

it('a file that breaks off, or a value the table refuses, ends the copy and not the connection', async () => {
  const copying = (from: Iterable<readonly (string | number)[]>) =>
    inSystem(db, async (tx) => {
      await tx.exec('create temp table copied (n int, word text) on commit drop');
      await copyIn(tx, into, from);
    });
  await expect(copying(rows(20_000, 15_000))).rejects.toThrow('the file broke off');
  await expect(copying([['nine', word], ...rows(5_000)])).rejects.toThrow('invalid input syntax');
  await expect(copying(rows(10))).resolves.toBeUndefined();
  expect(warnings).toEqual([]);
});
