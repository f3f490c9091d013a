import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import type { Command } from 'commander';
import type { Context } from '../../actions/context.ts';
import { look } from '../../actions/context.ts';
import { batchFile } from '../../actions/sepa/batchActs.ts';
import { batchNumbered, latestBatches } from '../../db/payments/debitBatches.ts';
import { NotFound } from '../../domain/errors.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print } from '../output.ts';

/** `cercle sepa`: the files of direct debits, and one of them on disk for the bank. */
export function addSepa(program: Command): void {
  const sepa = program.command('sepa').description('files of direct debits for the bank');
  ofOrganization(sepa.command('list').description('the latest files')).exitOverride().action(list);
  ofOrganization(sepa.command('file <NUMBER>').description('write a file as it was made'))
    .option('--out <FILE>', 'where to; standard output when left out')
    .exitOverride()
    .action(file);
}

async function list(options: OfOrganization): Promise<void> {
  const files = await withOrganization(options, (ctx) =>
    look(ctx, ({ tx }) => latestBatches(tx, 60)),
  );
  const lines = files.map(({ number, state, collectOn, count, total }) =>
    [number, state, collectOn, `${count} debits`, `${(total / 100).toFixed(2)} EUR`].join('\t'),
  );
  print(options, files, lines.join('\n') || 'No file was made yet.');
}

async function file(number: string, options: OfOrganization & { out?: string }): Promise<void> {
  const made = await withOrganization(options, (ctx) => textOf(ctx, Number(number)));
  if (options.out === undefined) {
    process.stdout.write(made.text);
    return;
  }
  await writeFile(options.out, made.text);
  print(options, { file: options.out, name: made.name }, `${made.name} is in ${options.out}`);
}

async function textOf(ctx: Context, number: number) {
  if (!Number.isSafeInteger(number) || number > 2_000_000_000) throw new NotFound();
  const batch = await look(ctx, ({ tx }) => batchNumbered(tx, number));
  if (!batch) throw new NotFound();
  return batchFile(ctx, batch.id);
}
