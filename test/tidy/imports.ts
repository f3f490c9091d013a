/** Import directions by dependency-cruiser, which is not believed when it has seen nothing. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectFolder, readSources } from './sources.ts';

type Cruise = {
  summary: {
    totalCruised: number;
    violations: { from: string; to: string; rule: { name: string; severity: string } }[];
  };
};

/** Lines of complaint; none when every import goes the right way. */
export function checkImports(): string[] {
  const program = path.join(projectFolder, 'node_modules/.bin/depcruise');
  const folders = ['src', 'web', 'test'];
  const result = spawnSync(program, ['--output-type', 'json', ...folders], {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!result.stdout.startsWith('{')) return [`dependency-cruiser failed: ${result.stderr}`];
  const { summary } = JSON.parse(result.stdout) as Cruise;
  const wanted = readSources().filter(({ path }) => /^(src|web|test)\//.test(path)).length;
  if (summary.totalCruised < wanted) {
    return [`dependency-cruiser saw ${summary.totalCruised} modules of ${wanted}`];
  }
  return summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
}
