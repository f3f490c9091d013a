/** The real program on an empty data folder, as somebody starts it for the first time. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type FreshServer = {
  address: string;
  /** The one-time link it printed. */
  setupLink: string;
  stop(): Promise<void>;
};

const main = path.join(import.meta.dirname, '../../src/main.ts');

/** Starts it on a port and waits until it has printed its set-up link. */
export async function startFresh(port: number): Promise<FreshServer> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cercle-fresh-'));
  const address = `http://localhost:${port}`;
  const env = { ...process.env, LOG_LEVEL: 'warn', BASE_URL: address, DATABASE_URL: '' };
  const server = spawn(process.execPath, [main, '--port', String(port), '--data', dataDir], {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const setupLink = await new Promise<string>((resolve, reject) => {
    let printed = '';
    server.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      const link = /http\S+\/setup\?token=\S+/.exec(printed)?.[0];
      if (link) resolve(link);
    });
    server.once('exit', (code) => reject(new Error(`the server ended (${code}): ${printed}`)));
  });
  return {
    address,
    setupLink,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
