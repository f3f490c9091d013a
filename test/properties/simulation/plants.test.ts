import { expect, it } from 'vitest';
import { findPlant, plants, UnknownPlant } from '../../../src/simulation/plants.ts';
import { simulateOn } from '../../../src/simulation/simulate.ts';
import { testDatabase } from '../../support/database.ts';

it('knows its bugs by name', () => {
  expect(() => findPlant('nonsense')).toThrow(UnknownPlant);
});

// All of them, and those of the pure engine, are found by `npm run planted-bugs`.
for (const plant of ['charge-again', 'stale-list'] as const) {
  const db = await testDatabase();

  it(`finds ${plant}`, async () => {
    const result = await simulateOn(db, { communities: 8, years: 1, seed: 3, plant });
    expect(result.ok).toBe(false);
    expect(result.violations.map(({ name }) => name)).toContain(plants[plant]?.seenBy);
  }, 120_000);
}
