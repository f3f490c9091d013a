import { recordActivity } from '../../activity/record.ts';
import { closeCases } from '../../db/billing/cases.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import type { Scene } from '../context.ts';

/**
 * Ends the open overdue cases of a subscription without a winner: nothing is retried or reminded
 * any more; the invoices stay open until somebody settles or gives them up (spec/overdue.md).
 */
export async function stopChasing(scene: Scene, row: SubscriptionRow): Promise<void> {
  const { tx, now, today } = scene;
  const open = await tx.query<{ id: string }>(
    `select invoice_id as id from overdue_case
     where org_id = app_org() and subscription_id = $1 and state = 'open'`,
    [row.id],
  );
  const ids = open.map((invoice) => invoice.id);
  const closed = await closeCases(tx, ids, { state: 'closed', on: today, at: now });
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

/**
 * Gives up what is open of a subscription: void when nothing is paid on it and the organization
 * says so, else uncollectible (settings: overdue, after the last step).
 */
export async function stopCollecting(scene: Scene, row: SubscriptionRow): Promise<void> {
  await stopChasing(scene, row);
  const open = await scene.tx.query<{ id: string }>(
    `select id from invoice where org_id = app_org() and subscription_id = $1
       and status = 'open' and balance > 0 order by id`,
    [row.id],
  );
  await giveUpInvoices(scene, {
    invoiceIds: open.map((invoice) => invoice.id),
    how: scene.org.settings.overdue.after_last,
    reason: 'cancelled',
  });
}
