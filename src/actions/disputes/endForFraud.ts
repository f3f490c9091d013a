import { recordActivity } from '../../activity/record.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import { isRunning } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import { revokeIn } from '../subscriptions/revokeSubscription.ts';
import type { Disputed } from './moneyOf.ts';

/**
 * What follows when a payment turns out to be a fraud: access that it paid for ends today, and the
 * card is never charged again (spec/plans-and-billing "Dispute/fraud"). Payer and invoices are
 * locked; the directory is the caller's.
 */
export async function endForFraud(scene: Scene, of: Disputed): Promise<void> {
  const { tx, now, today } = scene;
  const { payment, invoices } = of;
  const ids = await tx.query<{ id: string }>(
    `select distinct s.id from subscription s
     join invoice_line l on l.org_id = app_org() and l.subscription_id = s.id
     where s.org_id = app_org() and l.invoice_id = any($1::uuid[]) order by s.id`,
    [invoices.map(({ id }) => id)],
  );
  for (const { id } of ids) {
    const row = await lockSubscription(tx, today, { id });
    if (isRunning(row.state)) await revokeIn(scene, row, { reason: 'fraud', notify: 'nobody' });
  }
  await tx.exec(
    `update payment_method set replaced_at = $2
     where org_id = app_org() and id = $1 and replaced_at is null`,
    [payment.methodId, now],
  );
  const first = invoices[0];
  await recordActivity(scene, [
    {
      event: 'fraud_found',
      contactId: first?.contactId ?? payment.payerId,
      subscriptionId: first?.subscriptionId ?? null,
      invoiceId: first?.id ?? null,
      amount: payment.amount,
      currency: payment.currency,
    },
  ]);
}
