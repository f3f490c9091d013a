import { createWriteStream } from 'node:fs';
import process from 'node:process';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Command } from 'commander';
import { Option } from 'commander';
import { exportCsv, exportRows } from '../../db/directory/export.ts';
import { writeXlsx } from '../../files/xlsxWriter.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print, spokenLanguage } from '../output.ts';
import { scopeOf } from './members.ts';

type Options = OfOrganization & {
  format: 'csv' | 'xlsx';
  separator: ',' | ';';
  bom?: boolean;
  columns?: string;
  sort?: string;
  out?: string;
};

/** `cercle export QUERY`: who matches, as CSV or XLSX, to a file or the standard output. */
export function addExport(program: Command): void {
  ofOrganization(program.command('export').description('write who matches a query to a file'))
    .argument('[query]', 'one line of the query language', '')
    .addOption(new Option('--format <FORMAT>').choices(['csv', 'xlsx']).default('csv'))
    .addOption(new Option('--separator <CHAR>').choices([',', ';']).default(','))
    .option('--bom', 'with a byte order mark, for spreadsheet programs')
    .option('--columns <NAMES>', 'with commas between (default: all)')
    .option('--sort <COLUMN>', 'a column, with - before it for descending')
    .option('--out <FILE>', 'where to (default: the standard output)')
    .action(run);
}

async function run(query: string, options: Options): Promise<void> {
  await withOrganization(options, async (ctx) => {
    const scope = await scopeOf(ctx);
    const { sort, separator, bom } = options;
    const columns = options.columns?.split(',');
    const request = { query, sort, columns, language: spokenLanguage() };
    const source =
      options.format === 'csv'
        ? await exportCsv(ctx.db, scope, { ...request, separator, bom })
        : await workbook(ctx.db, scope, request);
    await pipeline(source, sink(options.out));
  });
  if (options.out) print(options, { file: options.out }, `Wrote ${options.out}.`);
}

async function workbook(
  db: Parameters<typeof exportRows>[0],
  scope: Parameters<typeof exportRows>[1],
  request: Parameters<typeof exportRows>[2],
): Promise<Readable> {
  const { titles, rows } = await exportRows(db, scope, request);
  const sheet = { name: 'People', columns: titles.map((header) => ({ header })) };
  return Readable.fromWeb(writeXlsx(sheet, rows) as ReadableStream<Uint8Array>);
}

/** The standard output stays open: it is not ours to end. */
function sink(file: string | undefined): Writable {
  if (file) return createWriteStream(file);
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      process.stdout.write(chunk, (error) => done(error ?? undefined));
    },
  });
}
