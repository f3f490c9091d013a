import { Readable } from 'node:stream';
import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { recheckImport } from '../../../actions/imports/recheck.ts';
import {
  importById,
  importRows,
  problemsCsv,
  recentImports,
} from '../../../actions/imports/rows.ts';
import { checkImport } from '../../../actions/imports/run.ts';
import { templateWorkbook } from '../../../actions/imports/template.ts';
import { readRows } from '../../../db/imports/rows.ts';
import type { Language } from '../../../domain/errors.ts';
import { mappingFileSchema } from '../../../domain/imports/mappingFile.ts';
import { profiles } from '../../../domain/imports/profiles/index.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, language } from '../../shapes.ts';
import { withUpload } from '../../upload.ts';
import { importShape, presentImport } from './importShapes.ts';

const base = '/organizations/:org/imports';
const path = z.strictObject({ org: z.string().max(200), id });
const rowPath = path.extend({ row: z.coerce.number().int().min(1) });

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'ctx' | 'language'>;

async function present({ ctx, language: spoken }: AnyCall, importId: string) {
  const row = await importById(ctx, importId);
  const sample = await look(ctx, ({ tx }) => readRows(tx, importId, { after: 0, limit: 20 }));
  return presentImport(
    row,
    sample.map((each) => each.cells),
    spoken,
  );
}

const rowShape = z.object({
  row_number: z.number(),
  outcome: z.string(),
  cells: z.array(z.string()),
  contact_id: z.string().nullable(),
  problems: z.array(
    z.object({
      column: z.string().nullable(),
      level: z.string(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

const uploading = [
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Upload a file (multipart) and have every row checked; nothing is imported yet',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    answer: importShape,
    status: 201,
    handle: (call) =>
      withUpload(call.request, async ({ file, fields }) => {
        const mapping = fields.mapping
          ? mappingFileSchema.parse(JSON.parse(fields.mapping))
          : undefined;
        const report = await checkImport(call.ctx, { file, profile: fields.profile, mapping });
        return present(call, report.importId!);
      }),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/:id`,
    summary: 'Change columns or options and check again',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    params: path,
    body: z.strictObject({
      profile: z.string().max(40).optional(),
      mapping: mappingFileSchema.optional(),
      options: z
        .strictObject({
          create_missing_plans: z.boolean().optional(),
          invite_all: z.boolean().optional(),
          unknown_columns: z.enum(['field', 'ignore']).optional(),
        })
        .optional(),
    }),
    answer: importShape,
    handle: async (call) => {
      const { profile, mapping, options } = call.body;
      const importId = call.params.id;
      await recheckImport(call.ctx, {
        importId,
        profile,
        mapping,
        createMissingPlans: options?.create_missing_plans,
        inviteAll: options?.invite_all,
        unknownColumns: options?.unknown_columns,
      });
      return present(call, importId);
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/check`,
    summary: 'Check every row again',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    params: path,
    answer: importShape,
    handle: async (call) => {
      await recheckImport(call.ctx, { importId: call.params.id });
      return present(call, call.params.id);
    },
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/:id/rows/:row`,
    summary: 'Put cells of a row right, and check again',
    tag: 'Import',
    needs: 'people.import',
    rate: 'write',
    params: rowPath,
    body: z.strictObject({ cells: z.record(z.string().max(200), z.string().max(5000)) }),
    answer: importShape,
    handle: async (call) => {
      const { id: importId, row } = call.params;
      const corrections = Object.entries(call.body.cells).map(([column, value]) => {
        return { row, column, value };
      });
      await recheckImport(call.ctx, { importId, corrections });
      return present(call, importId);
    },
  }),
];

const reading = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'The latest imports',
    tag: 'Import',
    needs: 'people.import',
    rate: 'read',
    answer: z.object({ items: z.array(importShape.omit({ columns: true, targets: true })) }),
    handle: async (call) => ({
      items: (await recentImports(call.ctx)).map((row) => presentImport(row, [], call.language)),
    }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One import: its columns, options and counts',
    tag: 'Import',
    needs: 'people.import',
    rate: 'read',
    params: path,
    answer: importShape,
    handle: (call) => present(call, call.params.id),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id/rows`,
    summary: 'Rows with their problems, in your language',
    tag: 'Import',
    needs: 'people.import',
    rate: 'read',
    params: path,
    query: z.strictObject({
      only: z.enum(['refused', 'problems']).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      after: z.coerce.number().int().min(0).default(0),
    }),
    answer: z.object({ items: z.array(rowShape), next_after: z.number().nullable() }),
    handle: async (call) => {
      const page = { importId: call.params.id, ...call.query };
      const rows = await importRows(call.ctx, page, call.language);
      const items = rows.map(({ row, contactId, cells, ...rest }) => {
        const texts = cells.map((cell) => String(cell ?? ''));
        return { ...rest, row_number: row, contact_id: contactId, cells: texts };
      });
      return { items, next_after: rows.length === page.limit ? rows.at(-1)!.row : null };
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id/problems.csv`,
    summary: 'Rows with problems as CSV, to correct and upload again',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    params: path,
    answer: 'file',
    handle: async (call) => {
      await importById(call.ctx, call.params.id);
      call.reply.header('content-disposition', 'attachment; filename="problems.csv"');
      const csv = problemsCsv(call.ctx, call.params.id, call.language);
      return call.reply.type('text/csv; charset=utf-8').send(Readable.from(csv));
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/import-profiles',
    summary: 'Sources whose files are known',
    tag: 'Import',
    needs: 'people.import',
    rate: 'read',
    answer: z.object({ items: z.array(z.object({ key: z.string(), label: z.string() })) }),
    handle: async (call) => ({
      items: Object.values(profiles).map(({ key, label }) => ({
        key,
        label: label[call.language],
      })),
    }),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/import-template',
    summary: 'Our own template as XLSX, required columns in yellow',
    tag: 'Import',
    needs: 'people.import',
    rate: 'heavy',
    query: z.strictObject({ language: language.optional() }),
    answer: 'file',
    handle: async (call) => {
      const spoken: Language = call.query.language ?? call.language;
      const name = spoken === 'fr' ? 'membres.xlsx' : 'members.xlsx';
      call.reply.header('content-disposition', `attachment; filename="${name}"`);
      call.reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
      return call.reply.send(Buffer.from(await templateWorkbook(spoken)));
    },
  }),
];

export const importRoutes = [...uploading, ...reading];
