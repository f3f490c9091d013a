import { inspect } from 'node:util';
import { chanceFrom } from '../actions/demo/chance.ts';
import type { CheckResult } from '../actions/doctor/runDoctor.ts';
import { runDoctor } from '../actions/doctor/runDoctor.ts';
import type { Database } from '../db/transaction.ts';
import { localDate } from '../domain/dates.ts';
import { testGateway } from '../gateways/payment/test/gateway.ts';
import type { Community } from './community.ts';
import { found } from './community.ts';
import { badNetwork } from './faults.ts';
import { live } from './live.ts';
import type { Plant } from './plants.ts';
import { findPlant, plantBug } from './plants.ts';
import { withScratchDatabase } from './scratch.ts';
import type { Tally } from './tally.ts';
import { addTally, emptyTally } from './tally.ts';
import { onThreads } from './threads.ts';

export type SimulationOptions = {
  communities: number;
  years: number;
  seed: number;
  /** Name of a bug to plant (`plants`); the simulation must then find it. */
  plant?: string | undefined;
  onProgress?: (done: number, total: number) => void;
};

export type Violation = Pick<CheckResult, 'name' | 'title' | 'count' | 'examples'> & {
  community: number;
};

export type SimulationResult = {
  ok: boolean;
  seed: number;
  communities: number;
  years: number;
  seconds: number;
  tally: Tally;
  violations: Violation[];
};

const start = localDate('2024-01-20');
const atOnce = 2;
/** How often requests and answers are lost, and crash points kill. */
const often = { share: 0.05, kills: 0.01 };

/**
 * Communities from a seed, each lived for years through the real actions on a real PostgreSQL of
 * its own, with lost and late answers, killed and repeated runs and double clicks; afterwards every
 * check of `doctor` must hold in each. `violations` names what does not. One thread per core.
 */
export function simulate(options: SimulationOptions): Promise<SimulationResult> {
  return withScratchDatabase(async (db) => {
    await plantBug(db, bugOf(options));
    const { communities, years, seed, plant, onProgress } = options;
    const { url } = db;
    return summed(options, (onLived) =>
      onThreads<FullWork, Lived>({
        file: new URL('./thread.ts', import.meta.url),
        communities,
        work: { years, seed, url, ...(plant ? { plant } : {}) },
        onMessage: (lived, done) => {
          onLived(lived);
          onProgress?.(done, communities);
        },
      }),
    );
  });
}

/** What one thread of the full simulation is to live, on the database at `url`. */
export type FullWork = Pick<SimulationOptions, 'years' | 'seed' | 'plant'> & { url: string };

/** The same on a database that is open already and belongs to nobody. */
export async function simulateOn(
  db: Database,
  options: SimulationOptions,
): Promise<SimulationResult> {
  await plantBug(db, bugOf(options));
  const numbers = Array.from({ length: options.communities }, (_, i) => i + 1);
  return summed(options, (onLived) => liveAll(db, { ...options, numbers, onLived }));
}

/** Lives communities by their numbers, a few at once. */
export async function liveAll(
  db: Database,
  work: Pick<SimulationOptions, 'years' | 'seed' | 'plant'> & {
    numbers: readonly number[];
    onLived: (lived: Lived) => void;
  },
): Promise<void> {
  const bug = bugOf(work);
  const waiting = work.numbers.values();
  const worker = async () => {
    for (const number of waiting) work.onLived(await liveOne(db, { ...work, number, bug }));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function summed(
  { communities, years, seed }: SimulationOptions,
  live: (onLived: (lived: Lived) => void) => Promise<void>,
): Promise<SimulationResult> {
  const began = performance.now();
  const tally = emptyTally();
  const violations: Violation[] = [];
  await live((lived) => {
    addTally(tally, lived.tally);
    violations.push(...lived.violations);
  });
  violations.sort((a, b) => a.community - b.community);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ok: violations.length === 0, seed, communities, years, seconds, tally, violations };
}

function bugOf({ plant }: Pick<SimulationOptions, 'plant'>): Partial<Plant> {
  return plant === undefined ? {} : findPlant(plant);
}

/** What became of one community. */
export type Lived = { tally: Tally; violations: Violation[] };

type One = Pick<SimulationOptions, 'years' | 'seed'> & { number: number; bug: Partial<Plant> };

async function liveOne(db: Database, { number, seed, years, bug }: One): Promise<Lived> {
  const chance = chanceFrom(seed).branch(`community ${number}`);
  const faults = { chance: chance.branch('faults'), tally: emptyTally(), ...often };
  const truth = testGateway(db);
  const behind = badNetwork(truth, faults);
  const gateway = bug.gateway ? bug.gateway(behind) : behind;
  const broken = await livesAndIsChecked(async () => {
    const community = await found(db, { number, start, chance, faults, gateway });
    await live(community, start, Math.round(years * 365.25));
    return community;
  });
  return {
    tally: faults.tally,
    violations: broken.map((each) => ({ ...each, community: number })),
  };
}

/** What the doctor finds after `lives`; an error nobody expects there is a finding too. */
async function livesAndIsChecked(
  lives: () => Promise<Community>,
): Promise<Omit<Violation, 'community'>[]> {
  try {
    const { ctx } = await lives();
    const checks = await runDoctor(ctx);
    return checks
      .filter((check) => !check.ok)
      .map(({ name, title, count, examples }) => ({ name, title, count, examples }));
  } catch (error) {
    return [{ ...brokenDown, examples: [inspect(error)] }];
  }
}

const brokenDown = {
  name: 'program_goes_on',
  title: {
    en: 'The program meets no error that it does not expect',
    fr: "Le programme ne rencontre aucune erreur qu'il n'attend pas",
  },
  count: 1,
};
