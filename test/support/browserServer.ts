/**
 * The real program for the browser tests: a fresh data folder, one organization made by the
 * command line, the server on the given port. Everything goes when it is asked to end.
 */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { organization, owner } from './browserWorld.ts';

const [port = '3000'] = process.argv.slice(2);
const program = path.join(import.meta.dirname, '../../src');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cercle-browser-'));
const env = {
  ...process.env,
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  BASE_URL: `http://localhost:${port}`,
  DATABASE_URL: '',
};

const made = spawnSync(
  process.execPath,
  [
    ...[path.join(program, 'cli/main.ts'), 'setup', '--data', dataDir],
    ...['--org', organization.slug, '--name', organization.name, '--kind', organization.kind],
    ...['--language', organization.language, '--currency', organization.currency],
    ...['--timezone', organization.timezone, '--billing-day', String(organization.billingDay)],
    ...['--owner-email', owner.email, '--owner-password', owner.password],
  ],
  { env, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (made.status !== 0) {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(1);
}

const server = spawn(
  process.execPath,
  [path.join(program, 'main.ts'), '--port', port, '--data', dataDir],
  { env, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Playwright signals the whole group; the server has its own copy and is only waited for.
  process.on(signal, () => server.kill(signal));
}
server.once('exit', (code) => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code ?? 0);
});
