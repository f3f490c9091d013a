import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { streamRows } from '../../../db/invoices/stream.ts';
import type { FirstTry } from '../../../db/payments/firstTries.ts';
import { firstTries, firstTriesStatement } from '../../../db/payments/firstTries.ts';
import type { StepRate } from '../../../db/payments/overdueStatistics.ts';
import { recoveryBySteps } from '../../../db/payments/overdueStatistics.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { decimalText, money } from '../../../domain/money.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import type { OutCell } from '../../../files/csvWriter.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import { defineRoute } from '../../route.ts';
import { currency, listOf, named, paging } from '../../shapes.ts';
import { sendCsv, titled } from './csvAnswer.ts';
import { betweenOf, betweenQuery } from './overdueFigures.ts';
import { caseBase } from './overdueShapes.ts';

const read = { tag: 'Overdue', needs: 'billing.read', method: 'GET' } as const;
const outcome = z.enum(['succeeded', 'declined']);
const asked = betweenQuery.extend({
  outcome: outcome.optional(),
  currency: currency.optional(),
});

const triesOf = (query: z.output<typeof asked>, today: LocalDate) => ({
  ...betweenOf(query, today),
  ...{ outcome: query.outcome, currency: query.currency },
});

export const overdueTryRoutes = [
  defineRoute({
    ...read,
    rate: 'read',
    url: `${caseBase}/statistics/first-tries`,
    summary: 'The recurring charges that the rate of the first try counts, latest first',
    query: asked.extend(paging.shape),
    answer: listOf(
      z.object({
        ...{ id: z.string(), on: z.string(), contact: named },
        invoice: z.object({ id: z.string(), number: z.string() }),
        ...{ amount: z.number(), currency: z.string(), outcome },
        reason_text: z.string().nullable(),
      }),
    ),
    handle: ({ ctx, query: { limit, cursor, ...query }, language }) =>
      look(ctx, async ({ tx, today }) => {
        const page = { limit, after: readCursor(cursor) };
        const { items, next } = await firstTries(tx, triesOf(query, today), page);
        return {
          items: items.map(({ reason, ...row }) => ({
            ...row,
            reason_text: reason && reasonText(reason, language),
          })),
          next_cursor: next && writeCursor(next.at, next.id),
        };
      }),
  }),
  defineRoute({
    ...read,
    rate: 'heavy',
    url: `${caseBase}/statistics/first-tries/csv`,
    summary: 'All of them as a CSV file',
    query: asked,
    answer: 'file',
    handle: async ({ ctx, query, reply, language }) => {
      const tries = await look(ctx, async ({ today }) => triesOf(query, today));
      const rows = streamRows<FirstTry>(ctx.db, ctx.orgId, firstTriesStatement(tries));
      const lines = titled(tryTitles[language], rows, tryCells(language));
      return sendCsv(reply, `first-tries-${tries.from}-${tries.to}`, lines);
    },
  }),
  defineRoute({
    ...read,
    rate: 'read',
    url: `${caseBase}/statistics/steps/csv`,
    summary: 'The rate of each step as a CSV file',
    query: betweenQuery,
    answer: 'file',
    handle: async ({ ctx, query, reply, language }) => {
      const [between, steps] = await look(ctx, async ({ tx, today }) => {
        const days = betweenOf(query, today);
        return [days, await recoveryBySteps(tx, days)] as const;
      });
      const name = `overdue-steps-${between.from}-${between.to}`;
      return sendCsv(reply, name, stepLines(steps, language));
    },
  }),
];

const units = (minor: number, of: string) => decimalText(money(minor, of));

const tryTitles: Record<Language, string[]> = {
  en: ['Day', 'Member', 'Invoice', 'Amount', 'Currency', 'Outcome', 'Reason'],
  fr: ['Jour', 'Membre', 'Facture', 'Montant', 'Devise', 'Résultat', 'Motif'],
};
const outcomes: Record<Language, Record<FirstTry['outcome'], string>> = {
  en: { succeeded: 'paid', declined: 'declined' },
  fr: { succeeded: 'payé', declined: 'refusé' },
};

const tryCells =
  (language: Language) =>
  ({ on, contact, invoice, amount, currency: of, outcome: how, reason }: FirstTry): OutCell[] => {
    const why = reason && reasonText(reason, language);
    return [on, contact.name, invoice.number, units(amount, of), of, outcomes[language][how], why];
  };

const stepTitles: Record<Language, string[]> = {
  en: ['Step', 'Tried', 'Paid'],
  fr: ['Étape', 'Tentés', 'Payés'],
};
const stepNames: Record<Language, Record<string, string>> = {
  en: { first_try: 'First try', new_method: 'New payment method', other: 'Paid otherwise' },
  fr: {
    first_try: 'Premier essai',
    new_method: 'Nouveau moyen de paiement',
    other: 'Payé autrement',
  },
};

/** One line for each step, with what it brought in by currency. */
function* stepLines(steps: StepRate[], language: Language): Generator<OutCell[]> {
  const currencies = [...new Set(steps.flatMap((row) => row.amount.map((sum) => sum.currency)))];
  currencies.sort();
  const amount = language === 'fr' ? 'Montant' : 'Amount';
  yield [...stepTitles[language], ...currencies.map((of) => `${amount} (${of})`)];
  for (const { step, tried, succeeded, amount: sums } of steps) {
    const number = /^retry_(\d+)$/.exec(step)?.[1];
    const retry = language === 'fr' ? `Nouvel essai ${number}` : `Retry ${number}`;
    const name = number ? retry : stepNames[language][step];
    // Otherwise is no step that can be tried.
    const counts = step === 'other' ? [null, succeeded] : [tried, succeeded];
    const paid = currencies.map((of) => sums.find((sum) => sum.currency === of)?.amount ?? 0);
    yield [name, ...counts, ...paid.map((minor, i) => units(minor, currencies[i]!))];
  }
}
