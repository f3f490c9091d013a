import { act } from '../actions/context.ts';
import { acceptDispute, submitEvidence } from '../actions/disputes/answerDispute.ts';
import { decideLost } from '../actions/disputes/decideLost.ts';
import { playBank } from '../actions/gateways/testBank.ts';
import { disputeReasons } from '../domain/billing/disputeReasons.ts';
import { isOpenDispute } from '../domain/billing/disputes.ts';
import type { Community } from './community.ts';
import { charges, disputesOf } from './targets.ts';

/** A cardholder takes a payment back through their bank. */
export async function disputes(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const made = await charges(community);
  if (made.length === 0) return;
  const wish = { chargeId: chance.pick(made), reason: chance.pick(disputeReasons) };
  await playBank(ctx, { kind: 'dispute', ...wish });
}

/** The bank decides, or says again what it had decided. */
export async function decides(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const all = await disputesOf(community);
  const among = all.some(isOpenDispute) ? all.filter(isOpenDispute) : all;
  if (among.length === 0) return;
  const { reference } = chance.pick(among);
  await playBank(ctx, { kind: 'decide', reference, state: chance.pick(['won', 'lost'] as const) });
}

/** Staff send their evidence, or give the money up. */
export async function isAnswered(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const open = (await disputesOf(community)).filter(isOpenDispute);
  if (open.length === 0) return;
  const { id } = chance.pick(open);
  if (chance.happens(0.7)) await submitEvidence(ctx, id);
  else await acceptDispute(ctx, id);
}

/** Staff decide what becomes of the invoice that a lost dispute leaves open. */
export async function losesForGood(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const lost = (await disputesOf(community)).filter(({ state }) => state === 'lost');
  if (lost.length === 0) return;
  await decideLost(ctx, chance.pick(lost).id, chance.pick(['written_off', 'chased'] as const));
}

/** The card network warns of fraud: everything left of the payment goes back. */
export async function warnsOfFraud(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const made = await charges(community);
  if (made.length === 0) return;
  await playBank(ctx, { kind: 'report_fraud', chargeId: chance.pick(made) });
}

/** A refund that was made comes back: the account is closed. */
export async function sendsRefundBack(community: Community): Promise<void> {
  const { ctx, chance } = community;
  const made = await act(ctx, ({ tx }) =>
    tx.query<{ id: string }>(
      `select id from refund where org_id = app_org() and not outside and state = 'succeeded'
       order by created_at, id`,
    ),
  );
  if (made.length === 0) return;
  await playBank(ctx, { kind: 'fail_refund', refundId: chance.pick(made).id });
}
