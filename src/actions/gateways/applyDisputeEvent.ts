import { keepDifference } from '../../db/payments/differences.ts';
import { attemptByReference } from '../../db/payments/gatewayEvents.ts';
import type { GatewayDispute } from '../../gateways/payment/news.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';

/**
 * The one place that hears of disputes, in any order and repetition. It keeps each as a difference
 * between the gateway and the books, for staff to see. False while its charge is not known.
 */
export function applyDisputeEvent(
  ctx: Context,
  gateway: string,
  dispute: GatewayDispute,
): Promise<boolean> {
  return act(ctx, async ({ tx, now }) => {
    const attempt = await attemptByReference(tx, gateway, dispute.chargeReference);
    if (!attempt) return false;
    const { reference, amount: theirs, currency } = dispute;
    const found = { gateway, reference, attemptId: attempt.id, ours: attempt.amount, theirs };
    await keepDifference(tx, { ...found, kind: 'dispute', currency }, now);
    return true;
  });
}
