import process from 'node:process';
import { parseArgs } from 'node:util';
import { openDemo } from './actions/demo/openDemo.ts';
import { makeSetupToken, setupNeeded } from './actions/organizations/setUp.ts';
import type { Program } from './actions/program.ts';
import { readConfig } from './config.ts';
import { buildServer } from './http/server.ts';
import { startWorker } from './jobs/worker.ts';
import { endOnSignals, explain } from './lifetime.ts';
import { wire } from './wiring.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

type Flags = { demo: boolean; port?: string; host?: string; data?: string };

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
    },
  });
  return values;
}

/** Starts what this process is for: the web server, the worker, or both. */
async function start(): Promise<void> {
  const flags = readFlags();
  const config = readConfig(process.env, flags);
  const program = await wire(config, { what: `the server on port ${config.port}` });
  const ends: (() => Promise<unknown>)[] = [() => program.db.close()];
  endOnSignals({
    say,
    close: async () => {
      for (const end of ends.toReversed()) await end();
    },
  });
  if (config.roles.web) {
    const app = await buildServer(program);
    await app.listen({ port: config.port, host: config.host });
    ends.push(() => app.close());
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    say(`Cercle is at http://localhost:${port} (data: ${program.db.where})`);
  }
  if (config.roles.worker) {
    const runner = await startWorker(program);
    ends.push(() => runner.stop());
  }
  await welcome(program, flags);
}

/** The next step for whoever started it: a demo to look at, or the one-time set-up link. */
async function welcome(program: Program, flags: Flags): Promise<void> {
  if (flags.demo) {
    const link = await openDemo(program);
    say(`The demo organization: ${link}`);
    return;
  }
  if (!(await setupNeeded(program.db))) return;
  const token = await makeSetupToken(program.db);
  say(`Set it up here (this link works once): ${program.config.baseUrl}/setup?token=${token}`);
}

try {
  await start();
} catch (error) {
  const text = explain(error);
  if (text === undefined) throw error;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
