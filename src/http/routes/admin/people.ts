import * as z from 'zod';
import { labelMany } from '../../../actions/people/labels.ts';
import { directoryIds } from '../../../db/directory/ids.ts';
import { directoryPage } from '../../../db/directory/page.ts';
import { directoryTotals } from '../../../db/directory/totals.ts';
import { defineRefusal } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import { id, moneyList } from '../../shapes.ts';
import { directoryScope } from './query.ts';

export const NobodyChosen = defineRefusal('nobody_chosen', 422, {
  en: 'Choose people: by their ids, or by a query.',
  fr: 'Choisissez des personnes : par leurs identifiants ou par une requête.',
});

const q = z.string().max(4000).default('');
const names = z
  .string()
  .max(1000)
  .optional()
  .transform((text) => (text ? text.split(',') : undefined));

export const peopleRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts',
    summary: 'The list: everybody who matches the query, page by page',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    query: z.strictObject({
      q,
      sort: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
      cursor: z.string().max(2000).optional(),
      columns: names,
    }),
    answer: z.object({
      items: z.array(z.looseObject({ id: z.string(), name: z.string() })),
      next_cursor: z.string().nullable(),
      near: z.boolean(),
    }),
    raw: true,
    handle: async (call) => {
      const { q: query, ...rest } = call.query;
      const request = { query, ...rest };
      const page = await directoryPage(call.services.db, directoryScope(call), request);
      const next = JSON.stringify(page.nextCursor);
      return `{"items":${page.json},"next_cursor":${next},"near":${page.match === 'near'}}`;
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/totals',
    summary: 'People, paying people, monthly revenue and lifetime revenue of a query',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    query: z.strictObject({ q }),
    answer: z.object({
      people: z.number(),
      paying: z.number(),
      mrr: moneyList,
      lifetime: moneyList,
    }),
    handle: (call) => directoryTotals(call.services.db, directoryScope(call), call.query.q),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/contact-labels',
    summary: 'Add and remove labels on many contacts at once',
    tag: 'People',
    needs: 'people.write',
    rate: 'heavy',
    body: z.strictObject({
      q: z.string().max(4000).optional(),
      ids: z.array(id).max(10_000).optional(),
      add: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
      remove: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
    }),
    answer: z.object({
      changed: z.number(),
      excluded: z.array(z.object({ name: z.string(), count: z.number(), reason: z.string() })),
    }),
    handle: async (call) => {
      const { q: query, ids, add, remove } = call.body;
      if (query === undefined && ids === undefined) throw new NobodyChosen();
      const chosen =
        ids ?? (await directoryIds(call.services.db, directoryScope(call), query ?? ''));
      return labelMany(call.ctx, { ids: chosen, add, remove });
    },
  }),
];
