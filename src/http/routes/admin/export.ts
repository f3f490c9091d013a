import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import * as z from 'zod';
import type { ExportRequest } from '../../../db/directory/export.ts';
import { exportCsv, exportRows } from '../../../db/directory/export.ts';
import { writeXlsx } from '../../../files/xlsxWriter.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { directoryScope } from './query.ts';

const query = z.strictObject({
  q: z.string().max(4000).default(''),
  sort: z.string().max(60).optional(),
  /** `all`, or names of columns with commas between. */
  columns: z.string().max(1000).default('all'),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  separator: z.enum([',', ';']).optional(),
  bom: z.enum(['0', '1']).default('0'),
});

type ExportCall = Call<unknown, z.output<typeof query>, unknown>;

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

async function stream(call: ExportCall): Promise<Readable> {
  const { q, sort, columns, format, separator, bom } = call.query;
  const request: ExportRequest = {
    query: q,
    sort,
    columns: columns === 'all' ? undefined : columns.split(','),
    language: call.language,
  };
  const scope = directoryScope(call);
  const { db } = call.services;
  if (format === 'csv') return exportCsv(db, scope, { ...request, separator, bom: bom === '1' });
  const { titles, rows } = await exportRows(db, scope, request);
  const name = call.language === 'fr' ? 'Contacts' : 'People';
  const sheet = { name, columns: titles.map((header) => ({ header })) };
  return Readable.fromWeb(writeXlsx(sheet, rows) as ReadableStream<Uint8Array>);
}

export const exportRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/export',
    summary: 'Everybody who matches, as CSV or XLSX, in the order of the list',
    tag: 'People',
    needs: 'people.export',
    rate: 'heavy',
    query,
    answer: 'file',
    handle: async (call) => {
      const body = await stream(call);
      const { format } = call.query;
      const name = `${call.language === 'fr' ? 'contacts' : 'people'}-${directoryScope(call).today}`;
      call.reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
      return call.reply.type(types[format]).send(body);
    },
  }),
];
