import { recordActivity } from '../../activity/record.ts';
import type { CaseEnd } from '../../db/billing/cases.ts';
import { chasedOnlyFor, closeCases, closeFollowing } from '../../db/billing/cases.ts';
import { owedPartsOf } from '../../db/billing/covers.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Scene } from '../context.ts';
import { giveUpOwed } from '../payments/giveUpOwed.ts';

/**
 * Ends the open overdue cases of a subscription without a winner: nothing is retried or reminded
 * any more; the invoices stay open until somebody settles or gives them up (spec/overdue.md).
 */
export async function stopChasing(scene: Scene, row: SubscriptionRow): Promise<void> {
  const closed = await closeOf(scene, row, { state: 'closed' });
  const data = { cause: 'stopped', plan: row.planName };
  await recordActivity(
    scene,
    closed.map((entry) => ({ event: 'overdue_lost', ...entry, data })),
  );
}

/**
 * The same while a subscription is paused although it is overdue: what is still owed when it goes
 * on is chased anew, from then on (billing-rules §13).
 */
export async function setCasesAside(scene: Scene, row: SubscriptionRow): Promise<void> {
  const closed = await closeOf(scene, row, { state: 'closed', setAside: true });
  await recordActivity(
    scene,
    closed.map((entry) => ({ event: 'overdue_set_aside', ...entry, data: { plan: row.planName } })),
  );
}

/** Of a consolidated invoice only its own case ends, unless nobody else is chased by it. */
async function closeOf(
  { tx, now, today }: Scene,
  { id: subscriptionId }: SubscriptionRow,
  how: Pick<CaseEnd, 'state' | 'setAside'>,
) {
  const end = { ...how, on: today, at: now };
  const alone = await chasedOnlyFor(tx, subscriptionId);
  const closed = [
    ...(await closeCases(tx, alone, end)),
    ...(await closeFollowing(tx, [subscriptionId], end)),
  ];
  const own = closed.filter((each) => each.subscriptionId === subscriptionId);
  return own.map(({ contactId, invoiceId }) => ({ contactId, subscriptionId, invoiceId }));
}

/** Nothing of a subscription is collected any more: what is open of it is given up as well. */
export async function stopCollecting(scene: Scene, row: SubscriptionRow): Promise<void> {
  await stopChasing(scene, row);
  await giveUpOwed(scene, await owedPartsOf(scene.tx, [row.id]), 'cancelled');
}
