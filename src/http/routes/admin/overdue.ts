import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import {
  forgiveCase,
  pauseCase,
  resumeCase,
  retryCase,
} from '../../../actions/overdue/caseActions.ts';
import { reasonText } from '../../../activity/reasons.ts';
import type { CaseRow } from '../../../db/payments/overdueCases.ts';
import { caseFigures, listCases } from '../../../db/payments/overdueCases.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { daysBetween } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { accessDuringOverdue } from '../../../domain/overdue/schedule.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import { defineRoute } from '../../route.ts';
import { id, listOf, moneyList, named, paging } from '../../shapes.ts';

const base = '/organizations/:org/overdue-cases';
const path = z.strictObject({ org: z.string().max(200), id });
const one = { tag: 'Overdue', params: path, needs: 'billing.write', rate: 'write' } as const;
const state = z.enum(['open', 'recovered', 'lost', 'closed']);
const step = z.object({
  position: z.number(),
  kind: z.enum(['retry', 'reminder', 'final']),
  due_on: z.string(),
  done_at: z.string().nullable(),
  outcome: z.string().nullable(),
});

export const caseShape = z.object({
  id: z.string(),
  contact: named,
  invoice: z.object({
    id: z.string(),
    number: z.string(),
    balance: z.number(),
    currency: z.string(),
  }),
  subscription_id: z.string().nullable(),
  first_failed_on: z.string(),
  age_days: z.number(),
  last_reason: z.string().nullable(),
  reason_text: z.string().nullable(),
  hard: z.boolean(),
  next_step: z.object({ kind: z.string(), due_on: z.string() }).nullable(),
  steps: z.array(step),
  state,
  paused: z.boolean(),
  access: z.enum(['open', 'closed']),
});

const figure = z.object({ count: z.number(), amount: moneyList });

/** An overdue case as the API shows it: in its list, and on the record of the contact. */
export function presentCase(
  row: CaseRow,
  on: { today: LocalDate; language: Language },
): z.output<typeof caseShape> {
  const next = row.state === 'open' ? row.steps.find((each) => each.doneAt === null) : undefined;
  const open = accessDuringOverdue(row.access, row.firstFailedOn, on.today).open;
  return {
    id: row.id,
    contact: row.contact,
    invoice: row.invoice,
    subscription_id: row.subscriptionId,
    first_failed_on: row.firstFailedOn,
    age_days: daysBetween(row.firstFailedOn, on.today),
    last_reason: row.lastReason,
    reason_text: row.lastReason && reasonText(row.lastReason, on.language),
    hard: row.hard,
    next_step: next ? { kind: next.kind, due_on: next.dueOn } : null,
    steps: row.steps.map(({ position, kind, dueOn, doneAt, outcome }) => {
      return { position, kind, due_on: dueOn, done_at: doneAt, outcome };
    }),
    state: row.state,
    paused: row.paused,
    access: (row.state === 'open' ? open : row.state === 'recovered') ? 'open' : 'closed',
  };
}

export const overdueRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Overdue cases with their schedule, the latest failure first, and the figures',
    tag: 'Overdue',
    needs: 'billing.read',
    rate: 'read',
    query: paging.extend({ state: state.optional(), contact: id.optional() }),
    answer: listOf(caseShape).extend({
      figures: z.object({ open: figure, recovered: figure, lost: figure }),
    }),
    handle: ({ ctx, query, language }) =>
      look(ctx, async ({ tx, today }) => {
        const filter = { state: query.state, contactId: query.contact };
        const after = readCursor(query.cursor);
        const rows = await listCases(tx, { filter, limit: query.limit, after });
        const last = rows.length === query.limit ? rows.at(-1) : undefined;
        return {
          items: rows.map((row) => presentCase(row, { today, language })),
          next_cursor: last ? writeCursor(last.firstFailedOn, last.id) : null,
          figures: await caseFigures(tx),
        };
      }),
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/retry`,
    summary: 'Charge it now; planned retries stay',
    answer: z.object({ outcome: z.string(), reason_text: z.string().nullable() }),
    handle: async (call) => {
      const { outcome, reason } = await retryCase(call.ctx, call.params.id);
      return { outcome, reason_text: reason && reasonText(reason, call.language) };
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/pause`,
    summary: 'Stop the clock of a case',
    answer: null,
    handle: (call) => pauseCase(call.ctx, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/:id/pause`,
    summary: 'Let the clock of a case run again',
    answer: null,
    handle: (call) => resumeCase(call.ctx, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/forgiveness`,
    summary: 'Forgive what is owed; the subscription goes on',
    body: z.strictObject({
      how: z.enum(['void', 'uncollectible']),
      reason: z.string().trim().max(1000).default(''),
    }),
    answer: null,
    handle: (call) => forgiveCase(call.ctx, call.params.id, call.body),
  }),
];
