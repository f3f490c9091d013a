import Stripe from 'stripe';
import type { RefundOutcome, RefundQuestion, RefundRequest } from '../port.ts';
import { toStripe } from './amounts.ts';
import type { Line } from './charges.ts';
import { troubleOf } from './client.ts';
import { refundOutcome } from './outcomes.ts';

/** Gives money of a charge back; our refund's id is the key and stands in its metadata. */
export async function refundOne(line: Line, request: RefundRequest): Promise<RefundOutcome> {
  const { orgId, key, chargeReference: payment_intent, currency } = request;
  const amount = toStripe(request.amount, currency);
  if (amount === null) return { state: 'failed', reason: 'amount_not_possible' };
  if (!payment_intent) return { state: 'failed', reason: 'charge_not_found' };
  try {
    const refund = await line.pace(() =>
      line.stripe.refunds.create(
        { payment_intent, amount, metadata: { org: orgId, refund: key } },
        { idempotencyKey: key },
      ),
    );
    return refundOutcome(refund);
  } catch (error) {
    const isAnswer = troubleOf(error) === 'invalid' || troubleOf(error) === 'declined';
    if (!isAnswer || !(error instanceof Stripe.errors.StripeError)) return { state: 'unknown' };
    return { state: 'failed', reason: error.code ?? 'refused_by_gateway' };
  }
}

/** What became of a refund, among those of its charge; null when Stripe never heard of it. */
export async function askRefundOne(
  line: Line,
  { key, chargeReference: payment_intent }: RefundQuestion,
): Promise<RefundOutcome | null> {
  if (!payment_intent) return null;
  try {
    const page = await line.pace(() => line.stripe.refunds.list({ payment_intent, limit: 100 }));
    const found = page.data.find((refund) => refund.metadata?.refund === key);
    return found ? refundOutcome(found) : null;
  } catch (error) {
    return troubleOf(error) === 'invalid' ? null : { state: 'unknown' };
  }
}
