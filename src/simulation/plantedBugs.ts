import type { Plant } from './plants.ts';
import { plants } from './plants.ts';
import type { PurePlant } from './pure/plant.ts';
import { plantedEngine, purePlants } from './pure/plants.ts';
import { simulatePure } from './pure/simulatePure.ts';
import { simulate } from './simulate.ts';

/** Whether the checks saw a planted bug. */
export type PlantedBug = {
  name: string;
  where: 'engine' | 'database';
  about: string;
  seenBy: string;
  found: boolean;
};

export type PlantedBugs = { ok: boolean; found: number; bugs: PlantedBug[]; seconds: number };

/** Enough lives that rare cases come up: a refund, a second refusal on one day. */
const inMemory = { communities: 30, years: 3, seed: 1 };
const onDatabase = { communities: 8, years: 1 };
/** Lives after lives until one of them needs what is broken. */
const seeds = [7, 8, 9, 10];

/** Plants a bug in the rules and lives communities on them; true when its check sees it. */
export function findsInEngine(name: string, { seenBy }: PurePlant): boolean {
  const numbers = Array.from({ length: inMemory.communities }, (_, i) => i + 1);
  const engine = plantedEngine(name);
  const { violations } = simulatePure(numbers, { ...inMemory, engine });
  return violations.some((violation) => violation.name === seenBy);
}

async function findsInDatabase(plant: string, { seenBy }: Plant): Promise<boolean> {
  for (const seed of seeds) {
    const { violations } = await simulate({ ...onDatabase, seed, plant });
    if (violations.some((violation) => violation.name === seenBy)) return true;
  }
  return false;
}

/**
 * Plants every known bug, one at a time: in the rules that the pure engine runs on, then in
 * scratch databases and gateways. Each must be seen by the check that is there for it.
 */
export async function findPlantedBugs(
  onProgress: (done: number, total: number) => void,
): Promise<PlantedBugs> {
  const began = performance.now();
  const pure = Object.entries(purePlants);
  const real = Object.entries(plants);
  const bugs: PlantedBug[] = [];
  const note = (name: string, where: PlantedBug['where'], plant: PurePlant | Plant) => {
    return (found: boolean) => {
      bugs.push({ name, where, about: plant.about, seenBy: plant.seenBy, found });
      onProgress(bugs.length, pure.length + real.length);
    };
  };
  for (const [name, plant] of pure) note(name, 'engine', plant)(findsInEngine(name, plant));
  for (const [name, plant] of real) {
    note(name, 'database', plant)(await findsInDatabase(name, plant));
  }
  const found = bugs.filter((bug) => bug.found).length;
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ok: found === bugs.length, found, bugs, seconds };
}
