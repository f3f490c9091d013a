import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { createSegment, deleteSegment, updateSegment } from '../../../actions/settings/segments.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { checkQuery } from './query.ts';

const path = z.strictObject({ org: z.string().max(200), id });
const body = z.strictObject({
  name: z.string().trim().min(1).max(80),
  query: z.string().max(2000),
  shared: z.boolean().default(false),
});
const segment = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  version: z.number(),
});

export const segmentRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/segments',
    summary: 'Saved filters: the shared ones and your own',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    answer: z.object({ items: z.array(segment) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: await tx.query<z.output<typeof segment>>(
          `select id, name, query, staff_id is null as shared, version from segment
           where staff_id is null or staff_id = $1 order by fold(name)`,
          [call.caller.staffId],
        ),
      })),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/segments',
    summary: 'Save a filter under a name',
    tag: 'People',
    needs: 'people.read',
    rate: 'write',
    body,
    answer: z.object({ id }),
    status: 201,
    handle: async (call) => {
      const query = await checkQuery(call, call.body.query);
      return createSegment(call.ctx, call.caller.staffId, { ...call.body, query });
    },
  }),
  defineRoute({
    method: 'PATCH',
    url: '/organizations/:org/segments/:id',
    summary: 'Change a saved filter',
    tag: 'People',
    needs: 'people.read',
    rate: 'write',
    params: path,
    body: body.partial(),
    answer: null,
    handle: async (call) => {
      const query =
        call.body.query === undefined ? undefined : await checkQuery(call, call.body.query);
      const edit = { id: call.params.id, version: call.version(), staffId: call.caller.staffId };
      await updateSegment(call.ctx, { ...edit, input: { ...call.body, query } });
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/segments/:id',
    summary: 'Delete a saved filter',
    tag: 'People',
    needs: 'people.read',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) =>
      deleteSegment(call.ctx, {
        id: call.params.id,
        version: call.version(),
        staffId: call.caller.staffId,
      }),
  }),
];
