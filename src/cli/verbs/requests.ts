import type { Command } from 'commander';
import type { Context } from '../../actions/context.ts';
import { look } from '../../actions/context.ts';
import { approveRequest } from '../../actions/joining/approveRequest.ts';
import { declineRequest } from '../../actions/joining/declineRequest.ts';
import { countRequests, listRequests } from '../../db/subscriptions/requests.ts';
import type { OfOrganization } from '../open.ts';
import { ofOrganization, withOrganization } from '../open.ts';
import { print } from '../output.ts';

/** `cercle requests`: who asks to join, and the decisions, one at a time. */
export function addRequests(program: Command): void {
  const requests = program.command('requests').description('who asks to join, and the decision');
  ofOrganization(requests.command('list').description('those that wait, the oldest first'))
    .option('--limit <N>', 'rows at most', '50')
    .exitOverride()
    .action(list);
  ofOrganization(requests.command('approve <ID>').description('let somebody in: it is billed'))
    .exitOverride()
    .action((id, options) => decide(options, id, approve));
  ofOrganization(requests.command('decline <ID>').description('turn a request down'))
    .option('--reason <TEXT>', 'the applicant reads it', '')
    .exitOverride()
    .action((id, options: OfOrganization & { reason: string }) =>
      decide(options, id, (ctx) => decline(ctx, id, options.reason)),
    );
}

async function list(options: OfOrganization & { limit: string }): Promise<void> {
  const answer = await withOrganization(options, (ctx) =>
    look(ctx, async ({ tx }) => {
      const page = { decided: false, planId: null, offset: 0, limit: Number(options.limit) };
      const { waiting } = await countRequests(tx, null);
      return { items: await listRequests(tx, page), waiting };
    }),
  );
  const lines = answer.items.map(({ subscriptionId, name, email, planName, askedAt }) =>
    [subscriptionId, askedAt.slice(0, 10), name, email ?? '—', planName].join('  '),
  );
  print(options, answer, [...lines, `${answer.waiting} waiting`].join('\n'));
}

type Decision = (ctx: Context, id: string) => Promise<{ answer: object; text: string }>;

async function decide(options: OfOrganization, id: string, act: Decision): Promise<void> {
  const { answer, text } = await withOrganization(options, (ctx) => act(ctx, id));
  print(options, answer, text);
}

async function approve(ctx: Context, id: string) {
  const { invoiceIds } = await approveRequest(ctx, { id });
  const count = invoiceIds.length;
  return {
    answer: { approved: id, invoice_ids: invoiceIds },
    text: count === 0 ? 'Approved.' : `Approved; ${count} invoiced.`,
  };
}

async function decline(ctx: Context, id: string, reason: string) {
  await declineRequest(ctx, { id }, { reason });
  return { answer: { declined: id }, text: 'Declined.' };
}
