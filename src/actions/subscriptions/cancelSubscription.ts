import { openBalanceOf } from '../../db/billing/owedOf.ts';
import { insertCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { lastTermEnd, saveSubscription } from '../../db/subscriptions/save.ts';
import { scheduleOf } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { CancelDecision, Collecting } from '../../domain/subscriptions/cancel.ts';
import { commitmentEnd, planCancel } from '../../domain/subscriptions/cancel.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { closeRenewal } from '../renewals/closeRenewal.ts';
import type { Target } from './change.ts';
import { changing, doneBy, recordChange } from './change.ts';
import { endNow } from './endNow.ts';
import { factsOf } from './facts.ts';
import { checkMember } from './memberMay.ts';
import { returnUrls } from './memberReturn.ts';
import { AlreadyCancelling } from './refusals.ts';
import { stopCollecting } from './stopChasing.ts';
import { tellMember } from './tellMember.ts';

export type Cancelling = {
  reason?: string;
  /**
   * While overdue: whether the open invoice is still chased. Staff are asked, and it is unless they
   * say otherwise; a member who cancels is not tried any more (spec/overdue.md).
   */
  collecting?: Collecting;
};

/**
 * Cancels at the end of the paid time: access stays until then, and it can be undone until then.
 * Overdue with `collecting: 'stop'`, or before the start, it ends at once. The member is told.
 * Refuses with `SubscriptionNotInState`, `AlreadyCancelling`, `StaleEdit`.
 */
export async function cancelSubscription(
  ctx: Context,
  target: Target,
  how: Cancelling = {},
): Promise<{ endsOn: LocalDate }> {
  return changing(ctx, target, (scene, row) => cancelIn(scene, row, how));
}

/** The same on a locked subscription in an open transaction (refunds that stop the renewal). */
export async function cancelIn(
  scene: Scene,
  held: SubscriptionRow,
  how: Cancelling & { notify?: 'member' | 'nobody' },
): Promise<{ endsOn: LocalDate }> {
  const decision = await decideCancel(scene, held, how.collecting);
  const row = await withoutRenewal(scene, held);
  if (isGivenUp(row, decision)) await stopCollecting(scene, row);
  const cancellationId = await insertCancellation(scene.tx, scene, {
    subscriptionId: row.id,
    endsOn: decision.endsOn,
    cause: doneBy(scene),
    reason: how.reason ?? '',
  });
  await applyCancel(scene, row, decision);
  await recordChange(scene, row, {
    event: decision.state === 'cancelled' ? 'subscription_cancelled' : 'subscription_cancelling',
    data: { ends_on: decision.endsOn, reason: how.reason ?? '' },
  });
  if (how.notify !== 'nobody') await tellCancelled(scene, row, { decision, cancellationId });
  return { endsOn: decision.endsOn };
}

/** Who cancels is asked no more, and owes nothing for a term that will not begin. */
async function withoutRenewal(scene: Scene, row: SubscriptionRow): Promise<SubscriptionRow> {
  if (!row.renewal) return row;
  await closeRenewal(scene, row);
  return (await findSubscription(scene.tx, scene.today, row.id))!;
}

/** What cancelling would do now, and what would stay to pay; writes nothing. */
export async function previewCancellation(
  ctx: Context,
  id: string,
  how: Pick<Cancelling, 'collecting'> = {},
): Promise<{
  endsOn: LocalDate;
  keepsAccessUntil: LocalDate;
  openBalance: number;
  currency: string;
}> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const decision = await decideCancel(scene, row, how.collecting);
    const openBalance = isGivenUp(row, decision) ? 0 : await openBalanceOf(scene.tx, id);
    const { endsOn } = decision;
    return { endsOn, keepsAccessUntil: endsOn, openBalance, currency: row.currency };
  });
}

function owesOf({ state, overdueInvoices }: SubscriptionRow): boolean {
  return state === 'overdue' || (state === 'paused' && overdueInvoices > 0);
}

function isGivenUp(row: SubscriptionRow, { collecting }: CancelDecision): boolean {
  return owesOf(row) && collecting === 'stop';
}

async function decideCancel(
  scene: Scene,
  row: SubscriptionRow,
  collecting?: Collecting,
): Promise<CancelDecision> {
  const { renewal } = row;
  // What is approved and not paid goes with it.
  const isUnpaid = renewal?.state === 'approved';
  const termEndsOn = isUnpaid ? renewal.endsOn : await lastTermEnd(scene.tx, row.id);
  return planCancelOf(scene, row, { termEndsOn, collecting });
}

/**
 * How a subscription ends whose last term ends (exclusive) on `termEndsOn`. Throws `MemberMayNot`,
 * `AlreadyCancelling`, `SubscriptionNotInState`, `EndsByItself`.
 */
export function planCancelOf(
  scene: Scene,
  row: SubscriptionRow,
  { termEndsOn, collecting }: { termEndsOn: LocalDate | null; collecting?: Collecting },
): CancelDecision {
  checkMember(scene, row, 'cancel');
  if (row.cancellation && row.endsOn) throw new AlreadyCancelling({ date: row.endsOn });
  const facts = {
    state: row.state,
    owes: owesOf(row),
    startsOn: row.startsOn,
    trialEndsOn: row.trialEndsOn,
    termEndsOn,
    schedule: scheduleOf(factsOf(row, scene.org, scene.today)),
    committedUntil: commitmentEnd(row.trialEndsOn ?? row.startsOn, row.commitmentMonths),
    noticeDays: row.noticeDays,
    once: row.once,
  };
  const byMember = scene.actor.kind === 'member' && owesOf(row);
  return planCancel(facts, scene.today, collecting ?? (byMember ? 'stop' : 'continue'));
}

async function applyCancel(
  scene: Scene,
  row: SubscriptionRow,
  decision: CancelDecision,
): Promise<void> {
  const { state, endsOn } = decision;
  if (state === 'cancelled') {
    await endNow(scene, row, { endsOn, endCause: 'cancelled' });
    return;
  }
  const over = row.nextBillingOn !== null && row.nextBillingOn >= endsOn;
  await saveSubscription(
    scene.tx,
    { id: row.id, now: scene.now },
    { state, endsOn, endCause: 'cancelled', nextBillingOn: over ? null : row.nextBillingOn },
  );
}

async function tellCancelled(
  scene: Scene,
  row: SubscriptionRow,
  what: { decision: CancelDecision; cancellationId: string },
): Promise<void> {
  const { endsOn, state } = what.decision;
  const link = portalUrl(scene);
  const by = doneBy(scene);
  const isOver = state === 'cancelled';
  // While it can be undone, that is what the e-mail leads to.
  const back = isOver ? (await returnUrls(scene, [row.id], 'cancelled')).get(row.id) : null;
  await tellMember(scene, row, {
    template: 'cancelled',
    cause: `cancellation:${what.cancellationId}`,
    data: {
      planName: row.planName,
      by,
      accessLastDay: addDays(endsOn, -1),
      // What staff decided is staff's to take back.
      undoUrl: isOver || by === 'staff' ? null : link,
      comeBackUrl: back ?? link,
    },
  });
}
