import type { Command } from 'commander';
import { previewBilling } from '../../actions/billing/previewBilling.ts';
import { runBillingDay } from '../../actions/billing/runBillingDay.ts';
import { advanceClock } from '../../actions/clock/advanceClock.ts';
import { look } from '../../actions/context.ts';
import { localDate } from '../../domain/dates.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print } from '../output.ts';

type Options = OfOrganization & { until?: string; preview?: boolean };

/** `cercle bill`: runs the billing day, or says what a run until a date would do. */
export function addBill(program: Command): void {
  ofOrganization(program.command('bill').description('run the billing day'))
    .option('--until <DATE>', 'up to this day; beyond today for sandboxes and previews')
    .option('--preview', 'say what would happen, write nothing')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const until = options.until === undefined ? undefined : localDate(options.until);
  const result = await withOrganization(options, async (ctx, program) => {
    const today = await look(ctx, async (scene) => scene.today);
    if (options.preview) return previewBilling(ctx, { until: until ?? today });
    if (until && until > today) return advanceClock({ ...ctx, mail: program.mail }, { until });
    return runBillingDay(ctx);
  });
  print(options, result, JSON.stringify(result, null, 2));
}
