/** What runs on each thread of the pure simulation: lives its communities and tells of each. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Numbered } from '../threads.ts';
import { trueEngine } from './engine.ts';
import { plantedEngine } from './plants.ts';
import { simulatePure } from './simulatePure.ts';
import type { PureWork } from './threads.ts';

const { numbers, years, seed, plant } = workerData as PureWork & Numbered;
const engine = plant === undefined ? trueEngine : plantedEngine(plant);
for (const number of numbers) {
  parentPort?.postMessage(simulatePure([number], { years, seed, engine }));
}
