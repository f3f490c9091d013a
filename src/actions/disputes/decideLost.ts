import { recordActivity } from '../../activity/record.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { findDispute, placesOfDispute } from '../../db/payments/disputes.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { writeOffIn } from '../payments/giveUpInvoice.ts';
import { lockDisputed } from './moneyOf.ts';
import { NothingToDecide } from './refusals.ts';

export type Aftermath = 'written_off' | 'chased';

/**
 * What becomes of the balance a lost dispute leaves open: written off as uncollectible, or asked
 * for by reminders. Never charged to the card again by itself: its holder has just refused that.
 * Refuses with `NotFound`, `NothingToDecide`.
 */
export function decideLost(ctx: Context, id: string, aftermath: Aftermath): Promise<void> {
  return act(ctx, async (scene) => {
    const { tx, now } = scene;
    const seen = await findDispute(tx, id);
    if (!seen) throw new NotFound();
    const of = await lockDisputed(scene, seen.paymentId);
    const dispute = (await findDispute(tx, id))!;
    const ids = (await placesOfDispute(tx, id)).map(({ invoiceId }) => invoiceId);
    const open = of.invoices.filter((each) => each.status === 'open' && ids.includes(each.id));
    if (dispute.state !== 'lost' || dispute.aftermath || open.length === 0) {
      throw new NothingToDecide();
    }
    await tx.exec(
      'update dispute set aftermath = $2, aftermath_at = $3 where org_id = app_org() and id = $1',
      [id, aftermath, now],
    );
    if (aftermath === 'written_off') {
      for (const invoice of open) await writeOffIn(scene, invoice.id, dispute.reference);
      return;
    }
    await tx.exec(
      `update invoice set collection = 'invoice' where org_id = app_org() and id = any($1::uuid[])`,
      [open.map((invoice) => invoice.id)],
    );
    await recordActivity(
      scene,
      open.map((invoice) => ({
        event: 'dispute_chased',
        contactId: invoice.contactId,
        subscriptionId: invoice.subscriptionId,
        invoiceId: invoice.id,
        amount: invoice.balance,
        currency: invoice.currency,
        data: { dispute: id },
      })),
    );
    await refreshDirectory(tx, await peopleOf(tx, open));
  });
}
