import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import type { CrashPoint } from '../../actions/billing/crashPoint.ts';
import { crashPoints } from '../../actions/billing/crashPoint.ts';
import { act } from '../../actions/context.ts';
import type { Chance } from '../../actions/demo/chance.ts';
import { chanceFrom } from '../../actions/demo/chance.ts';
import { runDoctor } from '../../actions/doctor/runDoctor.ts';
import type { Database } from '../../db/transaction.ts';
import { withScratchDatabase } from '../scratch.ts';
import type { Run } from './day.ts';
import { contextOf, liveDay } from './day.ts';
import { seedDue } from './dueMembers.ts';
import { outcomeOf } from './outcome.ts';

export type CrashOptions = {
  kills: number;
  members: number;
  seed: number;
  /** The days to live; two months of them by default. */
  days?: readonly string[];
  onProgress?: (done: number, total: number) => void;
};

export type CrashResult = {
  ok: boolean;
  members: number;
  kills: number;
  /** Kills by where they struck. */
  points: Partial<Record<CrashPoint, number>>;
  /** What came out otherwise than without kills. */
  differences: string[];
  /** Checks of the doctor that do not hold. */
  violations: string[];
  seconds: number;
};

/**
 * Every kind of card: paid, refused, refused for good, no answer with and without effect, late,
 * tried again by the gateway.
 */
const cards = [
  ...['4242424242424242', '4242424242424242', '4242424242424242', '4000000000009995'],
  ...['4000000000009979', '4000000000000341', '4000000000000119', '4000000000000127'],
  ...['4000000000000077', '4000000000000085', '4000000000000259', '4000000000000267'],
];
const firstDay = '2026-03-02';
/** Days on which something is due: invoices, answers, retries, ends; two months of them. */
const dueDays = [
  ...['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-07', '2026-03-09'],
  ...['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-07', '2026-04-09'],
];

/** When each day's run begins, and when it is asked again what stayed without an answer. */
function instantsOf({ days = dueDays }: CrashOptions): string[] {
  return days.flatMap((day) => [`${day}T08:00:00Z`, `${day}T10:00:00Z`]);
}

/**
 * Lives two months of billing days for an organization in processes that are killed with `kill -9`
 * at named points and started again, and for its twin without kills. Both must come to the same,
 * row by row, and every check of the doctor must hold (billing-rules §17).
 */
export function crash(options: CrashOptions): Promise<CrashResult> {
  const began = performance.now();
  return withScratchDatabase(async (db) => {
    const { kills, members } = options;
    const undisturbed = await seedDue(db, members, { day: firstDay, cards });
    for (const at of instantsOf(options)) {
      const run = { url: db.url, orgId: undisturbed.orgId, at, kill: null };
      await liveDay(contextOf(db, run.orgId), run, () => undefined);
    }
    const killed = await seedDue(db, members, { day: firstDay, cards });
    const points = await liveKilled(db, killed.orgId, options);
    const differences = await compare(db, undisturbed.orgId, killed.orgId);
    const checks = await runDoctor(contextOf(db, killed.orgId));
    const violations = checks.filter(({ ok }) => !ok).map(({ name }) => name);
    const struck = Object.values(points).reduce((sum, count) => sum + count, 0);
    const ok = differences.length + violations.length === 0 && struck === kills;
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { ok, members, kills: struck, points, differences, violations, seconds };
  });
}

/** Starts each day's run again until it comes to its end, killing it on the way. */
async function liveKilled(
  db: Database,
  orgId: string,
  options: CrashOptions,
): Promise<CrashResult['points']> {
  const { kills, seed, onProgress } = options;
  const instants = instantsOf(options);
  const chance = chanceFrom(seed);
  const points: CrashResult['points'] = {};
  let struck = 0;
  for (const [i, at] of instants.entries()) {
    // Spread over the days: each gets its part of what is left.
    let share = Math.ceil((kills - struck) / (instants.length - i));
    for (let isOver = false; !isOver; ) {
      const kill = share > 0 ? drawn(chance) : null;
      const died = await isKilled({ url: db.url, orgId, at, kill });
      if (kill === null) isOver = true;
      if (!died || !kill) continue;
      points[kill.point] = (points[kill.point] ?? 0) + 1;
      share -= 1;
      struck += 1;
      onProgress?.(struck, kills);
    }
  }
  return points;
}

function drawn(chance: Chance): { point: CrashPoint; nth: number } {
  return { point: chance.pick(crashPoints), nth: chance.pick([1, 1, 2, 3]) };
}

/** Runs a process; true when it was killed, false when it came to its end. */
async function isKilled(run: Run): Promise<boolean> {
  const file = new URL('./child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, JSON.stringify(run)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code === 0) return false;
  if (signal === 'SIGKILL') return true;
  throw new Error(`a billing day ended with ${code ?? signal}`);
}

/** The first row of each part that came out otherwise. */
async function compare(db: Database, one: string, other: string): Promise<string[]> {
  const [expected, found] = [await rowsOf(db, one), await rowsOf(db, other)];
  return Object.entries(expected).flatMap(([name, rows]) => {
    const others = found[name] ?? [];
    const at = Array.from({ length: Math.max(rows.length, others.length) }, (_, i) => i);
    const row = at.find((i) => !isDeepStrictEqual(rows[i], others[i]));
    if (row === undefined) return [];
    return [`${name}: ${JSON.stringify(rows[row])}, killed: ${JSON.stringify(others[row])}`];
  });
}

function rowsOf(db: Database, orgId: string) {
  return outcomeOf((sql) => act(contextOf(db, orgId), ({ tx }) => tx.query(sql)));
}
