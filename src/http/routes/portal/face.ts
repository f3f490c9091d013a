import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { findOrganization } from '../../../db/organizations/load.ts';
import { inSystem } from '../../../db/transaction.ts';
import { NotFound } from '../../../domain/errors.ts';
import { contextFor, defineRoute } from '../../route.ts';
import { language } from '../../shapes.ts';

export const portalFaceRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org/face',
    summary: 'Name and color of an organization, for its sign-in page',
    tag: 'Portal',
    needs: 'public',
    rate: 'read',
    params: z.strictObject({ org: z.string().max(200) }),
    answer: z.object({
      name: z.string(),
      accent: z.string(),
      language,
      currency: z.string(),
      timezone: z.string(),
      today: z.string(),
    }),
    handle: async (call) => {
      const { db } = call.services;
      const found = await inSystem(db, (tx) => findOrganization(tx, call.params.org));
      if (!found) throw new NotFound();
      return look(contextFor(call.services, found.id, { kind: 'system' }), async (scene) => {
        const { name, accent, language: spoken, currency, timezone } = scene.org;
        return { name, accent, language: spoken, currency, timezone, today: scene.today };
      });
    },
  }),
];
