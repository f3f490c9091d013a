import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/transaction.ts';
import type { Identity } from '../gateways/identity/port.ts';
import type { Gateways } from '../gateways/payment/port.ts';

/** What main wires once and every route may use. */
export type Services = {
  config: Config;
  db: Database;
  clock: Clock;
  gateways: Gateways;
  identity: Identity;
  log: Logger;
};
