import { describe, expect, it } from 'vitest';
import { doctorChecks } from '../../../src/actions/doctor/runDoctor.ts';
import { findsInEngine } from '../../../src/simulation/plantedBugs.ts';
import { UnknownPlant } from '../../../src/simulation/plants.ts';
import { plantedEngine, purePlants } from '../../../src/simulation/pure/plants.ts';
import { pureChecks, simulatePure } from '../../../src/simulation/pure/simulatePure.ts';

/** What only a database can break, or what the pure engine checks under another name. */
const elsewhere: Record<string, string> = {
  numbers_follow_dates: 'numbers_have_no_gap',
  invoice_is_its_lines: 'documents_are_their_lines',
  credit_note_is_its_lines: 'documents_are_their_lines',
  settled_is_what_came: 'receivable_is_open_balances',
  credited_is_credit_notes: 'receivable_is_open_balances',
  charged_within_total: 'status_follows_balance',
  one_running_per_plan: 'full stack',
  directory_is_derived: 'full stack',
  labels_follow_plans: 'full stack',
  walls_stand: 'full stack',
};

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

  it('are checked for everything the doctor knows', () => {
    const known = new Set(pureChecks.map(({ name }) => name));
    const missing = doctorChecks.filter(({ name }) => !known.has(name) && !elsewhere[name]);
    expect(missing.map(({ name }) => name)).toEqual([]);
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
