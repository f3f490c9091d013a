import { recordActivity } from '../../activity/record.ts';
import { closeCases, closeFollowing } from '../../db/billing/cases.ts';
import { openCoversOf } from '../../db/billing/covers.ts';
import { creditableLines } from '../../db/payments/creditNotes.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import type { Scene } from '../context.ts';
import { creditLines } from '../payments/creditLines.ts';
import { issueCreditNote } from '../payments/issueCreditNote.ts';
import { lockedInvoice } from '../payments/recordOfflinePayment.ts';

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
  const following = await closeFollowing(tx, row.id, end);
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

/**
 * Gives up what is open of a subscription: void when nothing is paid on it and the organization
 * says so, else uncollectible (settings: overdue, after the last step). Its part of a consolidated
 * invoice is taken off by a credit note, as far as it is not paid.
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
  for (const { invoiceId } of await openCoversOf(scene.tx, row.id)) {
    await creditPart(scene, row, invoiceId);
  }
}

async function creditPart(scene: Scene, row: SubscriptionRow, invoiceId: string): Promise<void> {
  const invoice = await lockedInvoice(scene, invoiceId);
  const known = await creditableLines(scene.tx, invoiceId);
  const own = known.filter(({ subscriptionId }) => subscriptionId === row.id);
  const left = own.reduce((sum, line) => sum + line.leftTotal, 0);
  const total = Math.min(left, invoice.balance);
  if (total <= 0) return;
  const lines = creditLines(own, total);
  await issueCreditNote(scene, invoice, { lines, reason: 'cancelled', fromSettled: 0 });
}
