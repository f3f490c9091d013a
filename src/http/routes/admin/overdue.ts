import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import {
  changeCase,
  pauseCase,
  resumeCase,
  retryCase,
} from '../../../actions/overdue/caseActions.ts';
import { boards, countBoards } from '../../../db/payments/overdueBoards.ts';
import { caseFigures, listCases } from '../../../db/payments/overdueCases.ts';
import { addDays, type LocalDate } from '../../../domain/dates.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import { defineRoute } from '../../route.ts';
import { currency, id, listOf, localDate, paging } from '../../shapes.ts';
import {
  caseBase,
  caseBoard,
  casePath,
  caseShape,
  caseState,
  figure,
  presentCase,
} from './overdueShapes.ts';

const one = { tag: 'Overdue', params: casePath, needs: 'billing.write', rate: 'write' } as const;

/** Closed cases stay on their boards for a quarter; the figures know them all. */
const daysOnBoard = 92;

const listQuery = paging.extend({
  /** `ended`: recovered or lost, as the statistics count them. */
  state: z.enum([...caseState.options, 'ended']).optional(),
  board: caseBoard.optional(),
  contact: id.optional(),
  /** Days on which cases were closed. */
  from: localDate.optional(),
  to: localDate.optional(),
  /** Days of the first failure. */
  opened_from: localDate.optional(),
  opened_to: localDate.optional(),
  currency: currency.optional(),
  /** How they were made good: retry_1…, new_method, other. */
  via: z
    .string()
    .regex(/^(retry_\d{1,2}|new_method|other)$/)
    .optional(),
  /** A step they reached: retry_1…, new_method. */
  tried: z
    .string()
    .regex(/^(retry_\d{1,2}|new_method)$/)
    .optional(),
});

const boardCounts = z.object(
  Object.fromEntries(boards.map((board) => [board, figure])) as Record<
    (typeof boards)[number],
    typeof figure
  >,
);

export const overdueRoutes = [
  defineRoute({
    method: 'GET',
    url: caseBase,
    summary: 'Overdue cases with their schedule, the latest failure first, and the figures',
    tag: 'Overdue',
    needs: 'billing.read',
    rate: 'read',
    query: listQuery,
    answer: listOf(caseShape).extend({
      figures: z.object({ open: figure, recovered: figure, lost: figure }),
      boards: boardCounts,
    }),
    handle: ({ ctx, query, language }) =>
      look(ctx, async ({ tx, today }) => {
        const after = readCursor(query.cursor);
        const rows = await listCases(tx, { filter: filterOf(query), today, ...query, after });
        const last = rows.length === query.limit ? rows.at(-1) : undefined;
        return {
          items: rows.map((row) => presentCase(row, { today, language })),
          next_cursor: last ? writeCursor(last.firstFailedOn, last.id) : null,
          figures: await caseFigures(tx),
          boards: await countBoards(tx, { today, since: addDays(today, -daysOnBoard) }),
        };
      }),
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${caseBase}/:id/retry`,
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
    url: `${caseBase}/:id/pause`,
    summary: 'Stop the clock of a case',
    answer: null,
    handle: (call) => pauseCase(call.ctx, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${caseBase}/:id/pause`,
    summary: 'Let the clock of a case run again',
    answer: null,
    handle: (call) => resumeCase(call.ctx, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${caseBase}/:id/forgiveness`,
    summary: 'Forgive what is owed, or mark it as paid outside; the subscription goes on',
    body: z.strictObject({
      how: z.enum(['paid', 'void', 'uncollectible']),
      reason: z.string().trim().max(1000).default(''),
    }),
    answer: null,
    handle: (call) => changeCase(call.ctx, call.params.id, { kind: 'forgive', ...call.body }),
  }),
];

function filterOf(query: z.output<typeof listQuery>) {
  const { state, board, contact, currency, via, tried } = query;
  return {
    ...{ state, board, currency, via, tried, contactId: contact },
    from: query.from as LocalDate | undefined,
    to: query.to as LocalDate | undefined,
    openedFrom: query.opened_from as LocalDate | undefined,
    openedTo: query.opened_to as LocalDate | undefined,
  };
}
