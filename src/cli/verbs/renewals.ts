import type { Command } from 'commander';
import type { Context } from '../../actions/context.ts';
import { look } from '../../actions/context.ts';
import { approveRenewal } from '../../actions/renewals/approveRenewal.ts';
import { boardView } from '../../actions/renewals/boards.ts';
import { refuseRenewal, resetRenewal } from '../../actions/renewals/closeRenewal.ts';
import { sendRenewal } from '../../actions/renewals/sendRenewal.ts';
import type { Board } from '../../db/renewals/read.ts';
import { boards, countRenewals, listRenewals } from '../../db/renewals/read.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print } from '../output.ts';

/** `cercle renewals`: the boards, and the decisions, one at a time. */
export function addRenewals(program: Command): void {
  const renewals = program.command('renewals').description('who is asked for the next term');
  ofOrganization(renewals.command('list').description('a board, what waits longest first'))
    .option('--board <NAME>', boards.join(', '), 'all')
    .option('--limit <N>', 'rows at most', '50')
    .exitOverride()
    .action(list);
  const verb = (name: string, says: string, act: (ctx: Context, id: string) => Promise<void>) =>
    ofOrganization(renewals.command(`${name} <ID>`).description(says))
      .exitOverride()
      .action((id: string, options: OfOrganization) => decide(options, id, { name, act }));
  verb('send', 'the notice, now or again', sendRenewal);
  verb('approve', 'the next term waits for its payment', approveRenewal);
  verb('reset', 'take the decision back', resetRenewal);
  ofOrganization(renewals.command('refuse <ID>').description('they leave at the end of the term'))
    .option('--reason <TEXT>', 'why', '')
    .exitOverride()
    .action((id: string, options: OfOrganization & { reason: string }) => {
      const refuse = (ctx: Context) => {
        return refuseRenewal(ctx, id, { reason: options.reason, comment: '' });
      };
      return decide(options, id, { name: 'refuse', act: refuse });
    });
}

async function list(options: OfOrganization & { board: string; limit: string }): Promise<void> {
  const board = boards.find((each) => each === options.board) ?? 'all';
  const page = { board: board satisfies Board, planId: null, offset: 0 };
  const answer = await withOrganization(options, (ctx) =>
    look(ctx, async (scene) => {
      const view = boardView(scene);
      const items = await listRenewals(scene.tx, view, { ...page, limit: Number(options.limit) });
      return { items, counts: await countRenewals(scene.tx, view, null) };
    }),
  );
  const lines = answer.items.map(({ id, endsOn, contactName, email, planName, state }) =>
    [id, endsOn, contactName, email ?? '—', planName, state].join('  '),
  );
  const counted = Object.entries(answer.counts).map(([name, count]) => `${name} ${count}`);
  print(options, answer, [...lines, counted.join(' · ')].join('\n'));
}

type Decision = { name: string; act: (ctx: Context, id: string) => Promise<void> };

async function decide(options: OfOrganization, id: string, { name, act }: Decision) {
  await withOrganization(options, (ctx) => act(ctx, id));
  print(options, { [name]: id }, 'Done.');
}
