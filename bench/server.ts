/**
 * The real server as its own process for the bench: no rate limits, and one bare endpoint that
 * runs a hand-written statement, which everything else is compared to. Prints its port when ready.
 */

import process from 'node:process';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/connection.ts';
import { buildServer } from '../src/http/server.ts';
import { startWorker } from '../src/jobs/worker.ts';
import { wireOn } from '../src/wiring.ts';

const bare = `select contact_id, name, email, plan_name, amount, currency, interval_unit, joined_on,
    lifetime_amount, last_charge_on, last_charge_outcome, access_until, next_billing_on
  from directory where org_id = $1 order by sort_name, contact_id limit 50`;

const config = readConfig(process.env);
const db = await openDatabase(config, { what: 'the bench server', access: 'share' });
const program = wireOn(db, config, pino({ level: 'warn' }));
const app = await buildServer(program, { rateLimits: 'off' });
app.get('/bare', async () => (await db.reader.query(bare, [process.env.BENCH_ORG])).rows);
await app.listen({ port: 0, host: '127.0.0.1' });
const worker = await startWorker(program);
const address = app.server.address();
process.stdout.write(`ready ${typeof address === 'object' ? address?.port : ''}\n`);
process.once('SIGTERM', async () => {
  await worker.stop();
  await app.close();
  await db.close();
  process.exit(0);
});
