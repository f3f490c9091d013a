import type { FastifyInstance } from 'fastify';
import { askSystem } from '../db/transaction.ts';
import type { Services } from './services.ts';

/** Health (the process answers) and readiness (the database answers too). */
export function mountOperations(app: FastifyInstance, services: Services): void {
  app.get('/health', () => ({ ok: true }));
  app.get('/ready', async () => {
    await askSystem(services.db, (ask) => ask.query('select 1'));
    return { ok: true };
  });
}
