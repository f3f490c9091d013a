import { expect, it } from 'vitest';
import { findPlant, plants, UnknownPlant } from '../../../src/simulation/plants.ts';
import { simulateOn } from '../../../src/simulation/simulate.ts';
import { testDatabase } from '../../support/database.ts';

it('knows its bugs by name', () => {
  expect(() => findPlant('nonsense')).toThrow(UnknownPlant);
});

// All of them, and those of the pure engine, are found by `npm run planted-bugs`.
// What a list misses is often put right by the next change: of 8 communities one in twenty runs
// ended without a trace.
for (const [plant, communities] of [
  ['charge-again', 8],
  ['stale-list', 20],
] as const) {
  const db = await testDatabase();

  it(`finds ${plant}`, async () => {
    const result = await simulateOn(db, { communities, years: 1, seed: 3, plant });
    expect(result.ok).toBe(false);
    expect(result.violations.map(({ name }) => name)).toContain(plants[plant]?.seenBy);
  }, 120_000);
}
