import type { ActivityEvent } from '../../activity/events.ts';
import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { keepDifference } from '../../db/payments/differences.ts';
import type { DisputeRow } from '../../db/payments/disputes.ts';
import { disputeByReference, saveDispute } from '../../db/payments/disputes.ts';
import { chargeByName } from '../../db/payments/gatewayEvents.ts';
import { furthest, holdsMoney, isFraud, isOpenDispute } from '../../domain/billing/disputes.ts';
import type { GatewayDispute } from '../../gateways/payment/news.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { ToldFee } from '../gateways/bookFees.ts';
import { bookFees } from '../gateways/bookFees.ts';
import { endForFraud } from './endForFraud.ts';
import type { Disputed } from './moneyOf.ts';
import { giveMoneyBack, lockDisputed, peopleOfDisputed, takeMoney } from './moneyOf.ts';
import { tellStaffOfDispute } from './tellStaff.ts';

/**
 * The one place that hears of disputes, in any order and repetition (billing-rules §8): it opens or
 * moves on the case, takes the money out of the books or puts it back, and tells staff. False while
 * the disputed charge is not known.
 */
export function applyDispute(
  ctx: Context,
  gateway: string,
  told: GatewayDispute,
): Promise<boolean> {
  return act(ctx, async (scene) => {
    const charge = await chargeByName(scene.tx, gateway, told);
    if (!charge?.paymentId) return false;
    const of = await lockDisputed(scene, charge.paymentId);
    const known = await disputeByReference(scene.tx, gateway, told.reference);
    const next = nextOf(scene, { gateway, told, known, paymentId: charge.paymentId });
    if (known && told.amount !== next.amount) await keepOdd(scene, next, { told, charge });
    await saveDispute(scene.tx, next);
    await moveMoney(scene, { known, next, of });
    await bookFees(scene, gateway, feesOf(told, charge.paymentId));
    await report(scene, { known, next, of });
    await refreshDirectory(scene.tx, await peopleOfDisputed(scene, of));
    return true;
  });
}

/** What the gateway kept for a dispute, as it is booked. */
export function feesOf({ fees }: GatewayDispute, paymentId: string): ToldFee[] {
  return fees.map((fee) => ({ ...fee, paymentId, cause: 'dispute' as const }));
}

type Heard = {
  gateway: string;
  told: GatewayDispute;
  known: DisputeRow | undefined;
  paymentId: string;
};

function nextOf({ now }: Scene, { gateway, told, known, paymentId }: Heard): DisputeRow {
  const standing = known ? furthest(known, told) : told;
  const { inquiry, state } = standing;
  const isOver = !isOpenDispute(standing);
  const fresh = {
    id: newId(),
    evidenceSentAt: null,
    acceptedAt: null,
    aftermath: null,
    openedAt: now,
    closedAt: null,
  };
  return {
    ...(known ?? fresh),
    gateway,
    reference: told.reference,
    paymentId,
    // What is taken stays what was taken; until then it is what the gateway says.
    amount: known && holdsMoney(known) ? known.amount : told.amount,
    currency: told.currency,
    fee: told.fee ?? known?.fee ?? null,
    reason: told.reason || (known?.reason ?? ''),
    inquiry,
    state,
    respondBy: told.dueAt ?? known?.respondBy ?? null,
    closedAt: isOver ? (known?.closedAt ?? now) : null,
  };
}

type Move = { known: DisputeRow | undefined; next: DisputeRow; of: Disputed };

async function moveMoney(scene: Scene, { known, next, of }: Move): Promise<void> {
  const before = known ? holdsMoney(known) : false;
  const after = holdsMoney(next);
  if (!before && after) await takeMoney(scene, next, of);
  if (before && !after) await giveMoneyBack(scene, next, of);
}

/** What is new about it: once in the activity, once by e-mail to staff. */
async function report(scene: Scene, { known, next, of }: Move): Promise<void> {
  const events: ActivityEvent[] = [];
  const isEscalated = known?.inquiry === true && !next.inquiry;
  if (!known || isEscalated) events.push(next.inquiry ? 'dispute_inquiry' : 'dispute_opened');
  const isOver = !isOpenDispute(next);
  const moved = !known || known.state !== next.state || isEscalated;
  if (moved && isOver) events.push(next.state === 'won' ? 'dispute_won' : 'dispute_lost');
  const first = of.invoices[0];
  await recordActivity(
    scene,
    events.map((event) => ({
      event,
      contactId: first?.contactId ?? of.payment.payerId,
      subscriptionId: first?.subscriptionId ?? null,
      invoiceId: first?.id ?? null,
      amount: next.amount,
      currency: next.currency,
      data: { reason: next.reason, number: first?.number ?? null, dispute: next.id },
    })),
  );
  if (events.length > 0) await tellStaffOfDispute(scene, next, of);
  if (isFraud(next) && !(known && isFraud(known))) await endForFraud(scene, of);
}

async function keepOdd(
  { tx, now }: Scene,
  dispute: DisputeRow,
  { told, charge }: { told: GatewayDispute; charge: { id: string } },
): Promise<void> {
  const { gateway, reference, amount: ours, currency } = dispute;
  const { amount: theirs } = told;
  const found = { gateway, reference, ours, theirs, currency, attemptId: charge.id };
  await keepDifference(tx, { ...found, kind: 'dispute' }, now);
}
