import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { sentenceOf } from '../../../activity/sentences.ts';
import type { ActivityRow } from '../../../db/activity/list.ts';
import { listActivity } from '../../../db/activity/list.ts';
import { addDays, localDate as toLocalDate } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { instantAt } from '../../../domain/zones.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, listOf, localDate, named, paging } from '../../shapes.ts';

const entry = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  event: z.string(),
  sentence: z.string(),
  contact: named.nullable(),
  invoice: z.object({ id: z.string(), number: z.string() }).nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  actor: z.object({ kind: z.string(), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
});

const kinds = z.enum(['access', 'affiliate', 'billing', 'email', 'login', 'page']);

const filters = paging.extend({
  kind: kinds.optional(),
  contact: id.optional(),
  from: localDate.optional(),
  to: localDate.optional(),
});

type Filters = z.output<typeof filters>;

/** One page of the log for a call, with each entry's sentence in the caller's language. */
function page(call: Call<unknown, unknown, unknown>, query: Filters) {
  return look(call.ctx, async ({ tx, org }) => {
    const at = (date: string) => instantAt(toLocalDate(date), 0, org.timezone);
    const rows = await listActivity(tx, {
      contact: query.contact,
      kind: query.kind ? [query.kind] : undefined,
      from: query.from && at(query.from),
      to: query.to && at(addDays(toLocalDate(query.to), 1)),
      before: readCursor(query.cursor),
      limit: query.limit,
    });
    const last = rows.length === query.limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => present(row, call.language)),
      next_cursor: last ? writeCursor(last.at, last.id) : null,
    };
  });
}

function present(row: ActivityRow, language: Language) {
  const { id: entryId, at, kind, event, amount, currency, data, actor } = row;
  return {
    id: entryId,
    at,
    kind,
    event,
    sentence: sentenceOf(
      { event, amount, currency, invoiceNumber: row.invoice_number, data },
      language,
    ),
    contact: row.contact_id ? { id: row.contact_id, name: row.contact_name ?? '—' } : null,
    invoice: row.invoice_id ? { id: row.invoice_id, number: row.invoice_number ?? '' } : null,
    amount,
    currency,
    actor: { kind: actor.kind, name: actor.name ?? null },
    data,
  };
}

export const activityRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/activity',
    summary: 'What happened in the organization, latest first',
    tag: 'Activity',
    needs: 'activity.read',
    rate: 'read',
    query: filters,
    answer: listOf(entry),
    handle: (call) => page(call, call.query),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/:id/activity',
    summary: 'What happened with one contact, latest first',
    tag: 'Activity',
    needs: 'activity.read',
    rate: 'read',
    query: paging.extend({ kind: kinds.optional() }),
    params: z.strictObject({ org: z.string().max(200), id }),
    answer: listOf(entry),
    handle: (call) => page(call, { ...call.query, contact: call.params.id }),
  }),
];
