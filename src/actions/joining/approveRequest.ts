import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { decideRequest } from '../../db/subscriptions/requests.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { JoinDecision } from '../../domain/subscriptions/join.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import type { Target } from '../subscriptions/change.ts';
import { changing, recordChange, wholeOf } from '../subscriptions/change.ts';
import { collectNow } from '../subscriptions/collectNow.ts';
import { writePlanned } from '../subscriptions/invoicing.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import { decideApproval, readApprovals } from './decideApproval.ts';

/**
 * Approves a request to join: it begins on the day wished, or today, what is due is invoiced (and
 * charged, when it is collected automatically), and the applicant is told (joining.md). Refuses
 * like `decideApproval`, and with `StaleEdit`.
 */
export async function approveRequest(
  ctx: Context,
  target: Target,
): Promise<{ invoiceIds: string[] }> {
  const issued = await changing(ctx, target, approveIn);
  await collectNow(ctx, issued);
  return { invoiceIds: issued.map(({ id }) => id) };
}

/** The same on a locked subscription in an open transaction; what it issued is to be charged. */
export async function approveIn(scene: Scene, row: SubscriptionRow): Promise<IssuedInvoice[]> {
  const { tx, now, actor } = scene;
  const decision = decideApproval(scene, row, (await readApprovals(scene, [row])).get(row.id)!);
  const { subscription } = decision;
  await decideRequest(tx, row.id, { outcome: 'approved', reason: '', by: actor, now });
  await saveSubscription(tx, { id: row.id, now }, patchOf(decision));
  const notify = row.collection === 'invoice' ? 'invoice' : 'nobody';
  const { invoicesNow: invoices, terms } = decision;
  const issued = await writePlanned(scene, row, { invoices, terms, type: 'subscription', notify });
  await recordChange(scene, row, { event: 'join_approved', amount: wholeOf(row) });
  if (subscription.state !== 'scheduled') {
    await recordChange(scene, row, { event: 'subscription_started', amount: wholeOf(row) });
  }
  await tellMember(scene, row, {
    template: 'join_approved',
    cause: `approved:${row.id}`,
    data: {
      planName: row.planName,
      startsOn: subscription.startsOn,
      nextChargeOn: wholeOf(row) > 0 ? decision.nextBillingOn : null,
      accountUrl: portalUrl(scene),
    },
  });
  return issued;
}

function patchOf({ subscription, facts, nextBillingOn }: JoinDecision) {
  const { state, startsOn, trialEndsOn, firstBillingOn, anchorOn, anchor, endsOn } = subscription;
  return {
    ...{ state, startsOn, trialEndsOn, firstBillingOn, anchorOn, anchorDay: anchor.day, endsOn },
    ...{ nextBillingOn, setupAmount: facts.setupAmount, firstPeriod: facts.firstPeriod },
  };
}

export type ApprovalPreview = {
  startsOn: LocalDate;
  trialEndsOn: LocalDate | null;
  /** Issued at once. */
  invoices: PlannedInvoice[];
  nextBillingOn: LocalDate | null;
  collection: 'automatic' | 'invoice';
  currency: string;
};

/** What approving would begin and bill; writes nothing. Refuses like doing it. */
export async function previewApproval(ctx: Context, id: string): Promise<ApprovalPreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const facts = (await readApprovals(scene, [row])).get(row.id)!;
    const { subscription, invoicesNow, nextBillingOn } = decideApproval(scene, row, facts);
    const { startsOn, trialEndsOn } = subscription;
    const { collection, currency } = row;
    return { startsOn, trialEndsOn, invoices: invoicesNow, nextBillingOn, collection, currency };
  });
}
