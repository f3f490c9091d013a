/** Where what tests write for a moment goes: into memory, when the machine has enough of it. */

import { accessSync, constants, statfsSync } from 'node:fs';

const folder = '/dev/shm';
const gibibyte = 2 ** 30;

/**
 * Makes temporary folders of this process, and of those it starts, be made in memory, unless the
 * caller chose a place. On a disk every new database costs half a second of making small files.
 */
export function workInMemory(): void {
  if (process.env.TMPDIR || !hasRoom()) return;
  process.env.TMPDIR = folder;
}

function hasRoom(): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 3 * gibibyte && process.availableMemory() > 6 * gibibyte;
  } catch {
    return false;
  }
}
