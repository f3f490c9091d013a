import { recordActivity } from '../../activity/record.ts';
import type { DueSubscription } from '../../db/billing/due.ts';
import { advanceBilling, claimDue, claimRest, isAnyDue } from '../../db/billing/due.ts';
import { learnTables } from '../../db/billing/statistics.ts';
import { insertTerms } from '../../db/billing/terms.ts';
import { refreshAfterIssuing } from '../../db/directory/refresh.ts';
import type { BillingPlan } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { actOn } from './actOn.ts';
import { consolidateBills } from './consolidateBills.ts';
import { crashPoint } from './crashPoint.ts';
import type { IssuedInvoice } from './issueInvoices.ts';
import { issueInvoices } from './issueInvoices.ts';
import { factsOfDue, issueDraftsOf } from './planDue.ts';
import { repeatTogether } from './together.ts';

const chunkSize = 2000;

export type Planned = { due: DueSubscription; plan: BillingPlan };

export type IssueCount = { invoices: number; held: number };

/**
 * Issues everything due on `day`, longest due first, in chunks of one transaction each: a run that
 * ends anywhere is simply run again (billing-rules §17). `today` is the real day: what by then has
 * missed more than one period is held for a decision of staff instead.
 */
export async function issueDue(
  ctx: Context,
  day: LocalDate,
  options: { today: LocalDate; onProgress?: (issued: number) => Promise<void> },
): Promise<IssueCount> {
  const count: IssueCount = { invoices: 0, held: 0 };
  let chunks = 0;
  const step = async () => {
    const chunk = await actOn(ctx, day, (scene) => issueChunk(scene, options.today));
    if (!chunk) return null;
    chunks += 1;
    count.invoices += chunk.invoices;
    count.held += chunk.held;
    if (isMilestone(chunks, chunk.claimed)) await learnTables(ctx.db, 'issuing');
    await options.onProgress?.(count.invoices);
    await crashPoint(ctx, 'after_issue_chunk');
    return chunk;
  };
  // Two at a time once it is many: one plans and claims while the other holds the numbers.
  const first = await step();
  if (first !== null && !first.isLast)
    await repeatTogether(first.claimed === chunkSize ? 2 : 1, step);
  return count;
}

/** After the first full chunk, then after ten times as many. */
function isMilestone(chunks: number, claimed: number): boolean {
  return claimed === chunkSize && [1, 10, 100].includes(chunks);
}

/** `isLast`: nothing else is due, nor held by anybody at the moment. */
type Chunk = IssueCount & { claimed: number; isLast: boolean };

async function issueChunk(scene: Scene, today: LocalDate): Promise<Chunk | null> {
  const { tx, org } = scene;
  const first = await claimDue(tx, { today: scene.today, limit: chunkSize });
  if (first.length === 0) return null;
  const claimed = await withPayersRest(scene, first);
  const planned = claimed.map((due): Planned => {
    const facts = factsOfDue(due, org.settings.invoice.due_days);
    const wholly = planBilling(facts, today);
    const isToday = scene.today === today;
    return { due, plan: wholly.held || isToday ? wholly : planBilling(facts, scene.today) };
  });
  const issued = await writePlans(scene, planned);
  const held = planned.filter(({ plan }) => plan.held !== undefined);
  await recordActivity(
    scene,
    held.map(({ due, plan }) => ({
      event: 'billing_held',
      contactId: due.contactId,
      subscriptionId: due.id,
      data: { plan: due.planName, periods: plan.due.length, since: due.nextBillingOn },
    })),
  );
  const isLast = first.length < chunkSize && !(await isAnyDue(tx, scene.today));
  return { claimed: first.length, invoices: issued.length, held: held.length, isLast };
}

/** Where a payer gets one invoice, all that they owe this day is worked on together. */
async function withPayersRest(scene: Scene, claimed: DueSubscription[]) {
  if (scene.org.settings.invoice.per_payer === 'member') return claimed;
  return [...claimed, ...(await claimRest(scene.tx, { today: scene.today, claimed }))];
}

/** Writes what was planned for claimed subscriptions: invoices, terms, next dates, directory. */
export async function writePlans(scene: Scene, planned: Planned[]): Promise<IssuedInvoice[]> {
  await insertTerms(
    scene.tx,
    planned.flatMap((each) => freeTermsOf(each, scene.now)),
  );
  await advanceBilling(
    scene.tx,
    planned.map(({ due, plan }) => ({
      id: due.id,
      nextBillingOn: plan.nextBillingOn,
      held: plan.held !== undefined,
      billed: plan.invoices.length > 0,
    })),
  );
  // Last, because from here on the counter of numbers is locked for everybody else.
  const bills = planned.flatMap(({ due, plan }) => issueDraftsOf(due, plan));
  const perPayer = scene.org.settings.invoice.per_payer;
  const drafts = perPayer === 'payer' ? await consolidateBills(scene, bills) : bills;
  const issued = await issueInvoices(scene, drafts);
  const people = new Set(planned.flatMap(({ due }) => [due.contactId, due.payerId]));
  await refreshAfterIssuing(scene.tx, [...people]);
  return issued;
}

/** Terms that no invoice pays: free plans, and periods that staff gave away. */
function freeTermsOf({ due, plan }: Planned, createdAt: string) {
  return plan.terms
    .filter((term) => term.kind !== 'paid')
    .map((term) => ({
      ...term,
      id: newId(),
      subscriptionId: due.id,
      planVersionId: due.planVersionId,
      amount: 0,
      currency: due.currency,
      status: 'active' as const,
      invoiceId: null,
      createdAt,
    }));
}
