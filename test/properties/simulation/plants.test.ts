import { expect, it } from 'vitest';
import { findPlant, plants, UnknownPlant } from '../../../src/simulation/plants.ts';
import { simulateOn } from '../../../src/simulation/simulate.ts';
import { testDatabase } from '../../support/database.ts';

/** Which check must see which planted bug; others may see it too. */
const seenBy: Record<string, string> = {
  'dropped-unique-key': 'one_success_per_cycle',
  'charge-again': 'gateway_agrees_on_charges',
  'lost-allocation': 'received_is_placed_once',
  'number-gap': 'numbers_have_no_gap',
  'stale-list': 'directory_is_derived',
  'overlapping-terms': 'terms_never_overlap',
  'open-wall': 'walls_stand',
};

it('has a check for every bug that can be planted', () => {
  expect(Object.keys(seenBy).sort()).toEqual(Object.keys(plants).sort());
  expect(() => findPlant('nonsense')).toThrow(UnknownPlant);
});

for (const [plant, check] of Object.entries(seenBy)) {
  const db = await testDatabase();

  it(`finds ${plant}`, async () => {
    const result = await simulateOn(db, { communities: 3, years: 1, seed: 7, plant });
    expect(result.ok).toBe(false);
    expect(result.violations.map(({ name }) => name)).toContain(check);
  }, 60_000);
}
