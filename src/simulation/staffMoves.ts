import { runBulk } from '../actions/bulk/runBulk.ts';
import { startBulk } from '../actions/bulk/startBulk.ts';
import { readWish } from '../actions/bulk/wish.ts';
import { look } from '../actions/context.ts';
import { updateContact } from '../actions/people/updateContact.ts';
import { changePayer } from '../actions/subscriptions/changePayer.ts';
import { runWork } from '../actions/work/work.ts';
import { findContact } from '../db/people/contact.ts';
import type { Community } from './community.ts';
import { subscriptions } from './targets.ts';

/** Somebody else of the community pays from now on. */
export async function othersPay(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const all = await subscriptions(community);
  if (all.length === 0) return;
  const { contactId } = chance.pick(all);
  await turnTax(community, contactId);
  await changePayer(ctx, { id: chance.pick(all).id }, contactId);
}

/** Whoever owed the tax themselves does no more, and the other way round. */
async function turnTax({ ctx }: Community, id: string): Promise<void> {
  const now = await look(ctx, ({ tx }) => findContact(tx, id));
  if (!now) return;
  const input = {
    vat_number: now.vat_number ?? 'DE123456789',
    reverse_charge: !now.reverse_charge,
  };
  await updateContact(ctx, { id, version: now.version, input });
}

/** Staff act on several at once; whoever it does not fit is left out. */
export async function actsOnMany(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const all = await subscriptions(community);
  if (all.length < 3) return;
  const ids = [...new Set([1, 2, 3].map(() => chance.pick(all).contactId))];
  const act = chance.pick(actsFor(community, all[0]!.contactId));
  const { id } = await startBulk(ctx, readWish({ act, who: { ids } }));
  await runWork(ctx, id, (progress) => runBulk(ctx, id, progress));
}

function actsFor({ chance, plans }: Community, payerId: string): object[] {
  return [
    { act: 'cancel', stop_collecting: chance.happens(0.5) },
    { act: 'undo' },
    { act: 'reactivate' },
    { act: 'revoke' },
    { act: 'extend', days: chance.whole(1, 20) },
    { act: 'pause' },
    { act: 'resume' },
    { act: 'approve' },
    { act: 'decline' },
    { act: 'payer', payer_id: payerId },
    { act: 'change', plan_id: chance.pick(plans).id },
  ];
}
