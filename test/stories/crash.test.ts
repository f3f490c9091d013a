import { describe, expect, it } from 'vitest';
import type { CrashPoint } from '../../src/actions/billing/crashPoint.ts';
import { crashPoints, onCrashPoint } from '../../src/actions/billing/crashPoint.ts';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { outcomeOf } from '../../src/simulation/crash/outcome.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';

const db = await testDatabase();

/** Somebody of every kind, all with something to happen on 2 and 4 March. */
async function everybody(): Promise<World> {
  const world = await billingWorld(db, '2026-02-02');
  const planId = await world.plan({ amount: 2500 });
  const first = { firstBillingOn: d('2026-03-02'), prorate: false };
  const named = (name: string) => {
    return { who: { contact: { display_name: name, email: `${name}@example.org` } } };
  };
  for (const [name, card] of Object.entries(cards)) {
    await world.join(planId, { card, ...first, ...named(name) });
  }
  await world.join(planId, { ...first, ...named('transfer'), collection: 'invoice' });
  const later = { startOn: d('2026-03-02'), card: cards.good };
  await world.join(planId, { ...first, ...named('later'), ...later });
  await world.until('2026-03-01');
  return world;
}

class Killed extends Error {}

/** Runs a day that dies at the `nth` passing of a point, then again until it lives. */
async function runKilledAt(world: World, point: CrashPoint, nth: number): Promise<boolean> {
  let passed = 0;
  let killed = false;
  onCrashPoint(world.ctx, (at) => {
    if (at !== point || killed) return;
    passed += 1;
    if (passed < nth) return;
    killed = true;
    throw new Killed();
  });
  await runBillingDay(world.ctx).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  onCrashPoint(world.ctx, () => undefined);
  await runBillingDay(world.ctx);
  return killed;
}

async function live(world: World, kill: (day: number) => Promise<unknown>) {
  for (const [i, day] of ['2026-03-02', '2026-03-04', '2026-03-07', '2026-03-09'].entries()) {
    await world.moveTo(day);
    await kill(i);
    // Later that day whatever stayed without an answer is asked about.
    await world.moveTo(day, 10);
    await runBillingDay(world.ctx);
  }
  await world.check();
  return outcomeOf(world.rows);
}

describe('a billing run that is killed', () => {
  it(`ends as an undisturbed one, at each of ${crashPoints.length} named points`, async () => {
    const undisturbed = await everybody();
    const expected = await live(undisturbed, () => runBillingDay(undisturbed.ctx));
    for (const point of crashPoints) {
      const world = await everybody();
      let kills = 0;
      const state = await live(world, async (day) => {
        if (await runKilledAt(world, point, day === 1 ? 2 : 1)) kills += 1;
      });
      expect({ point, state }).toEqual({ point, state: expected });
      expect({ point, killed: kills > 0 }).toEqual({ point, killed: true });
    }
  }, 240_000);
});
