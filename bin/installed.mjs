// Ends with 0 when node_modules holds what package-lock.json asks for. Plain JavaScript, because
// it runs before there is a Node that reads TypeScript.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = process.argv[2] ?? '.';

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    // Not there, or cut short by an interrupted installation.
    return undefined;
  }
}

const wanted = packagesOf('package-lock.json') ?? {};
const present = packagesOf('node_modules/.package-lock.json');
const isComplete =
  present !== undefined &&
  Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || optional || present[name]?.version === version,
  );

process.exit(isComplete ? 0 : 1);
