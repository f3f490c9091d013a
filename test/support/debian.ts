/** Packages of Debian that a test looks into: fetched once, unpacked beside us, never installed. */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/cercle/debian');

/** True where packages can be had. */
export const hasDebian = answers('apt-get', '--version') && answers('dpkg-deb', '--version');

/** True where a program is there and tells its version. */
export function answers(program: string, question: string): boolean {
  return spawnSync(program, [question]).status === 0;
}

/** The folder that holds what the packages would put in /. */
export function unpacked(name: string): string {
  const folder = path.join(cache, name);
  if (!existsSync(path.join(folder, 'usr'))) {
    mkdirSync(folder, { recursive: true });
    const download = () => spawnSync('apt-get', ['download', '-qq', name], { cwd: folder });
    if (download().status !== 0) {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
      if (download().status !== 0) throw new Error(`apt has no ${name}`);
    }
    const [deb] = globSync('*.deb', { cwd: folder });
    execFileSync('dpkg-deb', ['-x', deb!, '.'], { cwd: folder });
  }
  return folder;
}
