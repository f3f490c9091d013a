import { Readable } from 'node:stream';
import * as z from 'zod';
import { previewBulk, startBulk, stopBulk } from '../../../actions/bulk/startBulk.ts';
import type { BulkWish } from '../../../actions/bulk/wish.ts';
import { look } from '../../../actions/context.ts';
import type { ReportRow } from '../../../db/bulk/items.ts';
import { countItems, findBulk, reportItems } from '../../../db/bulk/items.ts';
import { bulkActSchema, bulkDeletionSchema } from '../../../domain/bulk.ts';
import { NotFound } from '../../../domain/errors.ts';
import { csvRecord } from '../../../files/csvWriter.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { NobodyChosen } from './people.ts';

const base = '/organizations/:org/bulk';
const path = z.strictObject({ org: z.string().max(200), id });

const who = {
  /** A query of the list, for everybody who matches it… */
  q: z.string().max(4000).optional(),
  /** …or contacts by their ids. */
  ids: z.array(id).min(1).max(10_000).optional(),
  /** Only their subscriptions to this plan. */
  only_plan_id: id.optional(),
};
const wished = z.strictObject({
  ...who,
  /** …or exactly these subscriptions. */
  subscription_ids: z.array(id).min(1).max(10_000).optional(),
  does: bulkActSchema,
});
const deletion = z.strictObject({ ...who, does: bulkDeletionSchema });

function wishOf(body: z.output<typeof wished> | z.output<typeof deletion>): BulkWish {
  const { q, ids, only_plan_id: planId, does } = body;
  const named = 'subscription_ids' in body ? body.subscription_ids : undefined;
  if (named) return { act: does, who: { subscription_ids: named }, plan_id: null };
  if (q === undefined && ids === undefined) throw new NobodyChosen();
  return { act: does, who: ids ? { ids } : { query: q ?? '' }, plan_id: planId ?? null };
}

export const excludedShape = z.object({
  code: z.string(),
  count: z.number(),
  reason: z.string(),
  examples: z.array(z.object({ id: z.string(), name: z.string() })),
});

const previewShape = z.object({
  touched: z.number(),
  people: z.number(),
  /** What is invoiced at once; minor units, tax included. */
  billed: z.array(z.object({ amount: z.number(), currency: z.string() })),
  excluded: z.array(excludedShape),
});

type Asked = Pick<Call<unknown, unknown, unknown>, 'ctx' | 'language'>;

async function preview(call: Asked, wish: BulkWish): Promise<z.output<typeof previewShape>> {
  const found = await previewBulk(call.ctx, wish);
  const excluded = found.excluded.map(({ reason, ...group }) => {
    return { ...group, reason: reason[call.language] };
  });
  return { ...found, excluded };
}

const started = z.object({ work_id: z.string() });

async function start(call: Asked, wish: BulkWish): Promise<z.output<typeof started>> {
  return { work_id: (await startBulk(call.ctx, wish)).id };
}

const headers = {
  en: ['Name', 'E-mail', 'Contact', 'Subscription', 'Result', 'Code', 'Reason'],
  fr: ['Nom', 'E-mail', 'Contact', 'Abonnement', 'Résultat', 'Code', 'Raison'],
};
const states = {
  en: { waiting: 'not done', done: 'done', excluded: 'left out', failed: 'failed' },
  fr: { waiting: 'non fait', done: 'fait', excluded: 'écarté', failed: 'échec' },
};

/** The report as CSV, read page by page. */
async function* report(call: Asked, bulkId: string): AsyncGenerator<string> {
  yield `\ufeff${csvRecord(headers[call.language])}`;
  for (let after = 0; ; ) {
    const page = { after, limit: 2000, only: 'all' as const };
    const rows = await look(call.ctx, ({ tx }) => reportItems(tx, bulkId, page));
    if (rows.length === 0) return;
    yield rows.map((row) => csvRecord(cellsOf(row, call.language))).join('');
    after = rows.at(-1)!.position;
  }
}

function cellsOf(row: ReportRow, language: 'en' | 'fr') {
  const { name, email, contactId, subscriptionId, state, code, reason } = row;
  const said = reason?.[language] ?? '';
  return [name, email, contactId, subscriptionId, states[language][state], code, said];
}

export const bulkRoutes = [
  defineRoute({
    method: 'POST',
    url: `${base}/preview`,
    summary: 'How many an act on many people would touch, who is left out and why',
    tag: 'Bulk',
    needs: 'subscriptions.write',
    rate: 'heavy',
    body: wished,
    answer: previewShape,
    handle: (call) => preview(call, wishOf(call.body)),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary:
      'Change plan or payer, extend, pause, resume, cancel, undo, revoke, reactivate, approve for many',
    tag: 'Bulk',
    needs: 'subscriptions.write',
    rate: 'heavy',
    body: wished,
    answer: started,
    status: 202,
    handle: (call) => start(call, wishOf(call.body)),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/deletion/preview`,
    summary: 'How many people would be deleted, who is left out and why',
    tag: 'Bulk',
    needs: 'people.delete',
    rate: 'heavy',
    body: deletion,
    answer: previewShape,
    handle: (call) => preview(call, wishOf(call.body)),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/deletion`,
    summary: 'Delete many people; whoever has a running subscription is left out',
    tag: 'Bulk',
    needs: 'people.delete',
    rate: 'heavy',
    body: deletion,
    answer: started,
    status: 202,
    handle: (call) => start(call, wishOf(call.body)),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    summary: 'What became of a bulk action, with the first people it failed for or left out',
    tag: 'Bulk',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: z.object({
      id: z.string(),
      act: z.string(),
      done: z.number(),
      failed: z.number(),
      excluded: z.number(),
      waiting: z.number(),
      problems: z.array(
        z.object({
          contact_id: z.string(),
          name: z.string(),
          code: z.string(),
          reason: z.string(),
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const bulk = await findBulk(tx, call.params.id);
        if (!bulk) throw new NotFound();
        const page = { after: 0, limit: 200, only: 'failed' as const };
        const rows = await reportItems(tx, bulk.id, page);
        const problems = rows.map(({ contactId, name, code, reason }) => {
          const said = reason?.[call.language] ?? '';
          return { contact_id: contactId, name, code: code ?? '', reason: said };
        });
        return { id: bulk.id, act: bulk.act, ...(await countItems(tx, bulk.id)), problems };
      }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id/report`,
    summary: 'Everybody a bulk action concerned, with what became of each, as CSV',
    tag: 'Bulk',
    needs: 'people.export',
    rate: 'heavy',
    params: path,
    answer: 'file',
    handle: async (call) => {
      const found = await look(call.ctx, ({ tx }) => findBulk(tx, call.params.id));
      if (!found) throw new NotFound();
      call.reply.header('content-disposition', 'attachment; filename="bulk.csv"');
      const body = Readable.from(report(call, found.id));
      return call.reply.type('text/csv; charset=utf-8').send(body);
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/:id`,
    summary: 'Ask a bulk action to stop; what is done stays',
    tag: 'Bulk',
    needs: 'subscriptions.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => stopBulk(call.ctx, call.params.id),
  }),
];
