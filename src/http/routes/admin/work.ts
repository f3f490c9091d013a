import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { stopWork } from '../../../actions/work/work.ts';
import { NotFound } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';

const path = z.strictObject({ org: z.string().max(200), id });
const work = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'stopped']),
  done: z.number(),
  total: z.number().nullable(),
  result: z.unknown(),
  error: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
type Work = z.output<typeof work>;
const columns = 'id, kind, state, done, total, result, error, created_at, finished_at';

export const workRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/work',
    summary: 'Long work, running and latest',
    tag: 'Work',
    needs: 'people.read',
    rate: 'read',
    query: z.strictObject({ state: z.enum(['running', 'all']).default('running') }),
    answer: z.object({ items: z.array(work) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: await tx.query<Work>(
          `select ${columns} from work where $1 = 'all' or state in ('queued', 'running')
           order by created_at desc limit 50`,
          [call.query.state],
        ),
      })),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/work/:id',
    summary: 'How far one piece of long work is',
    tag: 'Work',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: work,
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const row = await tx.maybeOne<Work>(`select ${columns} from work where id = $1`, [
          call.params.id,
        ]);
        if (!row) throw new NotFound();
        return row;
      }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/work/:id',
    summary: 'Ask long work to stop; what is done stays',
    tag: 'Work',
    needs: 'billing.run',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => stopWork(call.ctx, call.params.id),
  }),
];
