import { describe, expect, it } from 'vitest';
import { doctorChecks } from '../../../src/actions/doctor/runDoctor.ts';
import { findsInEngine } from '../../../src/simulation/plantedBugs.ts';
import { UnknownPlant } from '../../../src/simulation/plants.ts';
import { plantedEngine, purePlants } from '../../../src/simulation/pure/plants.ts';
import { pureChecks, simulatePure } from '../../../src/simulation/pure/simulatePure.ts';

/** What the doctor cannot see in rows: it needs the history, the calendar, or the run itself. */
const inMemoryOnly = [
  'billed_once',
  'billing_goes_on_where_terms_end',
  'documents_are_their_lines',
  'line_is_price_by_days',
  'pauses_move_billing',
  'periods_follow_anchor',
  'repeated_run_changes_nothing',
  'retries_count_from_the_first_failure',
  'retries_wait_for_their_day',
  'tax_is_of_its_base',
];

describe('communities on the pure rules', () => {
  it('break nothing, with lost answers, killed runs, repeats and downtime', () => {
    const numbers = Array.from({ length: 25 }, (_, i) => i + 1);
    const { violations, tally, invoices } = simulatePure(numbers, { years: 4, seed: 7 });
    expect(violations).toEqual([]);
    // A simulation without invoices and faults would prove nothing.
    expect(invoices).toBeGreaterThan(1000);
    const { doubleClicks: _none, ...faults } = tally.faults;
    for (const [fault, count] of Object.entries(faults)) expect(count, fault).toBeGreaterThan(0);
  }, 60_000);

  it('live the same lives from the same seed', () => {
    const [one, same, other] = [3, 3, 4].map((seed) => simulatePure([1], { years: 1, seed }));
    expect(same).toEqual(one);
    expect(other?.tally).not.toEqual(one?.tally);
  });

  it('are checked under the names of the doctor, and for what only memory shows', () => {
    const doctor = new Set(doctorChecks.map(({ name }) => name));
    const own = pureChecks.map(({ name }) => name).filter((name) => !doctor.has(name));
    expect(own.sort()).toEqual(inMemoryOnly);
  });
});

describe('a bug planted in the rules', () => {
  it('has a check that exists', () => {
    const known = new Set(pureChecks.map(({ name }) => name));
    for (const { seenBy } of Object.values(purePlants)) expect(known).toContain(seenBy);
    expect(() => plantedEngine('nonsense')).toThrow(UnknownPlant);
  });

  // All of them: npm run planted-bugs.
  for (const name of ['drifting-anchor', 'charged-again', 'ends-at-a-hard-decline']) {
    it(`is found: ${name}`, () => {
      expect(findsInEngine(name, purePlants[name]!)).toBe(true);
    }, 60_000);
  }
});
