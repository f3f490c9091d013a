import { inspect } from 'node:util';
import { localDate } from '../../domain/dates.ts';
import type { Sentence } from '../../domain/errors.ts';
import type { Tally } from '../tally.ts';
import { addTally, emptyTally } from '../tally.ts';
import { chargeChecks } from './chargeChecks.ts';
import type { PureCheck } from './check.ts';
import type { Engine } from './engine.ts';
import { trueEngine } from './engine.ts';
import { invoiceChecks } from './invoiceChecks.ts';
import { lifeChecks } from './lifeChecks.ts';
import { livePure } from './live.ts';
import { moneyChecks } from './moneyChecks.ts';
import { overdueChecks } from './overdueChecks.ts';
import { taxChecks } from './taxChecks.ts';

/** Every invariant of the pure engine, in the order they are shown. */
export const pureChecks: readonly PureCheck[] = [
  ...moneyChecks,
  ...chargeChecks,
  ...invoiceChecks,
  ...taxChecks,
  ...lifeChecks,
  ...overdueChecks,
];

export type PureViolation = {
  community: number;
  name: string;
  title: Sentence;
  count: number;
  examples: string[];
};

export type PureLives = {
  violations: PureViolation[];
  tally: Tally;
  invoices: number;
  charges: number;
};

export type PureOptions = { years: number; seed: number; engine?: Engine };

/** No lives yet, to add others to. */
export function noLives(): PureLives {
  return { violations: [], tally: emptyTally(), invoices: 0, charges: 0 };
}

/** Adds what others lived. */
export function addLives(sum: PureLives, other: PureLives): void {
  sum.violations.push(...other.violations);
  addTally(sum.tally, other.tally);
  sum.invoices += other.invoices;
  sum.charges += other.charges;
}

const start = localDate('2024-01-20');
const mostExamples = 5;

/** Lives communities by their numbers, in the memory of this process, and checks each. */
export function simulatePure(numbers: readonly number[], options: PureOptions): PureLives {
  const lives = noLives();
  for (const number of numbers) liveOne(lives, number, options);
  return lives;
}

function liveOne(lives: PureLives, number: number, options: PureOptions): void {
  const { years, seed, engine = trueEngine } = options;
  const days = Math.round(years * 365.25);
  try {
    const books = livePure(engine, { seed, number, start, days });
    addTally(lives.tally, books.faults.tally);
    lives.invoices += books.invoices.length;
    lives.charges += books.attempts.length;
    for (const { name, title, find } of pureChecks) {
      const found = find(books);
      const examples = found.slice(0, mostExamples);
      if (found.length === 0) continue;
      lives.violations.push({ community: number, name, title, count: found.length, examples });
    }
  } catch (error) {
    lives.violations.push({ ...brokenDown, community: number, examples: [inspect(error)] });
  }
}

const brokenDown = {
  name: 'program_goes_on',
  title: {
    en: 'The engine meets no error that it does not expect',
    fr: "Le moteur ne rencontre aucune erreur qu'il n'attend pas",
  },
  count: 1,
};
