import type Stripe from 'stripe';
import type { GatewayRefund, ListedCharge } from '../news.ts';
import { feeOf, fromStripe } from './amounts.ts';
import type { Line } from './charges.ts';
import { troubleOf } from './client.ts';
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

const charge = 'data.latest_charge';

/**
 * Every charge since an instant that names the organization, and what was kept of it; null without
 * a whole answer. A restricted key that may not read balances tells of no fees.
 */
export async function listCharges(
  line: Line,
  orgId: string,
  since: string,
): Promise<ListedCharge[] | null> {
  try {
    return await listAll(line, { orgId, since, expand: `${charge}.balance_transaction` });
  } catch (error) {
    if (troubleOf(error) !== 'keys') return null;
  }
  try {
    return await listAll(line, { orgId, since, expand: charge });
  } catch {
    // Half a list would look like missing charges.
    return null;
  }
}

type Listing = { orgId: string; since: string; expand: string };

async function listAll(line: Line, { orgId, since, expand }: Listing): Promise<ListedCharge[]> {
  const created = { gte: Math.floor(Date.parse(since) / 1000) };
  const charges: ListedCharge[] = [];
  let after: { starting_after?: string } = {};
  for (;;) {
    const wish = { limit: 100, created, expand: [expand], ...after };
    const page = await line.pace(() => line.stripe.paymentIntents.list(wish));
    charges.push(...page.data.filter((each) => each.metadata.org === orgId).flatMap(listed));
    if (!page.has_more) return charges;
    after = { starting_after: page.data.at(-1)!.id };
  }
}

function listed(intent: Stripe.PaymentIntent): ListedCharge[] {
  const key = intent.metadata.attempt;
  if (!key) return [];
  const made = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const moved = made?.balance_transaction;
  const currency = intent.currency.toUpperCase();
  return [
    {
      reference: intent.id,
      key,
      outcome: outcomeOf(intent),
      amount: fromStripe(intent.amount, currency),
      currency,
      refunded: fromStripe(made?.amount_refunded ?? 0, currency),
      fee: typeof moved === 'object' && moved ? feeOf(moved) : null,
    },
  ];
}
