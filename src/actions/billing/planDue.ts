import type { DueSubscription } from '../../db/billing/due.ts';
import { lineAmount } from '../../domain/billing/draft.ts';
import type { BillingPlan, SubscriptionFacts } from '../../domain/billing/plan.ts';
import { addonsAmount } from '../../domain/billing/plan.ts';
import { anchorOf } from '../../domain/periods.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { IssueDraft } from './issueInvoices.ts';

/** What the domain's planning needs to know of a subscription that is due. */
export function factsOfDue(due: DueSubscription, invoiceDueDays: number): SubscriptionFacts {
  const interval = { unit: due.intervalUnit, count: due.intervalCount };
  return {
    planName: due.planName,
    unitAmount: due.amount,
    quantity: due.quantity,
    currency: due.currency,
    taxMode: due.taxInclusive ? 'inclusive' : 'exclusive',
    taxes: taxesOf(due.taxRate),
    reverseCharge: due.reverseCharge,
    interval,
    anchorOn: due.anchorOn,
    anchor: { ...anchorOf(due.anchorOn, interval), day: due.anchorDay },
    nextBillingOn: due.nextBillingOn,
    endsOn: due.endsOn,
    askedFrom: due.askedFrom,
    paused: false,
    setupAmount: due.setupAmount,
    addons: due.addons,
    firstPeriod: due.firstPeriod,
    once: due.once,
    dueDays: due.collection === 'invoice' ? invoiceDueDays : 0,
  };
}

/** The invoices of a plan, each with the stretch it pays, ready to be issued. */
export function issueDraftsOf(due: DueSubscription, plan: BillingPlan): IssueDraft[] {
  const amount = lineAmount(due.amount, due.quantity) + addonsAmount(due.addons);
  const { planVersionId } = due;
  return plan.invoices.map((invoice) => ({
    draft: invoice.draft,
    type: 'subscription',
    contactId: due.contactId,
    payerId: due.payerId,
    subscriptionId: due.id,
    planId: due.planId,
    period: { start: invoice.periodStart, end: invoice.periodEnd },
    issueOn: invoice.issueOn,
    dueOn: invoice.dueOn,
    collection: due.collection,
    terms: [
      {
        start: invoice.periodStart,
        end: invoice.periodEnd,
        kind: 'paid' as const,
        planVersionId,
        amount,
      },
    ],
    // Who pays by itself gets the receipt; an invoice before it would only worry.
    notify: due.collection === 'automatic' && due.hasMethod ? 'nobody' : 'invoice',
  }));
}
