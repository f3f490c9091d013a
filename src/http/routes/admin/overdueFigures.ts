import { Readable } from 'node:stream';
import * as z from 'zod';
import type { Context } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import { checkNames } from '../../../actions/gateways/offered.ts';
import type { Between } from '../../../db/payments/overdueStatistics.ts';
import { recoveryByMonth, recoveryBySteps } from '../../../db/payments/overdueStatistics.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import { addMonthsAnchored, firstDayOfMonth } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { decimalText, money } from '../../../domain/money.ts';
import type { Settings } from '../../../domain/organizations/settings.ts';
import { settingsSchema } from '../../../domain/organizations/settings.ts';
import { accessDuringOverdue, planOverdue, schedulesOf } from '../../../domain/overdue/schedule.ts';
import { writeCsv } from '../../../files/csvWriter.ts';
import { defineRoute } from '../../route.ts';
import { localDate, moneyList } from '../../shapes.ts';
import { caseBase } from './overdueShapes.ts';

const read = { tag: 'Overdue', needs: 'billing.read', rate: 'read' } as const;
const counted = z.object({ count: z.number(), amount: z.number() });
/** Days of the statistics; see `betweenOf`. */
export const betweenQuery = z.strictObject({
  from: localDate.optional(),
  to: localDate.optional(),
});
const query = betweenQuery;

const statistics = z.object({
  from: z.string(),
  to: z.string(),
  months: z.array(
    z.object({ month: z.string(), currency: z.string(), recovered: counted, lost: counted }),
  ),
  steps: z.array(
    z.object({
      step: z.string(),
      tried: z.number(),
      succeeded: z.number(),
      amount: moneyList,
    }),
  ),
});

const modes = ['charge', 'debit', 'invoice'] as const;

const timeline = z.object({
  failed_on: z.string(),
  access_closes_on: z.string().nullable(),
  schedules: z.array(
    z.object({
      mode: z.enum(modes),
      /** Whose charges alone follow it; null: those of all that have none of their own. */
      gateway: z.object({ name: z.string(), title: z.string() }).nullable(),
      steps: z.array(z.object({ kind: z.string(), due_on: z.string() })),
    }),
  ),
});

export const overdueFigureRoutes = [
  defineRoute({
    ...read,
    method: 'GET',
    url: `${caseBase}/statistics`,
    summary: 'Recovered and lost per month and currency, and the rate of each step',
    query,
    answer: statistics,
    handle: ({ ctx, query }) =>
      look(ctx, async ({ tx, today }) => {
        const between = betweenOf(query, today);
        const months = await recoveryByMonth(tx, between);
        return { ...between, months, steps: await recoveryBySteps(tx, between) };
      }),
  }),
  defineRoute({
    ...read,
    method: 'GET',
    url: `${caseBase}/statistics/csv`,
    summary: 'The months of the statistics as a CSV file',
    query,
    answer: 'file',
    handle: async (call) => {
      const between = await look(call.ctx, async ({ today }) => betweenOf(call.query, today));
      const rows = await look(call.ctx, ({ tx }) => recoveryByMonth(tx, between));
      const file = writeCsv([headers[call.language], ...rows.map(cellsOf)]);
      const name = `${call.language === 'fr' ? 'impayes' : 'overdue'}-${between.from}-${between.to}`;
      call.reply.header('content-disposition', `attachment; filename="${name}.csv"`);
      return call.reply.type('text/csv; charset=utf-8').send(Readable.from(file));
    },
  }),
  defineRoute({
    ...read,
    method: 'POST',
    url: `${caseBase}/timeline`,
    summary: 'What these settings would do to a payment that fails today; writes nothing',
    body: z.strictObject({ overdue: settingsSchema.shape.overdue }),
    answer: timeline,
    handle: ({ ctx, language, body: { overdue } }) =>
      look(ctx, async ({ today }) => {
        checkNames(ctx, overdue.by_gateway, '/overdue/by_gateway');
        return {
          failed_on: today,
          access_closes_on: accessDuringOverdue(overdue.access, today, today).closesOn,
          schedules: chasings(ctx, overdue).map(({ mode, gateway }) => ({
            mode,
            gateway: gateway && { name: gateway.name, title: gateway.title[language] },
            steps: planOverdue(today, schedulesOf(overdue, gateway?.name ?? null), mode).map(
              ({ kind, dueOn }) => ({ kind, due_on: dueOn }),
            ),
          })),
        };
      }),
  }),
];

/** Every schedule there is: the organization's by kind, each followed by those of gateways. */
function chasings(ctx: Context, { by_gateway }: Settings['overdue']) {
  const all = Object.values(ctx.gateways.payment);
  return modes.flatMap((mode) => {
    const own = all.filter(({ name }) => {
      const offsets = by_gateway[name];
      return mode === 'charge'
        ? offsets?.retry_offsets
        : mode === 'debit' && offsets?.debit_offsets;
    });
    return [null, ...own].map((gateway) => ({ mode, gateway }));
  });
}

/** The last twelve whole months and this one, unless asked otherwise. */
export function betweenOf(asked: z.output<typeof query>, today: LocalDate): Between {
  const yearAgo = addMonthsAnchored(firstDayOfMonth(today), -12, 1);
  const from = (asked.from as LocalDate | undefined) ?? yearAgo;
  return { from, to: (asked.to as LocalDate | undefined) ?? today };
}

const headers: Record<Language, string[]> = {
  en: ['Month', 'Currency', 'Recovered', 'Recovered cases', 'Lost', 'Lost cases'],
  fr: ['Mois', 'Devise', 'Récupéré', 'Dossiers récupérés', 'Perdu', 'Dossiers perdus'],
};

function cellsOf({ month, currency, recovered, lost }: z.output<typeof statistics>['months'][0]) {
  const units = (minor: number) => decimalText(money(minor, currency));
  return [
    month,
    currency,
    units(recovered.amount),
    recovered.count,
    units(lost.amount),
    lost.count,
  ];
}
