import type { Command } from 'commander';
import { look } from '../../actions/context.ts';
import { explainPage } from '../../actions/pages/lookAtPage.ts';
import { listPages } from '../../db/pages/read.ts';
import { pageReason } from '../../domain/pageReasons.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print, spokenLanguage } from '../output.ts';

/** `cercle pages`: which there are and whom they open to, and why one does or does not. */
export function addPages(program: Command): void {
  const pages = program.command('pages').description('pages, and whom they open to');
  ofOrganization(pages.command('list').description('every page in its order'))
    .exitOverride()
    .action(list);
  ofOrganization(pages.command('explain <ID>').description('whether somebody may open a page'))
    .option('--contact <ID>', 'who comes; left out: a visitor who is not signed in')
    .exitOverride()
    .action(explain);
}

async function list(options: OfOrganization): Promise<void> {
  const items = await withOrganization(options, (ctx) => look(ctx, ({ tx }) => listPages(tx)));
  const lines = items.map(({ id, path, title, audience, plans, published }) => {
    const whom = audience === 'plans' ? plans.map(({ name }) => name).join(', ') : audience;
    return [id, `/${path}`, title, whom, ...(published ? [] : ['draft'])].join('  ');
  });
  print(options, { items }, lines.length > 0 ? lines.join('\n') : 'No pages.');
}

type Explain = OfOrganization & { contact?: string };

async function explain(pageId: string, options: Explain): Promise<void> {
  const asked = { pageId, contactId: options.contact ?? null };
  const decision = await withOrganization(options, (ctx) => explainPage(ctx, asked));
  const reason = pageReason(decision, spokenLanguage());
  print(options, { ...decision, reason }, `${decision.open ? 'Open' : 'Closed'}: ${reason}`);
}
