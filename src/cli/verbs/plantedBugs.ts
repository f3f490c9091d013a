import process from 'node:process';
import type { Command } from 'commander';
import { findPlantedBugs } from '../../simulation/plantedBugs.ts';
import type { Common } from '../open.ts';
import { common } from '../open.ts';
import { print, progressLine } from '../output.ts';

/**
 * `cercle planted-bugs`: plants known bugs one by one, in the rules and in scratch databases, and
 * sees whether the checks find each; exit code 1 when one goes unseen.
 */
export function addPlantedBugs(program: Command): void {
  const command = program
    .command('planted-bugs')
    .description('plant known bugs one by one and see that the checks find each');
  common(command).action(async (options: Common) => {
    const result = await findPlantedBugs(progressLine('Planting bugs'));
    const missed = result.bugs.filter((bug) => !bug.found);
    const lines = missed.map(({ name, about, seenBy }) => `MISSED: ${name} (${about}), ${seenBy}`);
    const summary = `${result.found} of ${result.bugs.length} planted bugs found, ${result.seconds} s`;
    print(options, result, [...lines, summary].join('\n'));
    if (!result.ok) process.exitCode = 1;
  });
}
