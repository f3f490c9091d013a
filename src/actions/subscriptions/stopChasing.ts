import { recordActivity } from '../../activity/record.ts';
import { closeCases, closeFollowing } from '../../db/billing/cases.ts';
import { owedPartsOf } from '../../db/billing/covers.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { Scene } from '../context.ts';
import { giveUpOwed } from '../payments/giveUpOwed.ts';

/**
 * Ends the open overdue cases of a subscription without a winner: nothing is retried or reminded
 * any more; the invoices stay open until somebody settles or gives them up (spec/overdue.md).
 */
export async function stopChasing(scene: Scene, row: SubscriptionRow): Promise<void> {
  const { tx, now, today } = scene;
  const open = await tx.query<{ id: string }>(
    `select invoice_id as id from overdue_case where org_id = app_org()
       and subscription_id = $1 and state = 'open' and lead_id is null`,
    [row.id],
  );
  const ids = open.map((invoice) => invoice.id);
  const end = { state: 'closed', on: today, at: now } as const;
  // A consolidated invoice is chased on for the others: only its own case ends.
  const following = await closeFollowing(tx, [row.id], end);
  const closed = [...(await closeCases(tx, ids, end)), ...following];
  await recordActivity(
    scene,
    closed.map((each) => ({
      event: 'overdue_lost',
      contactId: each.contactId,
      subscriptionId: row.id,
      invoiceId: each.invoiceId,
      data: { cause: 'stopped', plan: row.planName },
    })),
  );
}

/** Nothing of a subscription is collected any more: what is open of it is given up as well. */
export async function stopCollecting(scene: Scene, row: SubscriptionRow): Promise<void> {
  await stopChasing(scene, row);
  await giveUpOwed(scene, await owedPartsOf(scene.tx, [row.id]), 'cancelled');
}
