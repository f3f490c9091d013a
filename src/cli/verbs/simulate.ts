import process from 'node:process';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { SimulationResult } from '../../simulation/simulate.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Common } from '../open.ts';
import { common } from '../open.ts';
import { print, progressLine, spokenLanguage } from '../output.ts';

type Options = Common & {
  communities: number;
  years: number;
  seed: number;
  plant?: string;
};

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0.');
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number.');
  return value;
}

/**
 * `cercle simulate`: communities from a seed on a scratch database, with faults; exit code 1 when
 * a check is violated.
 */
export function addSimulate(program: Command): void {
  common(program.command('simulate').description('live communities from a seed, with faults'))
    .option('--communities <N>', 'how many organizations', whole, 50)
    .option('--years <N>', 'how long each is lived', positive, 2)
    .option('--seed <N>', 'the same seed gives the same lives', whole, 1)
    .option('--plant <NAME>', 'plant a bug, which must then be found')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { communities, years, seed, plant } = options;
  const onProgress = progressLine('Simulating');
  const result = await simulate({ communities, years, seed, plant, onProgress });
  print(options, result, [...result.violations.map(violationLine), summary(result)].join('\n'));
  if (!result.ok) process.exitCode = 1;
}

function violationLine({
  community,
  name,
  title,
  count,
  examples,
}: SimulationResult['violations'][number]): string {
  return `VIOLATED in community ${community}: ${title[spokenLanguage()]} (${name}, ${count}: ${examples.join(', ')})`;
}

function summary({
  seed,
  communities,
  years,
  seconds,
  tally,
  violations,
}: SimulationResult): string {
  const faults = Object.values(tally.faults).reduce((sum, count) => sum + count, 0);
  return (
    `seed ${seed}: ${communities} communities × ${years} years, ${tally.days} billing days, ` +
    `${tally.moves} moves (${tally.refusals} refused), ${faults} faults, ` +
    `${violations.length} violations, ${seconds} s`
  );
}
