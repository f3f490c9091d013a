import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/transaction.ts';
import type { Identity } from '../gateways/identity/port.ts';
import type { MailGateway } from '../gateways/mail/port.ts';
import type { Gateways } from '../gateways/payment/port.ts';

/** Everything outside the rules, made once in `wiring.ts`. */
export type Program = {
  config: Config;
  db: Database;
  clock: Clock;
  gateways: Gateways;
  identity: Identity;
  mail: MailGateway;
  log: Logger;
  /** For a job: aborted when the program ends. */
  ending?: AbortSignal | undefined;
};
