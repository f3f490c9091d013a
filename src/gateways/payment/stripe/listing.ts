import type Stripe from 'stripe';
import type { GatewayRefund, ListedCharge } from '../news.ts';
import { fromStripe } from './amounts.ts';
import type { Line } from './charges.ts';
import { outcomeOf, refundOutcome } from './outcomes.ts';

/** Every refund of a charge, oldest first; null without an answer. */
export async function refundsOf(
  line: Line,
  payment_intent: string,
): Promise<GatewayRefund[] | null> {
  try {
    const page = await line.pace(() => line.stripe.refunds.list({ payment_intent, limit: 100 }));
    return page.data.toReversed().map((refund) => ({
      reference: refund.id,
      key: refund.metadata?.refund ?? null,
      amount: fromStripe(refund.amount, refund.currency),
      currency: refund.currency.toUpperCase(),
      outcome: refundOutcome(refund),
    }));
  } catch {
    // Whatever the trouble: nothing is known, and whoever asks comes again.
    return null;
  }
}

/** Every charge since an instant that names the organization; null without a whole answer. */
export async function listCharges(
  line: Line,
  orgId: string,
  since: string,
): Promise<ListedCharge[] | null> {
  const created = { gte: Math.floor(Date.parse(since) / 1000) };
  const charges: ListedCharge[] = [];
  let after: { starting_after?: string } = {};
  try {
    for (;;) {
      const wish = { limit: 100, created, expand: ['data.latest_charge'], ...after };
      const page = await line.pace(() => line.stripe.paymentIntents.list(wish));
      charges.push(...page.data.filter((each) => each.metadata.org === orgId).flatMap(listed));
      if (!page.has_more) return charges;
      after = { starting_after: page.data.at(-1)!.id };
    }
  } catch {
    // Half a list would look like missing charges.
    return null;
  }
}

function listed(intent: Stripe.PaymentIntent): ListedCharge[] {
  const key = intent.metadata.attempt;
  if (!key) return [];
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const currency = intent.currency.toUpperCase();
  return [
    {
      reference: intent.id,
      key,
      outcome: outcomeOf(intent),
      amount: fromStripe(intent.amount, currency),
      currency,
      refunded: fromStripe(charge?.amount_refunded ?? 0, currency),
    },
  ];
}
