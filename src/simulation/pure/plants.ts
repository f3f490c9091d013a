import { UnknownPlant } from '../plants.ts';
import { chasePlants } from './chasePlants.ts';
import type { Engine } from './engine.ts';
import { trueEngine } from './engine.ts';
import { moneyPlants } from './moneyPlants.ts';
import { periodPlants } from './periodPlants.ts';
import type { PurePlant } from './plant.ts';
import { taxPlants } from './taxPlants.ts';

/** Every bug that can be planted in the pure engine, by its name. */
export const purePlants: Record<string, PurePlant> = {
  ...periodPlants,
  ...moneyPlants,
  ...chasePlants,
  ...taxPlants,
};

/** The engine with a planted bug; refuses with `UnknownPlant`. */
export function plantedEngine(name: string): Engine {
  const plant = purePlants[name];
  if (!plant) throw new UnknownPlant({ name, known: Object.keys(purePlants).join(', ') });
  return { ...trueEngine, ...plant.bug(trueEngine) };
}
