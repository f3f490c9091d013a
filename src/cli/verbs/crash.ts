import process from 'node:process';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { crash } from '../../simulation/crash/crash.ts';
import type { Common } from '../open.ts';
import { common } from '../open.ts';
import { print, progressLine } from '../output.ts';

type Options = Common & { kills: number; members: number; seed: number };

function whole(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('a whole number from 1.');
}

/** `cercle crash`: kills billing runs with -9 at named points; exit code 1 if anything differs. */
export function addCrash(program: Command): void {
  const command = program
    .command('crash')
    .description('kill billing runs at named points and compare with undisturbed ones')
    .option('--kills <N>', 'how many kills', whole, 50)
    .option('--members <N>', 'how many members are billed', whole, 2000)
    .option('--seed <N>', 'where the kills strike', whole, 1);
  common(command).action(async (options: Options) => {
    const result = await crash({ ...options, onProgress: progressLine('Killing') });
    const { members, kills, points, differences, violations, seconds } = result;
    const lines = [
      ...differences.map((name) => `DIFFERENT: ${name}`),
      ...violations.map((name) => `VIOLATED: ${name}`),
      `${members} members, ${kills} kills at ${Object.keys(points).length} points, ` +
        `${differences.length} differences, ${violations.length} violations, ${seconds} s`,
    ];
    print(options, result, lines.join('\n'));
    if (!result.ok) process.exitCode = 1;
  });
}
