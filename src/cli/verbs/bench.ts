import process from 'node:process';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';

type Options = { members: number; json?: boolean; write?: string; only?: string[] };

function count(text: string): number {
  const members = Number(text);
  if (!Number.isInteger(members) || members < 1000) {
    throw new InvalidArgumentError('a whole number from 1000.');
  }
  return members;
}

/** `cercle bench`: measures on a scratch database; exit code 1 when a goal is missed. */
export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measure beside raw SQL, on a scratch database')
    .option('--members <N>', 'how many members', count, 100_000)
    .option('--only <PARTS>', 'start, list, files, bulk, billing, renewals', (text: string) =>
      text.split(','),
    )
    .option('--write <FILE>', 'write the table to this file as well')
    .option('--json', 'print JSON, one line')
    .option('--data <DIR>', 'accepted like everywhere; the bench makes its own')
    .option('--org <SLUG>', 'accepted like everywhere; the bench makes its own')
    .action(async (options: Options) => {
      const { bench } = await import('../../../bench/main.ts');
      const isMet = await bench({ ...options, json: options.json ?? false });
      if (!isMet) process.exitCode = 1;
    });
}
