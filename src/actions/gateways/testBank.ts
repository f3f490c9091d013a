import { storeEvent } from '../../db/payments/gatewayEvents.ts';
import { NotFound } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/instants.ts';
import type { GatewayNews } from '../../gateways/payment/news.ts';
import { moveDispute, openDispute } from '../../gateways/payment/test/disputes.ts';
import { chargeReference } from '../../gateways/payment/test/memory.ts';
import { failRefund } from '../../gateways/payment/test/refunds.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { processEvents } from './processEvents.ts';
import { CannotBeDisputed } from './refusals.ts';

/** Days the test gateway gives for an answer, as card schemes do. */
const daysToAnswer = 10;

/** What the bank behind the test gateway can be made to do, to try it out. */
export type BankAct =
  | { kind: 'dispute'; chargeId: string; reason: string }
  | { kind: 'decide'; reference: string; state: 'won' | 'lost' }
  | { kind: 'report_fraud'; chargeId: string }
  | { kind: 'fail_refund'; refundId: string };

/**
 * Makes the test gateway's bank act, and lets its news come in like any gateway's: an event that is
 * stored and worked on. Real money is never near it. Refuses with `NotFound`, `CannotBeDisputed`.
 */
export async function playBank(ctx: Context, wish: BankAct): Promise<void> {
  await act(ctx, async (scene) => {
    const news = await newsOf(scene, wish);
    const event = { id: newId(), gateway: 'test', eventId: newId(), kind: wish.kind };
    await storeEvent(scene.tx, { ...event, payload: news, now: scene.now });
  });
  await processEvents(ctx);
}

async function newsOf({ tx, now }: Scene, wish: BankAct): Promise<GatewayNews> {
  switch (wish.kind) {
    case 'dispute': {
      const { chargeId: chargeKey, reason } = wish;
      const dueAt = minutesAfter(now, daysToAnswer * 24 * 60);
      const reference = `test_dispute_${newId()}`;
      const dispute = await openDispute(tx, { chargeKey, reference, reason, dueAt, now });
      if (!dispute) throw new CannotBeDisputed();
      return { about: 'dispute', dispute };
    }
    case 'decide': {
      const dispute = await moveDispute(tx, wish.reference, { state: wish.state });
      if (!dispute) throw new NotFound();
      return { about: 'dispute', dispute };
    }
    case 'report_fraud':
      return { about: 'fraud', ...nameOf(wish.chargeId) };
    case 'fail_refund': {
      const chargeKey = await failRefund(tx, wish.refundId, 'account_closed');
      if (!chargeKey) throw new NotFound();
      return { about: 'refunds', ...nameOf(chargeKey) };
    }
  }
}

function nameOf(chargeKey: string) {
  return { chargeReference: chargeReference(chargeKey), chargeKey };
}
