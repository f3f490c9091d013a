/** Holds the sources to the rules of the house, less the listed exceptions. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { exceptions } from './exceptions.ts';
import { type Problem, problemsOf } from './rules.ts';
import { projectFolder, readSources } from './sources.ts';

/** Lines of complaint; none when all is tidy. */
export function checkTidiness(): string[] {
  const sources = readSources();
  if (sources.length === 0) return ['no source files were found: the check itself is broken'];
  const problems = sources.flatMap(problemsOf);
  return [...problems.filter((problem) => !isExcused(problem)).map(say), ...stale(problems)];
}

function isExcused(problem: Problem): boolean {
  return exceptions.some(({ file, rule }) => file === problem.file && rule === problem.rule);
}

function say({ file, line, rule, text }: Problem): string {
  return `${file}:${line}  ${rule}: ${text}`;
}

function stale(problems: Problem[]): string[] {
  return exceptions
    .filter(({ file, rule, reason }) => {
      const isUsed = problems.some((problem) => problem.file === file && problem.rule === rule);
      return !isUsed || !reason || !existsSync(path.join(projectFolder, file));
    })
    .map(({ file, rule }) => `${file}  exception for ${rule} is not needed or has no reason`);
}
