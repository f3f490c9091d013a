import { createWriteStream, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Context } from '../../actions/context.ts';
import { look } from '../../actions/context.ts';
import { exportDocuments } from '../../actions/documents/exportDocuments.ts';
import { exportFec } from '../../actions/documents/exportFec.ts';
import { periodOf } from '../../actions/documents/period.ts';
import { exportCsv, exportRows } from '../../db/directory/export.ts';
import { type ExportKind, exportTables } from '../../db/invoices/exports.ts';
import { writeXlsx } from '../../files/xlsxWriter.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print, spokenLanguage } from '../output.ts';
import { scopeOf } from './members.ts';

type What = 'people' | 'fec' | ExportKind;

type Options = OfOrganization & {
  what: What;
  year?: number;
  month?: number;
  from?: string;
  to?: string;
  currency?: string;
  format: 'csv' | 'xlsx';
  separator: ',' | ';';
  bom?: boolean;
  columns?: string;
  sort?: string;
  out?: string;
};

const whats: What[] = ['people', ...(Object.keys(exportTables) as ExportKind[]), 'fec'];

/**
 * `cercle export`: people who match a query, documents of some days, or the French accounting file;
 * to a file or the standard output. `--out` may be a folder: the file then has its own name.
 */
export function addExport(program: Command): void {
  const command = program.command('export').description('write people or documents to a file');
  ofOrganization(command)
    .argument('[query]', 'of people: one line of the query language', '')
    .addOption(new Option('--what <WHAT>').choices(whats).default('people'))
    .option('--year <YEAR>', 'of documents: the fiscal year that begins in it', wholeNumber)
    .option('--month <MONTH>', 'of documents: only this month of the year', wholeNumber)
    .option('--from <DAY>', 'of documents: the first day, YYYY-MM-DD')
    .option('--to <DAY>', 'of documents: the last day')
    .option('--currency <CODE>', "of the FEC (default: the organization's)")
    .addOption(new Option('--format <FORMAT>').choices(['csv', 'xlsx']).default('csv'))
    .addOption(new Option('--separator <CHAR>').choices([',', ';']).default(','))
    .option('--bom', 'with a byte order mark, for spreadsheet programs')
    .option('--columns <NAMES>', 'with commas between (default: all)')
    .option('--sort <COLUMN>', 'a column, with - before it for descending')
    .option('--out <FILE>', 'where to (default: the standard output)')
    .action(run);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

async function run(query: string, options: Options): Promise<void> {
  let file = options.out;
  await withOrganization(options, async (ctx) => {
    if (options.what !== 'people') {
      const made = await documents(ctx, options);
      if (file && isFolder(file)) file = path.join(file, made.name);
      return pipeline(made.body, sink(file));
    }
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
  if (file) print(options, { file }, `Wrote ${file}.`);
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function documents(ctx: Context, options: Options) {
  const { what, format, separator, currency } = options;
  const between = await look(ctx, async ({ org }) =>
    periodOf(options, org.settings.accounting.year_starts),
  );
  if (what === 'fec') return exportFec(ctx, { ...between, currency });
  const more = { format, separator, bom: options.bom ?? false, language: spokenLanguage() };
  return exportDocuments(ctx, { kind: what as ExportKind, ...between, ...more });
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
