import { findPlan } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { closeCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { lastTermEnd, saveSubscription } from '../../db/subscriptions/save.ts';
import { wholePrice } from '../../domain/billing/lines.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Interval } from '../../domain/periods.ts';
import { boundary, scheduleFrom } from '../../domain/periods.ts';
import { planUndoCancel } from '../../domain/subscriptions/cancel.ts';
import { refuseFull } from '../../domain/subscriptions/seats.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import type { Target } from './change.ts';
import { changing, doneBy, recordChange } from './change.ts';
import { factsOf } from './facts.ts';
import { checkMemberUndo } from './memberMay.ts';
import { tellMember } from './tellMember.ts';

/**
 * Takes a pending cancellation back; billing goes on where it was. The member is told. Refuses with
 * `SubscriptionNotInState`, `NotEnding`, `PlanFull` and, to members whose cancellation was not
 * their own, `MemberMayNot`.
 */
export async function undoCancellation(ctx: Context, target: Target): Promise<void> {
  await changing(ctx, target, undoCancellationIn);
}

/** The same on a locked subscription in an open transaction. */
export async function undoCancellationIn(scene: Scene, row: SubscriptionRow): Promise<void> {
  const state = decideUndo(scene, row, await findPlan(scene.tx, row.planId));
  await closeCancellation(scene.tx, row.id, scene.now);
  const nextBillingOn = await billingAfter(scene, row);
  await saveSubscription(
    scene.tx,
    { id: row.id, now: scene.now },
    { state, endsOn: onceEnd(row), endCause: null, nextBillingOn },
  );
  await recordChange(scene, row, { event: 'subscription_cancellation_undone' });
  const amount = wholePrice(factsOf(row, scene.org, scene.today));
  await tellMember(scene, row, {
    template: 'cancellation_undone',
    cause: `cancellation_undone:${row.cancellation?.id ?? `${row.id}:${scene.now}`}`,
    data: {
      planName: row.planName,
      by: doneBy(scene),
      price: amount > 0 && !row.once ? { amount, currency: row.currency } : null,
      nextChargeOn: amount > 0 ? nextBillingOn : null,
      accountUrl: portalUrl(scene),
    },
  });
}

export type UndoPreview = {
  nextBillingOn: LocalDate | null;
  /** What it costs per interval, add-ons included; minor units. */
  amount: number;
  currency: string;
  every: Interval;
  once: boolean;
};

/** What goes on when a cancellation is taken back; writes nothing. Refuses like doing it. */
export async function previewUndoCancellation(ctx: Context, id: string): Promise<UndoPreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    decideUndo(scene, row, await findPlan(scene.tx, row.planId));
    const nextBillingOn = await billingAfter(scene, row);
    const { currency, once, intervalUnit: unit, intervalCount: count } = row;
    const amount = wholePrice(factsOf(row, scene.org, scene.today));
    return { nextBillingOn, amount, currency, every: { unit, count }, once };
  });
}

/**
 * Refuses what is not ending, or not by a cancellation that may be taken back; cancelling freed the
 * seat, which must still be there.
 */
export function decideUndo(
  scene: Scene,
  row: SubscriptionRow,
  plan: PlanRecord | undefined,
): SubscriptionRow['state'] {
  // The end of what was sold once is no cancellation.
  const endsOn = row.once && !row.cancellation ? null : row.endsOn;
  const { state } = planUndoCancel({ state: row.state, endsOn }, scene.today);
  checkMemberUndo(scene, row);
  if (plan) refuseFull(plan, row.quantity);
  return state;
}

/** Billing follows the paid time: what cancelling took away is the day after the last term. */
async function billingAfter(scene: Scene, row: SubscriptionRow): Promise<LocalDate | null> {
  const paidUntil = await lastTermEnd(scene.tx, row.id);
  const first = row.firstBillingOn;
  const isSold = first === null || (paidUntil !== null && paidUntil > first);
  const after = row.once ? (isSold ? null : first) : (paidUntil ?? first);
  return row.nextBillingOn ?? after;
}

/** What is sold once has its end again; everything else goes on. */
function onceEnd(row: SubscriptionRow): LocalDate | null {
  if (!row.once || row.forever) return null;
  const every = { unit: row.intervalUnit, count: row.intervalCount };
  return boundary(scheduleFrom(row.anchorOn, every), 1);
}
