import type { FastifyInstance } from 'fastify';
import { receiveEvent } from '../../../actions/gateways/receiveEvent.ts';
import { findOrganization } from '../../../db/organizations/load.ts';
import { inSystem } from '../../../db/transaction.ts';
import { NotFound } from '../../../domain/errors.ts';
import { contextFor } from '../../route.ts';
import type { Services } from '../../services.ts';

const megabyte = 1024 * 1024;

/**
 * Where gateways send their events: `/webhooks/<gateway>/<organization>`. Outside the API, because
 * a signature is over the raw bytes: nothing is parsed before it is believed.
 */
export async function mountWebhooks(app: FastifyInstance, services: Services): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: megabyte },
    (_request, body, done) => done(null, body),
  );
  app.post<{ Params: { gateway: string; org: string } }>(
    '/webhooks/:gateway/:org',
    { config: { rateLimit: { max: 6000, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { gateway, org } = request.params;
      const found = await inSystem(services.db, (tx) => findOrganization(tx, org));
      if (!found) throw new NotFound();
      const ctx = contextFor(services, found.id, { kind: 'system' });
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await receiveEvent(ctx, gateway, { body, headers: request.headers });
      return reply.send({ received: true });
    },
  );
}
