import type { Command } from 'commander';
import type { Context } from '../../actions/context.ts';
import { look } from '../../actions/context.ts';
import type { DirectoryScope } from '../../db/directory/names.ts';
import { directoryPage } from '../../db/directory/page.ts';
import { directoryTotals } from '../../db/directory/totals.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print } from '../output.ts';

type Options = OfOrganization & { limit: string; sort?: string };
type Row = { name: string; email: string | null; status: string; plan_name: string | null };

/** The organization's day and currency, as the list needs them. */
export function scopeOf(ctx: Context): Promise<DirectoryScope> {
  return look(ctx, async ({ org, today }) => {
    return { orgId: org.id, today, currency: org.currency };
  });
}

/** `cercle members QUERY`: who matches a query, and the totals. */
export function addMembers(program: Command): void {
  ofOrganization(program.command('members').description('list who matches a query'))
    .argument('[query]', 'one line of the query language', '')
    .option('--limit <N>', 'rows at most', '50')
    .option('--sort <COLUMN>', 'a column, with - before it for descending')
    .action(run);
}

async function run(query: string, options: Options): Promise<void> {
  const answer = await withOrganization(options, async (ctx) => {
    const scope = await scopeOf(ctx);
    const request = { query, limit: Number(options.limit), sort: options.sort };
    const page = await directoryPage(ctx.db, scope, request);
    const totals = await directoryTotals(ctx.db, scope, query);
    return { items: JSON.parse(page.json) as Row[], next_cursor: page.nextCursor, totals };
  });
  const lines = answer.items.map((row) =>
    [row.name, row.email ?? '—', row.status, row.plan_name ?? '—'].join('  '),
  );
  const { people, paying } = answer.totals;
  print(options, answer, [...lines, `${people} people, ${paying} paying`].join('\n'));
}
