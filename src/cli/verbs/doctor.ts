import process from 'node:process';
import type { Command } from 'commander';
import { runDoctor } from '../../actions/doctor/runDoctor.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print, spokenLanguage } from '../output.ts';

type Options = OfOrganization & { rebuild?: boolean };

/** `cercle doctor`: checks every invariant and derived figure; exit code 1 when one is broken. */
export function addDoctor(program: Command): void {
  ofOrganization(program.command('doctor').description('check every invariant'))
    .option('--rebuild', 'derive the directory anew before checking')
    .action(async (options: Options) => {
      const checks = await withOrganization(options, (ctx) =>
        runDoctor(ctx, { rebuild: options.rebuild }),
      );
      const broken = checks.filter((check) => !check.ok);
      const lines = checks.map(
        (check) =>
          `${check.ok ? 'ok    ' : 'BROKEN'} ${check.title[spokenLanguage()]}${
            check.ok ? '' : ` (${check.count}: ${check.examples.join(', ')})`
          }`,
      );
      const sum = `${checks.length - broken.length} of ${checks.length} checks hold.`;
      print(options, { ok: broken.length === 0, checks }, [...lines, sum].join('\n'));
      if (broken.length > 0) process.exitCode = 1;
    });
}
