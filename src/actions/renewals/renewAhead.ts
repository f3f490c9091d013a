import { recordActivity } from '../../activity/record.ts';
import type { DueSubscription } from '../../db/billing/due.ts';
import { advanceBilling, claimAhead } from '../../db/billing/due.ts';
import { refreshAfterIssuing } from '../../db/directory/refresh.ts';
import { insertApproved } from '../../db/renewals/write.ts';
import type { PlannedRenewal } from '../../domain/renewals/plan.ts';
import { planRenewal } from '../../domain/renewals/plan.ts';
import { newId } from '../../ids.ts';
import { consolidateBills } from '../billing/consolidateBills.ts';
import type { IssueDraft, IssuedInvoice } from '../billing/issueInvoices.ts';
import { issueInvoices } from '../billing/issueInvoices.ts';
import { factsOfDue, issueDraftsOf } from '../billing/planDue.ts';
import type { Scene } from '../context.ts';

/**
 * Issues the invoices of coming terms that a plan sends ahead (policy "invoice" with a lead time),
 * to who pays by invoice; at most `limit`. Each is a renewal that is approved already, so that it
 * can be reset. Answers how many subscriptions were worked on.
 */
export async function renewAhead(scene: Scene, limit: number): Promise<number> {
  const { tx } = scene;
  const claimed = await claimAhead(tx, { today: scene.today, limit });
  if (claimed.length === 0) return 0;
  const planned = claimed.map((due) => ({ due, next: nextOf(scene, due) }));
  await advanceBilling(
    tx,
    planned.map(({ due, next }) => ({
      id: due.id,
      nextBillingOn: next.nextBillingOn,
      held: false,
      billed: true,
    })),
  );
  const bills = planned.flatMap(({ due, next }) => draftsOf(due, next));
  const perPayer = scene.org.settings.invoice.per_payer === 'payer';
  const drafts = perPayer ? await consolidateBills(scene, bills) : bills;
  const issued = await issueInvoices(scene, drafts);
  await insertApproved(
    tx,
    issued.flatMap((invoice, i) => approvedBy(scene, drafts[i]!, invoice)),
  );
  await recordActivity(
    scene,
    planned.map(({ due }) => ({
      event: 'renewal_approved' as const,
      contactId: due.contactId,
      subscriptionId: due.id,
      data: { plan: due.planName, ends_on: due.nextBillingOn },
    })),
  );
  const people = new Set(claimed.flatMap((due) => [due.contactId, due.payerId]));
  await refreshAfterIssuing(tx, [...people]);
  return claimed.length;
}

/** The renewals that an invoice stands for: one, or those of all it covers. */
function approvedBy({ today, now, actor }: Scene, draft: IssueDraft, issued: IssuedInvoice) {
  const { subscriptionId, period, covers } = draft;
  const own = subscriptionId && period ? [{ subscriptionId, period }] : [];
  const state = issued.status === 'paid' ? ('completed' as const) : ('approved' as const);
  return (covers ?? own).map((part) => ({
    ...{ id: newId(), subscriptionId: part.subscriptionId, endsOn: part.period.start },
    ...{ sendOn: today, state, invoiceId: issued.id, decidedBy: actor, now },
  }));
}

function nextOf({ today, org }: Scene, due: DueSubscription): PlannedRenewal {
  const facts = factsOfDue(due, org.settings.invoice.due_days);
  const endsOn = due.nextBillingOn;
  return planRenewal({ facts, season: null, endsOn, today, late: 'keeps_dates' });
}

function draftsOf(due: DueSubscription, { invoice, terms, nextBillingOn }: PlannedRenewal) {
  const plan = { invoices: invoice ? [invoice] : [], terms, nextBillingOn, due: [] };
  return issueDraftsOf(due, plan).map((draft) => ({ ...draft, type: 'renewal' as const }));
}
