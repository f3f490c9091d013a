/** Reads the project's own source files. */

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from './rules.ts';

/** The folder of the whole project. */
export const projectFolder = path.join(import.meta.dirname, '../..');

/** Every written source file; what tools generate is left out. */
export function readSources(): SourceFile[] {
  const patterns = ['{src,test,bench,bin}/**/*.{ts,mjs}', 'web/**/*.{ts,tsx}', '*.ts'];
  return globSync(patterns, { cwd: projectFolder })
    .filter((file) => !/^web\/dist\/|\.gen\.ts$|schema\.d\.ts$/.test(file))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(projectFolder, file), 'utf8') }));
}
