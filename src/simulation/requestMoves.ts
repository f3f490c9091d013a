import { approveRequest } from '../actions/joining/approveRequest.ts';
import { declineRequest, withdrawRequest } from '../actions/joining/declineRequest.ts';
import { addMember } from '../actions/subscriptions/addMember.ts';
import type { Community } from './community.ts';
import { newMember, newPerson, together } from './joinMoves.ts';
import { subscriptions } from './targets.ts';

/** Somebody new asks to join and waits. */
export async function asksToJoin(community: Community): Promise<void> {
  const member = await newMember(community, { contact: newPerson(community) });
  await addMember(community.ctx, { ...member, approval: 'needed' });
}

/** Staff decide a request, now and then twice at the same moment; or it is taken back. */
export async function requestIsDecided(community: Community): Promise<void> {
  const { ctx, chance, faults } = community;
  const waiting = (await subscriptions(community)).filter(
    ({ state }) => state === 'pending_approval',
  );
  if (waiting.length === 0) return;
  const target = { id: chance.pick(waiting).id };
  const approve = () => approveRequest(ctx, target);
  const decline = () => declineRequest(ctx, target, { reason: 'Simulated' });
  const decision = chance.weighted([
    [6, [approve]],
    [2, [approve, approve]],
    [1, [approve, decline]],
    [2, [decline]],
    [1, [() => withdrawRequest(ctx, target)]],
  ] as const);
  if (decision.length > 1) faults.tally.faults.doubleClicks += 1;
  await together([...decision]);
}
