import * as z from 'zod';
import { act } from '../../../actions/context.ts';
import { importById } from '../../../actions/imports/rows.ts';
import { startWork } from '../../../actions/work/work.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';

const base = '/organizations/:org/imports';
const path = z.strictObject({ org: z.string().max(200), id });
const started = z.object({ work_id: z.string() });

export const importRunRoutes = [
  defineRoute({
    method: 'POST',
    url: `${base}/:id/commit`,
    summary: 'Import every row without an error, in the background, all or nothing',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    params: path,
    answer: started,
    status: 202,
    handle: async (call) => {
      const importId = call.params.id;
      await importById(call.ctx, importId);
      const job = { name: 'commit_import' as const, payload: { importId } };
      return { work_id: await act(call.ctx, (scene) => startWork(scene, 'import', job)) };
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/undo`,
    summary: 'Undo an import within 30 days',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    params: path,
    answer: started,
    status: 202,
    handle: async (call) => {
      const importId = call.params.id;
      await importById(call.ctx, importId);
      const job = { name: 'undo_import' as const, payload: { importId } };
      return { work_id: await act(call.ctx, (scene) => startWork(scene, 'import_undo', job)) };
    },
  }),
];
