/** The billing run over members all due on one day, beside one raw transaction of the same rows. */

import process from 'node:process';
import { collectDue } from '../src/actions/billing/collect.ts';
import { issueDue } from '../src/actions/billing/issueDue.ts';
import { learnTables } from '../src/db/billing/statistics.ts';
import type { Database } from '../src/db/transaction.ts';
import { localDate } from '../src/domain/dates.ts';
import { contextOf } from '../src/simulation/crash/day.ts';
import { seedDue } from '../src/simulation/crash/dueMembers.ts';
import { cloneMembers } from './billing-clone.ts';
import type { Result } from './report.ts';
import { above, atMost, result } from './report.ts';

const day = localDate('2026-03-02');

/** Issues and collects `members` due subscriptions; answers times, rate and memory. */
export async function measureBilling(db: Database, members: number): Promise<Result[]> {
  const { orgId } = await seedDue(db, members, { day });
  const ctx = contextOf(db, orgId);
  const memory = watchMemory();
  const issued = await timed(() => issueDue(ctx, day, { today: day }));
  expectAll('issued', issued.value.invoices, members);
  const raw = await rawIssue(db, orgId);
  const collected = await timed(() => collectDue(ctx));
  expectAll('collected', collected.value.charged, members);
  const { early, late } = memory.end();
  const rate = members / collected.seconds;
  const what = `billing run, ${members} due:`;
  return [
    result({ name: `${what} issue`, unit: 's', goal: atMost(3) }, issued.seconds, raw),
    result({ name: `${what} collect`, unit: 'charges/s', goal: above(1500) }, rate),
    // Flat: the second half of the work needs no more than the first.
    result({ name: `${what} peak memory`, unit: 'MB', goal: atMost(1.25) }, late, early),
  ];
}

/** The same invoices, lines and ledger entries, inserted by hand for a copy of the members. */
async function rawIssue(db: Database, orgId: string): Promise<number> {
  const copyId = await cloneMembers(db, orgId);
  await learnTables(db, 'issuing');
  const client = await db.pool.connect();
  try {
    const begin = performance.now();
    await client.query('begin');
    for (const [table, columns] of Object.entries(copied)) {
      await client.query(
        `insert into ${table} (org_id, ${columns}) select $1, ${columns} from ${table}
         where org_id = $2`,
        [copyId, orgId],
      );
    }
    await client.query('commit');
    return (performance.now() - begin) / 1000;
  } finally {
    client.release();
  }
}

const copied = {
  invoice: `id, series, year, serial, number, type, contact_id, payer_id, subscription_id,
    period_start, period_end, status, issued_on, due_on, currency, net, tax, total, language,
    identity_id, buyer, collection, created_at`,
  invoice_line: `id, invoice_id, position, kind, description, subscription_id, plan_id,
    period_start, period_end, quantity, unit_amount, net, tax_rate, tax, total`,
  ledger_entry: 'transaction_id, account, amount, currency, booked_on, invoice_id, payer_id',
};

function expectAll(what: string, count: number, members: number): void {
  if (count !== members) throw new Error(`${what} ${count} of ${members}`);
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const begin = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - begin) / 1000 };
}

/** Resident memory while something runs: its peak in the first and in the second half, in MB. */
function watchMemory() {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(process.memoryUsage.rss() / 1024 / 1024), 100);
  return {
    end: () => {
      clearInterval(timer);
      const half = Math.ceil(samples.length / 2);
      const peak = (part: number[]) => part.reduce((most, mb) => Math.max(most, mb), 0);
      return { early: peak(samples.slice(0, half)), late: peak(samples.slice(half)) };
    },
  };
}
