import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { upcomingInvoices } from '../../../actions/reports/upcomingInvoices.ts';
import { streamRows } from '../../../db/invoices/stream.ts';
import type { MovementRow } from '../../../db/reports/movementRows.ts';
import { movementRows, movementStatement } from '../../../db/reports/movementRows.ts';
import type { RevenueRow } from '../../../db/reports/revenueRows.ts';
import { revenueRows, revenueStatement } from '../../../db/reports/revenueRows.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { readAmountCursor, readCursor, writeAmountCursor, writeCursor } from '../../cursor.ts';
import { defineRoute } from '../../route.ts';
import { currency, id, listOf, localDate, named, paging } from '../../shapes.ts';
import { sendCsv, titled } from './csvAnswer.ts';
import { movementCells, revenueCells, titles, upcomingCells } from './reportFiles.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const kinds = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
const n = z.number();

const read = { tag: 'Reports', needs: 'billing.read', rate: 'heavy', method: 'GET' } as const;
const people = '/organizations/:org/reports/recurring-revenue/people';
const documents = '/organizations/:org/reports/plan-revenue/documents';
const upcoming = '/organizations/:org/billing/upcoming';

/** A figure of the month; without one, all its movements. */
const movement = z.strictObject({
  ...{ month, currency },
  kind: z.enum([...kinds, 'opening', 'closing']).optional(),
});
const revenue = z.strictObject({
  ...{ month, currency },
  plan: z.union([id, z.literal('none')]).optional(),
});
/** Days of issue, both inclusive. */
const days = z.strictObject({ from: localDate, to: localDate, currency: currency.optional() });

const movementsOf = (query: z.output<typeof movement>, today: LocalDate) => ({
  ...{ today, month: query.month, currency: query.currency, kind: query.kind ?? null },
});
const revenueOf = (query: z.output<typeof revenue>, today: LocalDate) => ({
  ...{ today, month: query.month, currency: query.currency, plan: query.plan ?? null },
});
const daysOf = (query: z.output<typeof days>) => ({
  from: toLocalDate(query.from),
  to: toLocalDate(query.to),
  currency: query.currency,
});

export const reportRowRoutes = [
  defineRoute({
    ...read,
    url: people,
    summary: 'Who is behind the movements of a month, or behind its opening or closing sum',
    query: movement.extend(paging.shape),
    answer: listOf(
      z.object({
        ...{ contact_id: z.string(), name: z.string(), on: z.string(), amount: n, after: n },
        kind: z.enum(kinds).nullable(),
      }),
    ),
    handle: ({ ctx, query: { limit, cursor, ...query } }) =>
      look(ctx, async ({ tx, today }) => {
        const page = { limit, after: readAmountCursor(cursor) };
        const { items, next } = await movementRows(tx, movementsOf(query, today), page);
        return { items, next_cursor: next && writeAmountCursor(next) };
      }),
  }),
  defineRoute({
    ...read,
    url: `${people}/csv`,
    summary: 'All of them as a CSV file',
    query: movement,
    answer: 'file',
    handle: async ({ ctx, query, reply, language }) => {
      const statement = await look(ctx, async ({ today }) =>
        movementStatement(movementsOf(query, today)),
      );
      const rows = streamRows<MovementRow>(ctx.db, ctx.orgId, statement);
      const name = `recurring-revenue-${query.month}-${query.kind ?? 'all'}-${query.currency}`;
      const cells = movementCells(query.currency);
      return sendCsv(reply, name, titled(titles.movements[language], rows, cells));
    },
  }),
  defineRoute({
    ...read,
    url: documents,
    summary: 'Invoices and credit notes behind the revenue of a month, of one plan or of all',
    query: revenue.extend(paging.shape),
    answer: listOf(
      z.object({
        ...{ document_id: z.string(), invoice_id: z.string(), number: z.string() },
        kind: z.enum(['invoice', 'credit_note']),
        ...{ on: z.string(), contact_id: z.string(), name: z.string(), net: n, tax: n },
      }),
    ),
    handle: ({ ctx, query: { limit, cursor, ...query } }) =>
      look(ctx, async ({ tx, today }) => {
        const page = { limit, after: readCursor(cursor) };
        const { items, next } = await revenueRows(tx, revenueOf(query, today), page);
        return { items, next_cursor: next && writeCursor(next.at, next.id) };
      }),
  }),
  defineRoute({
    ...read,
    url: `${documents}/csv`,
    summary: 'All of them as a CSV file',
    query: revenue,
    answer: 'file',
    handle: async ({ ctx, query, reply, language }) => {
      const statement = await look(ctx, async ({ today }) =>
        revenueStatement(revenueOf(query, today)),
      );
      const rows = streamRows<RevenueRow>(ctx.db, ctx.orgId, statement);
      const cells = revenueCells(query.currency, language);
      const name = `revenue-${query.month}-${query.currency}`;
      return sendCsv(reply, name, titled(titles.revenue[language], rows, cells));
    },
  }),
  defineRoute({
    ...read,
    tag: 'Billing',
    url: upcoming,
    summary: 'The invoices that the billing runs of some days will issue, one by one',
    query: days.extend(paging.shape),
    answer: listOf(
      z.object({
        ...{ on: z.string(), subscription_id: z.string(), covers: n, contact: named, payer: named },
        ...{ what: z.string(), currency: z.string(), net: n, total: n },
      }),
    ),
    handle: async ({ ctx, query: { limit, cursor, ...query } }) => {
      const page = { limit, after: readCursor(cursor) };
      const { items, next } = await upcomingInvoices(ctx, daysOf(query), page);
      return {
        items: items.map(({ subscriptionId, ...row }) => ({
          ...row,
          subscription_id: subscriptionId,
        })),
        next_cursor: next && writeCursor(next.at, next.id),
      };
    },
  }),
  defineRoute({
    ...read,
    tag: 'Billing',
    url: `${upcoming}/csv`,
    summary: 'All of them as a CSV file',
    query: days,
    answer: 'file',
    handle: async ({ ctx, query, reply, language }) => {
      const { items } = await upcomingInvoices(ctx, daysOf(query));
      const rows = titled(titles.upcoming[language], items, upcomingCells);
      return sendCsv(reply, `upcoming-${query.from}-${query.to}`, rows);
    },
  }),
];
