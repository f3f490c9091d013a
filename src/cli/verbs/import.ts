import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { ImportReport } from '../../actions/imports/report.ts';
import { dryRunImport, importMembers } from '../../actions/imports/run.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { MappingFile } from '../../domain/imports/mapping.ts';
import { mappingFileSchema } from '../../domain/imports/mappingFile.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print, progressLine } from '../output.ts';

export const FileMissing = defineRefusal('file_missing', 422, {
  en: 'There is no file at {path}.',
  fr: "Il n'y a pas de fichier à {path}.",
});

type Options = OfOrganization & {
  profile?: string;
  mapping?: MappingFile;
  createMissingPlans?: boolean;
  dryRun?: boolean;
};

function mappingFrom(file: string): MappingFile {
  const result = mappingFileSchema.safeParse(jsonOf(file));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new InvalidArgumentError(`${file}: ${issue?.path.join('.')} ${issue?.message}`);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(`${file} cannot be read as JSON: ${reason}`);
  }
}

/** `cercle import FILE`: members from CSV or XLSX; says what became of every row. */
export function addImport(program: Command): void {
  ofOrganization(program.command('import').description('bring members in from CSV or XLSX'))
    .argument('<file>', 'the file')
    .option('--profile <NAME>', 'template, patreon or generic (default: recognized)')
    .option('--mapping <FILE>', 'JSON that says what each column is', mappingFrom)
    .option('--create-missing-plans', 'make plans that the file names and nobody has')
    .option('--dry-run', 'check everything and write nothing')
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  if (!existsSync(file)) throw new FileMissing({ path: file });
  const progress = progressLine('import');
  const report = await withOrganization(options, (ctx) => {
    const input = {
      file: { name: path.basename(file), path: path.resolve(file) },
      profile: options.profile,
      mapping: options.mapping,
      createMissingPlans: options.createMissingPlans,
      onProgress: ({ rows }: { rows: number }) => progress(rows, null),
    };
    return options.dryRun ? dryRunImport(ctx, input) : importMembers(ctx, input);
  });
  print(options, { ...report, dryRun: options.dryRun ?? false }, textOf(report, options));
  if (report.counts.refused > 0) process.exitCode = 1;
}

function textOf(report: ImportReport, options: Options): string {
  const { counts } = report;
  const head = options.dryRun ? 'Nothing was written. A real run would do this:' : 'Imported.';
  const sums = `${counts.rows} rows: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.refused} refused.`;
  const rows = report.rows.flatMap((row) =>
    row.problems.map((each) => `  row ${row.row}, ${each.column ?? '—'}: ${each.message}`),
  );
  const made = options.createMissingPlans ? 'new plan' : 'no plan named';
  const plans = report.missingPlans.map((name) => `  ${made} "${name}"`);
  return [head, sums, ...plans.slice(0, 20), ...rows.slice(0, 40)].join('\n');
}
