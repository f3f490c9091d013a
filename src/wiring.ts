import type { Logger } from 'pino';
import { pino } from 'pino';
import type { Program } from './actions/program.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { OpenOptions } from './db/connection.ts';
import { openDatabase } from './db/connection.ts';
import { prepareDatabase } from './db/prepare.ts';
import type { Database } from './db/transaction.ts';
import { betterAuthIdentity } from './gateways/identity/better-auth/identity.ts';
import { outboxMail } from './gateways/mail/outbox.ts';
import { smtpMail } from './gateways/mail/smtp.ts';
import { paymentGateways } from './gateways/payment/registry.ts';

/** Opens the database, brings it up to date and wires the gateways by hand. */
export async function wire(config: Config, options: OpenOptions = {}): Promise<Program> {
  const log = pino({ level: config.logLevel, base: undefined, redact: ['req.headers'] });
  const db = await openDatabase(config, options);
  await prepareDatabase(db.pool);
  return wireOn(db, config, log);
}

/** The same on a database that is open already (tests, benches). */
export function wireOn(db: Database, config: Config, log: Logger, clock = systemClock): Program {
  return {
    config,
    db,
    clock,
    log,
    gateways: { payment: paymentGateways({ db, secret: config.secret, stripe: config.stripe }) },
    identity: betterAuthIdentity({ pool: db.pool, secret: config.secret, baseUrl: config.baseUrl }),
    mail: config.smtpUrl
      ? smtpMail({ url: config.smtpUrl, from: config.mailFrom })
      : outboxMail(log),
  };
}
