/**
 * Mutation testing of the money rules: each change of the code in `domain/billing` and
 * `domain/overdue` must make a test fail. Prints every survivor, then one line; exits with 1 when
 * either folder scores below 85 %. Files may be named to look at those alone.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const wanted = 85;
/** Property tests run once per mutant: fewer cases each. */
const cases = '60';

type Mutant = { status: string };
type Report = { files: Record<string, { mutants: Mutant[] }> };
type Score = { folder: string; found: number; all: number; percent: number };

const stryker = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json')),
  'bin/stryker.js',
);
const files = process.argv.slice(2);
const ran = spawnSync(
  process.execPath,
  [
    ...[stryker, 'run', 'test/mutation/stryker.config.json'],
    ...(files.length > 0 ? ['--mutate', files.join(',')] : []),
  ],
  { stdio: 'inherit', env: { CERCLE_PROPERTY_RUNS: cases, ...process.env } },
);
if (ran.status !== 0) {
  process.stdout.write('mutation: the run itself failed\n');
  process.exit(1);
}
const report = JSON.parse(readFileSync('test-results/mutation.json', 'utf8')) as Report;
const scores = ['billing', 'overdue'].map(scoreOf).filter(({ all }) => all > 0);
const told = scores.map(
  ({ folder, percent, found, all }) =>
    `domain/${folder} ${percent.toFixed(1)} % (${found} of ${all} changes seen)`,
);
process.stdout.write(`mutation: ${told.join(', ')}, wanted ${wanted} %\n`);
if (scores.some(({ percent }) => percent < wanted)) process.exitCode = 1;

function scoreOf(folder: string): Score {
  const mutants = Object.entries(report.files)
    .filter(([file]) => file.includes(`domain/${folder}/`))
    .flatMap(([, file]) => file.mutants)
    .filter(({ status }) => status !== 'Ignored' && !status.endsWith('Error'));
  const found = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  return { folder, found, all: mutants.length, percent: (100 * found) / mutants.length };
}
