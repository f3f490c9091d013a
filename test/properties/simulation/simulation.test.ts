import { expect, it } from 'vitest';
import { simulateOn } from '../../../src/simulation/simulate.ts';
import { testDatabase } from '../../support/database.ts';

const db = await testDatabase();

it('leaves nothing for the doctor to find', async () => {
  const result = await simulateOn(db, { communities: 8, years: 1, seed: 12 });
  expect(result.violations).toEqual([]);
  // A simulation without faults and moves would prove nothing.
  expect(result.tally.moves).toBeGreaterThan(100);
  for (const [fault, count] of Object.entries(result.tally.faults)) {
    expect(count, fault).toBeGreaterThan(0);
  }
}, 120_000);
