import { act } from '../actions/context.ts';
import { acceptRenewal } from '../actions/renewals/answerRenewal.ts';
import { approveRenewal } from '../actions/renewals/approveRenewal.ts';
import { refuseRenewal, resetRenewal } from '../actions/renewals/closeRenewal.ts';
import {
  interveneRenewal,
  offerRenewal,
  resumeRenewal,
  setRenewalRule,
} from '../actions/renewals/editRenewal.ts';
import { sendRenewal } from '../actions/renewals/sendRenewal.ts';
import type { Community } from './community.ts';
import { together } from './joinMoves.ts';
import { subscriptions } from './targets.ts';

type Asked = { id: string; contactId: string; state: string };

/** Renewals in the order of their people; what is over only now and then. */
async function renewals({ ctx, chance }: Community): Promise<Asked[]> {
  const isAny = chance.happens(0.2);
  return act(ctx, ({ tx }) =>
    tx.query<Asked>(
      `select r.id, s.contact_id as "contactId", r.state from renewal r
       join subscription s on s.org_id = app_org() and s.id = r.subscription_id
       join contact c on c.org_id = app_org() and c.id = s.contact_id
       where r.org_id = app_org()
         and ($1 or r.state not in ('refused', 'completed', 'lapsed'))
       order by c.email, r.ends_on, r.id`,
      [isAny],
    ),
  );
}

const refusal = { reason: 'Simulated', comment: '' };

/** A renewal is answered, now and then twice at the same moment, or by both sides differently. */
export async function renewalIsAnswered(community: Community): Promise<void> {
  const { ctx, chance, faults } = community;
  const waiting = await renewals(community);
  if (waiting.length === 0) return;
  const { id, contactId } = chance.pick(waiting);
  const member = { ...ctx, actor: { kind: 'member' as const, id: contactId, name: 'Member' } };
  const accepts = () => acceptRenewal(member, id);
  const approves = () => approveRenewal(ctx, id);
  const answer = chance.weighted([
    [6, [accepts]],
    [4, [approves]],
    [2, [accepts, approves]],
    [2, [() => refuseRenewal(ctx, id, refusal)]],
    [1, [approves, () => refuseRenewal(ctx, id, refusal)]],
  ] as const);
  if (answer.length > 1) faults.tally.faults.doubleClicks += 1;
  await together([...answer]);
}

/** Staff change their mind about a renewal. */
export async function renewalIsEdited(community: Community): Promise<void> {
  const { ctx, chance, plans } = community;
  const waiting = await renewals(community);
  if (waiting.length === 0) return;
  const { id } = chance.pick(waiting);
  const plan = chance.pick(plans.filter((each) => each.kind !== 'free'));
  const wish = { planId: plan.id, priceId: chance.pick(plan.prices).id };
  const edit = chance.weighted([
    [4, () => resetRenewal(ctx, id)],
    [3, () => offerRenewal(ctx, id, { ...wish, quantity: chance.pick([1, 1, 2]) })],
    [1, () => offerRenewal(ctx, id, {})],
    [2, () => sendRenewal(ctx, id)],
    [1, () => interveneRenewal(ctx, id, 'Simulated')],
    [1, () => resumeRenewal(ctx, id)],
  ] as const);
  await edit();
}

/** Somebody has a rule of their own, or a flag. */
export async function ruleIsSet(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const held = await subscriptions(community);
  if (held.length === 0) return;
  await setRenewalRule(
    ctx,
    { id: chance.pick(held).id },
    {
      automatic: chance.pick([true, false, null]),
      intervention: chance.happens(0.2) ? 'Simulated' : null,
    },
  );
}
