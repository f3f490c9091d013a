import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { forecastInvoices } from '../../../actions/reports/forecast.ts';
import { cohortTable } from '../../../db/reports/cohorts.ts';
import { membersByMonth } from '../../../db/reports/members.ts';
import { movementsByMonth } from '../../../db/reports/recurring.ts';
import { billedByMonth, revenueByPlan } from '../../../db/reports/revenue.ts';
import { defineRoute } from '../../route.ts';

const months = z.coerce.number().int().min(1).max(36).default(12);
const span = z.strictObject({ months });
const n = z.number();
const sums = z.object({ month: z.string(), currency: z.string() });

const read = { tag: 'Reports', needs: 'billing.read', rate: 'heavy', method: 'GET' } as const;
const at = '/organizations/:org/reports';

export const reportRoutes = [
  defineRoute({
    ...read,
    url: `${at}/recurring-revenue`,
    summary: 'Monthly recurring revenue and its movements; opening + movements = closing',
    query: span,
    answer: z.object({
      items: z.array(
        sums.extend({
          ...{ opening: n, new: n, reactivation: n, expansion: n },
          ...{ contraction: n, churn: n, closing: n },
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => ({
        items: await movementsByMonth(tx, { today, months: call.query.months }),
      })),
  }),
  defineRoute({
    ...read,
    url: `${at}/members`,
    summary: 'Members by month: opening + joined + returned - left = closing',
    query: span,
    answer: z.object({
      items: z.array(
        z.object({
          ...{ month: z.string(), opening: n, joined: n, returned: n, left: n, closing: n },
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => ({
        items: await membersByMonth(tx, { today, months: call.query.months }),
      })),
  }),
  defineRoute({
    ...read,
    url: `${at}/cohorts`,
    summary: 'How many of those who joined in a month are still members, month by month',
    query: span,
    answer: z.object({
      items: z.array(z.object({ month: z.string(), size: n, after: n, kept: n })),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => ({
        items: await cohortTable(tx, { today, months: call.query.months }),
      })),
  }),
  defineRoute({
    ...read,
    url: `${at}/plan-revenue`,
    summary: 'What was invoiced by plan and month, less credit notes, without tax',
    query: span,
    answer: z.object({
      items: z.array(
        sums.extend({
          plan_id: z.string().nullable(),
          plan_name: z.string().nullable(),
          net: n,
          tax: n,
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => ({
        items: await revenueByPlan(tx, { today, months: call.query.months }),
      })),
  }),
  defineRoute({
    ...read,
    url: `${at}/collection`,
    summary: "What became of each month's invoices: collected, credited, open, overdue, lost",
    query: span,
    answer: z.object({
      items: z.array(
        sums.extend({
          ...{ invoices: n, billed: n, collected: n, credited: n },
          ...{ open: n, overdue: n, lost: n },
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => ({
        items: await billedByMonth(tx, { today, months: call.query.months }),
      })),
  }),
  defineRoute({
    ...read,
    url: `${at}/forecast`,
    summary: 'What the next twelve months will invoice if nothing changes, by the billing engine',
    answer: z.object({
      items: z.array(sums.extend({ invoices: n, net: n, total: n })),
      held: n,
    }),
    handle: (call) => forecastInvoices(call.ctx),
  }),
];
