import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { duplicatePeople, duplicateSubscriptions } from '../../../db/reports/duplicates.ts';
import { defineRoute } from '../../route.ts';

const read = { tag: 'Reports', needs: 'people.read', rate: 'heavy', method: 'GET' } as const;
const at = '/organizations/:org/reports/duplicates';
const query = z.strictObject({ limit: z.coerce.number().int().min(1).max(5000).default(500) });

export const duplicateRoutes = [
  defineRoute({
    ...read,
    url: `${at}/subscriptions`,
    summary: 'Who holds one plan several times at once, and whether it allows that',
    query,
    answer: z.object({
      items: z.array(
        z.object({
          contact_id: z.string(),
          name: z.string(),
          plan_id: z.string(),
          plan_name: z.string(),
          running: z.number(),
          first_on: z.string(),
          latest_on: z.string(),
          amount: z.number(),
          currency: z.string(),
          allowed: z.boolean(),
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: await duplicateSubscriptions(tx, call.query.limit),
      })),
  }),
  defineRoute({
    ...read,
    url: `${at}/people`,
    summary: 'Contacts who may be the same one: they share a name, a phone or a Discord user',
    query,
    answer: z.object({
      items: z.array(
        z.object({
          shared: z.string(),
          reason: z.enum(['name', 'phone', 'discord']),
          contact_id: z.string(),
          kind: z.enum(['person', 'company']),
          name: z.string(),
          email: z.string().nullable(),
          phone: z.string().nullable(),
          running: z.number(),
          since: z.string(),
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({ items: await duplicatePeople(tx, call.query.limit) })),
  }),
];
