import type Stripe from 'stripe';
import type { DisputeState } from '../../../domain/billing/disputes.ts';
import type { DisputeDesk, DisputeEvidence, GatewayDispute } from '../news.ts';
import { feeOf, fromStripe } from './amounts.ts';
import type { Line } from './charges.ts';

/** Stripe takes 150,000 characters of evidence in all. */
const mostText = 20_000;

/** Disputes over Stripe's API; whatever the trouble, null says that nothing is known. */
export function stripeDisputes(lineOf: (orgId: string) => Promise<Line | null>): DisputeDesk {
  const asked = async <T>(orgId: string, work: (line: Line) => Promise<T>): Promise<T | null> => {
    const line = await lineOf(orgId);
    if (!line) return null;
    try {
      return await work(line);
    } catch {
      // No answer says nothing: events and the daily list tell what came of it.
      return null;
    }
  };
  return {
    submit: (orgId, reference, evidence) =>
      asked(orgId, async ({ stripe, pace }) =>
        disputeOf(
          await pace(() =>
            stripe.disputes.update(reference, { evidence: fieldsOf(evidence), submit: true }),
          ),
        ),
      ),
    accept: (orgId, reference) =>
      asked(orgId, async ({ stripe, pace }) =>
        disputeOf(await pace(() => stripe.disputes.close(reference))),
      ),
    list: (orgId, since) => asked(orgId, (line) => listDisputes(line, since)),
  };
}

async function listDisputes({ stripe, pace }: Line, since: string): Promise<GatewayDispute[]> {
  const created = { gte: Math.floor(Date.parse(since) / 1000) };
  const disputes: GatewayDispute[] = [];
  let after: { starting_after?: string } = {};
  for (;;) {
    const page = await pace(() => stripe.disputes.list({ limit: 100, created, ...after }));
    disputes.push(...page.data.flatMap((each) => disputeOf(each) ?? []));
    if (!page.has_more) return disputes;
    after = { starting_after: page.data.at(-1)!.id };
  }
}

function fieldsOf(evidence: DisputeEvidence): Stripe.DisputeUpdateParams.Evidence {
  const { customerName, customerEmail, product, serviceDates, accessLog, text } = evidence;
  return {
    customer_name: customerName,
    ...(customerEmail ? { customer_email_address: customerEmail } : {}),
    product_description: product.slice(0, mostText),
    service_date: serviceDates,
    access_activity_log: accessLog.slice(0, mostText),
    uncategorized_text: text.slice(0, mostText),
  };
}

/** A dispute in our words; null for one that names no charge of ours. */
export function disputeOf(dispute: Stripe.Dispute): GatewayDispute | null {
  const intent = dispute.payment_intent;
  const chargeReference = typeof intent === 'string' ? intent : intent?.id;
  if (!chargeReference) return null;
  const due = dispute.evidence_details.due_by;
  const fees = dispute.balance_transactions.map(feeOf);
  return {
    reference: dispute.id,
    chargeReference,
    amount: fromStripe(dispute.amount, dispute.currency),
    currency: dispute.currency.toUpperCase(),
    fee: fees.length > 0 ? Math.max(0, ...fees.map(({ amount }) => amount)) : null,
    fees,
    reason: dispute.reason,
    ...standingOf(dispute.status),
    dueAt: due ? new Date(due * 1000).toISOString() : null,
  };
}

/** An inquiry that was closed came to nothing; one that became a dispute has another status. */
function standingOf(status: Stripe.Dispute['status']): { state: DisputeState; inquiry: boolean } {
  switch (status as string) {
    case 'warning_needs_response':
      return { state: 'needs_response', inquiry: true };
    case 'warning_under_review':
      return { state: 'under_review', inquiry: true };
    case 'warning_closed':
    case 'prevented':
      return { state: 'won', inquiry: true };
    case 'needs_response':
    case 'under_review':
    case 'won':
    case 'lost':
      return { state: status as DisputeState, inquiry: false };
    // An appeal comes after a loss: the money is still away.
    case 'appeal_needs_response':
    case 'appeal_under_review':
      return { state: 'lost', inquiry: false };
    default:
      return { state: 'needs_response', inquiry: false };
  }
}
