import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { exportDocuments } from '../../../actions/documents/exportDocuments.ts';
import { exportFec } from '../../../actions/documents/exportFec.ts';
import { exportSummary } from '../../../actions/documents/exportSummary.ts';
import { periodOf } from '../../../actions/documents/period.ts';
import { defineRoute } from '../../route.ts';
import { currency, localDate, moneyList } from '../../shapes.ts';

const base = '/organizations/:org/documents';

const kind = z.enum([
  'invoices',
  'proforma',
  'credit_notes',
  'payments',
  'refunds',
  'reconciliation',
]);

const period = z.strictObject({
  year: z.coerce.number().int().min(1900).max(9998).optional(),
  month: z.coerce.number().int().min(1).max(12).optional(),
  from: localDate.optional(),
  to: localDate.optional(),
});

const query = period.extend({
  what: z.enum([...kind.options, 'fec']),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  separator: z.enum([',', ';']).default(','),
  bom: z.enum(['0', '1']).default('0'),
  /** Of the FEC; the organization's when not given. */
  currency: currency.optional(),
});

const books = z.object({
  currency: z.string(),
  count: z.number(),
  debit: z.number(),
  credit: z.number(),
});

export const documentRoutes = [
  defineRoute({
    method: 'GET',
    url: `${base}/summary`,
    summary: 'What the files of a month, a fiscal year or a range of days hold',
    tag: 'Invoices',
    needs: 'people.export',
    rate: 'read',
    query: period,
    answer: z.object({
      from: z.string(),
      to: z.string(),
      files: z.array(z.object({ kind, count: z.number(), sums: moneyList })),
      books: z.array(books),
    }),
    handle: ({ ctx, query }) => exportSummary(ctx, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/export`,
    summary: 'Invoices, credit notes, payments, refunds or the bank reconciliation; or the FEC',
    tag: 'Invoices',
    needs: 'people.export',
    rate: 'heavy',
    query,
    answer: 'file',
    handle: async (call) => {
      const { what, format, separator, bom, currency: of } = call.query;
      const between = await look(call.ctx, async ({ org }) =>
        periodOf(call.query, org.settings.accounting.year_starts),
      );
      const file =
        what === 'fec'
          ? await exportFec(call.ctx, { ...between, currency: of })
          : exportDocuments(call.ctx, {
              ...{ kind: what, ...between, format, separator, bom: bom === '1' },
              language: call.language,
            });
      call.reply.header('content-disposition', `attachment; filename="${file.name}"`);
      return call.reply.type(file.type).send(file.body);
    },
  }),
];
